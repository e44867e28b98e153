"""Bad input is answered with a helpful 4xx or an empty result, never with a 500."""

import pytest
from django.test import Client

pytestmark = pytest.mark.once

LISTS = [
    "/strategier/", "/uppdrag/", "/program/", "/ataganden/", "/aktorer/", "/allmanna-handlingar/",
]  # fmt: skip
LISTS = ["/strategier/", "/uppdrag/", "/program/", "/ataganden/", "/aktorer/", "/sok/"]


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize(
    "path",
    [
        "/lan/atlantis/",
        "/strategier/finns-inte/",
        "/strategier/finns-inte/mal/inte-heller/",
        "/ataganden/xxxxxxxxxx/",
        "/aktorer/ingen/",
        "/finns/inte/",
        "/lan/%00/",
        "/lan/%ff%fe/",
        "/lan/" + "a" * 10_000 + "/",
    ],
)
def test_unknown_address_is_a_helpful_404(db, path, language):
    response = Client().get(language + path)
    assert response.status_code == 404
    assert "<h1" in response.text
    assert not response.cookies


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "query",
    [
        "lan=atlantis",
        "lan=%00",
        "lan=%ff",
        "sok=" + "a" * 10_000,
        "sok=a%00b",
    ],
)
def test_filter_value_that_cannot_be_is_a_400_that_keeps_it(db, path, query):
    response = Client().get(f"{path}?{query}")
    assert response.status_code == 400
    assert "<h1" in response.text
    assert "ds-alert" in response.text or 'role="alert"' in response.text


@pytest.mark.parametrize(
    "address",
    [
        "/strategier/?niva=planetarisk",
        "/strategier/?lage=bra",
        "/ataganden/?slag=hemligt",
        "/ataganden/?strategi=finns-inte",
        "/ataganden/?aktor=ingen%00",
        "/aktorer/?slag=troll",
        "/sok/?sok=plan&slag=hemligt",
    ],
)
def test_choice_that_is_none_is_a_400(db, address):
    assert Client().get(address).status_code == 400


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("page", ["9999", "0", "-1", "ett", "%00", "9" * 5_000])
def test_page_that_does_not_exist_is_a_404(db, path, page):
    response = Client().get(f"{path}?page={page}")
    assert response.status_code == 404
    assert "<h1" in response.text


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    "query", ["okand=1", "sok=%ff%fe", "sok=%25", "sok='", "&&&==", "sok=" + "å" * 100]
)
def test_query_that_means_nothing_here_is_no_error(db, path, query):
    assert Client().get(f"{path}?{query}").status_code == 200


def test_what_was_typed_is_kept_beside_the_error(db):
    response = Client().get("/aktorer/", {"sok": "b" * 101})
    assert response.status_code == 400
    assert "b" * 101 in response.text


def test_chosen_strategy_is_kept_beside_an_error_in_another_filter(world):
    chosen = {"strategi": world.strategy.slug, "lan": "atlantis"}
    response = Client().get("/ataganden/", chosen)
    assert response.status_code == 400
    assert f'name="strategi" value="{world.strategy.slug}"' in response.text

"""Where an organisation is written to, kept by its coordinator."""

import pytest
from django.core.exceptions import ValidationError

from actors.services import set_mailboxes
from tests.actors.test_people_of_organisation import page


@pytest.mark.parametrize(
    "address", ["inte-en-adress", "a\0b@samordna.example", "x" * 300 + "@a.se"]
)
def test_mailbox_that_is_no_address_is_told_and_kept(cast, address):
    form = {"function_mailbox": address, "registry_mailbox": ""}
    client, path = cast.client("coordinator"), page(cast, "brevlador/")
    shown = client.get(path).context["form"]["as_shown"].value()
    response = client.post(path, form | {"as_shown": shown})
    assert response.status_code == 200
    assert "function_mailbox" in response.context["form"].errors
    with pytest.raises(ValidationError):
        set_mailboxes(actor=cast.agency, **form, by=cast.people["coordinator"])
    cast.agency.refresh_from_db()
    assert cast.agency.function_mailbox == ""


def test_mailboxes_are_kept_and_the_page_is_dated_once(cast):
    client = cast.client("coordinator")
    form = {
        "function_mailbox": "info@samordna.example", "registry_mailbox": "diariet@samordna.example"
    }  # fmt: skip
    path = page(cast, "brevlador/")
    form["as_shown"] = client.get(path).context["form"]["as_shown"].value()
    for _time in range(2):
        assert client.post(path, form).status_code == 302
    cast.agency.refresh_from_db()
    assert cast.agency.registry_mailbox == "diariet@samordna.example"
    assert cast.agency.version == 2
    assert cast.agency.content_updated_at is not None
    assert "info@samordna.example" in client.get(page(cast)).text


def test_second_of_two_who_change_a_mailbox_is_shown_both(cast):
    client = cast.client("coordinator")
    path = page(cast, "brevlador/")
    shown = client.get(path).context["form"]["as_shown"].value()
    set_mailboxes(
        actor=cast.agency,
        function_mailbox="forst@samordna.example",
        registry_mailbox="",
        by=cast.people["superuser"],
    )
    form = {"function_mailbox": "sedan@samordna.example", "registry_mailbox": ""}
    response = client.post(path, form | {"as_shown": shown})
    assert response.status_code == 409
    assert "forst@samordna.example" in response.text
    assert "sedan@samordna.example" in response.text
    cast.agency.refresh_from_db()
    assert cast.agency.function_mailbox == "forst@samordna.example"

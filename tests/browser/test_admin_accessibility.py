"""The admin as an editor of Exempel län meets it: axe finds nothing serious on any kind of page."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

EDITOR = "strategisamordnare@exempel.example"
PAGES = [
    "/admin/",
    "/admin/strategies/",
    "/admin/strategies/strategy/",
    "/admin/strategies/strategy/add/",
    "/admin/strategies/commitment/",
    "/admin/strategies/commitment/add/",
    "/admin/strategies/endmove/add/",
    "/admin/records/source/add/",
    "/admin/actors/document/add/",
]


@pytest.fixture
def editor(enter_as):
    # Not watched for what the console says: the admin's search lists try a style that our policy
    # refuses, and do without.
    return enter_as(EDITOR)


def serious(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {fault['nodes'][0]['target']}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("width", [1280, 375])
def test_admin_of_an_editor_has_no_serious_fault(editor, width):
    editor.set_viewport_size({"width": width, "height": 900})
    editor.goto("/admin/strategies/strategy/")
    change = editor.locator("#result_list a").first.get_attribute("href")
    for path in [*PAGES, change, change.replace("/change/", "/delete/")]:
        response = editor.goto(path)
        assert response.status in (200, 403), path
        assert serious(editor) == [], (path, width)

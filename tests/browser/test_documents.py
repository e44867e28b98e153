"""A document in a real browser: kept as a file, and never a page or a script of ours."""

import pytest

pytestmark = pytest.mark.browser

PAGE = "/strategier/lanets-strategi/"
LINK = "a:has-text('Strategin som den beslutades')"


def test_document_is_a_download_wherever_it_is_opened(open_page):
    page = open_page(PAGE)
    address = page.get_attribute(LINK, "href")
    with page.expect_download() as followed:
        page.click(LINK)
    assert followed.value.suggested_filename == "Strategin som den beslutades.txt"
    with page.expect_download():
        page.evaluate("address => { location.href = address }", address)
    assert page.url.endswith(PAGE)


def test_document_is_not_run_as_a_script(open_page, faults):
    page = open_page(PAGE)
    outcome = page.evaluate(
        """address => new Promise(done => {
             const script = document.createElement('script')
             script.onload = () => done('run')
             script.onerror = () => done('refused')
             script.src = address
             document.head.append(script)
           })""",
        page.get_attribute(LINK, "href"),
    )
    assert outcome == "refused"
    assert "is not executable" in faults.console.pop()

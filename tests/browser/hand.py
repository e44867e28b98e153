"""Somebody at a page of Samordna, with mouse and keyboard, and what they look for there."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect


@dataclass
class Hand:
    """What somebody does with mouse and keyboard: whoever fills a field has clicked in it."""

    clicks: int = 0
    fields: int = 0

    def press(self, button: Locator) -> None:
        self.clicks += 1
        button.click()

    def write(self, field: Locator, text: str) -> None:
        self.into(field)
        field.fill(text)

    def choose(self, field: Locator, label: str) -> None:
        self.into(field)
        field.select_option(label=label)

    def tick(self, box: Locator) -> None:
        self.into(box)
        box.check()

    def into(self, field: Locator) -> None:
        self.clicks += 1
        self.fields += 1


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("button", name=name, exact=True)


def link(page: Page, name: str) -> Locator:
    return page.get_by_role("main").get_by_role("link", name=name, exact=True)


def is_told(page: Page, text: str) -> None:
    expect(page.get_by_role("main")).to_contain_text(text)

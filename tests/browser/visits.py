"""One visitor with a browser of their own: what the page says in its console and whom it calls is written down."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

PHONE = {"width": 390, "height": 844}
WIDTHS = (320, 390, 1440)
DESK = {"width": 1440, "height": 900}


class Visit:
    """A window on the site. ``wrong`` holds every console error, broken script and request to another host."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home = home
        self.wrong: list[str] = []
        context.set_default_timeout(20_000)
        context.route("**/*", self._let_through)
        self.page: Page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))

    def go(self, path: str) -> Page:
        """The page at ``path``, which must open."""
        answer = self.page.goto(self.home + path)
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self.page

    def enter(self, role: str) -> Page:
        """Comes in as the prepared person of ``role`` by the one click of the demonstration."""
        self.go("/enter/")
        self.page.locator(f'form[action="/enter/{role}/"] button').click()
        self.page.wait_for_url(lambda address: "/enter/" not in address)
        return self.page

    @property
    def path(self) -> str:
        """Where the window stands now."""
        return urlsplit(self.page.url).path

    def _let_through(self, route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(self.home).netloc:
            route.continue_()
        else:
            self.wrong.append(f"another host: {route.request.url}")
            route.abort()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"console: {message.text}")


@contextmanager
def visit(browser: Browser, home: str, **asked: Any) -> Iterator[Visit]:
    """A visit in a fresh context, Chinese and at a desk unless asked otherwise; nothing may go wrong in it."""
    context = browser.new_context(**{"viewport": DESK, "locale": "zh-CN", **asked})
    try:
        visitor = Visit(context, home)
        yield visitor
        visitor.page.wait_for_load_state()
        assert visitor.wrong == []
    finally:
        context.close()


def too_wide(page: Page) -> list[int]:
    """The widths at which the page would scroll sideways."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            found.append(width)
    return found

"""The site that the browser visits: a small district served from a database in a file, as on a real machine.

A test's usual database lives in one connection, which threads of a server cannot write to at once.
"""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from hundredfold.prove.models import Hold
from tests.browser.town import Town, make_town
from tests.browser.visits import Visit, visit
from tests.people import NOW

QUIET = (
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-gpu",
)
Visiting = Callable[..., AbstractContextManager[Visit]]


class Patient(ThreadedWSGIServer):
    """A server that ends with its last answer and not in the middle of one."""

    daemon_threads = False


@pytest.fixture(scope="package")
def town(
    chromium: str, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """The seeded district; its evidence, its clock and its demonstration's doors stay for every journey."""
    if connections["default"].vendor != "sqlite":
        pytest.skip("the journeys use a SQLite file of their own")
    folder = tmp_path_factory.mktemp("town")
    kept = override_settings(
        DEMO=True,
        CLOCK_BEHIND=int((dt.datetime.now(dt.UTC) - NOW).total_seconds()),
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        STATIC_ROOT=folder,
        EVIDENCE_ROOT=folder / "evidence",
        COPIES_ROOT=folder / "copies",
    )
    with django_db_blocker.unblock(), kept, _database_in(folder):
        yield make_town()


@pytest.fixture(autouse=True)
def stores(town: Town) -> None:
    """In place of a folder for each test: the town keeps its stores."""


@pytest.fixture(autouse=True)
def empty_hands(town: Town) -> None:
    """What the visitor before had in hand at the desk is put down: their ten minutes are over."""
    Hold.objects.all().delete()


@pytest.fixture(scope="package")
def home(town: Town) -> Iterator[str]:
    """The address of the running site."""
    server = LiveServer("localhost", start=False)
    server.thread.server_class = Patient
    server.start()
    yield server.url
    server.stop()


@pytest.fixture(scope="package")
def chromium() -> str:
    """Where Chromium is."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no chromium on this machine: the journeys through the pages need it")
    return program


@pytest.fixture(scope="package")
def browser(chromium: str, home: str) -> Iterator[Browser]:
    """Headless, and gone before the site is. Journeys ask the database while its loop runs: Django must be told."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(QUIET))
        yield started
        started.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visiting(browser: Browser, home: str) -> Visiting:
    """Begins a visit: ``with visiting(viewport=PHONE) as visitor``."""
    return partial(visit, browser, home)


@contextmanager
def _database_in(folder: Path) -> Iterator[None]:
    """An empty database in a file, used in place of the tests' own until the town is left."""
    before: Any = connections["default"]
    name = before.settings_dict["NAME"]
    before.settings_dict["NAME"] = str(folder / "town.sqlite3")
    del connections["default"]
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connections["default"].close()
        connections["default"] = before
        before.settings_dict["NAME"] = name

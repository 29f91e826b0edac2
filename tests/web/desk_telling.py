"""How the tests tell at the desk: a form as a phone sends it, and the key and tokens that it carries."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.people import NOW
from tests.pictures import picture

REPORT = "/desk/report/?strand=talks"


@pytest.fixture(autouse=True)
def moment(settings: Any) -> None:
    """Ten in the morning of 30 June 2026: the site's clock runs behind ours by a fixed span."""
    settings.CLOCK_BEHIND = int((dt.datetime.now(dt.UTC) - NOW).total_seconds())


def photo(seed: int = 1, name: str = "现场.jpg") -> SimpleUploadedFile:
    """A photo as a browser sends it."""
    return SimpleUploadedFile(name, picture(seed), content_type="image/jpeg")


def filled(**changes: Any) -> dict[str, Any]:
    """A complete report of a talk, but for the photo."""
    return {
        "key": "k-1",
        "title": "邻里普法课",
        "start": "2026-06-20",
        "end": "",
        "venue": "党群服务中心",
        "town": "友谊大街街道",
        "head_count": "42",
        "head_count_method": "counted",
        "co_units": [],
        "summary": "",
        **changes,
    }


def hidden(html: str, name: str) -> list[str]:
    """The values of the hidden inputs of that name."""
    return re.findall(rf'<input type="hidden" name="{name}" value="([^"]*)"', html)


def send(client: Client, address: str = REPORT, **changes: Any) -> Any:
    """Sends a complete report with one photo, changed as asked."""
    return client.post(address, filled(**{"photos": photo(), **changes}))

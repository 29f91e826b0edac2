"""What every test may ask for: a small district, a fixed moment, and stores that vanish."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.people import District, make_district


@pytest.fixture(autouse=True)
def stores(settings: object, tmp_path: Path) -> Iterator[None]:
    """Evidence and copies go to the test's own folder; nothing is signed in slowly."""
    settings.EVIDENCE_ROOT = tmp_path / "evidence"  # type: ignore[attr-defined]
    settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]
    settings.COPIES_ROOT = tmp_path / "copies"  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]
    return


@pytest.fixture
def district(db: None) -> District:
    """The Nine Hundreds in a district of five units and its people."""
    return make_district()


@pytest.fixture
def reading_district(db: None) -> District:
    """The same people with quite another programme."""
    return make_district(blueprint="reading_year")

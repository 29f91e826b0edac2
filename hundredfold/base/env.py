"""Settings from the environment, typed. A bad value stops the start with one sentence that names it."""

import os
from collections.abc import Sequence
from pathlib import Path


class BadSetting(ValueError):
    """A setting that cannot be used; its text says which, what it holds and what would do."""


def text(name: str, default: str = "") -> str:
    """The value of ``name`` without outer white space, or ``default``."""
    return os.environ.get(name, default).strip()


def flag(name: str, *, default: bool) -> bool:
    """``name`` as yes or no. Raises BadSetting for anything but 1/0, true/false, yes/no, on/off."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise BadSetting(f"{name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """``name`` as a whole number between ``least`` and ``most``. Raises BadSetting otherwise."""
    value = text(name)
    if not value:
        return default
    if not value.lstrip("-").isdecimal() or not least <= int(value) <= most:
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {value!r}.")
    return int(value)


def words(name: str, default: Sequence[str]) -> list[str]:
    """``name`` as a list, separated by commas."""
    value = text(name)
    return [word.strip() for word in value.split(",") if word.strip()] if value else list(default)


def folder(name: str, default: Path) -> Path:
    """``name`` as an absolute folder path; it need not exist yet."""
    return Path(text(name) or default).expanduser().absolute()

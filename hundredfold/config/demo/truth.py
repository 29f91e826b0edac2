"""The book in which each strand module notes what it planted; it knows keys only, never a record."""

from __future__ import annotations

from .shapes import DemoTruth


class TruthBook:
    """Collects planted truth while a year is made; `sealed` gives it out as a value."""

    def __init__(self) -> None:
        """Start empty."""
        self.same_deeds: list[tuple[str, ...]] = []
        self.reused_photos: list[tuple[str, str]] = []
        self.reprints: list[tuple[str, ...]] = []
        self.lookalikes: list[tuple[str, ...]] = []
        self.thin: list[str] = []
        self.late: list[str] = []
        self.outside: list[str] = []
        self.implausible: list[str] = []
        self.two_places: list[tuple[str, str]] = []
        self.lapsed: list[str] = []
        self.copied: list[tuple[str, str]] = []
        self.visits: list[tuple[str, ...]] = []

    def sealed(self) -> DemoTruth:
        """The truth as noted so far, with lists of single keys sorted."""
        return DemoTruth(
            same_deeds=tuple(self.same_deeds),
            reused_photos=tuple(self.reused_photos),
            reprints=tuple(self.reprints),
            lookalikes=tuple(self.lookalikes),
            thin=tuple(sorted(self.thin)),
            late=tuple(sorted(self.late)),
            outside=tuple(sorted(self.outside)),
            implausible=tuple(sorted(self.implausible)),
            two_places=tuple(self.two_places),
            lapsed=tuple(sorted(self.lapsed)),
            copied=tuple(self.copied),
            visits=tuple(self.visits),
        )

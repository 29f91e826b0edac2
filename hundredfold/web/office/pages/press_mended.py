"""A text as it was found beside the text as mended, paragraph by paragraph, each changed span marked. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

GUESS = 0.75  # certainty below which a repair is called a guess
PLAIN = "R7"  # one script for the other, character by character: said once, not marked at every character
RULES = {
    "R1": _("Half-width marks made full width"),
    "R2": _("Pronunciation in brackets taken out"),
    "R3": _("Characters torn by a bracket put together again"),
    "R4": _("A mark that ate a character taken out, the character put back"),
    "R5": _("Doubled comma taken out"),
    "R6": _("A question mark in place of a lost character"),
    "R7": _("Traditional characters turned into simplified ones, one for one"),
    "R8": _("Left as it was"),
}


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; ``note`` says what was done to it, empty where nothing was. ``guess``: nobody can be sure."""

    text: str
    note: str = ""
    guess: bool = False


@dataclass(slots=True)
class Paragraph:
    """The same paragraph as found and as mended."""

    found: list[Span] = field(default_factory=list)
    mended: list[Span] = field(default_factory=list)

    @property
    def is_changed(self) -> bool:
        """Whether anything but the script was changed in it."""
        return any(span.note for span in (*self.found, *self.mended))


@dataclass(frozen=True, slots=True)
class RuleUsed:
    """What was done, how often, and how sure that was at least."""

    words: str
    number: int
    sure: str
    is_guess: bool


def paragraphs(text: str, repairs: Sequence[Mapping[str, Any]]) -> list[Paragraph]:
    """The mended ``text`` in paragraphs, the text as found beside it. Empty where the repairs do not fit the text.

    ``repairs`` are what was changed, in order: span of the text as found, what stood there, what stands there now.
    """
    rows = [Paragraph()]
    for found, mended, note, guess in _runs(text, repairs):
        if found == mended:
            for place, line in enumerate(found.split("\n")):
                if place:
                    rows.append(Paragraph())
                if line:
                    rows[-1].found.append(Span(line))
                    rows[-1].mended.append(Span(line))
            continue
        if found:
            rows[-1].found.append(Span(found, note, guess))
        if mended:
            rows[-1].mended.append(Span(mended, note, guess))
    return [row for row in rows if row.found or row.mended]


def _runs(text: str, repairs: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, str, bool]]:
    """Runs of the text: as found, as it stands now, the note on it, whether it is a guess. None if one does not fit."""
    runs: list[tuple[str, str, str, bool]] = []
    done, here = 0, 0  # how far in the text as found, and in the text as it stands now
    for fix in repairs:
        start, end, now = int(fix["start"]), int(fix["end"]), str(fix["now"])
        kept = text[here : here + start - done]
        here += start - done
        if start < done or not text.startswith(now, here):
            return []
        rule, sure = str(fix["rule"]), float(fix["sure"])
        note = "" if rule == PLAIN else str(RULES.get(rule, rule))
        runs += [(kept, kept, "", False), (str(fix["was"]), now, note, sure < GUESS)]
        done, here = end, here + len(now)
    return [*runs, (text[here:], text[here:], "", False)]


def rules_used(repairs: Sequence[Mapping[str, Any]]) -> list[RuleUsed]:
    """Each rule that was used, with how often, sure ones and guesses apart."""
    used: dict[tuple[str, bool], list[float]] = {}
    for fix in repairs:
        sure = float(fix["sure"])
        used.setdefault((str(fix["rule"]), sure < GUESS), []).append(sure)
    return [
        RuleUsed(str(RULES.get(rule, rule)), len(held), f"{round(100 * min(held))} %", is_guess)
        for (rule, is_guess), held in sorted(used.items())
    ]

"""A text as it was found beside the text as mended, paragraph by paragraph, each changed span marked. Pure."""

from collections.abc import Iterator, Mapping, Sequence
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


def paragraphs(original: str, repairs: Sequence[Mapping[str, Any]]) -> list[Paragraph]:
    """The text in paragraphs. ``repairs`` are spans of the original with what they became, in order."""
    rows = [Paragraph()]
    for found, mended, note, guess in _runs(original, repairs):
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


def mended_text(rows: Sequence[Paragraph]) -> str:
    """The mended text of these paragraphs without its line ends, to be held against the one that is kept."""
    return "".join(span.text for row in rows for span in row.mended)


def _runs(original: str, repairs: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str, str, bool]]:
    """Runs of the original, what each became, the note on it and whether it is a guess."""
    done = 0
    for fix in repairs:
        start, end = int(fix["start"]), int(fix["end"])
        if start < done or end > len(original):
            continue  # written by another version: what cannot be placed is shown as it was
        if start > done:
            yield original[done:start], original[done:start], "", False
        rule, sure = str(fix["rule"]), float(fix["sure"])
        note = "" if rule == PLAIN else str(RULES.get(rule, rule))
        yield original[start:end], str(fix["now"]), note, sure < GUESS
        done = end
    if done < len(original):
        yield original[done:], original[done:], "", False


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

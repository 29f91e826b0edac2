"""Why a page was folded into a story and what differs from the first publication, in sentences. Asks no database."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hundredfold.do.press.models import Page
from hundredfold.web.office.pages.likeness import Piece, compared

SHORTER, LONGER = 0.85, 1.15  # of the first publication's length; between them a text is printed whole
RUN = 5  # letters; runs of so many are compared
MOSTLY = 0.6  # share of the shorter text's runs of characters from which two are said to be word for word
TEXT_MOST = 20_000  # characters of each text that are compared
_LETTER = re.compile(r"\w", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Folding:
    """One reprint beside the first publication."""

    why: str
    differs: list[str]
    title: tuple[Piece, ...]


class Folded:
    """The first publication, what it is compared by worked out once, for comparing each of its reprints with it."""

    def __init__(self, first: Page) -> None:
        self.first = first
        self.runs, self.figures = _runs(first), _figures(first)

    def folding(self, page: Page, *, answered: bool) -> Folding:
        """Why ``page`` stands here and what differs; ``answered``: a person put it here."""
        title = compared("", self.first.title, page.title)
        return Folding(
            why=_("A person said that this is the same story.") if answered else self._ground(page),
            differs=self._differences(page),
            title=title.right,
        )

    def _ground(self, page: Page) -> str:
        if not page.text or not self.first.text:
            return _("Title, outlet and day were typed; there is no text to compare.")
        runs = _runs(page)
        share = len(runs & self.runs) / max(1, min(len(runs), len(self.runs)))
        if share >= MOSTLY:
            return _("%(n)s %% of the shorter text stands word for word in the other.") % {
                "n": round(100 * share)
            }
        figures = len(_figures(page) & self.figures)
        if figures:
            return ngettext(
                "Told in other words, with the same figure and about the same time.",
                "Told in other words, with %(n)s figures in common and about the same time.",
                figures,
            ) % {"n": figures}
        return _("It shares its text with another reprint of this story.")

    def _differences(self, page: Page) -> list[str]:
        said = []
        if page.title != self.first.title:
            said.append(_("Another headline; what differs is marked."))
        if page.text and self.first.text:
            ratio = len(page.text) / len(self.first.text)
            if ratio < SHORTER:
                said.append(_("Shortened to about %(n)s %% of the length.") % {"n": round(100 * ratio)})
            elif ratio > LONGER:
                said.append(_("Longer by about %(n)s %%.") % {"n": round(100 * (ratio - 1))})
        if page.language and self.first.language and page.language != self.first.language:
            said.append(_("In another script or language."))
        if page.damage in ("light", "heavy"):
            said.append(_("The copy's text was damaged and has been mended."))
        return said


def _runs(page: Page) -> frozenset[str]:
    """Runs of letters of a text, white space and punctuation left out."""
    letters = "".join(_LETTER.findall(page.text[:TEXT_MOST]))
    return frozenset(letters[place : place + RUN] for place in range(max(1, len(letters) - RUN + 1)))


def _figures(page: Page) -> frozenset[str]:
    return frozenset(str(each.get("value")) for each in page.figures)

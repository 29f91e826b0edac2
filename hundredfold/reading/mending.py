"""Walks a damaged text from sign to sign: plain notes go at once, lost bytes are searched for; knows no scores.

Between the signs the text is taken as it stands, so the cost lies in the damage and not in the length.
"""

import re

from hundredfold.reading.damage import Damage
from hundredfold.reading.damage_signs import BARE_NOTE, HALF_NOTE, LOSS, LOW, LOW_MARKS, NOTE, is_half_note
from hundredfold.reading.likelihood import CLOSERS, OPENERS, Likelihood, bracket_cost
from hundredfold.reading.mending_bytes import bytes_of, pair
from hundredfold.reading.mending_search import Search
from hundredfold.reading.mending_state import SURE, Piece, Signs, State
from hundredfold.reading.readings import is_read
from hundredfold.reading.script import TURNED_BACK, runs_turned, turned_back

BRACKET = re.compile(f"[\n{''.join(CLOSERS)}{''.join(OPENERS)}]")


def find_signs(text: str, damage: Damage) -> Signs:
    """Every place where the kit left a trace, or may have."""
    notes = {found.start(): found for found in NOTE.finditer(text)}
    halves = {found.start(): found for found in HALF_NOTE.finditer(text)}
    losses = {found.start() for found in LOSS.finditer(text)}
    lows = {found.start() for found in LOW.finditer(text) if found[0] in damage.lows}
    if damage.silent:
        bare = (
            found for found in BARE_NOTE.finditer(text) if is_half_note(text[found.start() - 1], found[1])
        )
        halves |= {found.start(): found for found in bare}
        losses |= {place for place, char in enumerate(text) if char in LOW_MARKS}
    return Signs(notes, halves, frozenset(lows), tuple(sorted({*notes, *halves, *losses, *lows})))


class Mender:
    """One text under repair."""

    def __init__(self, text: str, likelihood: Likelihood, damage: Damage) -> None:
        self.text = text
        self.damage = damage
        self.signs = find_signs(text, damage)
        self.search = Search(text, likelihood, self.signs, damage)
        self.state = State()
        self.pieces: list[Piece] = []

    def mend(self) -> list[Piece]:
        """The pieces of the likeliest reading, in order, covering the whole text."""
        place = 0
        for sign in self.signs.order:
            if sign >= place:
                self._keep(place, sign)
                place = self._at(sign)
        self._keep(place, len(self.text))
        return self.pieces

    def _keep(self, start: int, end: int) -> None:
        """Whole text up to the next sign: only its script is turned."""
        if start == end:
            return
        opened = self.state.opened
        for found in BRACKET.findall(self.text, start, end):
            opened = bracket_cost(opened, found)[1]
        before = self.text[end - 2] if end - start > 1 else self.state.last
        self.state = State(before=before, last=self.text[end - 1], opened=opened)
        for found in runs_turned().finditer(self.text, start, end):
            turned = self._turned(found[0])
            if turned == found[0]:
                continue
            if start < found.start():
                self.pieces.append(Piece(start, found.start(), self.text[start : found.start()], None, 1.0))
            self.pieces.append(Piece(found.start(), found.end(), turned, "R7", SURE["R7"]))
            start = found.end()
        if start < end:
            self.pieces.append(Piece(start, end, self.text[start:end], None, 1.0))

    def _turned(self, run: str) -> str:
        if self.damage.strict:
            return run.translate(turned_back())
        return "".join(char if char in TURNED_BACK else char.translate(turned_back()) for char in run)

    def _at(self, sign: int) -> int:
        """Deal with a sign; answers the place to go on from."""
        note = self.signs.notes.get(sign)
        if note:
            if not self._is_note(note[1]):
                self._keep(sign, sign + 1)
                return sign + 1
            self.pieces.append(Piece(sign, note.end(), "", "R2", SURE["R2"]))
            return note.end()
        if sign in self.signs.lows:
            self.pieces.append(Piece(sign, sign + 1, "", "R5", SURE["R5"]))
            return sign + 1
        place, pieces, after = self.search.run(sign, self.state._replace(cost=0.0, link=None))
        if place == sign:
            self._keep(sign, sign + 1)
            return sign + 1
        self.pieces += pieces
        self.state = after._replace(rule=None)
        return place

    def _is_note(self, note: str) -> bool:
        """The note says how the character before it is read, or a letter that is its second byte."""
        last, before = self.state.last, self.state.before
        if not last:
            return False
        if is_read(last, note):
            return True
        lead = bytes_of(before)[1:] if before else b""
        return bool(last.isascii() and lead and is_read(pair(lead[0], ord(last)), note))

"""Finds the likeliest whole text behind lost bytes, byte by byte; it must not know whether a text is damaged.

The copying kit edited GBK bytes and then decoded broken pairs. So each visible character is turned back into
its bytes, each lost byte is a choice, and the reading that makes the likeliest text wins (a beam search).
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from hundredfold.reading.damage import Damage
from hundredfold.reading.damage_signs import FULL_MARKS, LOST, LOW_MARKS, NARROWED
from hundredfold.reading.likelihood import (
    CLOSERS,
    ENDS,
    MARKS,
    OPENERS,
    Likelihood,
    bracket_cost,
    is_everyday,
)
from hundredfold.reading.mending_bytes import Group, bytes_of, pair
from hundredfold.reading.mending_state import (
    DECODED,
    MARGIN,
    SURE,
    Link,
    Piece,
    Signs,
    State,
    States,
    best_of,
    keep,
    pieces_of,
    settle,
)
from hundredfold.reading.mending_sure import weighed
from hundredfold.reading.readings import is_read, read_as
from hundredfold.reading.script import TURNED_BACK, is_traditional, plain

BETWEEN = re.compile("[。！？”]([\n ])")
DATED, COUNTED = frozenset("月日年时岁"), frozenset("月日年时岁人场名个次万多余件条户")
OTHER_HALF = {opener: closer for closer, opener in CLOSERS.items()}
REACH = 60  # characters within which a bracket is closed
ROW_OF_MARKS = 0xA1
STRADDLING = {0xA1: 0xA3, 0xA3: 0xA1}  # ！ is A3A1 and 。 is A1A3: each may end in the start of another mark
SETTLED = 8  # characters after the last sign of damage, the likeliest reading in step is taken
ODD = 7.0  # a character as unlikely as this out of step: perhaps an undefined pair vanished before it
VANISHED, LAGGING, ENDINGS, MIDDLES, STARTS = 3.0, 2, 9, 2, 5
DOUBTED = 8.0  # where no other sign tells of the kit, a loss must explain this much more
READINGS = 60_000  # a page of ten thousand characters, damaged as badly as any met, takes a tenth
UNFINISHED = 14.0  # a lead byte that waits at the end of the text


class Search:
    """The search through one text, from a sign until all readings agree again."""

    def __init__(self, text: str, likelihood: Likelihood, signs: Signs, damage: Damage) -> None:
        self.text = text
        self.likelihood = likelihood
        self.signs = signs
        self.damage = damage
        self.left = READINGS

    def run(self, start: int, state: State) -> tuple[int, list[Piece], State]:
        """From a sign on: where the readings agree again, the pieces up to there, the state there.

        Nothing is mended, and the place is the sign's own, once the text has cost more readings than any real one.
        """
        waiting: dict[int, States] = {start: {(-1, "", "", ""): state}}
        place = start
        while place < len(self.text) and self.left > 0:
            states = best_of(waiting.pop(place, {}))
            if len(states) > 1:
                states = settle(states, far=place - self._last_sign(place) > SETTLED)
            if place > start and len(states) == 1 and states[0].waiting < 0 and not waiting:
                return place, self._finished(states[0], state), states[0]
            self._step(place, states, waiting)
            place += 1
        if place < len(self.text):
            return start, [], state
        best = min(
            waiting[place].values(),
            key=lambda state: state.cost + (UNFINISHED if state.waiting >= 0 else 0.0),
        )
        return place, self._finished(best, state), best._replace(waiting=-1)

    def _finished(self, last: State, first: State) -> list[Piece]:
        pieces = pieces_of(last)
        end = pieces[-1].end if pieces else 0
        return weighed(pieces, first, self.text[end : end + 2], self.likelihood)

    def _step(self, place: int, states: list[State], waiting: dict[int, States]) -> None:
        for state in states:
            for end, after in self.steps(place, state):
                keep(waiting.setdefault(end, {}), after)
                self.left -= 1
        at = place + (self.text[place] in LOST)
        dearest = min((state.cost for state in waiting.get(at + 1, {}).values()), default=math.inf) + MARGIN
        for state in [state for state in states if state.waiting >= 0][:LAGGING]:
            for after in self._vanished(place, state, at=at, dearest=dearest):
                keep(waiting.setdefault(at + 1, {}), after)
                self.left -= 1

    def _last_sign(self, place: int) -> int:
        order = self.signs.order
        number = bisect_left(order, place)
        return order[number - 1] if number else -SETTLED

    def steps(self, place: int, state: State) -> Iterator[tuple[int, State]]:
        """Every way to read on from a place."""
        char = self.text[place]
        note = self.signs.notes.get(place)
        if note and state.waiting < 0 and state.last and is_read(state.last, note[1]):
            yield note.end(), self._silent(state, Piece(place, note.end(), "", "R2", SURE["R2"]))
            return
        if place in self.signs.lows:
            yield place + 1, self._silent(state, Piece(place, place + 1, "", "R5", SURE["R5"]))
            return
        if char in LOST:
            yield from self._lost(place, state)
        elif place in self.signs.halves:
            yield from self._half_note(state, self.signs.halves[place])
        elif self.damage.silent and state.waiting < 0 and char in LOW_MARKS:
            yield from self._lead_lost((place, place + 1), state, bytes_of(char))
        yield from self._shown(place, state, char)

    def _silent(self, state: State, piece: Piece) -> State:
        return state._replace(link=Link(piece, state.link))

    def _add(self, state: State, char: str, piece: Piece, *, waiting: int = -1, extra: float = 0.0) -> State:
        cost = self.likelihood.cost(state.before, state.last, char)
        bracket, opened = bracket_cost(state.opened, char)
        return State(
            cost=state.cost + cost + bracket + extra,
            waiting=waiting,
            rule=piece.rule if piece.rule not in (None, "R7") else state.rule,
            before=state.last,
            last=char,
            opened=opened,
            link=Link(piece, state.link),
        )

    def _plain(self, char: str) -> str:
        simple = plain(char)
        return TURNED_BACK.get(char, simple) if self.damage.strict else simple

    def _shown(self, place: int, state: State, char: str) -> Iterator[tuple[int, State]]:
        """Read the visible character as what it is, or as the bytes it was made of."""
        end = place + 1
        if state.waiting < 0:
            turned = self._plain(char)
            rule = "R7" if turned != char else None
            piece = Piece(place, end, turned, rule, SURE["R7"] if rule else 1.0)
            yield end, self._add(state, char, piece, extra=8.0 if char in LOST else 0.0)
            return
        raw = bytes_of(char)
        whole = pair(state.waiting, raw[0]) if raw else ""
        if not whole:
            return
        rule = state.rule or "R3"
        sure = DECODED[rule]
        if len(raw) == 1:
            yield end, self._add(state, whole, Piece(place, end, self._plain(whole), rule, sure))
        elif raw[1] >= 0x81:
            piece = Piece(place, end, self._plain(whole), rule, sure)
            yield end, self._add(state, whole, piece, waiting=raw[1])
        elif raw[1] != 0x80:  # the second byte was a letter of its own, swallowed into a pair
            first = self._add(state, whole, Piece(place, place, self._plain(whole), rule, sure))
            yield end, self._add(first, chr(raw[1]), Piece(place, end, chr(raw[1]), rule, sure))

    def _vanished(self, place: int, state: State, *, at: int, dearest: float) -> Iterator[State]:
        """Two bytes that make no character went without a trace: the end of one and the start of another.

        A character between two such losses went whole, its first byte with the one before, its second with the next.
        `at`: where the shown character stands; the sign of the loss stands before it where the site shows one.
        """
        raw = bytes_of(self.text[at : at + 1])
        whole = pair(state.waiting, raw[0]) if raw else ""
        odd = not whole or self.likelihood.cost(state.before, state.last, whole) > ODD
        if not odd or not raw or (len(raw) == 2 and raw[1] < 0x81):
            return
        roughly = self.likelihood.roughly
        for char in roughly(state.last, Group("end", state.waiting), ENDINGS):
            middles = [self._add_lost(state, char, place)]
            for lost in roughly(char, Group("middle", bytes_of(char)[1]), MIDDLES):
                if lost in MARKS or self.likelihood.is_backed(char, lost):
                    middles.append(self._add_lost(middles[0], lost, place))
            for middle in middles:
                if middle.cost < dearest:
                    yield from self._vanished_to((place, at + 1), middle, raw, dearest=dearest)

    def _add_lost(self, state: State, char: str, place: int) -> State:
        piece = Piece(place, place, self._plain(char), state.rule or "R3", 0.3)
        return self._add(state, char, piece, extra=VANISHED)

    def _vanished_to(
        self, span: tuple[int, int], state: State, raw: bytes, *, dearest: float
    ) -> Iterator[State]:
        """The character whose first byte vanished with the end of the one before and whose second is shown."""
        before, last = state.before, state.last
        for char in self.likelihood.roughly(last, Group("start", bytes_of(last)[1], raw[0]), STARTS):
            if state.cost + self.likelihood.cost(before, last, char) < dearest:
                piece = Piece(*span, self._plain(char), state.rule or "R3", 0.3)
                yield self._add(state, char, piece, waiting=raw[1] if len(raw) == 2 else -1)

    def _lost(self, place: int, state: State) -> Iterator[tuple[int, State]]:
        """A `?` that stands for bytes gone: of a straddled note, before a mark, or at an end."""
        half = self.signs.halves.get(place)
        if half:
            yield from self._half_note(state, half)
        following = self.text[place + 1 : place + 2]
        if state.waiting >= 0:
            yield from self._second_lost(place, state)
        elif following in LOST and (mark := self.text[place + 2 : place + 3]) in FULL_MARKS:
            yield from self._both_lost(place, state, bytes_of(mark))
        elif (mark := following.translate(NARROWED)) and mark in FULL_MARKS:
            yield from self._lead_lost((place, place + 2), state, bytes_of(mark))

    def _half_note(self, state: State, half: re.Match[str]) -> Iterator[tuple[int, State]]:
        start, end = half.span()
        last = bytes_of(state.last)[-1:] if state.last else b""
        for char in read_as(half[1]):
            raw = bytes_of(char)
            if len(raw) != 2 or not is_traditional(char):
                continue
            if state.waiting == raw[0]:
                piece = Piece(start, end, self._plain(char), "R3", SURE["R3"])
                yield end, self._add(state, char, piece)
            elif state.waiting >= 0 and (whole := pair(state.waiting, raw[0])):
                piece = Piece(start, end, self._plain(whole), "R3", 0.6)
                yield end, self._add(state, whole, piece, waiting=raw[1], extra=4.0)
                yield from self._note_after_vanished(state, half, char)
            elif state.waiting < 0 and last == raw[:1]:
                piece = Piece(start, end, "", "R3", SURE["R3"])
                yield end, state._replace(waiting=raw[1], rule="R3", link=Link(piece, state.link))
            elif state.waiting < 0 and self.text[start] in LOST and state.last in MARKS and is_everyday(char):
                # its first byte began a mark with the byte before and was lost when that got one of its own
                piece = Piece(start, end, self._plain(char), "R3", 0.6)
                yield end, self._add(state, char, piece, extra=4.0)

    def _note_after_vanished(
        self, state: State, half: re.Match[str], noted: str
    ) -> Iterator[tuple[int, State]]:
        """The lead byte of a noted character vanished together with the end of the character before it."""
        start, end = half.span()
        for char in self._likeliest(state, Group("end", state.waiting, bytes_of(noted)[0]))[:4]:
            first = self._add(state, char, Piece(start, start, self._plain(char), "R3", 0.3), extra=VANISHED)
            yield end, self._add(first, noted, Piece(start, end, self._plain(noted), "R3", SURE["R3"]))

    def _second_lost(self, place: int, state: State) -> Iterator[tuple[int, State]]:
        is_inside = self.text[place + 1 : place + 2].translate(NARROWED) not in MARKS
        group = Group("lead", state.waiting)
        for char in self._likeliest(state, group):
            text = self._plain(char) + self._eaten(place, state.last, char)
            piece = Piece(place, place + 1, text, "R6", 0.5, char, group)
            is_end = is_inside and (char in ENDS or (char in CLOSERS and state.last in ENDS))
            extra = 0.0 if is_end else 2.0 + self._left_open(place + 1, char)
            yield place + 1, self._add(state, char, piece, extra=extra)

    def _left_open(self, place: int, char: str) -> float:
        """An opening bracket wants its other half further on in the line, and not before a space."""
        if char not in OPENERS:
            return 0.0
        line = self.text[place : place + REACH].split("\n")[0]
        closer = line.find(OTHER_HALF[char])
        opener = line.find(char)
        return -3.0 if closer >= 0 and not 0 <= opener < closer else 4.0

    def _eaten(self, place: int, last: str, char: str) -> str:
        """What went with the byte. A digit: the sign of the loss stays, so that 1月 is not taken for 11月.

        Else a line end or a space, whichever stands after sentences on this page. Before a mark it was the kit's own.
        """
        following = self.text[place + 1 : place + 2]
        is_end = char in ENDS or (char in CLOSERS and last in ENDS)
        if following.isdigit() or (following and plain(following) in (DATED if is_end else COUNTED)):
            return "?"
        if not following.strip() or following in LOST or following.translate(NARROWED) in MARKS - OPENERS:
            return ""
        return self.between if is_end else " "

    @cached_property
    def between(self) -> str:
        """What stands between sentences here where something does: a line end, a space, or nothing."""
        found = Counter(BETWEEN.findall(self.text)).most_common(1)
        return found[0][0] if found else " "

    def _lead_lost(self, span: tuple[int, int], state: State, mark: bytes) -> Iterator[tuple[int, State]]:
        doubt = DOUBTED if self.damage.doubted or span[1] == span[0] + 1 else 0.0
        group = Group("second", mark[0])
        for char in self._likeliest(state, group):
            piece = Piece(*span, self._plain(char), "R4", 0.5, char, group)
            # a full stop and a closing mark, both of one row, make most of these
            extra = 2.0 if char == "。" and mark[1] == ROW_OF_MARKS else 4.0
            extra += doubt + self._left_open(span[1], char)
            yield span[1], self._add(state, char, piece, waiting=mark[1], extra=extra)

    def _both_lost(self, place: int, state: State, mark: bytes) -> Iterator[tuple[int, State]]:
        """A character before a mark lost both bytes: its second began another mark that ended in this one."""
        second = STRADDLING.get(mark[0])
        group = Group("second", second or 0)
        for char in self._likeliest(state, group) if second else ():
            piece = Piece(place, place + 2, self._plain(char), "R4", 0.5, char, group)
            yield place + 2, self._add(state, char, piece, extra=6.0)

    def _likeliest(self, state: State, group: Group) -> list[str]:
        return self.likelihood.likeliest(state.before, state.last, group, opened=state.opened)

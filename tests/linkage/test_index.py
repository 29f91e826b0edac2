"""One new record against a ledger."""

from __future__ import annotations

from dataclasses import replace

from bench import deeds_b
from hundredfold.linkage.index import Index
from hundredfold.linkage.rows import Row


def test_candidates_hold_the_other_telling() -> None:
    rows, deeds = deeds_b.make(400, 8)
    index = Index(rows)
    wanted = [(a, b) for a in range(400) for b in range(a) if deeds[a] == deeds[b]]

    found = sum(any(row.id == rows[b].id for row in index.candidates(rows[a])) for a, b in wanted)

    assert found >= 0.9 * len(wanted)


def test_candidates_leave_the_row_itself_out() -> None:
    rows, _ = deeds_b.make(50, 8)

    assert all(rows[0].id != row.id for row in Index(rows).candidates(rows[0]))


def test_twins_find_a_copy_and_nothing_for_a_stranger() -> None:
    rows, _ = deeds_b.make(200, 8)
    index = Index(rows)

    copy = index.twins(replace(rows[7], id="new"))

    assert (copy[0].a, copy[0].b) == (rows[7].id, "new")
    assert index.twins(Row(id="x", title="zzz")) == []


def test_index_of_nothing_answers_nothing() -> None:
    assert Index([]).candidates(Row(id="x", title="端午")) == []

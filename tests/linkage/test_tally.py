"""A few rows, judged with the tally of their ledger, weigh as they would among all of it."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from bench import deeds_b
from hundredfold.linkage.corpus import SUMMARY, TITLE, VENUE
from hundredfold.linkage.pairs import find_pairs, score
from hundredfold.linkage.prepared import prepare
from hundredfold.linkage.rows import Row
from hundredfold.linkage.signs import asked_signs, kept_signs, ranked, said
from hundredfold.linkage.tally import EVER, SCORES, Counts, Tally, counted, scores

ROWS, DEEDS = deeds_b.make(300, 8)


def tally(rows: list[Row], scored: Counts | None = None) -> Tally:
    counts = counted((said(row), 1) for row in rows) | ({SCORES: scored} if scored else {})
    names = {name for row in rows for name in (row.unit, row.town, *row.co_units) if name}
    return Tally(lambda windows: {at: [counts[at]] for at in windows if at in counts}, names=names)


def test_a_few_rows_weigh_as_among_all() -> None:
    whole = prepare(ROWS)
    few = prepare(ROWS[40:60], corpus=tally(ROWS))

    for name in ("title", "residue", "summary", "venue"):
        here, there = getattr(few, name), getattr(whole, name)
        assert here.totals == pytest.approx(there.totals[40:60])


def test_scores_of_all_move_the_odds_of_a_few_as_those_of_all() -> None:
    whole = score(ROWS)
    corpus = tally(ROWS, scores(whole.usual))
    found = {(pair.a, pair.b): pair.probability for pair in find_pairs(ROWS, floor=0.5)}

    again = find_pairs(ROWS, floor=0.3, corpus=corpus, among=list(found))

    sure = {(pair.a, pair.b): pair.probability for pair in again}
    assert len(found) >= 20
    assert sum(abs(sure.get(ends, 0.0) - each) < 0.2 for ends, each in found.items()) >= 0.95 * len(found)


def test_what_is_taken_away_leaves_nothing() -> None:
    there = [(said(row), 1) for row in ROWS[:20]]
    and_back = counted([*there, *((each, -1) for each, _ in there)])

    assert all(not len(each.keys) for each in and_back.values())


def test_counts_add_up_and_unknown_ones_are_none() -> None:
    one, other = Counts.of(np.array([5, 3, 5])), Counts.of(np.array([3, 9]), np.array([-1, 2]))

    total = Counts.joined([one, other])

    assert (total.keys.tolist(), total.numbers.tolist()) == ([5, 9], [2, 2])
    assert total.at(np.array([9, 3, 5])).tolist() == [2, 0, 2]
    assert Counts.joined([]).at(np.array([1])).tolist() == [0]


def test_the_tally_counts_rows_by_title_venue_and_ten_days() -> None:
    rows = [
        Row(id="1", title="端午演出", start=date(2026, 6, 19), venue="广场", unit="友谊社区"),
        Row(id="2", title="端午讲座", start=date(2026, 2, 1), summary="端午安康"),
    ]
    corpus = tally(rows)

    assert corpus.size == 2
    assert corpus.uses(TITLE, ["端午", "演出", "无此"]).tolist() == [2, 1, 1]
    assert corpus.uses(VENUE, ["广场"]).tolist() == [1]
    window = np.array([date(2026, 6, 19).toordinal() // 10 + 1])
    assert corpus.uses_in_window(TITLE, ["端午"], window).tolist() == [1]
    assert corpus.uses_in_window(SUMMARY, ["安康"], np.array([0])).tolist() == [1]
    with pytest.raises(ValueError, match="not counted by window"):
        corpus.uses_in_window(VENUE, ["广场"], window)
    assert corpus.register(["友谊社区", "别处"]).number("友谊社区") >= 0
    assert corpus.shift == 1.0
    assert len(counted([(said(Row(id="3", title="象")), 1)])[EVER].keys) == 2


def test_signs_find_the_other_telling_whatever_is_missing() -> None:
    held: dict[int, list[int]] = {}
    for place, row in enumerate(ROWS):
        for key in kept_signs("1", said(row), lambda _sort, tokens: [0] * len(tokens)):
            held.setdefault(key, []).append(place)
    twins = [(a, b) for a in range(300) for b in range(a) if DEEDS[a] == DEEDS[b]]

    found = 0
    for a, b in twins:
        asked = asked_signs("1", said(ROWS[a]))
        found += b in ranked(asked, {key: held.get(key, []) for key in asked}, size=300, most=25)

    assert found >= 0.9 * len(twins)


@pytest.mark.parametrize("title", ["", "象", "字" * 5000, "🎉🎉", "\ud800第一场", "a\u200bb"])
def test_odd_titles_have_signs(title: str) -> None:
    told = said(Row(id="x", title=title, lat=float("nan")))

    assert kept_signs("1", told, lambda _sort, tokens: [0] * len(tokens))
    assert set(asked_signs("1", told)) is not None
    assert counted([(told, 1)])

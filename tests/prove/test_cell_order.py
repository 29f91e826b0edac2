"""Cells come in the order of the count on every database, those without a day last, and each list by its index."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hundredfold.plan.models import Strand
from hundredfold.prove.models import Cell
from hundredfold.prove.queries import CellFilter, cells_of, count_at, grid_cells, listed_cells
from hundredfold.prove.queue import QueueFilter, queue_page
from hundredfold.prove.words import Risk
from hundredfold.tell import queries as public
from tests.people import District

FIRST, SECOND = dt.date(2026, 5, 20), dt.date(2026, 5, 21)
TOLD = (None, SECOND, None, FIRST)
IN_ORDER = (FIRST, SECOND, None, None)


@pytest.fixture
def strand(district: District) -> Strand:
    """A strand with four talks that wait for review, told in the order of TOLD."""
    for place, day in enumerate(TOLD):
        district.tell(start=day, title=f"普法第{place}讲", venue=f"第{place}社区活动室")
    return Strand.objects.get(programme=district.programme, code="talks")


def days(cells: list[Cell]) -> tuple[dt.date | None, ...]:
    return tuple(cell.day for cell in cells)


def test_cells_without_a_day_come_last_as_in_the_count(district: District, strand: Strand) -> None:
    counted = count_at(district.programme, at=district.now)["talks"].standings
    listed, _ = listed_cells(strand, CellFilter(text="普法"), start=0, most=9, totals_kept={})
    waiting, _ = queue_page(district.programme, QueueFilter(), start=0, most=9, at=district.now)

    assert tuple(standing.day for standing in counted) == IN_ORDER
    assert days(list(cells_of(strand))) == IN_ORDER
    assert days(grid_cells(strand, most=9)) == IN_ORDER
    assert days(listed) == IN_ORDER
    assert sorted(days(waiting), key=lambda day: day or dt.date.max) == list(days(waiting)) == list(IN_ORDER)


def test_the_desk_comes_page_by_page_without_a_gap(district: District, strand: Strand) -> None:
    Cell.objects.filter(strand=strand, day=SECOND).update(risk=Risk.POSSIBLE)

    pages = [
        queue_page(district.programme, QueueFilter(), start=start, most=1, at=district.now)
        for start in range(4)
    ]

    assert [days(cells) for cells, _ in pages] == [(SECOND,), (FIRST,), (None,), (None,)]
    assert len({cells[0].pk for cells, _ in pages}) == 4
    assert [has_more for _, has_more in pages] == [True, True, True, False]


def test_neighbours_lead_through_every_cell_in_grid_order(district: District, strand: Strand) -> None:
    here = cells_of(strand)[0].records[0]
    walked = [here]
    while True:
        opened = public.record(here, language="zh")
        assert opened is not None
        if opened.following is None:
            break
        here = opened.following.record
        walked.append(here)

    assert walked == [cell.records[0] for cell in cells_of(strand)]
    assert opened.previous is not None
    assert opened.previous.record == walked[-2]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite how it goes about a query")
def test_no_list_is_sorted_where_an_index_has_the_order(district: District, strand: Strand) -> None:
    with CaptureQueriesContext(connection) as asked:
        grid_cells(strand, most=9)
        listed_cells(strand, CellFilter(state="pending"), start=0, most=9, totals_kept={"pending": 4})
        queue_page(district.programme, QueueFilter(), start=0, most=9, at=district.now)
    ordered = [query["sql"] for query in asked if "NULLS LAST" in query["sql"]]

    with connection.cursor() as cursor:
        for sql in ordered:
            cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
            steps = " / ".join(row[-1] for row in cursor.fetchall())
            assert "cell_in_" in steps, steps
            assert "TEMP B-TREE" not in steps, steps
    assert len(ordered) == 3 + 1 + 4

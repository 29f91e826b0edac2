"""The hundred grid: what it draws, what it links, and that it stays light and harmless."""

import re
from xml.etree import ElementTree

import pytest

from hundredfold.tell.render.grid import Cell, State, draw


def cells(number: int, state: State = "counted", *, mark: bool = False) -> list[Cell]:
    return [Cell(f"/records/{i}/", state, f"邻里百家宴 {i}", "蓝田社区", mark=mark) for i in range(number)]


def links(svg: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', svg)


def height(svg: str) -> float:
    found = re.search(r'viewBox="\S+ \S+ \S+ (\S+)"', svg)
    assert found
    return float(found[1])


@pytest.mark.parametrize("number", [0, 1, 7, 99, 100, 101, 119, 120, 121, 800, 10_000])
@pytest.mark.parametrize("target", [0, 1, 7, 12, 30, 60, 100, 250, 5000])
def test_grid_any_size_is_well_formed_and_links_within_the_limit(number: int, target: int) -> None:
    svg = draw(cells(number), target=target, label="宣讲团", limit=120, more_href="/strands/lecturers/")

    ElementTree.fromstring(svg)
    own = [href for href in links(svg) if href.startswith("/records/")]
    assert len(own) == len(set(own)) <= min(number, 120)
    if number > len(own):
        assert "/strands/lecturers/" in links(svg)


def test_grid_order_counted_then_pending_then_planned_and_excluded_not_drawn() -> None:
    mixed = [
        Cell("/p", "planned", "计划"),
        Cell("/x", "excluded", "不计入"),
        Cell("/w", "pending", "待核"),
        Cell("/c", "counted", "计入"),
    ]

    svg = draw(mixed, target=10, label="文艺汇演")

    assert links(svg) == ["/c", "/w", "/p"]
    assert re.findall(r'<g class="(\w)"', svg) == ["c", "w", "p"]


def test_grid_past_the_target_keeps_the_height_of_its_neighbours() -> None:
    heights = {
        height(draw(cells(number), target=100, label="宣传教育", more_href="/l"))
        for number in (0, 94, 115, 900)
    }

    assert len(heights) == 1


def test_grid_extra_beyond_the_tail_is_told_by_the_chip() -> None:
    svg = draw(cells(123), target=100, label="宣传教育", more_href="/strands/talks/")

    assert ">+6</text>" in svg
    assert svg.count('class="t"') == 17
    assert links(svg)[-1] == "/strands/talks/"


def test_grid_extra_without_a_list_has_no_empty_link() -> None:
    svg = draw(cells(500), target=100, label="宣传教育")

    assert "" not in links(svg)
    assert "</text>" in svg


def test_grid_twelve_of_twelve_has_no_dots_and_no_tail() -> None:
    svg = draw(cells(12), target=12, label="示范选树")

    assert 'class="e"' not in svg
    assert 'class="l"' not in svg


def test_grid_empty_draws_one_dot_for_each_of_the_target() -> None:
    svg = draw([], target=37, label="媒体报道")

    assert svg.count("h0") == 37
    assert links(svg) == []


def test_grid_no_target_faces_what_there_is() -> None:
    assert height(draw(cells(3), target=0, label="其他")) < height(draw(cells(33), target=0, label="其他"))


def test_grid_mark_only_where_the_caller_sets_it() -> None:
    plain = draw(cells(20, "pending"), target=100, label="志愿服务队")
    marked = draw([*cells(19, "pending"), *cells(1, "pending", mark=True)], target=100, label="志愿服务队")

    assert 'class="f"' not in plain
    assert marked.count("h9v9z") == 1


def test_grid_pending_is_hatched_by_shape_without_any_shared_id() -> None:
    svg = draw(cells(4, "pending"), target=100, label="志愿服务队")

    assert svg.count("l6-6m-6 13 13-13m-6 13 6-6") == 4
    assert not re.search(r"\bid=|url\(#|style=", svg)


def test_grid_hostile_words_stay_words() -> None:
    bad = Cell('/r/"><script>', "counted", "</title><script>alert(1)</script>", unit='a"b&c', why="<b>")

    svg = draw([bad], target=10, label='"><script>')

    ElementTree.fromstring(svg)
    assert "<script" not in svg


def test_grid_says_title_unit_day_and_why_and_shortens_only_the_title() -> None:
    cell = Cell("/r/1", "counted", "长" * 100, "团十社区", "6 月 12 日", "计入:已审核")

    svg = draw([cell], target=10, label="宣传教育")

    assert f"<title>{'长' * 59}… · 团十社区 · 6 月 12 日 · 计入:已审核</title>" in svg


def test_grid_groups_are_named_for_those_who_do_not_see_colour() -> None:
    svg = draw(cells(2), target=10, label="宣讲团", words={"counted": "计入"})

    assert '<g class="c" role="group" aria-label="计入">' in svg
    assert 'role="group" aria-label="宣讲团"' in svg


def test_grid_limit_draws_the_rest_true_in_one_link() -> None:
    svg = draw(cells(100), target=100, label="宣讲团", limit=30, more_href="/strands/lecturers/")

    assert len(links(svg)) == 31
    assert svg.count("a5 5 0 0 1 5 5") == 70


def test_cells_that_are_only_counted_make_the_chip_that_drawn_ones_would() -> None:
    handed_in = draw(cells(120), target=100, label="宣讲团", more_href="/strands/lecturers/", beyond=500)

    assert re.findall(r">(\+[\d,]+)<", handed_in) == re.findall(
        r">(\+[\d,]+)<", draw(cells(620), target=100, label="宣讲团", more_href="/strands/lecturers/")
    )

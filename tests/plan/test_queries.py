"""Reads of the plan: units by name, trees, nothing before anything is founded."""

import datetime as dt

import pytest
from pytest_django import DjangoAssertNumQueries

from hundredfold.base.models import User
from hundredfold.plan import actions, queries
from hundredfold.plan.models import Programme, Unit

AT = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def test_before_anything_is_founded_there_is_no_programme() -> None:
    assert queries.current_programme() is None
    assert queries.programme_by_code("nine_hundreds-2026") is None
    assert queries.unit_named("乌兰社区") is None


def test_programme_is_found_by_code(programme: Programme) -> None:
    assert queries.programme_by_code("nine_hundreds-2026") == programme


def test_strands_come_in_order_with_their_programme(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        strands = [(strand.position, strand.plan.code) for strand in queries.strands_in_order(programme)]

    assert strands[0] == (1, "lecturers")
    assert strands[-1] == (9, "press")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("阿尔丁街道", "first"),
        ("鞍山街道办事处", "second"),
        ("阿1# 社区", "a1"),
        ("昆区阿尔丁街道阿尔丁１号社区", "a1"),
        ("昆都仑区教育局", "education"),
        ("包头市昆区教育局", "education"),  # the blueprint's own spelling of the district
        ("团十社区居委会", "tuanshi"),
    ],
)
def test_unit_is_named_in_many_ways(programme: Programme, tree: dict[str, Unit], text: str, key: str) -> None:
    assert queries.unit_named(text) == tree[key]


def test_one_index_serves_many_look_ups(
    tree: dict[str, Unit], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        index = queries.unit_index()
        named = [index.named(text) for text in ("乌兰社区", "团十社区", "无此单位") * 20]

    assert named[:3] == [tree["wulan"], tree["tuanshi"], None]
    assert index.nearest("乌蓝社区") == [tree["wulan"]]


def test_name_of_two_units_is_left_to_the_reader(tree: dict[str, Unit], office: User) -> None:
    other = actions.add_unit(by=office, name="乌兰社区", level="community", parent=tree["second"], at=AT)
    index = queries.unit_index()

    assert index.named("乌兰社区") is None
    assert set(index.candidates("乌兰社区")) == {other, tree["wulan"]}
    assert index.named("鞍山街道乌兰社区") == other


def test_index_of_a_day_holds_the_units_of_that_day(tree: dict[str, Unit]) -> None:
    assert queries.unit_index(dt.date(2025, 1, 1)).named("乌兰社区") is None
    assert queries.unit_index(dt.date(2026, 2, 1)).named("乌兰社区") == tree["wulan"]


def test_subtree_is_the_unit_and_all_below(tree: dict[str, Unit]) -> None:
    assert set(queries.subtree_of(tree["first"])) == {tree["first"], tree["wulan"], tree["a1"]}
    assert queries.subtree_of(tree["district"]).count() == len(tree)


def test_units_by_public_id_leaves_unknown_ids_out(tree: dict[str, Unit]) -> None:
    wulan = tree["wulan"]

    assert queries.units_by_public_id([wulan.public_id, "0" * 26]) == {wulan.public_id: wulan}


def test_target_of_a_strand_without_any_is_zero(programme: Programme) -> None:
    strand = programme.strands.get(code="talks")
    strand.targets.all().delete()

    assert queries.target_in_force(strand, dt.date(2026, 1, 1)) == 0

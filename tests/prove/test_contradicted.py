"""What two tellings say that cannot both be true of one deed, and the silence that contradicts nothing."""

import pytest

from hundredfold.prove.claims import Claim
from hundredfold.prove.contradicted import contradict


def told(kind: str = "event", **said: object) -> Claim:
    return Claim(id="a", kind=kind, state="reported", strands=("talks",), title="邻里茶话会", **said)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"lat": 40.658, "lon": 109.823}, {"lat": 40.624, "lon": 109.819}),
        (
            {"details": {"start_time": "10:00", "team": ["春雨队"]}},
            {"details": {"start_time": "19:00", "team": ["晨光队"]}},
        ),
        (
            {"details": {"lecturer": "安 宁", "team": "春雨队"}},
            {"details": {"lecturer": "博文", "team": "晨光队"}},
        ),
    ],
)
def test_points_far_apart_or_two_facts_that_differ_contradict(
    a: dict[str, object], b: dict[str, object]
) -> None:
    assert contradict(told(**a), told(**b))
    assert contradict(told(**b), told(**a))
    assert not contradict(told(**a), told(**a))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({}, {}),
        ({"lat": 40.658, "lon": 109.823}, {}),
        ({"details": {"start_time": "9:30"}}, {"details": {"start_time": "10:00", "team": ["晨光队"]}}),
        (
            {"details": {"lecturer": "“安宁”", "start_time": "早上"}},
            {"details": {"lecturer": ["安 宁", "博文"]}},
        ),
        ({"details": {"team": "春雨队"}}, {"details": {"team": "晨光队"}}),
    ],
)
def test_silence_small_differences_and_one_other_name_do_not(
    a: dict[str, object], b: dict[str, object]
) -> None:
    assert not contradict(told(**a), told(**b))


def test_a_thing_with_two_other_details_is_another_thing() -> None:
    wall = told("place", details={"form": "mural", "maker": "美术组", "year": 2024})

    assert contradict(wall, told("place", details={"form": "sculpture", "maker": "文化馆", "year": 2024}))
    assert not contradict(wall, told("place", details={"form": "mural", "maker": "校美术组", "year": 2024}))
    assert not contradict(wall, told("place"))

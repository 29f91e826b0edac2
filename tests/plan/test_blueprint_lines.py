"""The line of every key, through every way TOML has of writing one."""

import tomllib

from hundredfold.plan.blueprint_lines import line_at, lines_of

TEXT = (
    '''# a remark with [brackets] = and "marks"
a = 1
"b.c".d = { x = 1, y = ["q", { z = 2 }] }

[strands."talks \\u4e00"]
target = """
a ] = 3
ends in two marks"""""
'single' = 'it'''
    + """'
[[also]]
first = 1  # [
[[also]]
second = [
  1, # ]
  [2, 3],
]
[also.deep]
when = 2026-01-01 10:00:00
"""
)


def test_every_key_has_its_line() -> None:
    lines = lines_of(TEXT)

    assert lines[("a",)] == 2
    assert lines[("b.c", "d", "x")] == 3
    assert lines[("b.c", "d", "y", 1, "z")] == 3
    assert lines[("strands", "talks 一")] == 5
    assert lines[("strands", "talks 一", "target")] == 6
    assert lines[("strands", "talks 一", "single")] == 9
    assert lines[("also",)] == 10
    assert lines[("also", 0, "first")] == 11
    assert lines[("also", 1, "second", 0)] == 14
    assert lines[("also", 1, "second", 1, 1)] == 15
    assert lines[("also", 1, "deep", "when")] == 18


def test_scan_finds_the_same_keys_as_the_parser() -> None:
    def paths(value: object, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
        entries = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        return {path}.union(*(paths(inner, (*path, key)) for key, inner in entries))

    assert set(lines_of(TEXT)) == paths(tomllib.loads(TEXT)) - {()}


def test_escape_unknown_to_json_leaves_the_key_as_written() -> None:
    assert list(lines_of('"\\U00004e00" = 1')) == [("\\U00004e00",)]


def test_windows_ends_of_line_are_counted_once() -> None:
    assert lines_of("a = 1\r\n\r\nb = 2\r\n")[("b",)] == 3


def test_line_of_a_missing_key_is_that_of_its_table() -> None:
    assert line_at({("a",): 4}, ("a", "b", 0)) == 4
    assert line_at({}, ("a",)) == 1

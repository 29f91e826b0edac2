"""The limited child process: what comes back, what is refused, and that nothing outlives its call."""

import os
from pathlib import Path
from typing import Any

import pytest

from hundredfold.reading import sandbox
from hundredfold.reading.words import SENTENCES, Refused

HERE = "tests.reading.culprits"


def refusal(name: str, *args: Any, **kwargs: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        sandbox.run(f"{HERE}:{name}", *(args or ("台账.xlsx",)), **kwargs)
    return caught.value


def test_run_returns_the_answer_past_a_chatty_library():
    assert sandbox.run(f"{HERE}:echo", "a", 1, b="乙") == [["a", 1], {"b": "乙"}]


def test_run_sends_and_returns_more_than_a_pipe_holds():
    text = "百" * 300_000

    assert sandbox.run(f"{HERE}:echo", text) == [[text], {}]


def test_run_gives_an_iterator_as_a_list():
    assert sandbox.run(f"{HERE}:count", "x", upto=3) == [0, 1, 2]


def test_run_raises_the_refusal_of_the_function():
    refused = refusal("refuse")

    assert (refused.code, refused.params) == ("missing", {"file": "台账.xlsx"})
    assert "台账.xlsx" in str(refused)


@pytest.mark.parametrize(
    ("name", "code"),
    [("hog", "memory"), ("stumble", "crash"), ("fall", "crash"), ("dig", "crash")],
)
def test_run_turns_a_dead_child_into_a_sentence_naming_the_file(name, code):
    refused = refusal(name, "/somewhere/deep/台账.xlsx")

    assert refused.code == code
    assert refused.sentence("zh").startswith("台账.xlsx：")
    assert refused.sentence("en").startswith("台账.xlsx: ")


@pytest.mark.parametrize("name", ["sleep", "spin"])
def test_run_ends_a_call_that_overstays(name):
    assert refusal(name, seconds=0.5).code == "time"


def test_run_bounds_the_answer():
    assert refusal("flood", output_mb=1).params == {"file": "台账.xlsx", "limit_mb": 1}


@pytest.mark.parametrize("name", ["open_socket", "start_program", "fork"])
def test_child_has_no_sockets_and_starts_nothing(name):
    assert sandbox.run(f"{HERE}:{name}", "x") != "allowed"


@pytest.mark.skipif(os.geteuid() != 0, reason="an empty network needs rights this user may lack")
def test_child_sees_no_network_device_but_its_own_loopback():
    assert sandbox.run(f"{HERE}:raw_socket", "x") == 0


def test_child_writes_only_below_the_folder_given(tmp_path: Path):
    inside, outside = tmp_path / "in" / "a.txt", tmp_path / "b.txt"
    inside.parent.mkdir()

    allowed = sandbox.run(f"{HERE}:write", str(inside), writable=str(inside.parent))
    denied = sandbox.run(f"{HERE}:write", str(outside), writable=str(inside.parent))

    assert (allowed, inside.read_text()) == ("allowed", "here")
    assert denied != "allowed"
    assert not outside.exists()


def test_child_passes_damaged_text_unharmed():
    assert sandbox.run(f"{HERE}:surrogate", "x") == "\ud800x"


def test_child_sees_none_of_our_environment(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HUNDREDFOLD_SECRET", "1")

    assert "HUNDREDFOLD_SECRET" not in sandbox.run(f"{HERE}:environment", "x")


def test_child_imports_nothing_heavy():
    assert not {"django", "splink", "duckdb", "pyarrow", "numpy"} & set(sandbox.run(f"{HERE}:modules", "x"))


def test_lines_gives_values_as_they_come_and_then_the_refusal():
    values = sandbox.lines(f"{HERE}:count_then_fall", "x")

    assert next(values) == 1
    with pytest.raises(Refused):
        next(values)


def test_lines_closed_early_leaves_no_child():
    values = sandbox.lines(f"{HERE}:count", "x", upto=10_000_000)
    next(values)

    values.close()

    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.slow
def test_stream_loses_only_the_guilty():
    names = ["a", "fall", "b", "refuse", "sleep", "c", "flood", "d"]

    pairs = dict(sandbox.stream(f"{HERE}:by_name", names, workers=2, seconds=2.5, output_mb=1))

    refused = {name: result.code for name, result in pairs.items() if isinstance(result, Refused)}
    assert refused == {"fall": "crash", "refuse": "missing", "sleep": "time", "flood": "too_much"}
    assert {name: result for name, result in pairs.items() if name not in refused} == {
        "a": "A", "b": "B", "c": "C", "d": "D",
    }  # fmt: skip


def test_stream_of_nothing_starts_nothing():
    assert list(sandbox.stream(f"{HERE}:by_name", [])) == []


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentences_take_the_same_params_in_both_languages(code):
    import string

    chinese, english = (
        {name for _, name, _, _ in string.Formatter().parse(text) if name} for text in SENTENCES[code]
    )

    assert chinese == english

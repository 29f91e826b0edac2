"""The terminal draws what the office drew, in any order and after whatever happened since."""

import datetime as dt
import json
from typing import Any

import pytest
from typer.testing import CliRunner

from hundredfold.config.cli import app, main
from hundredfold.prove.actions import Asked, make_draw
from hundredfold.prove.models import Draw, Visit
from tests.people import District

DAY = dt.timedelta(days=1)


def drawn(*words: str) -> dict[str, Any]:
    answer = CliRunner().invoke(app, ["draw", *words, "--json", "-"])
    assert (answer.exit_code, answer.stderr) == (0, "")
    return dict(json.loads(answer.stdout))


@pytest.fixture
def made(district: District) -> Draw:
    """Four of ten, drawn by the office."""
    then = district.now - 2 * DAY
    for day in range(1, 11):
        filed = district.tell(
            title=f"第{day}场讲座", start=dt.date(2026, 5, day), venue=f"{day}号楼", at=then
        )
        district.accept(filed, at=then)
    asked = Asked(size=4, as_of=dt.date(2026, 6, 29), word="石榴")
    return make_draw(by=district.office, programme=district.programme, asked=asked, at=district.now)


def test_the_terminal_draws_the_same_list(district: District, made: Draw) -> None:
    said = ("--seed", made.seed, "--as-of", "2026-06-29", "--size", "4")
    first = drawn(*said)
    district.tell(title="后来的一场", start=dt.date(2026, 6, 3), at=district.now)

    again = drawn(*said)
    by_word = drawn("--word", "石榴", "--as-of", "2026-06-29", "--size", "4")

    visits = Visit.objects.filter(draw=made).order_by("place")
    assert [each["record"] for each in first["drawn"]] == [each.record.public_id for each in visits]
    assert first == again == by_word
    assert first["candidates_sha256"] == made.candidates_sha256
    assert drawn("--seed", "other", "--as-of", "2026-06-29", "--size", "4")["drawn"] != first["drawn"]


def test_a_table_for_people_names_the_seed(made: Draw) -> None:
    answer = CliRunner().invoke(
        app, ["draw", "--seed", made.seed, "--as-of", "2026-06-29", "--strand", "talks", "--language", "en"]
    )

    assert answer.exit_code == 0
    assert f"seed {made.seed}" in answer.stdout
    assert made.candidates_sha256 in answer.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--seed"),
        (("--seed", "a", "--word", "b"), "--seed"),
        (("--seed", "a", "--as-of", "gestern"), "2026-06-30"),
        (("--seed", "a", "--as-of", "2999-01-01"), "over"),
        (("--seed", "a", "--size", "0"), "500"),
        (("--seed", "a", "--strand", "nothing"), "talks"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_sentence(
    made: Draw,
    words: tuple[str, ...],
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert made.pk
    monkeypatch.setattr("sys.argv", ["hundredfold", "draw", *words])

    with pytest.raises(SystemExit) as ended:
        main()

    err = capfd.readouterr().err
    assert ended.value.code == 2
    assert said in err
    assert "Traceback" not in err
    assert err.count("\n") == 1

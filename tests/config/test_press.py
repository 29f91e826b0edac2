"""`press` and `text` on the command line: answers as the contract has them, one sentence when refused."""

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from hundredfold.config.commands import press, text

app = typer.Typer()
app.add_typer(press.app, name="press")
app.add_typer(text.app, name="text")
run = CliRunner()
KEYS = [
    "file",
    "title",
    "text",
    "published",
    "outlet",
    "level",
    "byline",
    "page",
    "language",
    "damage",
    "repairs",
    "strands",
    "mentions",
    "dates",
    "places",
    "figures",
]


def test_press_read_gives_the_contract(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("端午茶话会\n《人民日报》第七版刊发题为《家门口的好日子》的报道。", encoding="utf-8")

    answer = run.invoke(app, ["press", "read", str(page), "--json", "-"])

    (story,) = json.loads(answer.stdout)
    assert (answer.exit_code, list(story), story["title"]) == (0, KEYS, "端午茶话会")
    assert story["mentions"] == [
        {"outlet": "人民日报", "level": "central", "title": "家门口的好日子", "page": 7}
    ]


def test_press_read_refuses_in_one_sentence(tmp_path: Path) -> None:
    answer = run.invoke(app, ["press", "read", str(tmp_path / "none.html")])

    assert answer.exit_code == 2
    assert answer.stderr.startswith("none.html：")
    assert answer.stderr.count("\n") == 1


def test_press_fold_joins_damaged_and_whole(tmp_path: Path) -> None:
    whole = "昆区创新开展民族团结进步创建活动，结合实际组织百场宣讲，推动社区发展，居民积极参与。"
    hurt = (
        "昆區(qū)創(chuàng)新開展民族團結(jié)進步創(chuàng)建活動，"
        "結(jié)合實際組織百場宣講，推動社區(qū)發(fā)展，居民積極參與。"
    )
    first = {"id": "a", "title": "一", "text": whole, "published": "2024-06-01"}
    lines = [first, {"id": "b", "title": "二", "text": hurt}]
    (tmp_path / "s.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    answer = run.invoke(app, ["press", "fold", str(tmp_path / "s.jsonl"), "--json", "-"])

    assert json.loads(answer.stdout) == {"families": [{"first": "a", "members": ["a", "b"]}]}


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "a"}', '{"id": "a", "text": 5}', '{"id": null, "text": "x"}']
)
def test_press_fold_names_the_bad_line(tmp_path: Path, line: str) -> None:
    (tmp_path / "s.jsonl").write_text('{"id": "z", "text": "好"}\n' + line, encoding="utf-8")

    answer = run.invoke(app, ["press", "fold", str(tmp_path / "s.jsonl")])

    assert answer.exit_code == 2
    assert answer.stderr.startswith("s.jsonl：第 2 行")


def test_text_repair_reads_standard_input() -> None:
    answer = run.invoke(app, ["text", "repair"], input="我?guī)湍氵M(jìn)行時(shí)".encode())

    assert (answer.exit_code, answer.stdout) == (0, "我帮你进行时")


def test_text_repair_gives_json(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text("昆區(qū)結(jié)合", encoding="utf-8")

    answer = run.invoke(app, ["text", "repair", str(tmp_path / "t.txt"), "--json", "-"])

    assert json.loads(answer.stdout)["text"] == "昆区结合"
    assert {"start", "end", "rule", "sure"} <= set(json.loads(answer.stdout)["repairs"][0])

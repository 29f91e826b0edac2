"""`hundredfold press add` on a site of its own that fetches nothing: links, lists and sources, each in a sentence."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site just founded; as a demonstration it asks nobody."""
    home = tmp_path_factory.mktemp("press")
    founded = run("found", "nine_hundreds", "--year", "2026", "--district", "昆都仑区", home=home)
    assert founded.code == 0
    (home / "demo-clock").write_text("0", encoding="ascii")
    return home


def test_links_and_a_list_are_added_once(home: Path) -> None:
    (home / "links.txt").write_text("看 https://b.example/2，又 https://c.example/3\n", encoding="utf-8")

    first = run("press", "add", "https://a.example/1", "--list", home / "links.txt", "--json", "-", home=home)
    again = run("press", "add", "https://a.example/1?utm_source=x", "--now", "--json", "-", home=home)

    assert (first.code, again.code) == (0, 0), first.err + again.err
    assert [(page["url"], page["state"], page["new"]) for page in json.loads(first.out)["pages"]] == [
        ("https://a.example/1", "waiting", True),
        ("https://b.example/2", "waiting", True),
        ("https://c.example/3", "waiting", True),
    ]
    assert [page["new"] for page in json.loads(again.out)["pages"]] == [False]
    assert "不抓取" in again.err


def test_a_feed_is_put_on_the_list(home: Path) -> None:
    added = run("press", "add", "--feed", "https://a.example/rss", home=home)
    again = run("press", "add", "--feed", "https://a.example/rss", home=home)

    assert added.code == 0
    assert "https://a.example/rss" in added.out
    assert again.code == 2
    assert again.err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["没有链接"],
        ["--list", "/nowhere/links.txt"],
        ["https://a.example/9", "--unit", "没有的单位"],
        ["https://a.example/9", "--by", "nobody"],
        ["--feed", "https://a.example/x", "--sitemap", "https://a.example/y"],
        ["--feed", "ftp://a.example/x"],
    ],
)
def test_what_cannot_be_added_is_one_sentence(home: Path, words: list[str]) -> None:
    ended = run("press", "add", *words, home=home)

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert "Traceback" not in ended.err

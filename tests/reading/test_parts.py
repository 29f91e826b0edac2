"""Parts of a story are found by their links and joined without repeats."""

import pytest

from hundredfold.reading.pages import find_parts, read_parts
from hundredfold.reading.parts import is_neighbour
from hundredfold.reading.words import Refused

URL = "http://paper.example/2024/0611/t1.html"
LINES = [f"第{number}段，居民们在院子里说起社区这一年来的变化，人人脸上带着笑容。" for number in range(1, 10)]


def page(lines: list[str], pager: str = "") -> bytes:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        "<html><head><meta charset=utf-8><title>小院故事_某某网</title></head><body><h1>小院故事</h1>"
        f"<div>2024-06-11 来源：包头日报</div><div class='content'>{body}</div><div>{pager}</div></body></html>"
    ).encode()


def test_parts_are_joined_in_order_without_repeats() -> None:
    parts = [page(LINES[:4]), page([LINES[0], *LINES[4:7]]), page(LINES[6:])]

    story = read_parts(parts, name="p.html", url=URL)

    assert story.text.split("\n") == LINES
    assert (story.title, story.published, story.outlet) == ("小院故事", "2024-06-11", "包头日报")


def test_page_with_the_whole_story_stands_for_its_parts() -> None:
    assert read_parts([page(LINES[:4]), page(LINES)], name="p.html").text.split("\n") == LINES


def test_sentence_across_two_parts_is_one_line() -> None:
    cut = LINES[1][:20]

    text = read_parts([page([LINES[0], cut]), page([LINES[1][20:], LINES[2]])], name="p.html").text

    assert text.split("\n") == LINES[:3]


def test_error_page_among_the_parts_adds_nothing() -> None:
    gone = "<html><head><title>页面不存在</title></head><body><p>您访问的页面不存在。</p></body></html>"

    assert read_parts([page(LINES[:4]), gone.encode()], name="p.html").text.split("\n") == LINES[:4]
    with pytest.raises(Refused, match=r"p\.html"):
        read_parts([gone.encode()], name="p.html")
    with pytest.raises(Refused, match=r"p\.html"):
        read_parts([], name="p.html")


@pytest.mark.parametrize(
    ("pager", "found"),
    [
        (
            "1 <a href='t1_2.html'>2</a> <a href='t1_3.html'>[3]</a> <a href='t1_2.html'>下一页</a>",
            ["t1_2", "t1_3"],
        ),
        ("<a href='t1_2.html'>2</a> <a href='t1_all.html'>阅读全文</a>", ["t1_all"]),
        ("<script>createPageHTML(3, 0, 't1', 'html');</script>", ["t1_1", "t1_2"]),
        (
            "<a href='t2.html'>下一页</a> <a href='/other/t1_2.html'>2</a> <a href='http://x.example/t1_2.html'>2</a>",
            [],
        ),
        ("<a href='javascript:go(2)'>2</a> <a href='http://['>2</a>", []),
    ],
)
def test_further_parts_are_neighbours_of_the_page(pager: str, found: list[str]) -> None:
    addresses = [f"http://paper.example/2024/0611/{name}.html" for name in found]

    assert find_parts(page(LINES[:3], pager), name="p.html", url=URL) == addresses
    assert find_parts(page(LINES[:3], pager), name="p.html") == []


@pytest.mark.parametrize(
    ("one", "other", "neighbours"),
    [
        ("http://e.example/a.php?id=7&page=2", "http://e.example/a.php?id=7", True),
        ("http://e.example/a.php?id=8", "http://e.example/a.php?id=7", False),
        ("http://e.example/c_12.html", "http://e.example/c_11.html", True),
        ("http://e.example/b/c.html", "http://e.example/c.html", False),
    ],
)
def test_neighbours_differ_in_the_number_of_a_part(one: str, other: str, *, neighbours: bool) -> None:
    assert is_neighbour(one, other) is neighbours

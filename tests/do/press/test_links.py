"""Links among words: found as people paste them, one page one key."""

import pytest

from hundredfold.do.press.links import is_whole, key_of, links_in, shown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://a.example/1.html", ["https://a.example/1.html"]),
        (
            "https://a.example/1\nhttps://a.example/2\r\n\r\nhttps://a.example/1",
            ["https://a.example/1", "https://a.example/2"],
        ),
        (
            "https://a.example/1,https://b.example/2;https://c.example/3",
            ["https://a.example/1", "https://b.example/2", "https://c.example/3"],
        ),
        (
            "https://a.example/1，https://b.example/2、https://c.example/3。",
            ["https://a.example/1", "https://b.example/2", "https://c.example/3"],
        ),
        (
            "【昆区的故事】https://m.example/s/AbC_d-9?x=1 点击链接查看全文 @晨报",
            ["https://m.example/s/AbC_d-9?x=1"],
        ),
        ("看看这篇https://m.example/s/9f复制打开App", ["https://m.example/s/9f"]),
        (
            "（https://a.example/1）和[题目](https://a.example/2)",
            ["https://a.example/1", "https://a.example/2"],
        ),
        ('<a href="https://a.example/x?a=1&b=2">', ["https://a.example/x?a=1&b=2"]),
        ("https://a.example/w/家园_(剧)", ["https://a.example/w/家园_(剧)"]),
        ("https://a.example/新闻/2026/1.html", ["https://a.example/新闻/2026/1.html"]),
        ("www.a.example/1 与 https：//b.example/2", ["http://www.a.example/1", "https://b.example/2"]),
        (
            "https://archive.example/web/https://a.example/1",
            ["https://archive.example/web/https://a.example/1"],
        ),
        ("https://a.example/go?url=https://b.example/1", ["https://a.example/go?url=https://b.example/1"]),
        ("没有链接，只有 a@www.b.example 和 C:/x", []),
        ("HTTPS://A.example/1", ["https://A.example/1"]),
        ("https://", []),
        ("", []),
    ],
)
def test_links_are_found_as_people_paste_them(text: str, found: list[str]) -> None:
    assert links_in(text) == found


def test_a_thousand_links_are_a_thousand() -> None:
    text = "、".join(f"https://a.example/{n}" for n in range(1000))

    assert len(links_in(text)) == 1000


@pytest.mark.parametrize(
    "other",
    [
        "http://a.example/1.html",
        "https://A.EXAMPLE/1.html#top",
        "https://a.example:443/1.html",
        "https://a.example/1.html?utm_source=wx&from=timeline&isappinstalled=0",
        "https://a.example./1.html/",
    ],
)
def test_one_page_has_one_key_however_it_was_shared(other: str) -> None:
    assert key_of(other) == key_of("https://a.example/1.html")


@pytest.mark.parametrize(
    "other",
    [
        "https://a.example/2.html",
        "https://b.example/1.html",
        "https://a.example/1.html?id=2",
        "https://a.example:8080/1.html",
        "https://a.example/1.html#!/7",
    ],
)
def test_another_page_has_another_key(other: str) -> None:
    assert key_of(other) != key_of("https://a.example/1.html")


@pytest.mark.parametrize(
    ("link", "whole"),
    [
        ("https://a.example/1", True),
        ("https://例子.example/1", True),
        ("https://localhost/1", False),
        ("ftp://a.example/1", False),
        ("https://a.example:port/1", False),
        ("https://[::1/1", False),
        ("https:///1", False),
    ],
)
def test_a_whole_link_names_a_host(link: str, whole: bool) -> None:
    assert is_whole(link) is whole


def test_a_link_is_shown_by_its_host_and_end() -> None:
    assert shown("https://a.example/2026/06/1.html?x=1") == "a.example/1.html"

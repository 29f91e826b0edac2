"""The demo's press desk: two stories with their reprints, one in damaged form, a page that waits, two not read.

Nothing is fetched: the pages are our own bytes, kept by the product's own archive writer as if they had answered.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from opencc import OpenCC
from pypinyin import Style, pinyin

from hundredfold.base.outbound import Answer, Hop, NotFetched
from hundredfold.config.demo.district import OFFICE
from hundredfold.config.demo.press import written
from hundredfold.config.demo.shapes import DemoYear
from hundredfold.config.demo.staff import Staff
from hundredfold.config.demo.times import Season
from hundredfold.do.press.actions import add_feed, add_links, correct_page, read_captured
from hundredfold.do.press.actions.fetch import settle
from hundredfold.do.press.actions.sources import look_at
from hundredfold.do.press.models import Page

ADDRESS = "203.0.113.7"  # of the addresses that are kept for examples
NOTED = frozenset("區結創發統動個來時會")  # the copying kit writes the sound behind these
FEED = "https://lucheng-xinwen.example/rss.xml"
WAITING = "https://caoyuan-chenbao.example/2026/0630/40121.html"
REFUSED: Mapping[str, NotFetched | int] = {
    "https://tuanjie-huakan.example/members/88213.html": NotFetched("robots", host="tuanjie-huakan.example"),
    "https://gangcheng-wanbao.example/2026/0611/30877.html": 404,
}
LEVELS = {
    "鹿城早报": "municipal",
    "草原晨报": "regional",
    "北疆民声报": "central",
    "昆河融媒": "county",
    "石榴里公众号": "self",
}


@dataclass(frozen=True, slots=True)
class _Printed:
    """One page: where, which outlet it names, its day, its headline and paragraphs, how its bytes are written."""

    url: str
    outlet: str
    day: dt.date
    title: str
    paragraphs: Sequence[str]
    charset: str = "utf-8"


def lay_out_desk(year: DemoYear, staff: Staff, *, at: dt.datetime) -> None:
    """Puts pages on the desk as the office pasted them an hour before ``at``, kept and read at once."""
    office, season = staff.clerks[OFFICE], Season(year.seed, year.year, year.today)
    unit, programme, added = staff.units[OFFICE], staff.programme, at - dt.timedelta(hours=1)
    pages = {each.url: each for each in (*_first_story(season), *_second_story(season))}
    links = "\n".join([*pages, *REFUSED, WAITING])
    new = add_links(by=office, programme=programme, unit=unit, text=links, at=added).new
    for page in new:
        if page.url in pages:
            printed = pages[page.url]
            settle(page, [_answer(page.url, _html(printed), charset=printed.charset)], at=added)
        elif page.url in REFUSED:
            refused = REFUSED[page.url]
            answers = [_answer(page.url, b"", status=refused)] if isinstance(refused, int) else refused
            settle(page, answers, at=added)
    read_captured(at=added)
    for page in Page.objects.filter(programme=programme, state="read"):
        if page.level != LEVELS.get(page.outlet, page.level):  # what nobody else has a table of
            correct_page(by=office, page=page, level=LEVELS[page.outlet], at=at)
    _look_at_feed(staff, at=at)


def _look_at_feed(staff: Staff, *, at: dt.datetime) -> None:
    """A feed on the list that was looked at this morning and brought nothing new."""
    source = add_feed(
        by=staff.clerks[OFFICE], programme=staff.programme, unit=staff.units[OFFICE], url=FEED, at=at
    )
    entry = f"<item><title>-</title><link>{WAITING}</link></item>"
    feed = f"<rss version='2.0'><channel><title>鹿城新闻网</title>{entry}</channel></rss>"
    look_at(source, lambda url: _answer(url, feed.encode(), kind="application/rss+xml"), at=at)


def _first_story(season: Season) -> list[_Printed]:
    """A municipal paper's story, shortened by a regional one and copied in damaged form by a strange site."""
    title, paragraphs = written(
        season, "desk-1", theme="邻里百家宴", town="友谊大街街道", day=season.day(6, 12)
    )
    day = season.day(6, 13)
    return [
        _Printed("https://lucheng-zaobao.example/2026/0613/20417.html", "鹿城早报", day, title, paragraphs),
        _Printed(
            "https://caoyuan-chenbao.example/2026/0614/51190.html",
            "草原晨报",
            day + dt.timedelta(days=1),
            "一张长桌，摆出一条街的热乎气",
            (f"据鹿城早报：{paragraphs[0]}", paragraphs[1]),
        ),
        _Printed(
            "https://zixun-hui.example/a/9981.html",
            "鹿城早报",
            day + dt.timedelta(days=3),
            damaged(title),
            [damaged(each) for each in paragraphs],
        ),
    ]


def _second_story(season: Season) -> list[_Printed]:
    """A central paper's story in an old encoding, reprinted under another headline and by a self-media account."""
    title, paragraphs = written(season, "desk-2", theme="楼道书架", town="鞍山道街道", day=season.day(6, 20))
    day = season.day(6, 21)
    return [
        _Printed(
            "https://beijiang-minsheng.example/2026-06/21/c_77120.html",
            "北疆民声报",
            day,
            title,
            paragraphs,
            "gb18030",
        ),
        _Printed(
            "https://kunhe-rongmei.example/news/6621.html",
            "昆河融媒",
            day + dt.timedelta(days=1),
            "楼道里的书，借来借去都是情",
            (f"来源：北疆民声报。{paragraphs[0]}", *paragraphs[1:]),
        ),
        _Printed(
            "https://shiliuli.example/s/Qm3x",
            "石榴里公众号",
            day + dt.timedelta(days=1),
            title,
            paragraphs[:3],
        ),
    ]


def damaged(text: str) -> str:
    """The text as a copying kit leaves it: character by character in traditional form, some with their sound behind."""
    turned = "".join(OpenCC("s2t").convert(each) for each in text)
    return "".join(f"{each}({_sound(each)})" if each in NOTED else each for each in turned)


def _sound(character: str) -> str:
    return str(pinyin(character, style=Style.TONE)[0][0])


def _html(page: _Printed) -> bytes:
    body = "".join(f"<p>{each}</p>" for each in page.paragraphs)
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="{page.charset}"><title>{page.title}</title></head><body>'
        f"<nav><a href=/>首页</a> <a href=/news/>新闻</a> <a href=/life/>生活</a></nav><h1>{page.title}</h1>"
        f'<div class="info"><span>{page.day:%Y-%m-%d}</span> <span>来源：{page.outlet}</span></div>'
        f'<div class="article">{body}</div><footer>版权所有</footer></body></html>'
    ).encode(page.charset, "xmlcharrefreplace")


def _answer(
    url: str, body: bytes, *, status: int = 200, kind: str = "text/html", charset: str = "utf-8"
) -> Answer:
    """What the address would have answered."""
    kind = f"{kind}; charset={charset}"
    head = f"HTTP/1.1 {status} \r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode(
        "ascii"
    )
    host = url.split("/")[2]
    return Answer(
        url=url,
        final_url=url,
        status=status,
        headers=(("Content-Type", kind), ("Content-Length", str(len(body)))),
        body=body,
        raw=head + body,
        hops=(Hop(url, ADDRESS, status, ""),),
        address=ADDRESS,
        asked_at=dt.datetime(2026, 6, 30, 8, 0, tzinfo=dt.UTC),
        request=f"GET {url.partition(host)[2]} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode("ascii"),
    )

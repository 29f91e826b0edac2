"""Sites of our own for tests of the press desk: what they would answer, and the asking that gives it."""

import datetime as dt
from collections.abc import Mapping

from hundredfold.base.outbound import Answer, Hop, NotFetched
from hundredfold.do.press.actions import add_links, fetch_waiting, read_captured
from hundredfold.do.press.models import Page
from tests.people import District

ASKED_AT = dt.datetime(2026, 6, 30, 1, 59, tzinfo=dt.UTC)

# Stories of which no two share a sentence.
STORIES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "reading": (
        "昆都仑区邻里书屋迎来百名小读者",
        (
            "周末的昆都仑区友谊大街街道邻里书屋坐满了孩子，志愿者王老师领着大家读完了一整本童话。",
            "书屋开办三年来，藏书从四百册添到了六千二百册，都是邻居们一本一本送来的。",
            "读到有意思的地方，孩子们抢着站起来讲自己的想法，家长在窗外听得直笑。",
            "社区打算从七月起每周三晚上也开门，请退休教师轮流来值班。",
        ),
    ),
    "repair": (
        "老旧小区的电梯修好了，老人下楼不再难",
        (
            "昆都仑区鞍山道街道的一栋十二层居民楼，停了两个月的电梯昨天重新运行。",
            "施工队先换了钢缆和控制柜，又在每层加装了扶手，前后用了十九天。",
            "八十一岁的李奶奶提着菜篮第一个走进电梯，她说这回可以天天去公园了。",
            "街道办事处说，今年还有二十六部电梯列入了维修计划，资金已经落实。",
        ),
    ),
    "song": (
        "广场上的合唱团唱了十五年",
        (
            "每天傍晚六点，昆都仑区阿尔丁广场的合唱团准时开嗓，风雨无阻已有十五年。",
            "团员里有炼钢工人、护士和小学老师，最年长的七十八岁，最小的刚上初中。",
            "他们把老歌重新编了四个声部，上个月在市里的比赛里得了第二名。",
            "团长说名次不要紧，要紧的是每晚都有一百多人愿意站在一起唱歌。",
        ),
    ),
}

Given = bytes | int | Answer | NotFetched


def html(
    story: str = "reading",
    *,
    title: str = "",
    outlet: str = "包头日报",
    day: str = "2026-06-01",
    charset: str = "utf-8",
    most: int = 4,
) -> bytes:
    """A page as an outlet would print one of the stories; ``most`` paragraphs of it."""
    headline, paragraphs = STORIES[story]
    body = "".join(f"<p>{each}</p>" for each in paragraphs[:most])
    return (
        f'<html><head><meta charset="{charset}"><title>{title or headline}</title></head><body>'
        f"<nav><a href=/>首页</a> <a href=/a>要闻</a></nav><h1>{title or headline}</h1>"
        f'<div class="info">{day} 来源：{outlet}</div><article>{body}</article></body></html>'
    ).encode(charset)


def answer(
    url: str, body: bytes = b"", *, status: int = 200, kind: str = "text/html; charset=utf-8"
) -> Answer:
    """What a site answers."""
    head = f"HTTP/1.1 {status} -\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return Answer(
        url=url,
        final_url=url,
        status=status,
        headers=(("Content-Type", kind),),
        body=body,
        raw=head.encode() + body,
        hops=(Hop(url, "93.184.215.14", status, ""),),
        address="93.184.215.14",
        asked_at=ASKED_AT,
        request=b"GET / HTTP/1.1\r\nHost: page.example\r\n\r\n",
    )


class Sites:
    """Sites that answer as they were told; ``asked`` is every address they were asked for, in order."""

    def __init__(self, pages: Mapping[str, Given]) -> None:
        self.pages = dict(pages)
        self.asked: list[str] = []

    def ask(self, url: str) -> Answer:
        """The page, a status without one, or the refusal kept for the address; 404 for any other."""
        self.asked.append(url)
        page = self.pages.get(url, 404)
        if isinstance(page, NotFetched):
            raise page
        if isinstance(page, Answer):
            return page
        kind = (
            "text/html" if isinstance(page, int) or b"charset" in page[:200] else "text/html; charset=utf-8"
        )
        return answer(url, status=page) if isinstance(page, int) else answer(url, page, kind=kind)


def add(district: District, *urls: str, at: dt.datetime | None = None) -> list[Page]:
    """An adds these links for her community."""
    added = add_links(
        by=district.an,
        programme=district.programme,
        unit=district.community,
        text="\n".join(urls),
        at=at or district.now,
    )
    return list(added.new)


def read(district: District, pages: Mapping[str, Given], *, at: dt.datetime | None = None) -> list[Page]:
    """An adds the pages' links, the worker fetches and reads them; the pages in that order."""
    added = add(district, *pages, at=at)
    fetch_waiting(at=at or district.now, ask=Sites(pages).ask)
    read_captured(at=at or district.now)
    return [Page.objects.get(pk=page.pk) for page in added]

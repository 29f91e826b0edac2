"""Press pages of our own making: four stories in invented outlets, printed ten times, as HTML; and how they are asked.

Nothing here comes from a network: ``asked`` answers from the pages themselves, ``serving`` from loopback.
"""

import datetime as dt
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hundredfold.base.outbound import Answer
from hundredfold.do.press.actions import add_links, fetch_waiting, read_captured
from hundredfold.do.press.models import Page
from tests.people import District

STORIES = (
    (
        "昆都仑区邻里百家宴端上团结桌",
        "2026-04-10",
        [
            "本报讯 4月8日，昆都仑区友谊大街街道办起邻里百家宴，362名居民把自家的手把肉、焙子和凉拌沙葱摆上一张长桌。",
            "街道负责人介绍，这张桌子已经摆了七年，从最初的八户人家到今天的四十一个楼栋，谁家添了人口、谁家老人过寿，都在这里说一声。",
            "社区还把议事板搬到了桌边，当天收到二十九条建议，其中十二条当场认领，涉及楼道照明、晾衣场地和夜间停车。",
            "退休教师老梁带来了手写的菜谱，他说菜名里有四种文字，吃的时候却没人分得清先后。",
        ],
        (
            ("包头晨刊", "包头市", ""),
            ("鹿城新闻网", "包头市", "邻居把饭桌摆成一条街"),
            ("草原晚报", "内蒙古", "一条街的百家宴"),
            ("北疆日报", "内蒙古", ""),
        ),
    ),
    (
        "昆都仑区宣讲员骑着三轮车进牧户",
        "2026-04-21",
        [
            "昆都仑区的宣讲员老巴特尔有一辆刷成石榴红的三轮车，车厢里装着音箱、折叠凳和一块可以写字的白布。",
            "去年入冬以来，他和九名同伴跑了六十三个点，最远的一处离城区四十七公里，路上要换两次轮胎。",
            "他们不念稿子，先帮牧户修灯、量血压，再围着炉子讲政策，讲完留下一张写着电话的卡片。",
            "牧民其木格说，车一响孩子们就跑出来，去年问得最多的是医保怎么报，今年问的是合作社怎么入股。",
        ],
        (("北疆日报", "内蒙古", ""), ("包头晨刊", "包头市", "石榴红三轮车"), ("昆都仑融媒", "昆都仑区", "")),
    ),
    (
        "昆都仑河边的石榴广场开放了",
        "2026-05-06",
        [
            "五一假期最后一天，昆都仑河西岸的石榴广场正式开放，五十六根灯柱围成一圈，灯柱上刻着居民投票选出的谚语。",
            "广场由废弃的储煤场改建而来，历时十四个月，保留了一段铁轨和两座旧磅房，磅房如今是借书亭。",
            "设计师说，灯柱高低不同，夜里亮起来像一盘剥开的石榴，孩子站在任何一根旁边都能看见其余的全部。",
            "开放当天来了五千一百人，社区志愿者在入口发放了手绘地图，提醒大家不要在铁轨上停留。",
        ],
        (("包头晨刊", "包头市", ""), ("钢城生活报", "包头市", "储煤场长出一颗石榴")),
    ),
    (
        "昆都仑区七支志愿队接下老楼的维修单",
        "2026-05-19",
        [
            "昆都仑区白云路十九号院的七栋老楼没有物业，去年冬天水管冻裂了三次，今年春天换成了七支志愿队轮流值守。",
            "队员来自钢厂检修班、职业学校和附近的汽修店，每支队伍认领一栋楼，维修单贴在单元门口，谁修的谁签名。",
            "三个月里他们一共完成二百一十八单，更换阀门九十六个，最晚的一次是凌晨两点抢修地下室的总闸。",
            "院里的老人凑钱做了一面锦旗，上面没有写队名，只写着每个人的绰号。",
        ],
        (("草原晚报", "内蒙古", ""),),
    ),
)


def page_of(title: str, day: str, paragraphs: list[str], outlet: str) -> bytes:
    """One page as a news site writes it, with its furniture."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{title}_{outlet}</title></head><body>'
        "<div class='nav'><a href='/'>首页</a><a href='/news/'>新闻</a><a href='/video/'>视频</a></div>"
        f"<h1>{title}</h1><div class='info'>{day} 09:30　来源：{outlet}　记者：云舒</div>"
        f"<div class='article-content'>{body}</div>"
        "<div class='footer'>版权所有 未经授权不得转载</div></body></html>"
    ).encode()


def pages() -> dict[str, bytes]:
    """The ten pages by their path, the first publication of each story first."""
    made: dict[str, bytes] = {}
    for number, (title, day, paragraphs, outlets) in enumerate(STORIES, 1):
        for place, (outlet, _where, headline) in enumerate(outlets):
            later = (dt.date.fromisoformat(day) + dt.timedelta(days=place)).isoformat()
            kept = paragraphs if place % 2 == 0 else paragraphs[: 3 + place // 2]
            made[f"/news/{number}-{place}.html"] = page_of(headline or title, later, kept, outlet)
    return made


def asked(made: Mapping[str, bytes], at: dt.datetime) -> Callable[[str], Answer]:
    """How the worker asks in a test: each address answers with its page, as if from a public host."""

    def ask(url: str) -> Answer:
        body = made["/" + url.split("/", 3)[3]]
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        return Answer(
            url=url,
            final_url=url,
            status=200,
            headers=headers,
            body=body,
            raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body,
            hops=(),
            address="203.0.113.7",
            asked_at=at,
            request=b"GET / HTTP/1.1\r\n\r\n",
        )

    return ask


def read_ten(district: District, made: Mapping[str, bytes] | None = None) -> list[Page]:
    """Adds the pages for the street, fetches, reads and folds them; the pages in the order they came."""
    made = made or pages()
    text = "\n".join(f"https://paper{place}.example{path}" for place, path in enumerate(made))
    added = add_links(
        by=district.office,
        programme=district.programme,
        unit=district.street,
        text=text,
        at=district.now,
    )
    fetch_waiting(at=district.now, ask=asked(made, district.now))
    read_captured(at=district.now)
    return [Page.objects.get(pk=page.pk) for page in added.new]


@contextmanager
def serving(made: Mapping[str, bytes]) -> Iterator[str]:
    """A site on loopback that answers with these pages; its address."""

    class Site(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.0"

        def do_GET(self) -> None:
            body = made.get(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()

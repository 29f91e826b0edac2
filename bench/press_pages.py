"""Web pages made of invented stories: seven layouts, the encodings sites use, and the copying kit's damage."""
# ruff: noqa: E501 - sentences and markup are easier read whole

from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape
from random import Random

import opencc

from bench.press_kit import HIDDEN, MARKS, VISIBLE, Kit, damage
from bench.press_stories import Told, Writer

OUTLETS = (
    ("人民日报", "central"), ("央广网", "central"), ("中国民族报", "central"), ("新华网", "central"), ("内蒙古日报", "regional"),
    ("正北方网", "regional"), ("甘肃日报", "regional"), ("包头日报", "municipal"), ("成都日报", "municipal"), ("苏州日报", "municipal"),
    ("昆都仑区融媒体中心", "county"), ("青山区融媒体中心", "county"), ("海淀区融媒体中心", "county"), ("向阳社区微信公众号", "unit"),
    ("和平小学官网", "unit"), ("抖音号老街故事", "self"), ("邻里记事微信公众号", "self"),
)  # fmt: skip
SMALL = "區qū 結jié 創chuàng 發fā 續xù 質zhì 鎮zhèn 現xiàn 態tài 統tǒng 構gòu 協xié 產chǎn 經jīng 節jié 優yōu 調diào 內nèi 網wǎng"
MIDDLE = (
    SMALL
    + " 團tuán 進jìn 務wù 設shè 關guān 業yè 學xué 據jù 導dǎo 領lǐng 環huán 專zhuān 評píng 術shù 達dá 動dòng"
)
LARGE = MIDDLE + (
    " 國guó 個gè 會huì 時shí 實shí 開kāi 場chǎng 書shū 來lái 規guī 側cè 報bào 請qǐng 認rèn 識shí 農nóng 隊duì 樂lè 愛ài 長zhǎng 風fēng 養yǎng 聯lián 臺tái"
)
LISTS = tuple(tuple((each[0], each[1:]) for each in listed.split()) for listed in (SMALL, MIDDLE, LARGE))
NAV = [
    "首页",
    "要闻",
    "政务公开",
    "办事服务",
    "互动交流",
    "魅力城区",
    "专题专栏",
    "数据发布",
    "通知公告",
    "部门动态",
    "街镇之窗",
    "图片新闻",
    "视频",
]
TITLES = [
    "全区工作会议召开",
    "城市更新项目开工",
    "第三季度就业服务月启动",
    "供热管网改造进展顺利",
    "秋季运动会闭幕",
    "公交线路优化调整通知",
    "图书馆延时开放",
]


@dataclass(frozen=True)
class PageMade:
    """A page's bytes, the story inside, and what was done to it."""

    name: str
    data: bytes
    told: Told
    layout: str
    encoding: str
    harm: str
    shown: Told

    @property
    def true_text(self) -> str:
        """What reading should give: genuine traditional text stays as it is."""
        return self.shown.text if self.harm == "genuine" else self.told.text


def _links(dice: Random, count: int) -> str:
    return "".join(
        f'<li><a href="/a/{dice.randrange(99999)}.html">{dice.choice(TITLES)}</a><span>10-{dice.randint(10, 28)}</span></li>'
        for _ in range(count)
    )


def _filler(dice: Random) -> str:
    """What makes real pages 30 to 100 KB: scripts, styles, menus."""
    style = "".join(
        f".c{n}{{margin:{n % 30}px;color:#{dice.randrange(1 << 24):06x};background:url(/i/{n}.png)}}"
        for n in range(dice.randint(250, 700))
    )
    script = "".join(
        f"window._t{n}={{id:{dice.randrange(1 << 30)},u:'/track?c={dice.randrange(1 << 40)}'}};"
        for n in range(dice.randint(150, 500))
    )
    return f"<style>{style}</style><script>{script}</script>"


def _paragraphs(told: Told) -> str:
    return "".join(f"<p>　　{escape(line)}</p>\n" for line in told.paragraphs)


def _portal(told: Told, dice: Random) -> str:
    return (
        f"<div class='header'><ul class='nav'>{''.join(f'<li><a href=/{n}>{n}</a></li>' for n in NAV)}</ul></div>"
        f"<div class='crumb'>您当前的位置：<a href='/'>首页</a> &gt; <a href='/x'>要闻</a> &gt; 正文</div>"
        f"<div class='main'><h1>{escape(told.title)}</h1><div class='info'><span>发布时间：{told.published}</span> <span>来源：{told.outlet}</span>"
        f" <span>作者：{told.byline}</span></div><div class='share'>分享到：微信 微博</div><div class='content'>{_paragraphs(told)}</div>"
        f"<p class='editor'>责任编辑：{told.byline}</p><div class='related'><h3>相关阅读</h3><ul>{_links(dice, 8)}</ul></div></div>"
        f"<div class='sidebar'><h3>热点新闻</h3><ul>{_links(dice, 30)}</ul></div><div class='footer'>主办：某某区人民政府 备案号：10010号</div>"
    )


def _old_table(told: Told, dice: Random) -> str:
    return (
        f"<table width=1000><tr>{''.join(f'<td><a href=/{n}>{n}</a></td>' for n in NAV)}</tr></table>"
        f"<table><tr><td width=200 valign=top><table>{''.join(f'<tr><td><a href=/l>{dice.choice(TITLES)}</a></td></tr>' for _ in range(16))}</table></td>"
        f"<td><table><tr><td align=center><font size=5><b>{escape(told.title)}</b></font></td></tr>"
        f"<tr><td align=center>日期：{told.published.year}年{told.published.month}月{told.published.day}日 来源：{told.outlet} 【字体：大 中 小】 浏览次数：{dice.randint(3, 9999)}</td></tr>"
        f"<tr><td class=content>{'<br><br>'.join('　　' + escape(line) for line in told.paragraphs)}</td></tr>"
        f"<tr><td>上一篇：<a href=/1>{dice.choice(TITLES)}</a></td></tr><tr><td>下一篇：<a href=/2>{dice.choice(TITLES)}</a></td></tr>"
        f"<tr><td>【打印本页】【关闭窗口】</td></tr></table></td></tr></table><center>版权所有 某某网 技术支持：某公司</center>"
    )


def _account(told: Told, dice: Random) -> str:
    body = "".join(
        f"<section><span style='font-size:16px'>{escape(line)}</span></section><section><br></section>"
        for line in told.paragraphs
    )
    return (
        f"<div id='img-content'><h1 class='rich_media_title' id='activity-name'>{escape(told.title)}</h1>"
        f"<div id='meta_content'><span>来源：{told.outlet}</span> <em id='publish_time'>{told.published} 08:3{dice.randint(0, 9)}</em></div>"
        f"<div id='js_content'>{body}<p>文/图：{told.byline}</p><p>扫一扫，关注我们</p></div></div><div class='comment'>{'好消息！<br>' * 12}</div>"
    )


def _article_tag(told: Told, dice: Random) -> str:
    return (
        f"<header><nav><ul>{''.join(f'<li><a href=/{n}>{n}</a></li>' for n in NAV)}</ul></nav></header><main><article>"
        f"<h1>{escape(told.title)}</h1><p class='meta'>{told.published} 10:20 | 来源：{told.outlet} | 记者 {told.byline}</p>{_paragraphs(told)}</article>"
        f"<aside><ul>{_links(dice, 20)}</ul></aside></main><footer>Copyright © 2024 All Rights Reserved 联系我们</footer>"
    )


def _mirror(told: Told, dice: Random) -> str:
    return (
        f"<div><a href=/>首页</a> | <a href=/b>资讯</a></div><h2>{escape(told.title)}</h2><div>来源：{told.outlet} 时间：{told.published}</div>"
        f"<div id=zoom>{'<br/>'.join(escape(line) for line in told.paragraphs)}</div><div>{''.join(f'<a href=/k{n}>热门标签{n}</a> ' for n in range(40))}</div>"
    )


def _paper(told: Told, dice: Random) -> str:
    return (
        f"<div class='paper'><div class='list'>第0{dice.randint(1, 8)}版：要闻 {''.join(f'<a href=/p{n}>{dice.choice(TITLES)}</a>' for n in range(12))}</div>"
        f"<div class='article'><h3>副刊</h3><h1>{escape(told.title)}</h1><p class='sec'>{told.outlet} {told.published.year}年{told.published.month:02d}月{told.published.day:02d}日 第 0{dice.randint(1, 8)} 版 来源：{told.outlet}</p>"
        f"<div id='ozoom'>{_paragraphs(told)}</div></div></div><div>上一版 下一版</div>"
    )


def _nested(told: Told, dice: Random) -> str:
    inner = "".join(
        f"<div class='p'><div><span>{escape(line)}</span></div></div>" for line in told.paragraphs
    )
    return (
        f"<div class='wrap'><div class='top'>{_links(dice, 12)}</div><div class='l'><div class='tit'><h1>{escape(told.title)}</h1></div>"
        f"<div class='source'><i>{told.published} 09:00:00</i>　稿源：{told.outlet}　编辑：{told.byline}</div><div class='txt'>{inner}"
        f"<div class='page'><a>【1】</a> <a>【2】</a> <a>下一页</a></div></div></div><div class='r'>{_links(dice, 40)}</div></div>"
    )


LAYOUTS: dict[str, Callable[[Told, Random], str]] = {
    "portal": _portal, "old table": _old_table, "account": _account, "article": _article_tag, "mirror": _mirror, "paper": _paper, "nested": _nested,
}  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "gb18030 as gb2312", "gb18030 undeclared", "gb18030 as utf-8", "utf-16")
HARMS = ("none", "none", "none", "kit", "kit", "kit", "commas", "lost", "genuine")


def _harmed(told: Told, harm: str, dice: Random) -> Callable[[str], str]:
    if harm == "genuine":
        converter = opencc.OpenCC("s2twp")
        return lambda text: str(converter.convert(text))
    notes = list(dice.choice(LISTS))
    dice.shuffle(notes)
    marks = MARKS if dice.random() < 0.6 else "，。！？"
    kit = Kit(
        tuple(notes),
        marks=marks,
        low=VISIBLE if harm == "commas" else HIDDEN,
        lost="\ufffd" if harm == "lost" else "?",
    )
    return lambda text: damage(text, kit)


def _harm(told: Told, harm: str, dice: Random) -> Told:
    if harm == "none":
        return told
    hurt = _harmed(told, harm, dice)
    return replace(
        told,
        title=hurt(told.title),
        paragraphs=tuple(hurt(each) for each in told.paragraphs),
        outlet=hurt(told.outlet),
        byline=hurt(told.byline),
    )


def make_page(told: Told, *, dice: Random, number: int) -> PageMade:
    """One page of a story, with a layout, an encoding and a harm by chance."""
    outlet, level = dice.choice(OUTLETS)
    told = replace(told, outlet=outlet, level=level, byline=Writer(dice.randrange(1 << 30)).person())
    harm, encoding, layout = dice.choice(HARMS), dice.choice(ENCODINGS), dice.choice(list(LAYOUTS))
    shown = _harm(told, harm, dice)
    codec, _, claimed = encoding.partition(" as ")
    codec = codec.removesuffix(" undeclared")
    charset = "" if "undeclared" in encoding or codec == "utf-16" else f"<meta charset='{claimed or codec}'>"
    html = (
        f"<!DOCTYPE html><html><head>{charset}<title>{escape(shown.title)}_某某网</title>{_filler(dice)}</head>"
        f"<body>{LAYOUTS[layout](shown, dice)}{_filler(dice)}</body></html>"
    )
    return PageMade(f"page{number}.html", html.encode(codec, "replace"), told, layout, encoding, harm, shown)

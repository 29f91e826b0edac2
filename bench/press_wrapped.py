"""Puts the second maker's layouts into bytes: encodings as sites get them wrong, the copying kit, archives."""
# ruff: noqa: E501 - sentences and markup are easier read whole

import quopri
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

import opencc

from bench.press_kit import HIDDEN, MARKS, Kit, damage
from bench.press_pages import LISTS
from bench.press_pages_b import LAYOUTS, links, menu, noise, teasers
from bench.press_tales import Tale, tell

ENCODINGS = ("utf-8", "utf-8", "utf-8", "gb18030 as gb2312", "gb18030 as utf-8", "gb18030 late", "utf-8 as gbk", "utf-16 no mark", "utf-8 truncated", "entities", "mixed", "gb18030 as iso-8859-1", "mhtml")  # fmt: skip
SCRIPTED = frozenset(("render data", "state", "json-ld"))


@dataclass(frozen=True)
class Wrapped:
    """A page's bytes, its tale, and how it was made; `text` is what reading should give."""

    name: str
    data: bytes
    tale: Tale
    layout: str
    encoding: str
    harm: str
    text: str


def _harm(harm: str, dice: Random) -> Callable[[str], str]:
    if harm == "none":
        return str
    if harm == "genuine":
        converter = opencc.OpenCC("s2twp")
        return lambda text: str(converter.convert(text))
    notes = list(dice.choice(LISTS))
    return lambda text: damage(text, Kit(tuple(notes), marks=MARKS, low=HIDDEN, lost="?"))


def _bytes(html: str, encoding: str, dice: Random) -> bytes:
    """`{meta}` stands where the page declares itself."""
    codec, _, rest = encoding.partition(" ")
    declared = rest.removeprefix("as ") if rest.startswith("as ") else codec
    meta = f"<meta http-equiv='Content-Type' content='text/html; charset={declared}'>"
    if rest == "late":
        meta = f"<style>{'.a{color:red}' * 220}</style>{meta.replace('gb18030', 'gbk')}"
    if encoding == "utf-16 no mark":
        return html.replace("{meta}", "").encode("utf-16-le")
    if encoding == "entities":
        return html.replace("{meta}", "").encode("ascii", "xmlcharrefreplace")
    if encoding == "mixed":
        top, _, bottom = html.partition("<body>")
        return top.replace("{meta}", "<meta charset=utf-8>").encode() + f"<body><div class=inc>{'欢迎访问某某市政府网站 ' * 3}</div>".encode("gb18030") + bottom.encode()  # fmt: skip
    if encoding == "mhtml":
        return _archive(html.replace("{meta}", ""), dice)
    data = html.replace("{meta}", meta).encode(codec, "replace")
    return data[: data.rindex(b"</body>") - dice.randint(1, 2)] if rest == "truncated" else data


def _archive(html: str, dice: Random) -> bytes:
    charset = dice.choice(("utf-8", "gb18030"))
    frame = "<html><body><div>广告位招租，欢迎来电</div></body></html>"
    parts = [
        (html, "http://site.invalid/202401/t1.html", charset),
        (frame, "cid:frame-1@mhtml.blink", "utf-8"),
    ]
    head = 'From: <Saved by Blink>\r\nSnapshot-Content-Location: http://site.invalid/202401/t1.html\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----MultipartBoundary--x"\r\n\r\n'
    out = head.encode()
    for text, place, name in parts:
        body = quopri.encodestring(text.encode(name, "replace"))
        out += f"\r\n------MultipartBoundary--x\r\nContent-Type: text/html; charset={name}\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: {place}\r\n\r\n".encode() + body  # fmt: skip
    return out + b"\r\n------MultipartBoundary--x--\r\n"


def wrap(tale: Tale, *, dice: Random, number: int) -> Wrapped:
    """One page of the tale, with layout, encoding and harm by chance."""
    layout, encoding = dice.choice(list(LAYOUTS)), dice.choice(ENCODINGS)
    harm = "none" if layout in SCRIPTED else dice.choice(("none", "none", "none", "kit", "kit", "genuine"))
    hurt = _harm(harm, dice)
    shown = replace(
        tale, title=hurt(tale.title), paragraphs=tuple(map(hurt, tale.paragraphs)), outlet=hurt(tale.outlet), byline=hurt(tale.byline)
    )  # fmt: skip
    kilobytes = dice.randint(10, 35)
    head = f"<html><head>{{meta}}<title>{shown.title}{dice.choice(('', '_某某网', ' - 某某新闻', '-某某市人民政府'))}</title><meta name='keywords' content='新闻,社区'><link rel='canonical' href='http://elsewhere.invalid/2011/0203/x.html'>"
    html = f"<!DOCTYPE html>\n{head}{noise(dice, kilobytes)}</head>\n<body>{LAYOUTS[layout](shown, dice)}{noise(dice, kilobytes)}</body></html>"
    text = shown.text if harm == "genuine" else tale.text
    return Wrapped(f"b{number}.html", _bytes(html, encoding, dice), tale, layout, encoding, harm, text)


def no_stories(dice: Random) -> dict[str, bytes]:
    """Pages that hold no story, each under the code they should be refused with."""
    top, end = (
        f"<ul class='nav'>{menu(dice, 60)}</ul>",
        f"<div class='foot'>版权所有 某某网</div>{noise(dice, 8)}",
    )

    def page(title: str, body: str) -> bytes:
        return f"<html><head><meta charset=utf-8><title>{title}</title></head><body>{top}{body}{end}</body></html>".encode()

    return {
        "soft_404": page("页面不存在_某某网", f"<div class='err'><h2>抱歉，您访问的页面不存在或已被删除</h2><p>3秒后自动返回首页</p></div><div>为您推荐</div>{teasers(dice, 6)}"),
        "login_wall": page("登录", "<form><input name=u placeholder='手机号'><input type=password name=p><button>登录</button></form><p>请登录后阅读全文，没有账号请先注册。</p>"),
        "navigation": page("要闻列表_某某网", f"<div class='list'><ul>{links(dice, 60)}</ul></div><div>共12页 下一页</div>"),
        "navigation 2": page("某某网首页", f"<div class='feed'>{teasers(dice, 25)}</div>"),
        "captcha": page("安全验证", "<div class='verify'>您的访问过于频繁，请完成安全验证后继续访问<div id=slider>拖动滑块完成拼图</div></div>"),
        "no_text": b"<html><head><meta charset=utf-8><title></title></head><body><div id=app></div></body></html>",
    }  # fmt: skip


def sample(count: int, *, seed: int) -> list[Wrapped]:
    """Pages of new tales."""
    dice = Random(seed)
    return [wrap(tell(dice), dice=dice, number=number) for number in range(count)]

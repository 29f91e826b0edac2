"""What Chinese news pages print around an article: source, day, by-line; and what is no text at all."""

import re
from dataclasses import dataclass
from datetime import date

NAME = r"[\u4e00-\u9fff·]{2,4}"
LABEL_END = (
    r"(?=\s|$|[|｜/／,，;；)）】\]【\[]|时间|日期|发布|作者|编辑|责任|责编|记者|字体|字号|浏览|阅读|"
    r"点击|审核|校对|分享)"
)
SOURCE = re.compile(
    r"(?:信息来源|文章来源|稿件来源|新闻来源|消息来源|来\s*源|稿\s*源|转自|转载自|摘自|出处|供稿|供稿单位)\s*[:：]\s*"
    rf"(?P<source>[^\s|｜【\[,，;；]{{2,40}}?){LABEL_END}"
)
ORIGIN = re.compile(
    r"(?:原载|载于|首发于|刊于|刊登于|原标题[:：][^\n]{0,60}来源[:：])\s*[《“]?(?P<source>[\u4e00-\u9fff]{3,16}?)[》”]?(?:第|\d|$|，|。|\s)"
)
WIRE = re.compile(
    r"^[（(]?(?:本报讯|(?P<source>[\u4e00-\u9fff]{2,10}?)(?:讯|电|消息|[\d]{1,2}月\d{1,2}日(?:电|讯)))[\s（(，,]"
)
STAMP = re.compile(
    r"(?P<y>20\d{2}|19\d{2})\s*[-./年]\s*(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})\s*日?"
    r"(?:\s*T?\s*(?P<h>\d{1,2})[:：时](?P<min>\d{2}))?"
)
LABELLED = re.compile(
    r"(?:发布时间|发布日期|发表时间|发表日期|更新时间|时\s*间|日\s*期|发稿时间|发布于|编辑时间|录入时间)\s*[:：]?\s*"
)
URL_DAY = re.compile(r"(?<!\d)(20\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
NAMES = rf"(?P<names>{NAME}(?:[、 ,，]\s*{NAME}){{0,4}}"
AUTHOR = re.compile(
    r"(?:作\s*者|撰\s*文|撰\s*稿|文\s*[/／]\s*图|图\s*[/／]\s*文|文\s*字|供稿人|文|采写)\s*[:：/／]\s*"
    rf"{NAMES})(?![\u4e00-\u9fff])"
)
REPORTER = re.compile(
    r"(?:(?:本报|本网|本台|全媒体|见习|实习|融媒体|[\u4e00-\u9fff]{2,6}(?:报|网|社|台))?(?:首席)?记者|"
    r"通讯员|特约记者|编译)\s*[:：]?[\s ]*"
    rf"{NAMES}?)(?=[\s)）】\]|｜/／,，;；]|$|摄|文|通讯员|报道|编辑|来源)"
)
FURNITURE = re.compile(
    r"^(?:"
    r"(?:\[|【|［|（|\()?\s*(?:责任编辑|责\s*编|编\s*辑|编辑|审核|校对|监制|终审|初审|二审|三审|值班编委)\s*[:：].{0,60}"
    r"|(?:信息来源|文章来源|稿件来源|新闻来源|来\s*源|稿\s*源)\s*[:：].{0,120}"
    r"|(?:发布时间|发布日期|发表时间|更新时间|时\s*间|日\s*期)\s*[:：].{0,100}"
    r"|(?:作\s*者|供\s*稿|撰\s*稿|摄\s*影|图\s*片|文\s*字)\s*[:：].{0,40}"
    r"|(?:分享到|分享至|分享|转发|收藏|点赞|在看|赞|评论|举报|打印|关闭|关闭窗口|返回顶部|返回|回到顶部|复制链接|保存).{0,24}"
    r"|(?:【|\[|〔)?\s*(?:字体|字号|大\s*中\s*小|打印本页|关闭窗口|我要打印|打印)\s*.{0,24}"
    r"|(?:上一篇|下一篇|上一条|下一条|上一页|下一页|首页|尾页|末页|前一篇|后一篇|上篇|下篇)\s*.{0,80}"
    r"|(?:【\d+】|\[\d+\]|\d+\s+){2,}.{0,20}|第?\s*\d+\s*/\s*\d+\s*页?|共\s*\d+\s*页.{0,30}|本文共\s*\d+\s*页.{0,30}|全文共\d+页.{0,20}"
    r"|(?:扫一扫|扫码|扫描二维码|长按|长按识别|识别二维码|微信扫|关注我们|点击关注|用微信|手机扫).{0,60}"
    r"|(?:相关阅读|相关新闻|相关链接|相关文章|相关推荐|推荐阅读|延伸阅读|热门推荐|猜你喜欢|更多精彩|热点新闻|精彩推荐|为您推荐).{0,40}"
    r"|(?:阅读|浏览|点击|浏览次数|阅读量|点击数|访问量|人气)\s*[:：(（]?\s*\d*\s*次?[)）]?"
    r"|(?:版权所有|版权声明|免责声明|声明|特别声明|主办单位|主办|承办|技术支持|网站标识码|ICP备|蒙ICP备|京ICP备|Copyright|©).{0,300}"
    r"|(?:当前位置|您的位置|您当前的位置|所在位置|您所在的位置|位置)\s*[:：].{0,120}"
    r"|(?:展开全文|阅读全文|点击展开|查看更多|加载更多|查看原文|阅读原文|原标题[:：].{0,80}|点击查看.{0,20})"
    r"|(?:首页)(?:\s*[>》›»/].{0,100})"
    r"|(?:来自|发自).{0,10}客户端"
    r")\s*$",
    re.IGNORECASE,
)
ENDING = re.compile(
    r"^(?:相关阅读|相关新闻|相关链接|相关文章|相关推荐|推荐阅读|延伸阅读|热门推荐|猜你喜欢|上一篇|下一篇|网友评论|热点新闻|版权声明|免责声明)"
)
LONGEST_FURNITURE, LONGEST_STAMP = 320, 110
STAMPED = re.compile(
    r"来\s*源|稿\s*源|发布时间|发布日期|作者\s*[:：]|记者|编辑|字体|字号|浏览|\d{1,2}[:：]\d{2}"
)


@dataclass(frozen=True, slots=True)
class Printed:
    """What the page prints about the article; None or empty where it does not say."""

    source: str | None
    published: str | None
    byline: str | None


def is_furniture(line: str) -> bool:
    """A line of the page that belongs to the site and not to the article."""
    if len(line) <= LONGEST_STAMP and STAMP.search(line) and STAMPED.search(line) and "。" not in line:
        return True
    return len(line) <= LONGEST_FURNITURE and bool(FURNITURE.match(line.strip()))


def ends_article(line: str) -> bool:
    """A line after which nothing belongs to the article any more."""
    return bool(ENDING.match(line.strip()))


def day_of(text: str) -> str | None:
    """The first real day printed in a text, as ISO."""
    for found in STAMP.finditer(text):
        day = real_day(found["y"], found["m"], found["d"])
        if day:
            return day
    return None


def real_day(year: str, month: str, day: str) -> str | None:
    """ISO day, None where there is no such day."""
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def day_of_url(url: str) -> str | None:
    """The day many sites write into an address: /2024/09/17/ or t20240917_1.html."""
    found = URL_DAY.search(url)
    return real_day(*found.groups()) if found else None


def read_printed(near: list[str], body: list[str]) -> Printed:
    """Source, day and by-line from the lines around an article, then from its own first and last."""
    edges = [*body[:2], *body[-3:]] if body else []
    return Printed(_source(near, edges), _published(near), _byline([*near, *edges]))


def _source(near: list[str], edges: list[str]) -> str | None:
    for pattern, lines in ((SOURCE, near), (SOURCE, edges), (ORIGIN, [*near, *edges])):
        for line in lines:
            found = pattern.search(line)
            if found:
                return found["source"].strip('《》“”"()（） ') or None
    return None


def _published(near: list[str]) -> str | None:
    for line in near:
        label = LABELLED.search(line)
        if label and (day := day_of(line[label.end() :][:40])):
            return day
    return next((day for line in near if len(line) < 160 and (day := day_of(line))), None)


def _byline(lines: list[str]) -> str | None:
    for pattern in (AUTHOR, REPORTER):
        names: dict[str, None] = {}
        for line in lines:
            for found in pattern.finditer(line):
                names |= dict.fromkeys(re.split(r"[、 ,，]+", found["names"].strip()))
            if names:
                return "、".join(names)
    return None

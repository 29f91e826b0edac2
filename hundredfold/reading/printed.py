"""What Chinese news pages print about an article: source, day, by-line; it must not know where they print it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from hundredfold.reading.outlets import known_outlets

NAME = r"[\u4e00-\u9fff·]{2,4}"
# Every label that may follow another without a mark between them; a line is cut before each.
LABELS = re.compile(
    r"(?=[信文稿新消来來发發更成录时日作责编审校摄供阅浏点人评字打分本见实特全融首记記通])"
    r"(?=(?:(?:信息|文章|稿件|新闻|消息)来源|(?<!信息)(?<!文章)(?<!稿件)(?<!新闻)(?<!消息)[来來]\s*源|稿源|"
    r"(?:发布|發佈|发表|更新|发稿|录入)[时時][间間]|(?:发布|发表|成文)日期|(?<![\u4e00-\u9fff])(?:时间|日期)|作\s*者|责任编辑|"
    r"责\s*编|(?<!责任)(?<!执行)(?<!值班)编\s*辑|审\s*核|校\s*对|摄\s*影|供\s*稿|阅读|浏览|点击|人气|评论|字\s*体|字\s*号|"
    r"文字大小|打印|分享|发布单位|发布机构)\s*(?:[:：量数次]|[|｜]|大|$|\s|[（(\[【])|字号|字体|分享到|"
    r"(?:本报|本网|本台|见习|实习|特约|全媒体|融媒体)?(?:首席)?(?:记者|記者)\s*[:：\s]|通讯员)"
)
EDGES = " \t|｜/／,，;；、·•"
SOURCE = re.compile(
    r"(?:信息来源|文章来源|稿件来源|新闻来源|消息来源|[来來]\s*源|稿\s*源|转自|转载自|摘自|出处|供稿|供稿单位|发布单位|发布机构)"
    r"\s*(?:于)?\s*[:：|｜丨]\s*[《“]?(?P<source>[^\s|｜丨【\[,，;；。！？》”)）(（]{2,40})"
)
SOURCE_EN = re.compile(
    r"(?:^|[|·])\s*(?:Source|Via)\s*[:：]\s*(?P<source>[^|\n]{2,60}?)\s*(?:\||$)", re.IGNORECASE
)
ORIGIN = re.compile(
    r"(?:原载|载于|首发于|刊于|刊登于|来源于|转载于|原标题[:：][^\n]{0,60}来源[:：])\s*[:：]?\s*[《“]?"
    r"(?P<source>[\u4e00-\u9fff]{3,16}?)[》”]?(?:第|\d|$|，|。|\s|[）)])"
)
STAMP = re.compile(
    r"(?<!\d)(?P<y>20\d{2}|19\d{2})\s*[-./年]\s*(?P<m>\d{1,2})\s*[-./月]\s*(?P<d>\d{1,2})(?!\d)\s*日?"
    r"(?:\s*T?\s*(?P<h>\d{1,2})[:：时](?P<min>\d{2}))?"
)
WRITTEN = re.compile(
    "(?P<y>[二一][〇零○０一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月(?P<d>[一二三四五六七八九十]{1,3})日"
)
SHORT_YEAR = re.compile(r"^\W*(?P<y>[0-3]\d)-(?P<m>[01]?\d)-(?P<d>[0-3]?\d)\b")
ENGLISH = re.compile(
    r"\b(?:(?P<d>\d{1,2})\s+)?(?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+)?"
    r"(?P<y>(?:19|20)\d\d)\b"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DIGITS = {char: str(number) for number, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "０": "0",
}
EPOCH = re.compile(r"\s*(1\d{9})(?:\d{3})?\s*")
BEIJING = timezone(timedelta(hours=8))
LABELLED = re.compile(
    r"(?:发布时间|發佈時間|发布日期|发表时间|发表日期|发稿时间|发布于|发表于|刊发时间|日\s*期|时\s*间|編輯時間|编辑时间|录入时间|更新时间)"
    r"\s*[:：]?\s*"
)
URL_DAY = re.compile(r"(?<!\d)(20\d{2})[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?!\d)")
NAMES = rf"(?P<names>{NAME}(?:\s?[、 ,，/]\s*{NAME}){{0,4}})"
AUTHOR = re.compile(
    rf"(?:作\s*者|撰\s*文|撰\s*稿|文\s*[/／、]\s*图|图\s*[/／、]\s*文|图\s*文|文\s*字|供稿人|文|采写|采\s*访)\s*[:：/／|｜]\s*{NAMES}(?![\u4e00-\u9fff])"
)
PICTURED = re.compile(rf"摄\s*影\s*[:：/／|｜]?\s*{NAMES}(?![\u4e00-\u9fff])")
BY = re.compile(r"(?:^|[|·]\s*)By:?\s+(?P<name>[A-Z][\w.'-]+(?:\s+[A-Z][\w.'-]+){1,3})(?=\s*(?:[|,·]|$))")
REPORTER = re.compile(
    r"(?:(?:本报|本网|本台|全媒体|见习|实习|融媒体|[\u4e00-\u9fff]{2,6}(?:报|网|社|台))?(?:首席)?(?:记者|記者)|"
    rf"通讯员|特约记者|编译)\s*[:：]?\s*{NAMES}(?=\s|[)）】\]|｜/／,，;；:：]|$|摄|文|报道|来源)"
)
IN_BRACKETS = re.compile(
    r"[（(【]\s*(?P<inside>[^（）()【】\n]{0,30}(?:记者|記者|通讯员|作者|文[/／])[^（）()【】\n]{0,40})[）)】]"
)
NO_NAME = re.compile(
    r"注意|了解|看到|从|在|获悉|采访|走进|来到|发现|近日|日前|表示|获知|今天|今日|昨|近年|跟随|随机|现场|见到|走访|摄|报道|编辑|网络|佚名|"
    r"未知|管理|本站|本报|本网|综合|整理|不详|来源|来自|手记|节|协会"
)
SITE_NAME = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:日报|晚报|晨报|时报|融媒体中心|广播电视台|新闻网|新闻客户端|发布)$"
)
LONGEST_NEAR = 160


@dataclass(frozen=True, slots=True)
class Printed:
    """What the page prints about the article; None where it does not say. `is_labelled`: the day is called
    the day of publication."""

    source: str | None
    published: str | None
    byline: str | None
    is_labelled: bool = False


def day_of(text: str) -> str | None:
    """The first real day printed in a text, as ISO: figures, Chinese figures, English, or seconds since 1970."""
    for found in STAMP.finditer(text):
        day = real_day(found["y"], found["m"], found["d"])
        if day:
            return day
    written = WRITTEN.search(text)
    if written:
        return real_day(
            "".join(DIGITS[char] for char in written["y"]), _tens(written["m"]), _tens(written["d"])
        )
    named = ENGLISH.search(text)
    if named and (named["d"] or named["d2"]):
        return real_day(named["y"], str(MONTHS.index(named["m"].lower()) + 1), named["d"] or named["d2"])
    seconds = EPOCH.fullmatch(text)
    if not seconds:
        return None
    moment = datetime.fromtimestamp(int(seconds[1]), BEIJING)
    return real_day(str(moment.year), str(moment.month), str(moment.day))


def _tens(written: str) -> str:
    """二十三 to 23."""
    before, ten, after = written.partition("十")
    if not ten:
        return DIGITS[before]
    return str(10 * int(DIGITS.get(before, "1")) + int(DIGITS.get(after, "0")))


def real_day(year: str, month: str, day: str) -> str | None:
    """ISO day; None where there is no such day, or where no page can be from: before the web or next year's."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if 1990 <= found.year <= datetime.now(BEIJING).year + 1 else None


def day_of_url(url: str) -> str | None:
    """The day many sites write into an address: /2024/09/17/ or t20240917_1.html."""
    found = URL_DAY.search(url)
    return real_day(*found.groups()) if found else None


def segments(lines: Iterable[str]) -> list[str]:
    """The lines cut before each label; a label that ends its line takes the next one's words."""
    cut: list[str] = []
    for line in lines:
        pieces = LABELS.sub("\n", line).split("\n") if len(line) <= LONGEST_NEAR else [line]
        pieces = [piece.strip(EDGES) for piece in pieces]
        for piece in filter(None, pieces):
            if cut and cut[-1][-1] in ":：" and len(cut[-1]) < 9 and not LABELS.match(piece):
                cut[-1] += piece
            else:
                cut.append(piece)
    return cut


def read_printed(near: list[str], body: list[str]) -> Printed:
    """Source, day and by-line from the lines around an article, then from its own first and last."""
    edges = [*body[:2], *body[-3:]] if body else []
    around = segments(near)
    day, is_labelled = _published(around, near)
    source = _source(around, segments(edges), edges) or _unlabelled(near)
    return Printed(source, day, _byline(around, edges), is_labelled)


def _source(around: list[str], cut: list[str], edges: list[str]) -> str | None:
    for pattern, lines in ((SOURCE, around), (SOURCE_EN, around), (SOURCE, cut), (ORIGIN, [*around, *edges])):
        for line in lines:
            found = pattern.search(line)
            if found and (source := found["source"].strip('《》“”"()（） :：')) and not source.isdigit():
                return source
    return None


def _unlabelled(near: list[str]) -> str | None:
    """An outlet beside the day without a label, as many sites print it."""
    for line in near:
        if len(line) <= 60 and (len(line) <= 14 or STAMP.search(line)):
            named = [found for found in known_outlets(line) if found[2].level != "self"]
            if named:
                return named[0][2].name
            for word in STAMP.sub(" ", line).split():
                if SITE_NAME.fullmatch(word):
                    return word
    return None


def _published(around: list[str], near: list[str]) -> tuple[str | None, bool]:
    for line in around:
        label = LABELLED.search(line)
        if label and (day := day_of(line[label.end() :][:40])):
            return day, True
    short = [line for line in near if len(line) < LONGEST_NEAR]
    day = next((day for line in short if (day := day_of(line))), None)
    if day:
        return day, False
    found = next((found for line in short if len(line) < 60 and (found := SHORT_YEAR.match(line))), None)
    return (real_day(f"20{found['y']}", found["m"], found["d"]) if found else None), False


def _byline(around: list[str], edges: list[str]) -> str | None:
    inside = [found["inside"] for line in edges for found in IN_BRACKETS.finditer(line)]
    short = [line for line in edges if len(line) <= 40]
    for pattern, lines in (
        (AUTHOR, around),
        (REPORTER, around),
        (AUTHOR, [*inside, *short]),
        (REPORTER, [*inside, *short]),
        (PICTURED, around),
    ):
        names: dict[str, None] = {}
        for line in segments(lines) if lines is not around else around:
            for found in pattern.finditer(line):
                names |= dict.fromkeys(filter(is_name, re.split(r"[、 ,，/\s]+", found["names"].strip())))
        if names:
            return "、".join(names)
    return next((by["name"] for line in around if (by := BY.search(line))), None)


def is_name(word: str) -> bool:
    """Whether a word of two to four characters can be a person's name rather than what a reporter did."""
    return 2 <= len(word) <= 20 and not NO_NAME.search(word)

"""Places a text names, from known divisions and by the words that end a place's name; it knows no map."""

import re
from collections.abc import Iterator

import rjieba

from hundredfold.reading.divisions import division_names

ENDINGS = (
    "街道办事处|社区|街道|苏木|嘎查|广场|公园|博物馆|纪念馆|文化馆|图书馆|体育馆|小学|中学|"
    "镇|乡|村|旗|自治区|自治州|自治县"
)
ENDING = re.compile(rf"(?:{ENDINGS})")
PARTS = re.compile(rf"({ENDINGS})")
DIVISION_END = re.compile("[省市区县旗盟州]")
BARE = frozenset(("城区", "郊区", "矿区", "市区", "新区"))
LONGEST = 15
EMPTY = re.compile(
    r"^(?:各|全|我|本|该|此|这|那|每|多|某|两|几|一|二|三|百|千|万|街|城|进|走进|深入|辖区|农|牧|乡|小|大|新|老|"
    r"示范|模范|民族|和谐|幸福小?|智慧|文明|美丽|平安|中心|优秀|各街|小|情暖|互嵌式|互嵌|共建|所在|相关|其他|附近|村|嵌入式)$"
)
LEADING = re.compile("^(?:和|与|及|在|到|于|赴|由|至|向|从|对|等|了|的)+")
STOP_TAGS = frozenset(
    (
        "v",
        "p",
        "c",
        "u",
        "uj",
        "ul",
        "d",
        "w",
        "x",
        "r",
        "y",
        "t",
        "vn",
        "ad",
        "zg",
        "q",
        "vd",
        "f",
        "ud",
        "uz",
    )
)
KEEP = frozenset(("团", "阿", "号", "#", "路", "东", "西", "南", "北", "前", "后", "计"))
RUN = re.compile(r"(?:[\u4e00-\u9fff0-9#]|(?<=#) (?=社区))+")
QUOTED = re.compile(r"“[^“”\n]{1,90}”|《[^《》\n]{1,90}》|‘[^‘’\n]{1,60}’")
NO_TOWNS = frozenset(
    [
        "街镇",
        "村镇",
        "城镇",
        "乡镇",
        "小镇",
        "农村",
        "乡村",
        "新村",
        "集镇",
        "重镇",
        "市镇",
        "山村",
        "旗县",
        "全旗",
        "国旗",
        "红旗",
        "锦旗",
        "升旗",
        "队旗",
        "授旗",
        "军旗",
        "党旗",
        "团旗",
        "会旗",
        "家乡",
        "故乡",
        "他乡",
        "下乡",
        "老乡",
        "返乡",
        "城乡",
        "同乡",
        "进村",
        "驻村",
        "入村",
    ]
)


def _divisions(text: str) -> Iterator[tuple[int, int]]:
    """Where the text names a division: the longest name that ends at each ending of one."""
    names = division_names()
    for ending in DIVISION_END.finditer(text):
        end = ending.end()
        for size in range(min(LONGEST, end), 1, -1):
            name = text[end - size : end]
            if name in names and name not in BARE:
                yield end - size, end
                break


def read_places(text: str) -> list[str]:
    """Names of places as written, in order of first mention, each once."""
    found: dict[str, int] = {}
    for start, end in _divisions(text):
        found.setdefault(text[start:end], start)
    # A slogan in quotation marks is no place; a blank inside a number of a community is a copy's slip.
    quiet = QUOTED.sub(lambda quoted: "“" * len(quoted[0]), text)
    for run in RUN.finditer(quiet):
        for name, place in _local(run[0].replace(" ", "")):
            found.setdefault(name, run.start() + place)
    return sorted(found, key=lambda name: found[name])


def _local(run: str) -> list[tuple[str, int]]:
    """Local names within a run of characters without punctuation: cut where the last name or a verb ends."""
    if not ENDING.search(run):
        return []
    names = []
    words: list[str] = []
    place = 0
    for word, tag in _words(run):
        place += len(word)
        words.append(word)
        ending = ENDING.search(word)
        if ending and word.endswith(ending[0]):
            name = _trim("".join(words))
            if name:
                names.append((name, place - len(name)))
            words = []
        elif word in division_names() or (tag in STOP_TAGS and word not in KEEP) or len("".join(words)) > 10:
            words = []
    return names


def _words(run: str) -> list[tuple[str, str]]:
    """Words with tags; an ending is always a word end, and a known division stands alone."""
    tagged: list[tuple[str, str]] = []
    place = 0
    for start, end in [*_divisions(run), (len(run), len(run))]:
        if start < place:
            continue
        for piece in PARTS.split(run[place:start]):
            tagged += rjieba.tag(piece) if piece else []
        if end > start:
            tagged.append((run[start:end], "ns"))
        place = end
    return tagged


def _trim(name: str) -> str:
    """The name, unless what stands before the ending is no name at all."""
    name = LEADING.sub("", name.removesuffix("办事处"))
    ending = next((found[0] for found in ENDING.finditer(name) if found.end() == len(name)), "")
    stem = name[: len(name) - len(ending)]
    if not ending or not stem or EMPTY.match(stem) or name in NO_TOWNS:
        return ""
    return name

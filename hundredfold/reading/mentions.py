"""Press reports a text tells of: outlet, level, title, page; it must not know whether the report exists."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hundredfold.reading.figures import chinese_number
from hundredfold.reading.outlets import NONE, Outlet, find_outlet, known_outlets

TITLE = re.compile(r"《([^《》\n]{4,90})》")
UNNAMED_TITLE = re.compile(r"“([^“”\n]{6,60})”")
PAGE = re.compile(r"第?\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[A-D][0-9]{1,2})\s*版(?!本|权|块|画)")
VERB = re.compile(r"刊发|发布|报道|刊登|刊载|播出|推出|以.{0,6}题|题为|发表|转载|推送|登载|专题|刊出|播发")
ANY_OUTLET = re.compile(r"[\u4e00-\u9fff]{2,8}(?:日报|晚报|广播电视台|融媒体中心|新闻网|民族报|文化报)")
SENTENCE = re.compile(r"[^。！？；;\n]+")
GAP = 34
WIDE = frozenset(("central", "regional", "municipal"))  # nearer ones are named as hosts too often


@dataclass(frozen=True, slots=True)
class Mention:
    """One report told of. `title` is None when only the outlet is named."""

    outlet: str
    level: str
    title: str | None
    page: int | None


def read_page_number(text: str) -> int | None:
    """第七版, 第7版, 07版 to 7; None when the text names no page, or a lettered one."""
    found = PAGE.search(text)
    if not found or not found[1]:
        return None
    return (
        int(found[1])
        if found[1].isdigit()
        else chinese_number(found[1])
        if found[1][0] not in "ABCD"
        else None
    )


def read_mentions(text: str, *, more: Mapping[str, Outlet] = NONE) -> list[Mention]:
    """Reports in order of the text, each once. ``more`` are a site's own outlets (``outlets_of``)."""
    found: dict[tuple[str, str | None], Mention] = {}
    for sentence in SENTENCE.finditer(_whole_titles(text)):
        for mention in _in_sentence(
            sentence[0].replace("\x1f", "；").replace("\x1e", "。").replace("\x1d", "！"), more
        ):
            found.setdefault((mention.outlet, mention.title), mention)
    titled = {mention.outlet for mention in found.values() if mention.title}
    return [each for each in found.values() if each.title or each.outlet not in titled]


def _whole_titles(text: str) -> str:
    """Sentence marks inside a title do not end the sentence."""
    marks = str.maketrans("；;。！!", "\x1f\x1f\x1e\x1d\x1d")
    return re.sub(r"《[^《》\n]{1,90}》", lambda found: found[0].translate(marks), text)


def _outlets(sentence: str, more: Mapping[str, Outlet]) -> list[tuple[int, int, Outlet]]:
    titles = [found.span() for found in TITLE.finditer(sentence) if not find_known(found[1], more=more)]
    named = known_outlets(sentence, more=more)
    taken = [(start, end) for start, end, _ in named]
    for found in ANY_OUTLET.finditer(sentence):
        outlet = find_outlet(found[0], more=more)
        if outlet and not any(start < found.end() and found.start() < end for start, end in taken):
            named.append((found.start(), found.end(), outlet))
    inside = [(a, b, each) for a, b, each in named if not any(s <= a < e for s, e in titles)]
    return sorted((each for each in inside if each[2].level != "self"), key=lambda each: each[0])


def find_known(title: str, *, more: Mapping[str, Outlet] = NONE) -> bool:
    """Whether the words between title marks are an outlet's own name."""
    return any(start == 0 and end == len(title) for start, end, _ in known_outlets(title, more=more))


def _in_sentence(sentence: str, more: Mapping[str, Outlet]) -> list[Mention]:
    outlets = _outlets(sentence, more)
    mentions = []
    for number, (_start, end, outlet) in enumerate(outlets):
        until = outlets[number + 1][0] if number + 1 < len(outlets) else len(sentence)
        between = sentence[end:until]
        titles = [each for each in TITLE.finditer(between) if not find_known(each[1], more=more)]
        if not titles and VERB.search(between) and (quoted := UNNAMED_TITLE.search(between)):
            titles = [quoted]
        if titles and titles[0].start() <= GAP:
            page = read_page_number(between[: titles[0].start()]) or read_page_number(
                between[titles[-1].end() :][:12]
            )
            mentions += [Mention(outlet.name, outlet.level, each[1], page) for each in titles]
        elif VERB.search(sentence) and not titles and outlet.level in WIDE:
            mentions.append(Mention(outlet.name, outlet.level, None, read_page_number(between[:12])))
    return mentions

"""Names of units and places brought to one form, and found inside running text. Must not know records or dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from hundredfold.linkage.text import clean, letters, numeral

# Endings of places that own a hall or a square; endings of one class mean the same sort of place.
_ENDINGS_BY_CLASS = {
    "community": "社区居民委员会 社区居委会 社区党群服务中心 社区 居委会 社居委 居委 communitycentre communitycenter "
    "residentscommittee neighbourhoodcommittee community neighbourhood neighborhood",
    "estate": "小区",
    "village": "嘎查 村民委员会 村委会 村委 村两委 村 屯 寨 villagecommittee village",
    "street": "大街街道 道街道 路街道 街道 街办 subdistrictoffice subdistrict streetoffice",
    "town": "苏木 镇政府 镇 乡 township",
    "school": "实验小学 中心小学 中心学校 中心校 小学 中学 学校 幼儿园 大学 学院 primaryschool middleschool school",
    "clinic": "医院 卫生院",
    "home": "养老院 敬老院 养老服务中心 福利院",
    "hall": "文化馆 图书馆 博物馆 体育馆 展览馆 大剧院 剧院 剧场 影院 礼堂 文化宫 少年宫 活动中心 文化中心 "
    "library museum theatre theater auditorium",
    "square": "广场 square",
    "park": "公园 景区 park",
    "mall": "商场 商圈 步行街 书店",
    "temple": "寺 清真寺 教堂",
    "station": "车站",
    "firm": "公司 厂",
    "army": "连队",
}
ENDINGS = {ending: sort for sort, endings in _ENDINGS_BY_CLASS.items() for ending in endings.split()}
_ALL_ENDINGS = tuple(ENDINGS)
_ENDING = re.compile("|".join(sorted(map(re.escape, ENDINGS), key=len, reverse=True)))
_DISTRICT = re.compile(
    r"^(?:[一-鿿]{2,4}(?:省|自治区))?(?:[一-鿿]{2,3}市)?(?:[一-鿿]{1,4}(?<![社小校地园景厂片])区(?!域|街)|[一-鿿]{2,3}(?:县|旗))?"
)
_NUMBERED = re.compile(
    r"(?:第)?([0-9一二三四五六七八九十]{1,3})(?:#|号|第)?(?=社区|居委会|小区|村|小学|中学|幼儿园)"
)
_TAIL_NUMBER = re.compile(r"[0-9]+号$")
_LATIN = re.compile(r"[a-z]{2,}")
_HASH = re.compile(r"([0-9]{1,3})\s*#")
# Bureaus go by short names: the long ending is cut to the one people say.
_AUTHORITY = re.compile(r"^(?:(?!市场)[省市县旗区][委直]?|自治[县旗])(?=[一-鿿]{2})")
_SAID = (("委员会", "委"), ("联合会", "联"), ("办公室", "办"), ("共青团", "团"))
_SHORTENED = frozenset("局委联馆院心部办团社队会站所校")
# Words that point instead of naming: 本村, 我社区.
_POINTING = frozenset("本我该各某")
_BRANCH = re.compile(
    r"(?:党委|两委|党支部|党总支|工会|团支部|妇联|新时代文明实践(?:站|所|中心)|文明实践(?:站|所)|人民政府|办事处|(?<=街道)办|办公室|机关)$"
)
# Who keeps house in a unit goes by the unit's name, where what is left of it is one: 河湾村村民委员会 is 河湾村.
_COMMITTEE = re.compile(r"(?:居民委员会|村民委员会|居委会|村委会|办事处|党群服务中心)$")
_TOWN_FIRST = re.compile(r"[一-鿿]{2,6}?(?:街道|苏木|镇|乡)")
_AREAS = ("street", "town")


def plain(name: str) -> str:
    """A name without district, spaces and number signs: `昆都仑区 阿1# 社区` becomes `阿1号社区`."""
    text = _HASH.sub(r"\1号", clean(name, limit=80))
    text = letters(text)
    rest = _DISTRICT.sub("", text, count=1)
    return _numbered(rest if len(rest) >= 2 else text)


def flat(text: str) -> str:
    """A running text as `plain` would write the names in it, districts kept."""
    return _numbered(letters(_HASH.sub(r"\1号", text)))


def _numbered(text: str) -> str:
    return _NUMBERED.sub(lambda found: f"{numeral(found.group(1))}号", text)


def parts(name: str) -> tuple[str, str]:
    """Core and class of a unit's name: (`阿尔丁`, `street`) for 阿尔丁大街街道办事处; class "" if unknown."""
    return _split(plain(name))


@lru_cache(maxsize=50_000)
def _split(text: str) -> tuple[str, str]:
    trimmed = _BRANCH.sub("", text)
    text = _housed(trimmed if len(trimmed) >= 2 else text)
    endings = list(_ENDING.finditer(text))
    found = endings[-1] if endings else None
    if found is None or found.start() == 0:
        return _said(text), ""
    kind = ENDINGS[found.group()]
    return text[: found.start()], kind if found.end() == len(text) else kind + ":" + text[found.end() :]


def _housed(name: str) -> str:
    """A unit's name without its committee: `毛登嘎查村民委员会` is `毛登嘎查`; `毛登村委会` keeps its only ending."""
    rest = _COMMITTEE.sub("", name)
    return rest if len(rest) >= 2 and rest.endswith(_ALL_ENDINGS) else name


def _said(name: str) -> str:
    """A bureau as people say it: `区委统战部` is `统战部`, `卫生健康委员会` is `卫生健康委`."""
    for long, short in _SAID:
        name = name.replace(long, short)
    return _AUTHORITY.sub("", name)


def _is_short_for(short: str, long: str) -> bool:
    """Is `short` an abbreviation of `long`: same first character, its characters in order, same digits."""
    if not short or not long or short[0] != long[0] or len(short) >= len(long):
        return False
    if [c for c in short if c.isdigit()] != [c for c in long if c.isdigit()]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


class Towns:
    """Which part of a unit's name is only the town it lies in: 塔林镇 in 塔林镇团结巷社区. Knows all names of a ledger.

    A name goes without its town only where one single town has such a unit: with two of one name each keeps its own.
    """

    def __init__(self, names: Iterable[str]) -> None:
        told = [plain(name) for name in names]
        self._towns = {name for name in told if _split(name)[1] in _AREAS}
        self._lengths = sorted({len(town) for town in self._towns}, reverse=True)
        self._of: dict[tuple[str, str], set[str]] = {}
        for name in told:
            town = self._town(name)
            if town:
                self._of.setdefault(_split(name[len(town) :]), set()).add(town)

    def without(self, surface: str) -> str:
        """A name as `plain` gives it without its town, or the name itself."""
        town = self._town(surface)
        if not town:
            return surface
        rest = surface[len(town) :]
        return rest if len(self._of.get(_split(rest), ())) == 1 else surface

    def _town(self, surface: str) -> str:
        found = [surface[:length] for length in self._lengths if surface[:length] in self._towns]
        written = _TOWN_FIRST.match(surface)
        for town in [*found, surface[: written.end()]] if written else found:
            core, kind = _split(surface[len(town) :])
            if kind and kind not in _AREAS and ":" not in kind and len(core) >= 2:
                return town
        return ""


class Register:
    """Every name of a unit or place in one ledger, variants under one number. Built once, then only read."""

    def __init__(self, names: Iterable[str]) -> None:
        self._numbers: dict[tuple[str, str], int] = {}
        self._by_name: dict[str, int] = {}
        self._surfaces: dict[str, int] = {}
        self._cores: dict[str, set[str]] = {}
        self.areas: set[int] = set()
        self.homes: set[int] = set()
        self.words: set[str] = set()
        given = sorted({name for name in names if name})
        self._towns = Towns(given)
        for name in given:
            self._enter(name)
        for name in given:
            self._also_called(name)
        self._join_short_names()
        self._lengths: dict[str, list[int]] = {}
        for surface in self._surfaces:
            lengths = self._lengths.setdefault(surface[:2], [])
            if len(surface) not in lengths:
                lengths.append(len(surface))
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)

    def _enter(self, name: str) -> None:
        key = self._key(name)
        number = self._numbers.setdefault(key, len(self._numbers))
        self._by_name[name] = number
        surface = plain(name)
        if len(surface) >= 2:
            self._surfaces.setdefault(surface, number)
        core, kind = key
        if kind.split(":")[0] in _AREAS:
            self.areas.add(number)
        elif kind:
            self.homes.add(number)
        self.words |= set(_LATIN.findall(clean(name, limit=80)))
        if ":" not in kind and (kind or core[-1:] in _SHORTENED):
            self._cores.setdefault(kind or core[-1:], set()).add(core)

    def _key(self, name: str) -> tuple[str, str]:
        return _split(self._towns.without(plain(name)))

    def _also_called(self, name: str) -> None:
        """A unit is known in running texts without its town and its committee too, unless another goes by that."""
        short = _housed(self._towns.without(plain(name)))
        if len(short) >= 3:
            self._surfaces.setdefault(short, self._by_name[name])

    def _join_short_names(self) -> None:
        """A short form joins the one long form it can stand for; with two candidates it stays by itself."""
        merged: dict[int, int] = {}
        for kind, cores in self._cores.items():
            by_first: dict[str, list[str]] = {}
            for core in cores:
                by_first.setdefault(core[:1], []).append(core)
            for group in by_first.values():
                for short in group if len(group) < 200 else ():
                    longs = [long for long in group if _is_short_for(short, long)]
                    if len(longs) == 1:
                        sort = kind if len(kind) > 1 else ""
                        merged[self._numbers[(short, sort)]] = self._numbers[(longs[0], sort)]
        self._by_name = {name: merged.get(number, number) for name, number in self._by_name.items()}
        self._surfaces = {surface: merged.get(number, number) for surface, number in self._surfaces.items()}
        self._numbers = {key: merged.get(number, number) for key, number in self._numbers.items()}
        self.areas = {merged.get(number, number) for number in self.areas}
        self.homes = {merged.get(number, number) for number in self.homes}

    def number(self, name: str) -> int:
        """The number of a name given at the start; -1 for an empty or unknown one."""
        if name in self._by_name:
            return self._by_name[name]
        return self._numbers.get(self._key(name), -1) if name else -1

    def spans(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Start, end and number of each unit of the register named in a text made by `flat`, longest names first."""
        free = 0
        for at, opening in enumerate(map("".join, pairwise(text))):
            if at < free or opening not in self._lengths:
                continue
            for length in self._lengths[opening]:
                number = self._surfaces.get(text[at : at + length])
                if number is not None:
                    yield at, at + length, number
                    free = at + length
                    break

    def mentions(self, text: str) -> frozenset[int]:
        """Units of the register named in a text made by `flat`."""
        return frozenset(number for _, _, number in self.spans(text))

    def without(self, text: str) -> str:
        """A cleaned text with the names of units left out; a mark stands where one was."""
        if _LATIN.search(text):
            return _LATIN.sub(lambda found: " " if found.group() in self.words else found.group(), text)
        bare, kept, free = flat(text), [], 0
        for start, end, _ in self.spans(bare):
            kept.append(bare[free:start])
            free = end
        return "|".join([*kept, bare[free:]])


def sites(text: str) -> frozenset[str]:
    """Owners of places named in a cleaned text, as last two characters (or number) and class, `乌兰/community`."""
    bare = flat(text)
    found: set[str] = set()
    for match in _ENDING.finditer(bare):
        core = bare[max(0, match.start() - 3) : match.start()]
        if core and core[-1] not in _POINTING:
            numbered = _TAIL_NUMBER.search(core)
            letter = core[-2:] if not core.isascii() else bare[max(0, match.start() - 6) : match.start()]
            found.add(f"{numbered.group() if numbered else letter}/{ENDINGS[match.group()]}")
    return frozenset(found)

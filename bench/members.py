"""Labelled members and things: people, teams, places, products and model units, some entered twice under other names.

`make(kind, size, seed)`; every kind has look-alikes that are not the same: namesakes, brands shared by forty
communities, one title on many walls, one mascot on many objects, a community and the school named after it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace

from hundredfold.linkage.rows import Row

CORES = [
    a + b for a in "乌兰友谊团结昆河青松幸福阿尔沼潭白云林荫" for b in ("山", "泉", "桥", "苑", "岭", "湾")
]
BUREAUS = (
    "区民政局",
    "区教育局",
    "区文化旅游体育局",
    "区卫生健康委员会",
    "区司法局",
    "团区委",
    "区妇女联合会",
)
SURNAMES, GIVEN = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗包韩乌齐",
    "建国淑芬晓梅志强桂兰海燕永红佳怡文静德海月英玉春华明丽伟",
)
STEPPE = ("其其格", "巴特尔", "娜仁花", "萨仁", "哈斯", "苏日娜", "乌云高娃", "斯琴", "阿拉坦", "敖登")
ALIKE = {
    "其": "琪",
    "格": "格",
    "娜": "那",
    "花": "华",
    "萨": "莎",
    "云": "芸",
    "燕": "艳",
    "志": "智",
    "晓": "小",
    "文": "雯",
}
SUBJECTS = (
    "民法典",
    "家风",
    "推普",
    "反诈",
    "健康",
    "红色故事",
    "民族政策",
    "科普",
    "心理",
    "非遗",
    "消防",
    "就业",
)
SERVICES = ("助老", "助学", "法律", "医疗", "环保", "理发", "文艺", "维修", "应急", "双语", "心理", "交通")
BRANDS = ("红石榴", "石榴籽", "乌兰牧骑", "爱心", "同心", "蒲公英", "小马扎", "暖阳")
WORKS = ("雕塑", "浮雕墙", "文化墙", "长廊", "彩绘墙", "主题广场", "景观石", "口袋花园", "宣传栏雕塑", "群雕")
THEMES = ("团结", "石榴", "同心", "一家亲", "守望相助", "草原", "丰收", "骏马", "籽籽同心", "家园")
MASCOTS = ("昆小团", "石榴娃", "草原鹿", "小骏马", "籽籽", "蒙古包", "彩云", "月亮湖")
FORMS = (
    "徽章",
    "帽子",
    "钥匙扣",
    "帆布袋",
    "剪纸",
    "面塑",
    "竹板画",
    "冰箱贴",
    "马克杯",
    "书签",
    "抱枕",
    "丝巾",
)
LONGER = {
    "社区": "社区居民委员会",
    "小学": "实验小学",
    "街道": "大街街道",
    "医院": "医院(总院)",
    "公司": "有限公司",
}
COLOURS = ("红色", "蓝色", "金色款", "大号", "小号", "儿童款", "礼盒装")
Named = list[tuple[Row, object]]
HALF = 0.3


class Maker:
    """One seeded district of members and things; each call gives rows with what tells one thing from another."""

    def __init__(self, seed: str) -> None:
        self.dice = random.Random(seed)
        self.number = 0

    def person(self) -> Named:
        """A lecturer or exemplar: a namesake now and then, or the same one from two units under another spelling."""
        dice, self.number = self.dice, self.number + 1
        name = (
            dice.choice(STEPPE)
            if dice.random() < 0.2
            else dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, 2))
        )
        home, subjects = self._unit(), dice.sample(SUBJECTS, 2)
        one = Row(
            id="", kind="person", title=name, unit=home, summary=f"讲{subjects[0]}、{subjects[1]},退休教师"
        )
        if dice.random() > HALF:
            return [(one, self.number)]
        said = "".join(ALIKE.get(letter, letter) if dice.random() < HALF else letter for letter in name)
        again = dice.choice([said, f"{said}老师", f"宣讲员{said}", name])
        unit = home if dice.random() < 0.45 else dice.choice(BUREAUS)
        told = (
            f"{home}推荐,主讲{subjects[0]}"
            if unit != home
            else dice.choice([one.summary, f"{subjects[1]}宣讲"])
        )
        return [(one, self.number), (replace(one, title=again, unit=unit, summary=told), self.number)]

    def team(self) -> Named:
        """A team that bears a brand many others bear too, renamed by its department or in numbered parts."""
        dice, unit = self.dice, self._unit()
        brand, service = dice.choice(BRANDS), dice.choice(SERVICES)
        one = Row(id="", kind="team", title=f"{brand}{service}志愿服务队", unit=unit)
        if dice.random() < 0.12:
            parts = [(f"{one.title}第{mark}分队", mark) for mark in "一二三"]
            return [(replace(one, title=title), (unit, brand, service, mark)) for title, mark in parts]
        again = dice.choice([f"“{brand}”{service}服务队", f"{unit}{brand}{service}志愿队",
                             f"{service}志愿服务队({brand})", f"{unit}{service}志愿服务队"])  # fmt: skip
        return self._twice(one, again, (unit, brand, service))

    def place(self) -> Named:
        """A landscape piece, entered from two streets under two names, a few metres apart by the two phones."""
        dice, self.number = self.dice, self.number + 1
        lat, lon, unit = 40.65 + dice.gauss(0, 0.03), 109.82 + dice.gauss(0, 0.04), self._unit()
        theme, work = dice.choice(THEMES), dice.choice(WORKS)
        site = dice.choice(["广场", "公园", "路口", "院内"])
        one = Row(
            id="", kind="place", title=f"{theme}{work}", unit=unit, lat=lat, lon=lon, venue=f"{unit}{site}"
        )
        if dice.random() < 0.15:  # another piece in the same park
            other = f"{dice.choice(THEMES)}{dice.choice([made for made in WORKS if made != work])}"
            near = replace(one, title=other, lat=lat + dice.uniform(2e-4, 5e-4))
            return [(one, self.number), (near, -self.number)]
        if dice.random() > HALF:
            return [(one, self.number)]
        again = dice.choice(
            [f"“{theme}”主题{work}", f"{unit}{theme}{work}", f"{site}{work}", f"民族团结{theme}{work}"]
        )
        moved = replace(one, title=again, lat=lat + dice.gauss(0, 1.5e-4), lon=lon + dice.gauss(0, 1.5e-4))
        told = replace(
            moved, unit=dice.choice([unit, "阿尔丁大街街道"]), venue=dice.choice([one.venue, site])
        )
        return [(one, self.number), (told, self.number)]

    def product(self) -> Named:
        """A design: colours and sizes of it are the same one, the same mascot on another object is not."""
        dice, unit, form = self.dice, self._unit(), self.dice.choice(FORMS)
        mascot, colour = dice.choice(MASCOTS) + dice.choice(["", "系列", "二代"]), dice.choice(COLOURS)
        again = dice.choice([f"{mascot}{form}({colour})", f"{colour}{mascot}{form}", f"{form}·{mascot}",
                             f"“{mascot}”主题{form}"])  # fmt: skip
        one = Row(id="", kind="product", title=f"{mascot}{form}", unit=unit)
        return self._twice(one, again, (unit, mascot, form))

    def honour(self) -> Named:
        """A model unit, put forward again at another level or under its new name."""
        dice, core = self.dice, self.dice.choice(CORES)
        tail, longer = dice.choice(list(LONGER.items()))
        again = dice.choice([f"昆都仑区{core}{tail}", f"{core}{longer}", f"{core}{tail}(市级示范单位)",
                             f"区级示范单位{core}{tail}"])  # fmt: skip
        one = Row(id="", kind="honour", title=f"{core}{tail}", unit=f"{core}{tail}", town="阿尔丁大街街道")
        return self._twice(one, again, (core, tail))

    def _twice(self, one: Row, again: str, key: object) -> Named:
        """Now and then the same under another name, from the same unit however written."""
        if self.dice.random() > HALF:
            return [(one, key)]
        unit = self.dice.choice([one.unit, f"昆都仑区{one.unit}"])
        return [(one, key), (replace(one, title=again, unit=unit), key)]

    def _unit(self) -> str:
        dice = self.dice
        home = dice.choice(CORES) + dice.choice(["社区", "社区", "社区", "小学"])
        return home if dice.random() < 0.8 else dice.choice(BUREAUS)


SORTS: Mapping[str, Callable[[Maker], Named]] = {
    "person": Maker.person, "team": Maker.team, "place": Maker.place, "product": Maker.product, "honour": Maker.honour,
}  # fmt: skip


def make(kind: str, size: int, seed: int) -> tuple[list[Row], list[int]]:
    """`size` rows of one kind and, for each, the number of the member or thing it tells."""
    maker = Maker(f"{kind}{seed}")
    made: Named = []
    while len(made) < size:
        made += SORTS[kind](maker)
    maker.dice.shuffle(made)
    numbers: dict[object, int] = {}
    labels = [numbers.setdefault(key, len(numbers)) for _, key in made[:size]]
    return [replace(row, id=str(at)) for at, (row, _) in enumerate(made[:size])], labels

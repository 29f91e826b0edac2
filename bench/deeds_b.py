"""Labelled ledgers, maker B: headlines from synonyms, units with writing habits, texts handed down and copied.

Nothing is shared with maker A: other places, other words, other noise. Each unit has habits (dates of posting, round
figures, bare venues); a teller either writes afresh, or copies the host's text and edits it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hundredfold.linkage.rows import Row


def _split(text: str) -> list[str]:
    return text.split()


TOWNS = _split(
    "富强路街道 科学路街道 青福镇 万青路街道 自由路街道 乌素图街道 兴胜镇 先锋道街道 幸福路街道 春光苏木"
)
ROOTS = _split(
    "二〇八 互助 赛音 保利 富贵 当铺 厂前 毛其来 二相公 色气湾 银匠窑 莲花 万达 松竹 都兰 赵家营 昌福窑 王老大 "
    "北辰 南海 天福 育才 惠民 文化路 迎春 玉泉 雅典 丁香 紫金 同乐 长征 钢花 烈火 星火 铁西 园丁 电力 冶金 稀土 飞云"
)
TAILS = _split("社区 社区 社区 社区 村 嘎查 小学 中学 幼儿园 社区")
OFFICES = _split(
    "文化旅游体育局 民族宗教事务委员会 妇女联合会 科学技术协会 卫生健康委员会 司法局 共青团青山区委 总工会 "
    "文学艺术界联合会 消防救援大队 融媒体中心 老干部局 乌兰牧骑 城市管理综合执法局 图书馆 第二医院 供电分公司"
)
HALLS = _split(
    "青山剧院 奥林匹克公园 万达广场 兵工俱乐部 区文化馆 科技馆 赛汗塔拉生态园 铁路俱乐部 王府井广场 区政府礼堂"
)
CORNERS = _split("一楼大厅 活动中心 文化大院 门前广场 会客厅 三楼教室 议事厅 操场 草坪 邻里驿站")
# Every line is one activity; its words are how different people call the same thing.
ACTIONS = [
    _split("唱红歌 红歌大家唱 歌声献给党 歌咏活动 红歌传唱"), _split("包饺子 饺子宴 百人饺子宴 包饺子话团圆"),
    _split("写春联 送春联 义写春联 挥毫写福 春联送万家"), _split("打月饼 月饼DIY 亲手做月饼 烘焙月饼"),
    _split("看电影 电影进社区 露天影院 放电影 公益电影放映"), _split("健康义诊 专家义诊 送医上门 量血压查血糖 义诊活动"),
    _split("讲民法典 民法典进万家 法律大讲堂 以案说法"), _split("防电信诈骗 反诈课堂 守住钱袋子 反诈宣传"),
    _split("消防演练 逃生演练 灭火器实操 消防课"), _split("足球友谊赛 踢球赛 社区杯足球赛 绿茵对抗赛"),
    _split("扭秧歌 秧歌大赛 秧歌闹起来 秧歌展示"), _split("皮影戏 看皮影 皮影进校园 光影里的老手艺"),
    _split("剪窗花 剪纸课 巧手剪纸 剪纸技艺传承"), _split("搓汤圆 元宵品鉴 滚元宵 吃元宵"),
    _split("爱国电影分享 观影沙龙 影评会"), _split("讲家风 家风故事汇 晒家训 好家风宣讲"),
    _split("送清凉 慰问一线 高温慰问 为劳动者送水"), _split("捡垃圾 清洁家园 环境整治 周末大扫除"),
    _split("马头琴演奏 琴声悠扬 马头琴专场 草原琴韵"), _split("摔跤赛 搏克比赛 搏克邀请赛"),
    _split("老照片展 光影记忆展 老物件老照片 旧影展"), _split("普通话课堂 学说普通话 推普活动 推广普通话"),
    _split("插花课 花艺沙龙 指尖花艺 插花体验"), _split("孝老宴 长者生日会 为老人过生日 集体生日会"),
    _split("舞蹈汇报 舞动青春 舞蹈展演 翩翩起舞"), _split("编程体验 机器人课 科普小实验 科普进校园"),
    _split("读书分享 共读一本书 书友会 好书共读"), _split("茶话会 围炉话团结 茶叙 品茶谈心"),
    _split("政策宣讲 理论微宣讲 板凳课堂 小马扎宣讲"), _split("招工会 家门口的招聘会 送岗位 就业对接"),
]  # fmt: skip
FEASTS = {
    (1, 28): ["迎新春 送祝福", "红红火火过大年"], (2, 12): ["张灯结彩闹元宵 同心共话石榴情", "我们的节日·元宵"], (3, 8): ["巾帼绽芳华", "春风送暖 最美是她"],
    (5, 31): ["我们的节日·端午", "端午情浓 石榴籽亲", "品味端午 传承文明"], (8, 1): ["军民鱼水一家亲", "崇军爱军 筑梦同行"],
    (9, 5): ["促团结 树新风 民族团结进步活动月", "石榴红遍青山"], (10, 1): ["喜迎国庆 礼赞祖国", "我和我的祖国"], (10, 29): ["我们的节日·重阳", "霞光满天 爱在重阳"],
}  # fmt: skip
LEADS = _split("热闹开场 如约而至 圆满落幕 暖心上演 精彩不断 来了 走起 进行时 火热开展 人气旺")
FACTS = [
    "{name}老人拉着工作人员的手说“{word}”", "最受欢迎的是{word}环节", "{number}名志愿者提前到场布置", "共送出{word}{number}份",
    "活动持续了{number}分钟", "由{name}主持", "来自{word}的居民第一次参加", "{number}支队伍依次亮相", "收集意见建议{number}条",
    "{name}一家三代同台", "募集物资{number}件", "压轴的{word}赢得掌声", "孩子们画了{number}幅画", "{name}医生接诊{number}人",
]  # fmt: skip
THINGS = _split(
    "蓝莓 奶皮子 折扇 二胡独奏 竹马 风筝 帆布袋 锦旗 相声 诗朗诵 快板 毛毡画 平安扣 护膝 雨伞 绿植 陶笛 葫芦丝 醒狮 汉服"
)
FAMILY, GIVEN = (
    "白包韩赵乌齐宋康莫秦姜庞鲁栗晋",
    _split("丽娟 宏伟 苏日娜 萨仁 德海 月英 玉梅 铁柱 乐乐 文静 哈斯 金花 国强 小芳"),
)
PHRASES = _split(
    "大家在欢声笑语中感受到了大家庭的温暖。 居民们连连点赞,盼望多办这样的活动。 此举让民族团结之花开得更加鲜艳。 "
    "今后还将把好事办到群众心坎上。 营造了和谐友爱的浓厚氛围。 有效提升了居民的幸福感和获得感。"
)
SAME_SOUND = {
    "开": "凯",
    "举": "举",
    "做": "作",
    "像": "象",
    "的": "得",
    "在": "再",
    "座": "坐",
    "包": "苞",
    "展": "展",
    "元": "圆",
    "圆": "园",
    "话": "画",
}
OLD_SCRIPT = {
    "国": "國",
    "团": "團",
    "结": "結",
    "义": "義",
    "节": "節",
    "书": "書",
    "红": "紅",
    "乐": "樂",
    "师": "師",
    "区": "區",
}


@dataclass(slots=True)
class Unit:
    """A teller with habits."""

    name: str
    town: str
    posts_late: bool
    counts: str
    bare: bool
    short: bool
    copies: float


@dataclass(slots=True)
class Deed:
    """What happened, and the texts handed round about it."""

    number: int
    host: Unit
    place: str
    day: date
    action: list[str]
    slogan: str
    heads: int
    facts: list[str]
    hour: str
    partners: list[Unit] = field(default_factory=list)
    mark: str = ""
    handout: str = ""
    headline: str = ""


class Maker:
    """One seeded world; `make(n)` gives n rows and their deeds."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(10_000 + seed)
        self.rows: list[Row] = []
        self.labels: list[int] = []
        self.deeds = 0

    def make(self, size: int) -> tuple[list[Row], list[int]]:
        """Rows in the order of filing, which is nearly the order of days, and the number of each one's deed."""
        self._world(size)
        scenes: list[tuple[int, Callable[[], None]]] = [
            (30, self._single), (3, self._feast), (3, self._course), (8, self._crowded_hall), (2, self._tour), (3, self._two_shows),
        ]  # fmt: skip
        while len(self.rows) < size:
            self.dice.choices([act for _, act in scenes], weights=[weight for weight, _ in scenes])[0]()
        order = sorted(
            range(size), key=lambda at: (self.rows[at].start or date(2025, 6, 1), self.dice.random())
        )
        return [replace(self.rows[at], id=f"b-{n:06d}") for n, at in enumerate(order)], [
            self.labels[at] for at in order
        ]

    def _unit(self, name: str, town: str) -> Unit:
        dice = self.dice
        return Unit(name, town, dice.random() < 0.18, dice.choice(["exact", "exact", "round", "guess", "none"]),
                    dice.random() < 0.3, dice.random() < 0.35, dice.choice([0.0, 0.2, 0.7]))  # fmt: skip

    def _world(self, size: int) -> None:
        dice = self.dice
        self.towns = {
            town: self._unit(town if dice.random() < 0.5 else f"青山区{town}", "") for town in TOWNS
        }
        count = max(40, min(900, size // 22))
        self.units: list[Unit] = []
        for at in range(count):
            root = ROOTS[at % len(ROOTS)] + (
                ""
                if at < len(ROOTS)
                else dice.choice(["东", "西", "新", "老", "前", "后", "大", "小"]) + str(at // len(ROOTS))
            )
            self.units.append(self._unit(root + dice.choice(TAILS), dice.choice(TOWNS)))
        self.offices = [self._unit(name if "青山" in name else f"青山区{name}", "") for name in OFFICES]

    def _deed(
        self,
        host: Unit | None = None,
        *,
        day: date | None = None,
        place: str = "",
        slogan: str = "",
        action: list[str] | None = None,
    ) -> Deed:
        dice = self.dice
        host = host or dice.choice([*dice.sample(self.units, 4), dice.choice(self.offices)])
        own = f"{host.name}{dice.choice(CORNERS)}"
        self.deeds += 1
        facts = [
            line.format(
                name=dice.choice(FAMILY) + dice.choice(GIVEN),
                word=dice.choice(THINGS),
                number=dice.randint(6, 260),
            )
            for line in dice.sample(FACTS, 5)
        ]
        place = place or (own if host.town and dice.random() < 0.8 else dice.choice(HALLS))
        return Deed(self.deeds, host, place, day or date(2025, 1, 1) + timedelta(dice.randrange(365)), action or dice.choice(ACTIONS),
                    slogan, int(dice.paretovariate(1.6) * 24), facts, dice.choice(["9时", "10:00", "下午", "15时", "19:30", "", ""]),
                    dice.sample(self.offices, dice.choice([0, 1, 1, 2])))  # fmt: skip

    def _single(self) -> None:
        slogan = self.dice.choice(["", "", "", "", "“石榴红”志愿服务", "新时代文明实践"])
        self._file(self._deed(slogan=slogan), 0.3)

    def _feast(self) -> None:
        """Forty units, one day, one slogan, often one handed-down headline and text with only names changed."""
        dice = self.dice
        (month, number), slogans = dice.choice(list(FEASTS.items()))
        slogan, actions = dice.choice(slogans), dice.sample(ACTIONS, dice.choice([1, 1, 2, 4]))
        handed = dice.random() < 0.5
        phrases = "".join(dice.sample(PHRASES, 2))
        for unit in dice.sample(self.units, min(len(self.units), dice.randint(12, 45))):
            deed = self._deed(unit, day=date(2025, month, number) + timedelta(dice.choice([0, 0, 0, 0, -1, 1])), place=f"{unit.name}{dice.choice(CORNERS)}",
                              slogan=slogan, action=dice.choice(actions))  # fmt: skip
            if handed:
                deed.headline = dice.choice([slogan, f"{slogan}主题活动", f"“{slogan}”{deed.action[0]}活动"])
                deed.handout = f"为弘扬优秀传统文化,{{unit}}开展“{slogan}”{deed.action[0]}活动,{{heads}}人参加。{phrases}"
            self._file(deed, 0.16)

    def _course(self) -> None:
        """A class every week in one room, numbered or not, often told in the same words each time."""
        dice = self.dice
        first = self._deed()
        style = dice.choice(["第{n}期", "第{n}课", "({n})", "", ""])
        words, gap = dice.choice(first.action), dice.choice([1, 7, 7, 7, 14])
        start = min(first.day, date(2025, 8, 1))
        for step in range(dice.randint(3, 10)):
            deed = self._deed(
                first.host,
                day=start + timedelta(gap * step),
                place=first.place,
                action=first.action,
                slogan=first.slogan,
            )
            deed.mark, deed.partners = style.format(n=step + 1), first.partners
            deed.headline = words if dice.random() < 0.7 else ""
            self._file(deed, 0.15)

    def _crowded_hall(self) -> None:
        dice = self.dice
        hall, day = dice.choice(HALLS), date(2025, 1, 1) + timedelta(dice.randrange(365))
        host = self._deed().host if dice.random() < 0.3 else None
        for action in dice.sample(ACTIONS, dice.randint(2, 3)):
            self._file(self._deed(host, day=day, place=hall, action=action), 0.25)

    def _tour(self) -> None:
        """One troupe, one show, many courtyards: the same words within days, and every stop a deed of its own."""
        dice = self.dice
        troupe, action = dice.choice(self.offices), dice.choice(ACTIONS)
        day, slogan = (
            date(2025, 1, 1) + timedelta(dice.randrange(350)),
            dice.choice(["送文化下基层", "流动课堂", "文艺轻骑兵", "惠民巡演"]),
        )
        for step, unit in enumerate(dice.sample(self.units, dice.randint(3, 9))):
            deed = self._deed(
                troupe,
                day=day + timedelta(step // 2),
                place=f"{unit.name}{dice.choice(CORNERS)}",
                slogan=slogan,
                action=action,
            )
            deed.partners = [unit, *deed.partners[:1]]
            self._file(deed, 0.45)

    def _two_shows(self) -> None:
        dice = self.dice
        first = self._deed()
        for hour in ("上午", "晚上"):
            deed = self._deed(
                first.host, day=first.day, place=first.place, action=first.action, slogan=first.slogan
            )
            deed.hour, deed.partners = hour, first.partners
            deed.mark = dice.choice(["", f"({hour}场)", ""])
            self._file(deed, 0.2)

    def _file(self, deed: Deed, often: float) -> None:
        dice = self.dice
        first = self._write(deed, deed.host, None)
        self._keep(first, deed)
        if dice.random() >= often:
            return
        town = self.towns.get(deed.host.town) or (
            self.towns.get(deed.partners[0].town) if deed.partners else None
        )
        others = [*deed.partners, *([town] if town else []), dice.choice(self.offices[:2])]
        others = [unit for unit in others if unit is not deed.host]
        chosen = dice.sample(others, min(len(others), dice.choice([1, 1, 1, 2, 2, 3])))
        for unit in {id(unit): unit for unit in chosen}.values():
            self._keep(self._write(deed, unit, first), deed)

    def _keep(self, row: Row, deed: Deed) -> None:
        self.rows.append(row)
        self.labels.append(deed.number)

    def _write(self, deed: Deed, unit: Unit, first: Row | None) -> Row:
        dice = self.dice
        copied = first is not None and dice.random() < unit.copies
        title = self._edited(first.title) if first and copied else self._headline(deed, unit)
        summary = self._adapted(first.summary, deed, unit) if first and copied else self._account(deed, unit)
        day: date | None = deed.day + timedelta(dice.choice([0, 1, 1, 2, 3])) if unit.posts_late else deed.day
        slip = dice.random()
        if slip < 0.04:
            day = deed.day + timedelta(dice.choice([-7, -5, -2, 4, 6, 7]))
        elif slip < 0.06 and deed.day.day <= 12:
            day = date(2025, deed.day.day, deed.day.month)
        elif slip < 0.08:
            day = None
        partners = [
            other.name
            for other in [deed.host, *deed.partners]
            if other is not unit and dice.random() < (0.15 if unit.bare else 0.5)
        ]
        return Row(
            id="", kind="event", strand=dice.choice(["宣传教育", "文艺汇演"]) if unit.short else "", title=title, start=day,
            unit=self._abbreviated(unit), co_units=tuple(partners), town=unit.town if dice.random() < 0.8 else "",
            district="青山区" if dice.random() < 0.6 else "", venue=self._venue(deed, unit), headcount=self._heads(deed, unit), summary=summary,
        )  # fmt: skip

    def _abbreviated(self, unit: Unit) -> str:
        short = {
            "文化旅游体育局": "文旅局",
            "民族宗教事务委员会": "民宗委",
            "妇女联合会": "妇联",
            "科学技术协会": "科协",
            "卫生健康委员会": "卫健委",
            "文学艺术界联合会": "文联",
        }
        name = unit.name
        if self.dice.random() < 0.25:
            name = name.removeprefix("青山区")
            name = short.get(name, name)
        return name

    def _venue(self, deed: Deed, unit: Unit) -> str:
        dice = self.dice
        if dice.random() < 0.08:
            return ""
        place = deed.place
        if unit.bare:
            for corner in CORNERS:
                place = place.removesuffix(corner)
            return place or deed.place
        if unit is deed.host and dice.random() < 0.25 and deed.place.startswith(unit.name):
            return deed.place.removeprefix(unit.name)
        return dice.choice(["", "", "青山区", deed.host.town]) + place

    def _heads(self, deed: Deed, unit: Unit) -> int | None:
        if unit.counts == "none" or self.dice.random() < 0.06:
            return None
        if unit.counts == "round":
            return max(10, deed.heads // 10 * 10)
        return max(5, int(deed.heads * self.dice.gauss(1.0, 0.18))) if unit.counts == "guess" else deed.heads

    def _headline(self, deed: Deed, unit: Unit) -> str:
        dice = self.dice
        if deed.headline and dice.random() < 0.75:
            return deed.headline + deed.mark
        words = dice.choice(deed.action)
        host = deed.host.name.removeprefix("青山区")
        shapes = [
            f"{host}:{words}{dice.choice(LEADS)}", f"{words}{deed.mark}{dice.choice(LEADS)}", f"{deed.slogan} {host}{words}{deed.mark}",
            f"{deed.slogan}|{words}{deed.mark}", f"走进{host},一起{words}", f"{words},{dice.choice(LEADS)}!", f"{deed.slogan}{words}活动{deed.mark}",
        ]  # fmt: skip
        title = dice.choice(shapes).strip(" |")
        return self._edited(title[:14] if unit.short else title)

    def _edited(self, title: str) -> str:
        dice = self.dice
        roll = dice.random()
        if roll < 0.1:
            return "".join(SAME_SOUND.get(character, character) for character in title)
        if roll < 0.16:
            return "".join(OLD_SCRIPT.get(character, character) for character in title)
        if roll < 0.24 and len(title) > 8:
            at = dice.randrange(len(title) - 2)
            return title[:at] + title[at + 1 :]
        if roll < 0.34:
            return f"【{title}】" if roll < 0.29 else f"{title}✨"
        return title

    def _adapted(self, summary: str, deed: Deed, unit: Unit) -> str:
        sentences = [part for part in summary.replace("。", "。\n").split("\n") if part]
        kept = [part for part in sentences if self.dice.random() < 0.8]
        return (
            f"近日,{unit.name}指导{deed.host.name}做实群众工作。" + "".join(kept) + self.dice.choice(PHRASES)
        )

    def _account(self, deed: Deed, unit: Unit) -> str:
        dice = self.dice
        if unit.short and dice.random() < 0.35:
            return ""
        count = self._heads(deed, unit) or deed.heads
        if deed.handout and dice.random() < 0.8:
            return deed.handout.format(unit=deed.host.name, heads=count) + (
                dice.choice(deed.facts) + "。" if dice.random() < 0.6 else ""
            )
        opening = f"{deed.hour}," if deed.hour and dice.random() < 0.75 else ""
        where = deed.place if dice.random() < 0.6 else deed.host.name
        opening += f"{where}里,{deed.host.name}" + (
            f"与{deed.partners[0].name}" if deed.partners and dice.random() < 0.4 else ""
        )
        told = [
            f"{opening}的{dice.choice(deed.action)}{dice.choice(LEADS)}。",
            *(fact + "。" for fact in deed.facts if dice.random() < 0.5),
        ]
        if dice.random() < 0.4:
            told.append(f"{count}人到场。")
        dice.shuffle(told)
        return "".join(told) + "".join(dice.sample(PHRASES, dice.choice([0, 1, 2])))


def make(size: int, seed: int) -> tuple[list[Row], list[int]]:
    """`size` rows and, for each, the number of the deed it tells."""
    return Maker(seed).make(size)

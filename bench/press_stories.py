"""Invented press stories with a known truth: families of reprints, and stories that only look alike."""
# ruff: noqa: E501 - sentences and markup are easier read whole

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

TOWNS = [
    "向阳",
    "新华",
    "和平",
    "胜利",
    "富强",
    "友谊",
    "光明",
    "红星",
    "长青",
    "安居",
    "清泉",
    "东风",
    "金河",
    "白桦",
    "南园",
    "北岭",
    "银杏",
    "松林",
    "云溪",
    "石桥",
]
SURNAMES, GIVEN = (
    "王李张刘陈杨赵黄周吴徐孙朱马胡郭林何高梁",
    ["志强", "秀兰", "建国", "海燕", "文静", "立新", "晓梅", "永明", "丽华", "春生", "婷婷", "国栋"],
)
ORGANISERS = [
    "街道党工委",
    "社区党总支",
    "区文化馆",
    "区图书馆",
    "区妇联",
    "团区委",
    "区总工会",
    "区教育局",
    "区司法局",
    "社区居委会",
    "区文旅局",
    "区卫生健康委",
]
DEEDS = [
    "石榴花开端午茶话会",
    "邻里百家宴",
    "手工剪纸体验课",
    "政策宣讲小院会",
    "非遗面塑进校园",
    "中秋诗词诵读会",
    "广场文艺汇演",
    "便民志愿服务集市",
    "法治宣传小课堂",
    "老照片故事展",
    "读书分享会",
    "社区运动会",
    "书画笔会",
    "家庭教育讲座",
    "健康义诊",
    "民俗知识竞答",
    "青年联谊活动",
    "敬老慰问演出",
    "暑期托管开班",
    "口述史采访",
]
OPENINGS = (
    "{day}，{town}社区{deed}在{town}文化广场举行，{people}余名居民参加。",
    "为丰富居民文化生活，{day}，{organiser}联合{town}社区开展第{nth}届{deed}，吸引{people}多人到场。",
    "近日，记者在{town}社区看到，由{organiser}组织的{deed}热闹开场，现场有{people}人参与其中。",
    "“这样的活动，我们盼了很久。”{day}，家住{town}社区的{person}在{deed}现场高兴地说。",
    "{year}年以来，{town}社区把{deed}办到居民家门口，全年开展{times}场，受众超过{people}人次。",
)
MIDDLES = (
    "活动现场，{team}的志愿者搬来桌椅、挂起灯笼，{person}负责登记，{person2}忙着给老人倒水。",
    "{person}今年已经{age}岁，退休前是一名{job}，他把自己收藏的{count}件老物件带到现场，讲述它们背后的故事。",
    "“以前大家住在一栋楼里却叫不出名字，现在一起做{craft}、一起吃饭，成了一家人。”居民{person}说。",
    "据介绍，社区先后投入{money}万元，改造了{count}处活动场地，新增{count2}个图书角和{times}面文化墙。",
    "{organiser}有关负责人表示，下一步将继续完善点单、派单、接单、评单的服务办法，让居民的需求件件有回音。",
    "孩子们跟着老师学习{craft}，一张红纸在手中翻转，不一会儿就变成了一朵朵盛开的石榴花。",
    "随着一曲《{song}》响起，舞蹈队的{count}名队员登台亮相，台下掌声不断，不少观众拿出手机记录下精彩瞬间。",
    "宣讲员{person}用身边的小事讲大道理，从修路、供暖讲到就业、上学，{times}个问题当场得到答复。",
    "社区还建立了“{room}”议事平台，每月召开{times}次居民会议，今年以来解决漏水、停车、照明等问题{count}件。",
    "活动设置了{craft}体验、知识问答、义诊咨询等{times}个环节，共发放宣传资料{people}份。",
    "“我在这里住了{age2}年，看着社区一点一点变样，心里踏实。”{person2}一边包粽子，一边和邻居聊起往事。",
    "来自{town2}社区的{person2}专程赶来观摩，她说，要把这里的好做法带回去，在自己的社区也办一场。",
    "{team}成立于{oldyear}年，现有队员{count}人，累计服务时长超过{hours}小时，帮扶困难家庭{count2}户。",
    "午后的阳光洒在院子里，{person}和{person2}坐在石凳上，一个拉马头琴，一个唱长调，引来路人驻足。",
    "在{craft}展台前，{job}出身的{person}耐心讲解每一道工序，从选料、打样到上色，全部手工完成。",
    "区里还把{deed}与“一周两月”安排结合起来，做到月月有主题、周周有活动，覆盖{count}个小区。",
    "为了让行动不便的老人也能看到演出，志愿者分成{times}组，用轮椅把他们接到前排就座。",
    "学校、企业、商户一起出力：{town2}小学送来节目，街边的{count}家商铺送来奶茶和点心。",
    "社区书记{person}介绍，项目由居民提出、居民商量、居民评议，最终有{count}户签字同意。",
    "夜幕降临，彩灯亮起，广场上的人却越聚越多，大家约定明年还要在这里相见。",
    "海口来的游客{person2}第一次尝到手把肉，连声说好，还向摊主请教了做法。",
    "口述史采访小组走访了{count}位老职工，整理录音{hours}分钟，其中{times}篇已经刊登在街道的小报上。",
)
CLOSINGS = (
    "{organiser}将以此次活动为契机，把服务送到更多居民身边。",
    "截至目前，全区已开展同类活动{count}场，服务群众{thousands}万余人次。",
    "下一步，{town}社区将继续办好{deed}，让邻里之间多一份理解、多一份温情。",
)
CRAFTS, JOBS = (
    ["剪纸", "面塑", "竹编", "刺绣", "皮画", "泥塑", "风筝", "中国结"],
    ["钢厂工人", "小学教师", "火车司机", "邮递员", "裁缝", "护士", "木匠", "会计"],
)
SONGS, ROOMS = (
    ["草原晨曲", "我和我的祖国", "茉莉花", "幸福路上", "团结歌"],
    ["石榴小院", "邻里说事", "红石榴会客厅", "大家商量", "长廊夜话"],
)
SHARED = "全国民族团结进步示范区创建工作开展以来，各级各部门坚持重在平时、重在交心、重在行动、重在基层，一批有形有感有效的载体先后建成，成为居民家门口的风景。"
SWAPS = (
    ("参加", "参与"), ("举行", "举办"), ("高兴地", "开心地"), ("热闹开场", "火热开场"), ("看到", "了解到"), ("忙着", "正在"),
    ("负责人", "相关负责人"), ("表示", "说"), ("继续", "持续"), ("据介绍", "据了解"), ("吸引", "共有"), ("一起", "共同"),
    ("不少", "许多"), ("现在", "如今"), ("以前", "过去"), ("投入", "筹集"), ("新增", "增设"), ("建立了", "搭建起"), ("解决", "化解"),
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One version of a story with its truth: the family it belongs to."""

    id: str
    family: str
    title: str
    paragraphs: tuple[str, ...]
    published: date
    outlet: str = ""
    level: str = ""
    byline: str = ""
    kind: str = "original"
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


class Writer:
    """Writes stories by chance, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)

    def person(self) -> str:
        return self.dice.choice(SURNAMES) + self.dice.choice(GIVEN)

    def facts(self, day: date) -> dict[str, str]:
        dice = self.dice
        town, other = dice.sample(TOWNS, 2)
        number = dice.randint
        return {
            "day": f"{day.month}月{day.day}日", "year": str(day.year), "town": town, "town2": other, "nth": dice.choice("一二三四五六七八"),
            "deed": dice.choice(DEEDS), "organiser": dice.choice(ORGANISERS), "people": str(number(40, 900)), "times": str(number(3, 48)),
            "person": self.person(), "person2": self.person(), "age": str(number(61, 92)), "age2": str(number(11, 45)),
            "job": dice.choice(JOBS), "craft": dice.choice(CRAFTS), "song": dice.choice(SONGS), "room": dice.choice(ROOMS),
            "count": str(number(12, 99)), "count2": str(number(3, 30)), "money": str(number(10, 300)), "hours": str(number(200, 9000)),
            "thousands": str(number(2, 9)), "team": dice.choice(TOWNS) + "志愿服务队", "oldyear": str(number(2009, 2019)),
        }  # fmt: skip

    def original(self, number: int) -> Told:
        dice = self.dice
        day = date(2024, 1, 15) + timedelta(days=dice.randrange(330))
        facts = self.facts(day)
        lines = [dice.choice(OPENINGS), *dice.sample(MIDDLES, dice.randint(5, 11)), dice.choice(CLOSINGS)]
        # Each paragraph has its own people and figures, as in life; place, day and deed stay.
        kept = {name: facts[name] for name in ("day", "year", "town", "deed", "organiser", "nth", "team")}
        paragraphs = tuple(line.format(**(self.facts(day) | kept)) for line in lines)
        title = dice.choice(
            (
                "{town}社区：{deed}暖人心",
                "{deed}走进{town}社区",
                "邻里一家亲 {town}社区举办{deed}",
                "{organiser}开展{deed}活动",
            )
        ).format(**facts)
        return Told(
            f"s{number}",
            f"f{number}",
            title,
            paragraphs,
            day + timedelta(days=dice.randint(0, 3)),
            facts=facts,
        )

    def version(self, told: Told, number: int) -> Told:
        """A reprint of one kind or another."""
        kind = self.dice.choice(
            ("reprint", "reprint", "reheaded", "shortened", "reordered", "reworded", "framed")
        )
        lines = list(told.paragraphs)
        title = told.title
        if kind in {"reheaded", "shortened", "reworded"}:
            title = (
                self.dice.choice(("家门口的好日子", "一场活动聚起一栋楼", "小社区里的大家庭", "邻里情更浓了"))
                + "——"
                + told.facts["town"]
            )
        if kind == "shortened":
            lines = lines[: max(2, len(lines) // 2)]
        elif kind == "reordered":
            middle = lines[1:-1]
            self.dice.shuffle(middle)
            lines = [lines[0], *middle, lines[-1]]
        elif kind == "reworded":
            lines = [_swapped(line) for line in lines]
        elif kind == "framed":
            lines = ["编者按：本网今日转发一篇来自基层的报道，供各地参考。", *lines, "（本文有删节）"]
        later = told.published + timedelta(days=self.dice.randint(0, 12))
        return replace(
            told, id=f"{told.id}v{number}", title=title, paragraphs=tuple(lines), published=later, kind=kind
        )

    def last_year(self, told: Told) -> Told:
        """The same in the same words and figures a year before: another day, another round."""
        before = told.published.replace(year=told.published.year - 1, day=min(28, told.published.day))
        day = f"{before.month}月{max(1, before.day - 1)}日"
        lines = tuple(
            line.replace(told.facts["day"], day)
            .replace(f"第{told.facts['nth']}届", f"第{_previous(told.facts['nth'])}届")
            .replace("2024年", "2023年")
            for line in told.paragraphs
        )
        return replace(
            told,
            id=f"{told.id}y",
            family=f"{told.family}y",
            paragraphs=lines,
            published=before,
            kind="last year",
        )

    def digest(self, many: list[Told], number: int) -> Told:
        """A round-up that mentions several in a sentence each."""
        lines = ["一周要闻：本周各社区活动精彩纷呈，记者为您梳理。"]
        lines += [f"{told.facts['town']}社区{told.facts['deed']}：{told.paragraphs[0]}" for told in many]
        lines.append("更多消息，请继续关注本周的报道，编辑部每周五汇总一次，欢迎来电提供线索。")
        return Told(
            f"d{number}",
            f"d{number}",
            "一周要闻",
            tuple(lines),
            max(told.published for told in many),
            kind="digest",
        )


def _swapped(line: str) -> str:
    for old, new in SWAPS:
        line = line.replace(old, new)
    return line


def _previous(nth: str) -> str:
    order = "零一二三四五六七八"
    return order[order.index(nth) - 1]


def collection(families: int, *, seed: int) -> list[Told]:
    """Families of one to six versions, with last year's twin, shared paragraphs and digests among them."""
    writer = Writer(seed)
    told: list[Told] = []
    firsts: list[Told] = []
    for number in range(families):
        first = writer.original(number)
        if writer.dice.random() < 0.25:
            place = writer.dice.randrange(1, len(first.paragraphs))
            first = replace(first, paragraphs=(*first.paragraphs[:place], SHARED, *first.paragraphs[place:]))
        firsts.append(first)
        told.append(first)
        told += [writer.version(first, each) for each in range(writer.dice.choice((0, 0, 1, 1, 2, 3, 5)))]
        has_mark = first.facts["day"] in first.text or "第" in first.text or "2024年" in first.text
        if has_mark and writer.dice.random() < 0.2:
            told.append(writer.last_year(first))
        if number and number % 12 == 0:
            told.append(writer.digest(firsts[-4:], number))
    return told

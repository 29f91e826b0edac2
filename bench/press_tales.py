"""A second, unlike writer of press stories: longer, with quotes, figures, tables and sub-headings."""
# ruff: noqa: E501 - sentences are easier read whole

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

PLACES = ["青山区", "九原区", "东河区", "石拐区", "土默特右旗", "固阳县", "达茂旗", "白云矿区", "赛罕区", "回民区", "海勃湾区", "康巴什区"]  # fmt: skip
WARDS = ["自由路街道", "幸福路街道", "万青路街道", "富强路街道", "科学路街道", "先锋道街道", "乌素图街道", "沼潭街道", "阿尔丁大街街道", "白彦街道"]  # fmt: skip
HOMES = ["锦绣社区", "赛音社区", "都兰社区", "春光六区社区", "丰景社区", "稀土社区", "电建社区", "二冶社区", "民馨社区", "文景社区"]  # fmt: skip
FIRST = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨包白乌额"
LAST = ["静怡", "浩然", "子涵", "雪梅", "国庆", "红霞", "卫东", "斯琴", "其木格", "振华", "凤英", "宝音", "小龙", "玉兰", "鹏飞", "乐"]  # fmt: skip
THINGS = ["那达慕少儿专场", "共享书屋开放日", "民歌接力", "邻居节", "石榴籽宣讲", "传统服饰展", "百姓大舞台", "奶食制作课", "安代舞公开课", "故事会", "跳蚤市场", "法律咨询日", "普通话诵读比赛", "社区春晚", "围棋赛"]  # fmt: skip
OUTLETS = (
    ("光明日报", "central"), ("中国新闻网", "central"), ("新华网", "central"), ("人民网", "central"), ("内蒙古日报", "regional"), ("草原云", "regional"),
    ("包头日报", "municipal"), ("包头晚报", "municipal"), ("呼和浩特日报", "municipal"), ("青山区融媒体中心", "county"), ("九原区融媒体中心", "county"), ("固阳县融媒体中心", "county"),
)  # fmt: skip
OPEN = (
    "{place}{ward}{home}的院子里，{thing}刚刚拉开帷幕，{n}把小马扎就坐得满满当当。",
    "本报讯（记者 {by}）{m}月{d}日，{place}{thing}在{ward}文化站启动，来自{k}个社区的{n}名居民到场。",
    "清晨七点，{person}推开{home}活动室的门，把{k}盏灯一一点亮——今天轮到她为{thing}值班。",
    "{place}日前公布的数据显示，{thing}开办以来已举行{k}场，参与者累计{n}人次，满意率达{p}%。",
)
MORE = (
    "“过去大家关起门来过日子，谁也不认识谁。”{person}笑着说，“现在楼上楼下都成了老朋友。”",
    "{home}党支部书记{person}翻开一本磨旧的记录本，上面写着{k}项居民提出的要求，其中{j}项已经画上了对勾。",
    "记者注意到，活动室墙上挂着一张手绘地图，{n}户人家的位置用不同颜色的图钉标了出来。",
    "《{home}邻里公约》共{j}条，每一条都经过居民代表逐字讨论；第三条写道：“遇事商量着办，见面先问声好。”",
    "{person2}今年{age}岁，在{ward}住了大半辈子，她带来的马头琴曾陪伴父亲走过{k}个春秋。",
    "据{place}有关部门介绍，全年计划投入资金{money}万元，新建改建场地{k}处，面积约{n}平方米。",
    "下午三点，雨停了。孩子们跑到院中，跟着{person}学唱《敖包相会》，歌声引得路人停下脚步。",
    "“一开始只有{j}个人报名，我们挨家挨户去敲门。”社区工作者{person}回忆说，“到第三次，凳子就不够用了。”",
    "截至目前，{place}已有{k}支文艺队伍、{n}名骨干登记在册，每周二、周四晚上固定排练，风雨无阻。",
    "在{ward}的便民服务点，{person2}为居民免费修理小家电{k}件、磨剪子{j}把，还教会了不少老人使用手机挂号。",
    "评议会上，{n}名代表现场打分，得票最高的三个项目将优先实施：加装扶手、更换路灯、增设停车位。",
    "{person}说，她最难忘的是去年冬天那场大雪，{k}名志愿者自带铁锹，天不亮就把{home}门前的路清了出来。",
    "与往年不同，今年的{thing}增加了Vlog拍摄环节，年轻人用镜头记录长辈的手艺，短视频播放量超过{n}次。",
    "从“要我参加”到“我要参加”，变化的背后是一套管用的办法：居民点单、社区派单、单位接单、群众评单。",
    "学校也行动起来。{place}第{j}小学把课堂搬进社区，{n}名学生分成{k}组，采访长辈、整理家书、绘制家谱。",
    "夜色渐浓，最后一个节目结束了，{person2}仍舍不得离开，她拉着演员的手说：“明年一定还要来。”",
    "业内人士认为，这类活动规模不大、花钱不多，却能在日常往来中增进了解，经验值得推广。",
    "统计表明，{ward}上半年受理居民诉求{n}件，办结率{p}%，平均用时由{k}天缩短到{j}天。",
)
END = (
    "{place}相关负责人表示，将把好的做法固定下来，让更多居民在家门口享受到服务。",
    "活动将持续到{m}月底，居民可到{ward}文化站报名，名额{n}个，报满即止。",
    "（文中部分受访者为化名）",
)
HEADS = [
    "一张圆桌话家常",
    "小院里的大舞台",
    "从陌生人到一家人",
    "把事办到心坎上",
    "手艺传下去",
    "数字背后的故事",
]
TITLES = (
    "{place}：{thing}点亮居民夜生活",
    "{home}的“{thing}”为何场场爆满",
    "小院坐满人 笑声传出墙——{place}{thing}侧记",
    "{n}人次走进{thing}",
    "家门口有了新去处 {place}{ward}办起{thing}",
)


@dataclass(frozen=True)
class Tale:
    """A story with its truth; `captions` are what its pictures say."""

    title: str
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]
    published: date
    outlet: str
    level: str
    byline: str
    page: int

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)


def person(dice: Random) -> str:
    return dice.choice(FIRST) + dice.choice(LAST)


def _slots(dice: Random, by: str) -> dict[str, object]:
    number = dice.randint
    return {
        "place": dice.choice(PLACES), "ward": dice.choice(WARDS), "home": dice.choice(HOMES), "thing": dice.choice(THINGS), "by": by,
        "person": person(dice), "person2": person(dice), "n": number(60, 2400), "k": number(6, 40), "j": number(2, 9), "p": number(88, 99),
        "m": number(1, 12), "d": number(1, 28), "age": number(58, 90), "money": number(12, 480),
    }  # fmt: skip


def tell(dice: Random, *, lines: int | None = None) -> Tale:
    """One story of the given number of paragraphs, or of a number by chance."""
    by = person(dice)
    outlet, level = dice.choice(OUTLETS)
    count = lines or dice.choice((3, 5, 8, 12, 20, 32))
    many = [dice.choice(OPEN), *(dice.choice(MORE) for _ in range(count)), dice.choice(END)]
    paragraphs = [each.format(**_slots(dice, by)) for each in many]
    if count >= 8 and dice.random() < 0.4:
        for place in (3, 6):
            paragraphs.insert(place, dice.choice(HEADS))
    return Tale(
        dice.choice(TITLES).format(**_slots(dice, by)),
        tuple(paragraphs),
        tuple(
            f"图为{dice.choice(HOMES)}{dice.choice(THINGS)}现场。{person(dice)} 摄"
            for _ in range(dice.randint(0, 4))
        ),
        date(2023, 1, 5) + timedelta(days=dice.randrange(900)),
        outlet,
        level,
        by,
        dice.randint(1, 16),
    )

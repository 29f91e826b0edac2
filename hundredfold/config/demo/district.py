"""The demo's district: about 120 units in a tree and the sites they meet at. Streets and named
sites are public facts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .dice import Dice
from .shapes import DemoUnit

ROOT = "150203"
OFFICE = "150203-X00"

BUREAUS = (
    ("教育局", "区教育局"), ("文旅局", "区文化和旅游局"), ("司法局", "区司法局"), ("民政局", "区民政局"),
    ("卫健委", "区卫生健康委"), ("住建局", "区住房和城乡建设局"), ("农牧局", "区农牧局"),
    ("人社局", "区人社局"),
    ("团区委", "共青团昆区委"), ("区妇联", "区妇女联合会"), ("总工会", "区总工会"),
    ("城管局", "区城市管理局"),
)  # fmt: skip

STREETS = (
    ("150203001", "少先路街道", "少先街道", 40.6512, 109.8358, "春晖 向阳 景苑 银河湾 朝阳里"),
    ("150203003", "沼潭街道", "沼潭办事处", 40.6268, 109.8241, "站前 铁西 清泉 柳岸"),
    ("150203004", "林荫路街道", "林荫街道", 40.6601, 109.8412, "白桦 松涛 林荫 青枫 榆景"),
    ("150203005", "友谊大街街道", "友谊街道", 40.6688, 109.8290, "友谊18# 友谊22# 和风 望湖 晨光"),
    ("150203006", "阿尔丁大街街道", "阿尔丁街道", 40.6577, 109.8215, "乌兰 金桥 同心 石榴花"),
    ("150203007", "团结大街街道", "团结街道", 40.6633, 109.8166, "团结12# 团结15# 和顺 安居 友邻"),
    ("150203008", "鞍山道街道", "鞍山街道", 40.6725, 109.8137, "团十 钢花 鞍兴 翠柏"),
    ("150203009", "前进道街道", "前进街道", 40.6744, 109.8228, "前进 奋进 育才 康乐"),
    ("150203010", "市府东路街道", "市府街道", 40.6558, 109.8471, "阿尔丁1# 文景 府东 新都"),
    ("150203011", "白云路街道", "白云街道", 40.6819, 109.8315, "白云 矿工新村 云鹤 锦绣"),
    ("150203012", "黄河西路街道", "黄河街道", 40.6409, 109.8127, "河畔 甲尔坝 丽水 南苑"),
    ("150203013", "昆工路街道", "昆工街道", 40.6691, 109.8049, "昆工 工友 光辉 三八"),
    ("150203014", "昆北街道", "昆北办事处", 40.6977, 109.8263, "北辰 赛汗 大漠 青山望"),
    ("150203100", "昆河镇", "昆河镇政府", 40.6295, 109.7893, "边墙 新城 前滩 昆河湾 后滩"),
    ("150203102", "卜尔汉图镇", "卜镇", 40.6893, 109.7214, "乌兰计三 乌兰计八 西坝 新光 打拉亥"),
    ("150203400", "包钢厂区办事处", "厂区办", 40.6612, 109.7395, "厂前 高炉 轧钢"),
)
"""Code, official name, the short way it is written, an approximate WGS-84 centre, its communities."""

VILLAGES = frozenset(["边墙", "前滩", "后滩", "乌兰计三", "乌兰计八", "西坝", "打拉亥"])

SCHOOLS = (
    ("钢花小学", 6), ("林荫第二小学", 2), ("友谊实验小学", 3), ("前进道小学", 7), ("昆河中心小学", 13),
    ("卜尔汉图学校", 14), ("团结第三小学", 5), ("白云路小学", 9), ("少先路小学", 0), ("市府东路中学", 8),
    ("钢城第四中学", 11), ("阿尔丁中学", 4), ("沼潭学校", 1), ("石榴籽幼儿园", 10), ("昆北幼儿园", 12),
)  # fmt: skip

TEAMS = (
    ("昆区文化馆", "文化馆", 4), ("昆区图书馆", "图书馆", 8), ("昆区融媒体中心", "融媒体中心", 8),
    ("钢城红石榴艺术团", "红石榴艺术团", 6), ("鹿鸣合唱团", "鹿鸣合唱", 3),
    ("钢城邻里物业公司", "邻里物业", 5),
    ("昆河新材料公司", "新材料公司", 13), ("石榴里文创工作室", "石榴里工作室", 4),
    ("公交昆区车队", "公交车队", 2),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Site:
    """Where people meet: its name, other ways it is written, WGS-84 point, how many it holds,
    how it looks."""

    name: str
    other_names: tuple[str, ...]
    unit_code: str
    town: str
    lat: float
    lon: float
    capacity: int
    scene: str
    scene_seed: int


def _community(street: tuple[str, str, str, float, float, str], place: int, name: str) -> DemoUnit:
    kind = "村" if name in VILLAGES else "社区"
    aliases = [f"{street[1]}{name}{kind}", f"{street[2]}{name}{kind}"]
    if "#" in name:
        aliases.append(name.replace("#", "号") + kind)
    if name == "阿尔丁1#":
        aliases.append("阿1#社区")
    return DemoUnit(
        f"{street[0]}-{place:02}", name + kind, name + kind, tuple(aliases), "community", street[0], street[1]
    )


@cache
def units() -> tuple[DemoUnit, ...]:
    """All units, parents before children."""
    rows = [
        DemoUnit(ROOT, "昆都仑区", "昆区", ("包头市昆都仑区", "昆区"), "district", "", ""),
        DemoUnit(OFFICE, "区项目办公室", "项目办", ("昆区项目办公室", "区民委"), "office", ROOT, ""),
    ]
    for place, (short, name) in enumerate(BUREAUS, start=1):
        aliases = (f"昆{name}", f"昆区{short.removeprefix('区')}")
        rows.append(DemoUnit(f"{ROOT}-J{place:02}", name, short, aliases, "department", ROOT, ""))
    for street in STREETS:
        aliases = (street[2], f"昆区{street[1]}")
        rows.append(DemoUnit(street[0], street[1], street[2], aliases, "subdistrict", ROOT, street[1]))
        rows += [_community(street, place, name) for place, name in enumerate(street[5].split(), start=1)]
    for place, (name, home) in enumerate(SCHOOLS, start=1):
        rows.append(
            DemoUnit(
                f"{ROOT}-S{place:02}", name, name, (f"昆区{name}",), "school", f"{ROOT}-J01", STREETS[home][1]
            )
        )
    for place, (name, short, home) in enumerate(TEAMS, start=1):
        level = "company" if name.endswith(("公司", "工作室", "车队")) else "team"
        rows.append(DemoUnit(f"{ROOT}-T{place:02}", name, short, (short,), level, ROOT, STREETS[home][1]))
    return tuple(rows)


@cache
def unit(code: str) -> DemoUnit:
    """The unit with this code. Raises KeyError when there is none."""
    return {row.code: row for row in units()}[code]


def units_at(*levels: str) -> list[DemoUnit]:
    """The units of the named levels, in tree order."""
    return [row for row in units() if row.level in levels]


DISTRICT_SITES = (
    ("昆区文化馆剧场", ("区文化馆一楼剧场", "文化馆小剧场"), f"{ROOT}-T01", 4, 420, "hall"),
    ("昆区图书馆报告厅", ("区图书馆二楼报告厅", "图书馆报告厅"), f"{ROOT}-T02", 8, 180, "hall"),
    ("阿尔丁广场", ("阿尔丁文化广场", "阿尔丁大街广场"), "150203006", 4, 3000, "square"),
    ("昆河公园音乐广场", ("昆都仑河公园音乐广场", "昆河景区音乐广场"), "150203100", 13, 2500, "square"),
    ("钢城体育馆", ("区钢城体育馆主馆", "钢城馆"), f"{ROOT}-J02", 6, 2200, "hall"),
    ("乌兰社区红石榴广场", ("红石榴广场", "阿尔丁街道红石榴广场"), "150203006-01", 4, 600, "square"),
    ("区新时代文明实践中心", ("昆区文明实践中心", "区文明实践中心二楼"), OFFICE, 2, 150, "classroom"),
    ("劳动公园露天舞台", ("劳动公园舞台", "劳动公园东门舞台"), "150203007", 5, 800, "stage"),
)

ROOMS = {
    "community": (
        ("文明实践站", "新时代文明实践站", "活动室", 60, "classroom"),
        ("文化广场", "小广场", "休闲广场", 400, "square"),
        ("石榴籽书屋", "阅览室", "书屋", 35, "reading"),
        ("邻里大院", "小区院内", "院落", 150, "stall"),
    ),
    "subdistrict": (
        ("综合文化站", "文化站多功能厅", "文化服务中心", 160, "hall"),
        ("党群服务中心", "党群中心三楼", "便民服务中心", 90, "classroom"),
    ),
    "school": (
        ("报告厅", "学校礼堂", "礼堂", 300, "hall"),
        ("多媒体教室", "二楼多媒体教室", "录播教室", 50, "classroom"),
    ),
    "team": (("排练厅", "二楼排练厅", "活动厅", 80, "hall"),),
    "company": (("职工之家", "职工活动室", "会议室", 70, "classroom"),),
}


def _around(code: str, *, spread: int) -> tuple[float, float]:
    """A point near the unit's street, always the same for the same code."""
    dice = Dice("site", code)
    town = unit(code).town
    lat, lon = next(((row[3], row[4]) for row in STREETS if row[1] == town), (40.6589, 109.8402))
    return (
        round(lat + dice.between(-spread, spread) / 1e5, 6),
        round(lon + dice.between(-spread, spread) * 1.3 / 1e5, 6),
    )


@cache
def home(code: str) -> tuple[float, float]:
    """The WGS-84 point of a unit's own door."""
    return _around(code, spread=650 if unit(code).level != "subdistrict" else 120)


def _rooms(row: DemoUnit) -> list[Site]:
    lat, lon = home(row.code)
    found = []
    for place, (name, second, third, capacity, scene) in enumerate(ROOMS.get(row.level, ())):
        dice = Dice("room", row.code, place)
        point = (round(lat + dice.between(-40, 40) / 1e5, 6), round(lon + dice.between(-50, 50) / 1e5, 6))
        names = (f"{row.name}{second}", f"{row.short_name}{third}")
        seed = dice.below(2**31)
        found.append(Site(f"{row.name}{name}", names, row.code, row.town, *point, capacity, scene, seed))
    return found


@cache
def sites() -> tuple[Site, ...]:
    """Every site: the district's own first, then the rooms and squares of each unit."""
    rows = []
    for name, others, code, home_street, capacity, scene in DISTRICT_SITES:
        street = STREETS[home_street]
        dice = Dice("site", name)
        point = (
            round(street[3] + dice.between(-200, 200) / 1e5, 6),
            round(street[4] + dice.between(-200, 200) / 1e5, 6),
        )
        rows.append(Site(name, others, code, street[1], *point, capacity, scene, dice.below(2**31)))
    for row in units():
        rows += _rooms(row)
    return tuple(rows)


@cache
def sites_of(code: str) -> tuple[Site, ...]:
    """The sites a unit owns; empty for offices and bureaus, which meet at other people's."""
    return tuple(site for site in sites() if site.unit_code == code)

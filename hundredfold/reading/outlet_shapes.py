"""Outlets by the shape of their names: a place's newsroom or authority, a unit, a person. It knows no table."""

import re

from hundredfold.reading.divisions import level_of_place

LEVEL_BY_DEPTH = {"province": "regional", "city": "municipal", "county": "county"}
PREFIX = re.compile(
    r"^(?:(?:信息|文章|稿件|图文|内容|本文|新闻|文字|图片|视频)?(?:来源|来自|稿源|出处|原载|转自|转载自|转载|摘自|选自|源自)(?:于)?"
    r"|(?:原标题|作者|供稿单位|供稿|发布单位|发布机构|信息提供|据))[:\uff1a]?"
)
MARKS = re.compile(r"[\s《》“”\"'‘’【】\[\]<>〈〉]")
TAIL = re.compile(
    r"(?:[(\uff08][^()\uff08\uff09]{0,24}[)\uff09]?|20\d\d[-年/.].*|第?\d+版.*|[a-z]*(?:客户端|app|微信公众号|公众号|官方微信|微信|官方微博|微博|官微|官方网站|门户网站|官网|网站"
    r"|视频号|抖音号|快手号|头条号|百家号|抖音|快手|号外)|(?:全媒体|融媒体|特约|见习|首席)?(?:记者|通讯员|报道|消息).*|讯|综合)$",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"^(?P<agency>[\u4e00-\u9fff]{2,12}?(?:社|网|报|台))[\u4e00-\u9fff]{0,10}\d{1,2}月\d{1,2}日(?:电|讯|消息).*$"
)
LEADING, TRAILING = ":\uff1a(\uff08·-—|", ")\uff09。,\uff0c;\uff1b:\uff1a·-—|"
NEWSROOMS = (
    "广播电视总台|广播电视集团|广播影视集团|广播电视台|人民广播电台|广播电台|电视台|卫视|融媒体中心|融媒中心|融媒体|融媒|传媒中心|传媒集团"
    "|报业集团|报业传媒集团|报业传媒|日报社|日报|晚报|晨报|早报|午报|都市报|商报|时报|特区报|劳动日报|青年报|法制报|法治报|生活报|导报|快报|周报|报"
    "|新闻网|新闻客户端|新闻中心|在线|生活网|文明网|发布|党建|网信"
)
PLACED = re.compile(rf"(?P<place>[\u4e00-\u9fff]{{2,18}}?)(?:{NEWSROOMS})(?=$|[^\u4e00-\u9fff])")
TODAY = re.compile(r"^(?:今日|文明|网信|学习强国|魅力|智慧|活力)(?P<place>[\u4e00-\u9fff]{2,9})$")
AUTHORITY = re.compile(
    r"^(?P<place>[\u4e00-\u9fff]{2,18}?)(?:人民政府|政府办公室|政府网?|区?委统战部|统战部|统战|民族宗教事务委员会|民族宗教事务局|民族事务委员会|民族事务局|民宗委|民宗局|民委|文明办|网信办|区?委宣传部|宣传部"
    r"|区?委办公室|人大常委会|人大|政协|区?委)(?:办公室|网|网站)?$"
)
NATIONAL = re.compile(
    r"^中国[\u4e00-\u9fff]{1,6}(?:报|新闻网|电视台|网|杂志)$|^(?:中央|国家|全国|最高|国务院)[\u4e00-\u9fff]{1,12}(?:部|委|局|署|办|院|会|委员会|总局)$"
)
MINISTRY = re.compile(
    r"^(?:教育|民政|公安|司法|财政|外交|国防|商务|农业农村|文化和旅游|自然资源|生态环境|交通运输|水利|应急管理|退役军人事务|人力资源和社会保障|住房和城乡建设"
    r"|工业和信息化|科技|科学技术|国家安全)部$"
)
AUTONOMOUS = 3  # characters of an autonomous prefecture's short name
WITHIN_UNIT = re.compile("[学校院厂矿队]|公司|集团|社区|街道|镇")
GRASSROOTS = re.compile(r"(?:镇|乡|苏木|街道|街道办事处)(?:党委|党工委|人民政府|政府)$")
UNIT = re.compile(
    r"(?:社区|街道|办事处|[镇乡村旗]|苏木|嘎查|小学|中学|学校|[一二三四五六七八九十\d]+中|[一二三四五六七八九十\d]+小|附中|附小|高中|初中|幼儿园|职高|技校|党校|大学|学院"
    r"|医院|卫生院|门诊|疾控|公司|集团|厂|矿|酒店|商场|超市|商会|协会|学会|联合会|促进会|研究会|基金会|志愿队|服务队|艺术团|歌舞团|乌兰牧骑|剧院"
    r"|[局委办馆站所院队团寺]|委员会|办公室|居委会|村委会|业委会|中心|基地|园区|景区|公园|广场|党委|党支部|党总支|党工委|党群|工会|妇联|残联|文联|科协|工商联|侨联|社科联"
    r"|红十字会|法院|检察院|检察|公安|交警|消防|税务|民政|教育|司法|文旅|应急|铁路局|银行|支行|车站|机场|合作社|宣传部|组织部|学生会)$"
)
SERVICE = re.compile(r"^平安[\u4e00-\u9fff]{2,8}$")  # the account of a police force
PERSONAL = re.compile(
    r"个人|自媒体|博主|网友|网民|头条号|百家号|搜狐号|网易号|企鹅号|大鱼号|抖音|快手|微博|美篇|up主|视频号|公众号|朋友圈|直播间|贴吧|论坛|@",
    re.IGNORECASE,
)
NONAMES = frozenset(
    (
        "本站",
        "本网",
        "本报",
        "本刊",
        "本报讯",
        "原创",
        "网络",
        "互联网",
        "转载",
        "综合",
        "整理",
        "编辑",
        "佚名",
        "未知",
    )
)
Named = tuple[str, str]  # a name and its level


def bare(text: str) -> str:
    """The name in a source line: without 来源, marks, datelines, dates, and words such as 客户端 or 记者 behind it."""
    name = PREFIX.sub("", MARKS.sub("", text)).lstrip(LEADING)
    dateline = DATELINE.match(name)
    if dateline:
        return dateline["agency"]
    return name.rstrip(TRAILING)


def _stripped(name: str) -> str:
    """Without what stands behind the name, as often as something does."""
    while True:
        shorter = TAIL.sub("", name).rstrip(TRAILING)
        if shorter == name or len(shorter) < 2:
            return name
        name = shorter


def placed_at_end(name: str, *, after: int) -> Named | None:
    """Name and level of a place's newsroom that the name ends with, beginning at ``after`` or behind it."""
    name = _stripped(name)
    for start in range(after, len(name)):
        found = PLACED.match(name, start)
        level = _level(found["place"], exact=True) if found and found.end() == len(name) else None
        if found and level:
            return found[0], level
    return None


def by_shape(name: str) -> Named | None:
    """Name and level of an outlet that no table has, None when its shape says nothing."""
    plain = _stripped(name)
    if plain in NONAMES or len(plain) < 2:
        return None
    if NATIONAL.match(plain) or MINISTRY.match(plain):
        return plain, "central"
    for rule in (_newsroom, _authority):
        found = rule(plain)
        if found:
            return found
    if UNIT.search(plain) or SERVICE.match(plain):
        return name[:40], "unit"
    return (name[:40], "self") if PERSONAL.search(name) else None


def _newsroom(plain: str) -> Named | None:
    today = TODAY.match(plain)
    if today and (level := _level(today["place"], exact=True)):
        return plain, level
    found = PLACED.match(plain) or PLACED.search(plain)
    level = _level(found["place"]) if found else None
    return (found[0], level) if found and level else None


def _authority(plain: str) -> Named | None:
    if GRASSROOTS.search(plain):
        return plain, "unit"
    found = AUTHORITY.match(plain)
    level = _level(found["place"]) if found and not WITHIN_UNIT.search(found["place"]) else None
    return (plain, level) if level else None


def _level(place: str, *, exact: bool = False) -> str | None:
    """By the divisions; a place they do not know by the word it ends with."""
    if re.search(r"(?:镇|乡|苏木|街道|社区|村|大学|学院|学校|中学|小学|医院|公司|集团)$", place):
        return "unit" if not exact else None
    if len(place) == AUTONOMOUS and place.endswith("州"):  # 海南州 is no 海南
        return "municipal"
    depth = level_of_place(place)
    if depth:
        return LEVEL_BY_DEPTH[depth]
    if exact:
        return None
    if re.search(r"(?:[^社]区|县|旗)$", place):
        return "county"
    return "municipal" if re.search(r"(?:市|盟|自治州|地区)$", place) else None

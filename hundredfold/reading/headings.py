"""Which column of a ledger is which: headings as clerks write them, to canonical names. Knows no cells."""

import re
import unicodedata
from functools import lru_cache

# Order within a line is preference: where two columns claim one name, the earlier spelling keeps it.
SYNONYMS: dict[str, str] = {
    "id": (
        "编号 记录编号 活动编号 台账编号 统一编号 事项编号 项目编号 作品编号 唯一编号 id no number code "
        "recordid recordno 代码"
    ),
    "serial": "序号 序列号 顺序号 行号 serial serialno serialnumber seq sn",
    "strand": (
        "条线 类别 所属条线 活动类别 活动类型 类型 项目类别 项目类型 九个一百类别 所属类别 所属项目 分类 "
        "板块 事项类别 strand category type kind class"
    ),
    "title": (
        "标题 活动名称 活动主题 活动标题 名称 主题 事项名称 项目名称 题目 报道标题 新闻标题 稿件标题 "
        "文章标题 作品名称 产品名称 文创产品名称 小品名称 景观名称 队伍名称 服务队名称 志愿服务队名称 "
        "示范单位名称 示范单位 演出名称 节目名称 宣讲主题 宣讲题目 典型名称 活动 活动内容及名称 内容标题 "
        "宣讲员 宣讲员姓名 典型姓名 姓名 title name event eventname activity activityname subject topic "
        "theme headline eventtitle"
    ),
    "date": (
        "日期 活动日期 活动时间 举办时间 举办日期 开展时间 开展日期 时间 演出时间 宣讲时间 报道时间 "
        "报道日期 刊发时间 刊发日期 发布时间 发布日期 见报日期 见报时间 播出时间 命名时间 命名日期 "
        "建成时间 建成年份 授牌时间 起止时间 活动起止时间 组织时间 举行时间 date eventdate when time day "
        "dates datetime published publicationdate dateheld"
    ),
    "start": (
        "开始日期 开始时间 起始日期 起始时间 活动开始时间 活动开始日期 start startdate from begin begindate"
    ),
    "end": (
        "结束日期 结束时间 截止日期 终止日期 活动结束时间 活动结束日期 enddate end until to finish finishdate"
    ),
    "venue": (
        "地点 活动地点 举办地点 开展地点 演出地点 宣讲地点 场地 地址 详细地址 位置 场所 活动场所 设置地点 "
        "所在位置 活动地址 举行地点 venue place location site address where"
    ),
    "unit": (
        "单位 主办单位 填报单位 上报单位 责任单位 承办单位 报送单位 举办单位 牵头单位 实施单位 组织单位 "
        "开展单位 所属单位 所在单位 申报单位 单位名称 主办 承办 部门 责任部门 主办部门 unit organiser "
        "organizer host hostunit organisation organization leadunit organizedby organisedby department"
    ),
    "co_units": (
        "协办单位 协办 联合单位 联办单位 参与单位 配合单位 支持单位 共建单位 协同单位 counits counit "
        "coorganisers coorganizers partners partner supportedby coorganiser coorganizer"
    ),
    "town": (
        "街镇 街道 镇街 乡镇 苏木 街道镇 所属街道 所在街道 街道办 乡镇街道 街道乡镇 所属街镇 所属乡镇 "
        "所在街镇 苏木乡镇 镇 乡 town street township subdistrict streetortown"
    ),
    "district": (
        "区县 旗县区 区 县区 旗县 所属区县 所在区县 所属旗县区 所属区 县 行政区 district county banner area"
    ),
    "headcount": (
        "人数 人次 参加人数 参与人数 受众人数 受众人次 参加人次 参与人次 受益人数 受益人次 观众人数 "
        "覆盖人数 覆盖人次 听众人数 惠及人数 参会人数 现场人数 服务人次 活动人数 到场人数 headcount "
        "attendance attendees people participants audience numberofpeople persons attended"
    ),
    "headcount_method": "人数统计方式 统计方式 人数方式 计数方式 人数来源 headcountmethod countingmethod",
    "summary": (
        "简介 活动简介 内容 活动内容 主要内容 内容简介 活动情况 简要情况 摘要 活动概况 情况说明 简要内容 "
        "活动描述 描述 summary description account details content abstract notes"
    ),
    "photos": (
        "照片 图片 现场照片 活动照片 照片文件 照片名称 照片文件名 影像资料 图片名称 佐证照片 照片编号 "
        "photos photo pictures picture images image photofiles"
    ),
    "url": (
        "链接 网址 报道链接 新闻链接 网页链接 链接地址 原文链接 宣传链接 url link links web website href"
    ),
    "outlet": (
        "媒体 刊发媒体 媒体名称 报道媒体 发布媒体 发布平台 刊发平台 宣传媒体 刊载媒体 媒体平台 平台 报刊 "
        "outlet media newspaper publisher source"
    ),
    "level": "层级 级别 媒体级别 媒体层级 媒体等级 等级 刊发级别 命名级别 level tier rank",
    "year": "年 年份 年度 year",
    "month": "月 月份 month",
    "day": "日 号",
}
EXACT = {word: name for name, words in SYNONYMS.items() for word in words.split()}
PREFERENCE = {word: place for words in SYNONYMS.values() for place, word in enumerate(words.split())}

# Weaker: how a longer heading ends. Longest first, so 协办单位 is not read as 单位.
ENDINGS = (
    ("协办单位", "co_units"), ("参与单位", "co_units"), ("联合单位", "co_units"), ("结束时间", "end"),
    ("结束日期", "end"),
    ("开始时间", "start"), ("开始日期", "start"), ("人数", "headcount"), ("人次", "headcount"),
    ("名称", "title"),
    ("标题", "title"), ("主题", "title"), ("地点", "venue"), ("地址", "venue"), ("照片", "photos"),
    ("图片", "photos"),
    ("链接", "url"), ("网址", "url"), ("媒体", "outlet"), ("级别", "level"), ("层级", "level"),
    ("类别", "strand"),
    ("条线", "strand"), ("时间", "date"), ("日期", "date"), ("单位", "unit"), ("简介", "summary"),
    ("内容", "summary"),
    ("街道", "town"), ("街镇", "town"),
)  # fmt: skip
# They end alike but say something else: when the form was filled in, not when the thing happened.
NOT_THE_DEED = re.compile(
    r"填报|上报|报送|填表|录入|审核|更新|登记|修改|计划|拟|目标|应到|出生|联系|工作单位"
)
TRADITIONAL = str.maketrans(
    "標題時間編號類別條線單位協辦鎮區縣數簡介鏈連結網媒體層級動場證號碼黨團參與點圖舉報導產稱",
    "标题时间编号类别条线单位协办镇区县数简介链连结网媒体层级动场证号码党团参与点图举报导产称",
)
BRACKETS = re.compile(r"[(\[【〔{<《].*?[)\]】〕}>》]")
TRIVIA = re.compile(r"[\s_\-—:;,.。、*#/\\|\"'“”‘’·?!​‌‍⁠﻿᠋-᠎]+")
LONGEST = 40
Match = tuple[str, int]


@lru_cache(maxsize=1 << 12)
def plain(heading: object) -> str:
    """A heading without case, width, spaces, marks, notes in brackets and Mongolian variation marks."""
    text = unicodedata.normalize("NFKC", str(heading)).casefold().translate(TRADITIONAL)
    bare = TRIVIA.sub("", BRACKETS.sub("", text))
    return bare or TRIVIA.sub("", text)


def canonical(heading: object) -> Match | None:
    """The canonical name and how weak the match is (0 best), or None. Long text is never a heading."""
    if not isinstance(heading, str) or len(heading) > LONGEST:
        return None
    text = plain(heading)
    text = re.sub(r"^\d{1,2}(?=\D)", "", text)  # "1.活动名称"
    if text in EXACT:
        return EXACT[text], PREFERENCE[text]
    if NOT_THE_DEED.search(text) or len(text) > 14:
        return None
    for place, (ending, name) in enumerate(ENDINGS):
        if text.endswith(ending):
            return name, 1000 + place
    return None


def assign(headings: list[str]) -> dict[int, str]:
    """Column number to canonical name: each name to its best column, ties to the leftmost."""
    best: dict[str, tuple[int, int]] = {}
    for column, heading in enumerate(headings):
        if match := canonical(heading):
            name, weakness = match
            best[name] = min(best.get(name, (weakness, column)), (weakness, column))
    return {column: name for name, (_, column) in best.items()}

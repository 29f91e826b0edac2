"""The seven kinds: which fields each has of its own, beside those every record has. A blueprint may add more.

Each field says why it is asked; one without a use is not asked.
"""

from collections.abc import Mapping

from hundredfold.plan.blueprint_types import Blueprint, Choice, Detail, Words


def _field(key: str, sort: str, zh: str, en: str, why_zh: str, why_en: str, *, many: bool = False) -> Detail:
    return Detail(key=key, type=sort, label=Words(zh, en), why=Words(why_zh, why_en), many=many)


def _choice(key: str, label: Words, why: Words, choices: Mapping[str, tuple[str, str]]) -> Detail:
    answers = tuple(Choice(code, Words(zh, en)) for code, (zh, en) in choices.items())
    return Detail(key=key, type="choice", label=label, why=why, choices=answers)


_CONSENT = _field(
    "consent",
    "yes_no",
    "本人已同意公开",
    "The person consents",
    "未同意的不公开",
    "without it nothing is shown",
)
_MAKER = _field("maker", "text", "作者或制作者", "Maker", "给作者记名", "credits the maker")

PERSON = (
    _field("appointed_on", "date", "聘任日期", "Appointed on", "在任才计入", "only the serving count"),
    _field(
        "appointed_until", "date", "聘期至", "Appointed until", "到期前提醒续聘", "reminds before it ends"
    ),
    _CONSENT,
)
TEAM = (
    _field(
        "leader",
        "text",
        "队长（称呼）",
        "Leader (as called)",
        "派单时联系",
        "who is asked when there is work",
    ),
    _field("flagged_on", "date", "授旗日期", "Flag given on", "说明何时成立", "says since when it exists"),
)
EVENT = (
    _field(
        "start_time", "text", "开始时刻", "Starts at", "认出同日不同场", "tells two sessions of a day apart"
    ),
    _field(
        "lecturer", "text", "宣讲员", "Lecturer", "使宣讲员保持在任", "keeps the lecturer active", many=True
    ),
    _field("team", "text", "志愿服务队", "Team", "使队伍保持有服务", "keeps the team active", many=True),
    _field(
        "site_type",
        "text",
        "场所类型",
        "Site type",
        "看八类场所是否都到",
        "shows which sorts of site were reached",
    ),
)
HONOUR = (
    _field(
        "honouree", "text", "称呼或单位名", "Whom it honours", "认出同一个人或单位", "recognises the same one"
    ),
    _field("named_on", "date", "命名日期", "Named on", "从这天起算有效期", "its term runs from here"),
    _field("valid_until", "date", "有效期至", "Valid until", "到期前安排复验", "a re-check comes before it"),
    _field("notice_from", "date", "公示起", "Notice from", "公示期满才计入", "counts once it is over"),
    _field("notice_to", "date", "公示止", "Notice to", "公示期满才计入", "counts once it is over"),
    _field(
        "objections_settled",
        "yes_no",
        "异议已办结",
        "Objections settled",
        "办结才计入",
        "counts once settled",
    ),
    _field(
        "site_checked_on",
        "date",
        "实地核查日期",
        "Checked on site on",
        "没有核查不计入",
        "none counts unchecked",
    ),
    _field("published_on", "date", "发布日期", "Published on", "发布了才计入", "counts once published"),
    _CONSENT,
)
PLACE = (
    _MAKER,
    _field(
        "looked_on", "date", "最近查看日期", "Last looked at", "知道它还在不在", "says that it still stands"
    ),
    _field(
        "standing", "yes_no", "现仍在原处", "Still stands", "拆除的不再计入", "removed ones leave the count"
    ),
)
PRODUCT = (
    _MAKER,
    _field("design", "text", "图案或形象", "Design", "同一设计换色不另算", "a colour is no new design"),
    _field("shown_at", "text", "在哪里展示", "Where shown", "让居民看得到", "so that residents can see it"),
    _CONSENT,
)
ARTICLE = (
    _field("text", "text", "正文", "Text", "认出转载", "recognises reprints"),
    _field(
        "tells_of",
        "text",
        "所报道的实事",
        "Deeds it tells of",
        "报道与实事互相查得到",
        "leads from the story to the deed and back",
        many=True,
    ),
)

FIELDS: Mapping[str, tuple[Detail, ...]] = {
    "person": PERSON,
    "team": TEAM,
    "event": EVENT,
    "honour": HONOUR,
    "place": PLACE,
    "product": PRODUCT,
    "article": ARTICLE,
}


def fields_of(blueprint: Blueprint, strand: str) -> tuple[Detail, ...]:
    """All fields that a record of ``strand`` may fill: its kind's own, then those the blueprint adds."""
    own = FIELDS[blueprint.strand(strand).kind]
    taken = {field.key for field in own}
    return (*own, *(field for field in blueprint.details(strand) if field.key not in taken))

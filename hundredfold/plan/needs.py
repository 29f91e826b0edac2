"""What a strand may ask a record to show before it counts, with sentence and remedy. Judges nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class NeedSpec:
    """Which kinds may ask this, and its whole-number parameters with their defaults."""

    kinds: frozenset[str]
    params: Mapping[str, int] = field(default_factory=dict)


def _for(*kinds: str, **params: int) -> NeedSpec:
    return NeedSpec(frozenset(kinds), params)


NEEDS: Mapping[str, NeedSpec] = {
    "photos": _for("team", "event", "honour", "place", "product", min=1, enough=1, max=9),
    "head_count": _for("event"),
    "head_count_method": _for("event"),
    "place_named": _for("event", "place"),
    "place_on_map": _for("event", "place"),
    "archived_page": _for("article", "honour"),
    "outlet": _for("article"),
    "published": _for("honour", "product"),
    "consent": _for("person", "honour", "product"),
    "notice_ended": _for("honour", working_days=5),
    "on_site_check": _for("honour"),
    "term_running": _for("honour", years=5),
    "leader": _for("team"),
    "service_field": _for("team"),
    "service_in_period": _for("team", min=1),
    "appointment": _for("person"),
    "talk_in_last_months": _for("person", months=12),
    "standing": _for("place"),
    "seen_in_last_months": _for("place", months=12),
    "maker": _for("place", "product"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    "need_photos": ("至少 {min} 张照片，{enough} 张就够", "shows at least {min} photo(s); {enough} will do"),
    "need_head_count": ("写明到场人次", "says how many came"),
    "need_head_count_method": ("写明人次怎样得来", "says how the head count was made"),
    "need_place_named": ("写明地点", "names the place"),
    "need_place_on_map": ("在地图上标出位置", "is placed on the map"),
    "need_archived_page": ("存有网页存档或版面照片", "has a saved page or a picture of the printed one"),
    "need_outlet": ("写明刊发的媒体", "names the outlet"),
    "need_published": ("已公开发布", "has been published"),
    "need_consent": ("有本人同意的记录", "has the person's recorded consent"),
    "need_notice_ended": (
        "公示满 {working_days} 个工作日且异议已办结",
        "has had its {working_days} working days of notice, with objections settled",
    ),
    "need_on_site_check": ("有实地核查记录", "has a record of an on-site check"),
    "need_term_running": ("命名未满 {years} 年", "was named less than {years} years ago"),
    "need_leader": ("有队长", "has a leader"),
    "need_service_field": ("写明服务领域", "names its field of service"),
    "need_service_in_period": ("周期内至少服务 {min} 次", "gave at least {min} service(s) in the period"),
    "need_appointment": ("有聘书或聘任通知", "has a letter or notice of appointment"),
    "need_talk_in_last_months": (
        "最近 {months} 个月至少宣讲一次",
        "gave at least one talk in the last {months} months",
    ),
    "need_standing": ("现仍在原处", "still stands"),
    "need_seen_in_last_months": (
        "最近 {months} 个月有人去看过",
        "was looked at within the last {months} months",
    ),
    "need_maker": ("写明作者或制作者", "names its maker"),
    "remedy_photos": ("请补传照片，{enough} 张就够", "add photos; {enough} will do"),
    "remedy_head_count": ("请填写到场人次", "fill in how many came"),
    "remedy_head_count_method": (
        "请选择人次的得来方式：清点、票据、估计或区间",
        "choose how it was made: counted, tickets, estimate or range",
    ),
    "remedy_place_named": ("请填写地点", "fill in the place"),
    "remedy_place_on_map": ("请在地图上点出位置", "mark the place on the map"),
    "remedy_archived_page": (
        "请粘贴链接由系统存档，或上传版面照片",
        "paste the link so that it is saved, or add a picture of the page",
    ),
    "remedy_outlet": ("请填写媒体名称", "fill in the outlet"),
    "remedy_published": ("请补充发布的日期与链接", "add where and when it was published"),
    "remedy_consent": (
        "请征得本人同意并记录；未同意的不公开也不计入",
        "ask for the person's consent and record it; without it nothing is shown or counted",
    ),
    "remedy_notice_ended": (
        "公示期满、异议办结后自动计入",
        "counts by itself once the notice is over and objections are settled",
    ),
    "remedy_on_site_check": ("请安排实地核查并登记", "arrange an on-site check and record it"),
    "remedy_term_running": ("请安排复验", "arrange a re-check"),
    "remedy_leader": ("请登记队长", "register the leader"),
    "remedy_service_field": ("请选择服务领域", "choose the field of service"),
    "remedy_service_in_period": ("登记一次服务后自动计入", "counts by itself once a service is recorded"),
    "remedy_appointment": ("请补传聘书或聘任通知", "add the letter or notice of appointment"),
    "remedy_talk_in_last_months": (
        "安排并登记一次宣讲后自动计入",
        "counts by itself once a talk is given and recorded",
    ),
    "remedy_standing": (
        "如已拆除请更新状态；如仍在请补一张近照",
        "update its state if it is gone; add a recent photo if it stands",
    ),
    "remedy_seen_in_last_months": ("请去看一次并补一张近照", "visit it and add a recent photo"),
    "remedy_maker": ("请填写作者或制作者", "fill in the maker"),
}


def say(code: str, params: Mapping[str, object], language: str = "zh") -> str:
    """The sentence of `code` (`need_photos`, `remedy_photos`, ...) in Chinese or English, else KeyError."""
    zh, en = SENTENCES[code]
    return (en if language.split("-")[0] == "en" else zh).format(**params)

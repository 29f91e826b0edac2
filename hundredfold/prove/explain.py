"""Reasons in words: one sentence for a ground or a standing, in the reader's language, with the remedy. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hundredfold.linkage import words as linkage_words
from hundredfold.plan import needs as need_words
from hundredfold.plan.blueprint_types import Strand
from hundredfold.prove.claims import PLANNED, Ground
from hundredfold.prove.count import COUNTED, EXCLUDED, PENDING, Standing
from hundredfold.prove.rules import BY_NAME

SENTENCES: dict[str, tuple[str, str]] = {
    "accepted": ("{day} 核准", "accepted on {day}"),
    "taken_as_told": ("按台账所记", "taken as the ledger has it"),
    "told_by_several": (
        "{n} 条记录讲的是同一件事，计一次，各单位都记名：{units}",
        "{n} records tell this one deed; it counts once and all are credited: {units}",
    ),
    "needs_met": ("所需佐证齐全", "all it must show is there"),
    "planned": ("还在计划中", "still planned"),
    "withdrawn": ("单位已撤回", "withdrawn by its unit"),
    "waiting_for_review": ("等待审核", "waiting for review"),
    "changed_since_review": (
        "审核后又有修改，等待再看",
        "changed since it was reviewed; waits for another look",
    ),
    "returned": ("退回修改：{reason}", "came back: {reason}"),
    "not_acceptable": ("未予采纳：{reason}", "not accepted: {reason}"),
    "under_appeal": (
        "单位 {since} 已申诉，{due} 前答复",
        "under appeal since {since}, to be answered by {due}",
    ),
    "appeal_upheld": (
        "{day} 经申诉复核，维持原判定：{reason}",
        "looked at again on appeal on {day}, and it stands: {reason}",
    ),
    "join_under_appeal": (
        "归并 {since} 已有申诉，{due} 前答复",
        "that they were joined is under appeal since {since}, to be answered by {due}",
    ),
    "join_appeal_upheld": (
        "{day} 经申诉复核，维持归并：{reason}",
        "looked at again on appeal on {day}, they stay joined: {reason}",
    ),
    "seen_on_the_spot": ("{day} 现场核查属实", "seen on the spot on {day}"),
    "not_found_on_the_spot": (
        "{day} 现场核查未见到，请核对：{note}",
        "not found on the spot on {day}, please check: {note}",
    ),
    "differs_on_the_spot": (
        "{day} 现场核查与所报有不同，请核对：{note}",
        "on the spot on {day} it was not quite as told, please check: {note}",
    ),
    "heads_on_the_spot": ("现场看到 {seen}，所报 {told}", "{seen} on the spot, {told} as told"),
    "no_date": ("没有日期", "has no date"),
    "outside_period": (
        "{day} 不在本周期（{from} 至 {to}）",
        "{day} lies outside the period ({from} to {to})",
    ),
    "after_period": ("{day} 在本周期结束（{to}）之后", "{day} lies after the period's end ({to})"),
    "still_to_come": ("日期 {day} 还没到", "its day, {day}, is still to come"),
    "open_finding": ("{rule}：等待核对", "{rule}: waiting to be checked"),
    "head_count_over_venue": (
        "人次 {n} 多于“{venue}”一般能容的 {holds}",
        "{n} came, more than the {holds} that “{venue}” usually holds",
    ),
    "head_count_large": (
        "人次 {n} 超过 {holds}，场地未说明",
        "{n} came, over {holds}, and the venue does not say why",
    ),
    "two_places": (
        "{name} 在 {day} 同一时间出现在“{a}”和“{b}”",
        "{name} on {day} at one time at “{a}” and “{b}”",
    ),
    "photo_same_file": ("两条记录用了同一个照片文件", "both records hold the same photo file"),
    "photo_same": (
        "两条记录的照片是同一张（可能改过大小、裁过边）",
        "both show one photo, perhaps resized or cropped",
    ),
    "burst_minutes": (
        "两张照片相隔约 {minutes} 分钟（{taken}），却分别列在 {day_a} 和 {day_b} 名下",
        "two photos were taken about {minutes} minute(s) apart ({taken}) but stand under {day_a} and {day_b}",
    ),
    "burst_scene": ("拍的是同一场景", "they show one scene"),
    "burst_place": ("拍摄位置在同一处", "they were taken in one place"),
    "burst_camera": ("出自同一单位同一型号的相机", "one unit's camera of one model took both"),
    "photo_time_far": (
        "照片自带时间 {taken}，所填日期 {day}，相差 {days} 天；也可能是相机时间不准",
        "its photo says {taken}, the record {day}: {days} days apart, unless the camera's clock is wrong",
    ),
    "photo_place_far": (
        "照片自带位置离所填地点约 {km} 公里",
        "its photo says it was taken about {km} km from the place that is told",
    ),
    "photo_same_name": ("两条记录写了同一个照片文件名 {photo}", "both name one photo file, {photo}"),
    "copied_summary": (
        "与 {unit} {day}“{title}”的经过有 {n} 字相同，占较短一方的 {percent}%",
        "{n} letters, {percent}% of the shorter account, are those of “{title}” by {unit} on {day}",
    ),
    "late_entry": (
        "{day} 的事，{n} 天后才填报，请核对日期与人次",
        "told {n} days after {day}; check day and head count",
    ),
    "dead_link": (
        "链接自 {day} 起打不开，请补存网页或版面照片",
        "its link leads nowhere since {day}; add a saved page or a picture of it",
    ),
    "visits_in_a_day": (
        "“{venue}”{day} 一天有 {n} 次到访，下次请错开日子或另选去处",
        "“{venue}” had {n} visits on {day}; next time, another day or another home",
    ),
    "visits_in_a_week": (
        "“{venue}”从 {day} 起一周内有 {n} 次到访，下次请错开日子或另选去处",
        "“{venue}” had {n} visits in the week from {day}; next time, another day or another home",
    ),
    "bunched_before_inspection": (
        "{unit}的 {all} 场中有 {n} 场在检查前（{from} 至 {to}），平时不妨多办",
        "{n} of the {all} events of {unit} lie before an inspection ({from} to {to}); do spread them",
    ),
    "bunched_at_the_end": (
        "{unit}的 {all} 场中有 {n} 场在周期末尾（{from} 至 {to}），平时不妨多办",
        "{n} of the {all} events of {unit} lie at the period's end ({from} to {to}); do spread them",
    ),
    "press_reprint": ("正文与 {outlet} {day} 的报道相同", "its text is that of {outlet} of {day}"),
}

REMEDIES: dict[str, tuple[str, str]] = {
    "waiting_for_review": ("审核人看过即可，不用再做什么", "nothing, until a reviewer has looked"),
    "changed_since_review": (
        "审核人看过即可，不用再做什么",
        "nothing, until a reviewer has looked",
    ),
    "returned": ("按退回的意见改好再交", "mend what the note says and send it again"),
    "not_acceptable": ("有不同意见可以申诉", "if you see it otherwise, appeal"),
    "under_appeal": ("等项目办答复，不用再做什么", "nothing, until the office has answered"),
    "no_date": ("请补填日期", "fill in the date"),
    "outside_period": ("如日期有误请更正", "correct the date if it is wrong"),
    "after_period": ("如日期有误请更正", "correct the date if it is wrong"),
    "still_to_come": ("到期后自动计入", "counts by itself once the day has come"),
    "open_finding": (
        "请核对是否同一事项，或等审核人判定",
        "check whether they are one, or wait for the reviewer",
    ),
    "open_finding_on_one": (
        "等审核人判定，也可在说明里补充情况",
        "wait for the reviewer; you may say more in the description",
    ),
    "planned": ("办完后报一次即可", "tell it once it is done"),
    "withdrawn": ("如需恢复，修改后重新提交", "amend it to bring it back"),
}

_APPEALED = frozenset({"under_appeal", "appeal_upheld"})

STATES: dict[str, tuple[str, str]] = {
    COUNTED: ("计入", "counts"),
    PENDING: ("待核", "waits"),
    PLANNED: ("计划中", "planned"),
    EXCLUDED: ("不计入", "not counted"),
}


def pick(pair: tuple[str, str], language: str) -> str:
    """The Chinese or the English of a pair."""
    return pair[1] if language.split("-")[0] == "en" else pair[0]


def ground(reason: Ground, language: str = "zh") -> str:
    """One ground as a short phrase. A code that no engine knows is shown as it is, so that nothing is hidden."""
    if reason.code == "need":
        return need_words.say(f"need_{reason.params['need']}", reason.params, language)
    if reason.code in SENTENCES:
        return pick(SENTENCES[reason.code], language).format(**_named(reason.params, language))
    if reason.code in linkage_words.SENTENCES:
        return linkage_words.say(reason.code, reason.params, language)
    return reason.code


def _named(params: Mapping[str, Any], language: str) -> dict[str, Any]:
    named = {
        key: value.rstrip("。.；;") if isinstance(value, str) else value for key, value in params.items()
    }
    if language.split("-")[0] == "en" and isinstance(named.get("units"), str):
        named["units"] = named["units"].replace("、", ", ")
    rule = BY_NAME.get(str(params.get("rule", "")))
    return {**named, "rule": rule.title.say(language)} if rule else named


def remedy(reason: Ground, language: str = "zh") -> str:
    """What would change the standing, or nothing where nothing is to be done."""
    if reason.code == "need":
        return need_words.say(f"remedy_{reason.params['need']}", reason.params, language)
    is_on_one = reason.code == "open_finding" and not reason.params.get("other")
    code = "open_finding_on_one" if is_on_one else reason.code
    return pick(REMEDIES[code], language) if code in REMEDIES else ""


def remedies(reasons: Iterable[Ground], language: str = "zh") -> list[str]:
    """What would change a standing with these reasons, each once. Who has appealed is not told to appeal."""
    held = list(reasons)
    is_appealed = any(reason.code in _APPEALED for reason in held)
    shown = [reason for reason in held if not (is_appealed and reason.code == "not_acceptable")]
    return list(dict.fromkeys(filter(None, (remedy(reason, language) for reason in shown))))


def lacks(reason: Ground, language: str = "zh") -> str:
    """A ground as the reason of a standing that does not count: an unmet need is said as what is missing."""
    said = ground(reason, language)
    if reason.code != "need":
        return said
    return f"not yet shown that it {said}" if language.split("-")[0] == "en" else f"尚缺：{said}"


def sentence(standing: Standing, strand: Strand, language: str = "zh") -> str:
    """One sentence: counts or not, in which strand, because of what, and what would change it."""
    english = language.split("-")[0] == "en"
    name = strand.short_name.say(language)
    if standing.state == COUNTED:
        because = ("; " if english else "；").join(ground(reason, language) for reason in standing.reasons)
        return f"Counts in “{name}”: {because}." if english else f"计入“{name}”：{because}。"
    because = ("; " if english else "；").join(lacks(reason, language) for reason in standing.reasons)
    head = _HEADS[standing.state][1 if english else 0].format(name=name)
    mend = ("; " if english else "；").join(remedies(standing.reasons, language))
    if english:
        return f"{head}: {because}." + (f" To do: {mend}." if mend else "")
    return f"{head}：{because}。" + (f"{mend}。" if mend else "")


_HEADS: dict[str, tuple[str, str]] = {
    PENDING: ("尚未计入“{name}”", "Not yet counted in “{name}”"),
    PLANNED: ("“{name}”计划中", "Planned in “{name}”"),
    EXCLUDED: ("不计入“{name}”", "Not counted in “{name}”"),
}


def state(code: str, language: str = "zh") -> str:
    """A standing's state in one word or two."""
    return pick(STATES[code], language)

"""The words of drawn pages, Chinese and English. Must not know what is drawn."""

from html import escape
from typing import Literal

Language = Literal["zh", "en"]

SENTENCES: dict[str, tuple[str, str]] = {
    "counted": ("计入", "counted"),
    "pending": ("待核", "to be checked"),
    "planned": ("计划中", "planned"),
    "excluded": ("不计入", "not counted"),
    "not_yet": ("还没有", "not yet"),
    "asks": ("有待核对", "something to check"),
    "of": ("/ {target} {measure}", "/ {target} {measure}"),
    "state_count": ("{n} {state}", "{n} {state}"),
    "source": ("台账：{source}", "Ledger: {source}"),
    "made_at": ("生成于 {when}", "Made {when}"),
    "total": (
        "{counted} 件计入，{pending} 件待核，{excluded} 件不计入",
        "{counted} counted, {pending} to be checked, {excluded} not counted",
    ),
    "strands": ("各条线", "The strands"),
    "lists": ("逐项名单", "The lists, one by one"),
    "findings": ("请核对（{n}）", "Please check ({n})"),
    "findings_manner": (
        "以下只是提示，由人来决定；没有确认之前，不作任何结论。",
        "These are proposals; people decide. Nothing is concluded until somebody has.",
    ),
    "no_findings": ("没有需要核对的地方。", "There is nothing to check."),
    "rests_on": ("依据", "What it rests on"),
    "elsewhere": ("编号 {id}，不在下面的名单里", "{id}, not in the lists below"),
    "skipped": ("没有读入的行（{n}）", "Rows not read ({n})"),
    "notices": ("说明", "Notices"),
    "told_by": ("报送：{units}", "Told by {units}"),
    "between": ("、", ", "),
    "nothing": ("这一条线还没有内容。", "There is nothing in this strand yet."),
    "empty": ("台账里没有可读的行。", "The ledger holds no row that could be read."),
    "to_top": ("回到顶部", "Back to the top"),
    "alone": (
        "这一页可以单独保存、转发和打印，打开时不需要网络。",
        "This page can be kept, sent on and printed by itself; it needs no network.",
    ),
}


def say(code: str, params: dict[str, object] | None = None, language: Language = "zh") -> str:
    """Return the sentence of `code` in `language`, its places filled from `params`."""
    return SENTENCES[code][language == "en"].format(**(params or {}))


def written(code: str, language: Language, **params: object) -> str:
    """Return the same sentence escaped for HTML."""
    return escape(say(code, params, language))

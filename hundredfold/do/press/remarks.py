"""What is worth a look before a page is told: own account, paid notice, one line of mention. It never decides."""

import re
from typing import Any

from hundredfold.do.press.models import Page
from hundredfold.plan.blueprint_types import Blueprint
from hundredfold.plan.queries import units_in

# Marks that a page carries itself; a text that merely speaks of advertising is not meant.
_PAID = re.compile(
    r"^\W*(广告|推广|赞助内容|商业推广|付费内容|特约刊登|本文(?:系|为)(?:广告|推广|商业合作|企业供稿)[^\n。]{0,12}|"
    r"advertorial|sponsored(?: content)?|paid (?:content|notice))\W*$",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE = re.compile(r"[^。！？!?\n]+")
_MANY = 6  # sentences from which on a single one is merely a mention


def remarks_on(page: Page, blueprint: Blueprint) -> list[dict[str, Any]]:
    """What to point out, as codes of ``words.SENTENCES`` with params; empty where nothing is."""
    found: list[dict[str, Any]] = []
    if page.level == "unit":
        found.append({"code": "own_account"})
    if page.level == "self":
        found.append({"code": "self_media"})
    if mark := _PAID.search(page.text):
        found.append({"code": "paid_notice", "params": {"mark": mark[1][:20]}})
    if line := _mention(page, blueprint):
        found.append({"code": line})
    if not page.outlet:
        found.append({"code": "outlet_unknown"})
    if page.published is None:
        found.append({"code": "day_unknown"})
    return found


def _mention(page: Page, blueprint: Blueprint) -> str:
    district = blueprint.district
    names = (
        [name for name in (district.name.zh, district.name.en, *district.aliases) if name] if district else []
    )
    if not names or not page.text:
        return ""
    sentences = _SENTENCE.findall(page.text)
    naming = sum(any(name in sentence for name in names) for sentence in sentences)
    in_title = any(name in page.title for name in names)
    if naming == 0 and not in_title:
        return "" if units_in(f"{page.title}\n{page.text}") else "not_mentioned"
    return "one_line" if naming == 1 and not in_title and len(sentences) >= _MANY else ""

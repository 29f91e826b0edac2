"""Provinces, cities and counties by name, long and short; it must not know what a text says of them."""

import csv
import re
from functools import cache
from importlib.resources import files

DEPTHS = {2: "province", 4: "city", 6: "county"}
SUFFIX = re.compile(
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|自治旗|联合旗|"
    r"地区|省|市|区|县|旗|盟|州|林区)$"
)
PEOPLES = re.compile(r"(?<=..)(?:[\u4e00-\u9fff]{1,4}?族|哈萨克|蒙古|柯尔克孜)+$")
SHORT = {
    "昆区": "昆都仑区",
    "土右旗": "土默特右旗",
    "达茂旗": "达尔罕茂明安联合旗",
    "白云矿区": "白云鄂博矿区",
}


@cache
def division_names() -> dict[str, str]:
    """Full names to their depth: province, city or county. A name used twice keeps the higher depth."""
    page = files("hundredfold.reading") / "tables" / "divisions.tsv"
    names: dict[str, str] = {}
    with page.open(encoding="utf-8") as lines:
        for code, name in csv.reader(lines, delimiter="\t"):
            known = names.get(name)
            if known is None or len(known) < len(DEPTHS[len(code)]):
                names.setdefault(name, DEPTHS[len(code)])
    return names | {short: names[full] for short, full in SHORT.items()}


@cache
def _short_names() -> dict[str, str]:
    order = {"province": 0, "city": 1, "county": 2}
    short: dict[str, str] = {}
    for name, depth in sorted(division_names().items(), key=lambda found: order[found[1]]):
        stem = SUFFIX.sub("", name)
        for form in (stem, PEOPLES.sub("", stem) if stem != name and "自治" in name else stem):
            if len(form) >= 2:
                short.setdefault(form, depth)
    return short


def level_of_place(text: str) -> str | None:
    """The depth of the deepest place that the text ends with, or begins with: province, city or county."""
    for names in (division_names(), _short_names()):
        for size in range(len(text), 1, -1):
            if text[-size:] in names:
                return names[text[-size:]]
    for names in (division_names(), _short_names()):
        for size in range(len(text), 1, -1):
            if text[:size] in names:
                return names[text[:size]]
    return None

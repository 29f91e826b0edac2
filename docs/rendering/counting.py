"""How a hundred is counted: the tables of `tests/spec`, each line of which is also a test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docs.rendering.markdown import made, table
from hundredfold.plan import rule_words
from hundredfold.plan.blueprint import load
from hundredfold.plan.needs import NEEDS, say
from hundredfold.prove import explain
from hundredfold.prove.rules import RULES
from tests.spec.cases import COUNTS, Case, NeedCase, cases, need_cases
from tests.spec.cases import table as spec

OPENING = """# 一百是怎样数出来的 / How a hundred is counted

每一条规则都配有几个小例子：报了什么、审核人怎么说、应当得出什么。例子同时是测试，程序与本页不符时测试不通过。
周期按 2026 年全年，除另注明外，按 6 月 30 日所知计算；没有写出的事实都齐全。

Each rule comes with small examples: what was told, what reviewers said, what must come of it. Every example is a test
as well: when the program and this page disagree, the build fails. The period is the year 2026; unless said otherwise
the count is as of 30 June, and whatever an example does not mention is there.

**一件事在某条线上计入，要同时满足 / A deed counts in a strand when all of these hold:**

1. 至少一条记录由审核人采纳，审核人不属于填报单位 / a reviewer, never of the telling unit, accepted one of its records;
2. 日期在周期之内；人、队、物要在任、在册、在原处 / its day lies in the period; members and things serve or stand;
3. 这条线要的佐证齐全 / what the strand asks for is shown;
4. 没有等待核对的提示 / no open finding is waiting;
5. 合并的记录只是一件事 / joined records are one deed, and one deed counts once.

提示由规则提出，由人判定。两条记录疑似同一件事时，**后报的等待，先报的照计**，不让先报的吃亏。
Rules propose and people decide. When two records may be one deed, **the later told waits** and the earlier stays
counted.
"""

RULES_OPENING = """每条规则只提出，由人判定。标“只作提示”的在记录旁边说一句，谁也不等，计数不变。
数字写在蓝本的 `[rules.规则名]` 里，下面是九个一百所用的；没有写的用默认。

A rule proposes and people decide. One marked “a remark only” is said beside the record: nobody waits and no count
changes. The numbers stand in the blueprint under `[rules.name]`; these are those of the Nine Hundreds.
"""
REMARK = "\n只作提示 / a remark only"

STATES = {
    "counted": "计入 / counts",
    "pending": "待核 / waits",
    "planned": "计划中 / planned",
    "excluded": "不计入 / not counted",
}


def page() -> str:
    """The whole page."""
    return "\n".join([made("tests/spec/"), OPENING, *_counts(), *_needs(), *_rules(), *_clock(), *_asked()])


def _counts() -> Iterator[str]:
    for name in COUNTS:
        yield _heading(spec(name))
        for case in cases(name):
            yield _count(case)


def _heading(said: Mapping[str, Any]) -> str:
    title, lead = said["title"], said["lead"]
    return f"## {title['zh']} / {title['en']}\n\n{lead['zh']}\n\n{lead['en']}\n"


def _count(case: Case) -> str:
    raw = case.raw
    rows = [(line["deed"], STATES[line["state"]], f"{line['zh']}\n{line['en']}") for line in raw["expect"]]
    came = table(("事项 / deed", "结果 / stands", "说明 / in words"), rows)
    return f"### {case.name.zh} / {case.name.en}\n\n{_told(raw)}\n{came}"


def _told(raw: Mapping[str, Any]) -> str:
    """What was told, decided and found, one line each."""
    lines = [f"- `{line['id']}` {_facts(line)}" for line in raw["told"]]
    for line in raw.get("decided", ()):
        reason = f" “{line['reason']}”" if "reason" in line else ""
        seen = (
            f" (第 {line['position']} 次修订 / at revision {line['position']})" if "position" in line else ""
        )
        lines.append(f"- {line['day']} 审核 / reviewed `{line['record']}`: {line['said']}{reason}{seen}")
    lines += [
        f"- 合并 / joined: {' + '.join(f'`{each}`' for each in pair)}" for pair in raw.get("joined", ())
    ]
    lines += [f"- 待核对 / open: {line['rule']} `{line['a']}` `{line['b']}`" for line in raw.get("open", ())]
    lines += [
        f"- 设定 / set: {rule} {key} = {_value(value)}"
        for rule, settings in raw.get("rules", {}).items()
        for key, value in settings.items()
    ]
    lines += [_visit(line) for line in raw.get("visited", ())]
    lines += [_appeal(line) for line in raw.get("appealed", ())]
    if "as_of" in raw:
        lines.append(f"- 截至 / as of {raw['as_of']}")
    return "".join(f"{line}\n" for line in lines)


def _visit(line: Mapping[str, Any]) -> str:
    results = {"seen": "看到 / seen", "not_found": "未见到 / not found", "differs": "有不同 / differs"}
    heads = f"，{line['head_count']}" if "head_count" in line else ""
    note = f" “{line['note']}”" if "note" in line else ""
    return f"- {line['day']} 现场 / on the spot `{line['record']}`: {results[line['result']]}{heads}{note}"


def _appeal(line: Mapping[str, Any]) -> str:
    both = " + ".join(f"`{each}`" for each in line["records"])
    if "reason" in line:
        return f"- {line['day']} 申诉后维持 / upheld on appeal {both}: “{line['reason']}”"
    return f"- {line['since']} 申诉 / appealed {both}, {line['due']} 前答复 / to be answered"


def _clock() -> Iterator[str]:
    """The working-day clock of appeals."""
    yield _heading(spec("appeal_clock"))
    rows = []
    for line in spec("appeal_clock")["case"]:
        expected = line["expect"]
        remark = [expected[key] for key in ("remark_zh", "remark_en") if key in expected]
        rows.append(
            (
                f"{line['zh']}\n{line['en']}",
                str(line["begun"]),
                str(line["days"]),
                str(line["today"]),
                "\n".join([expected["zh"], expected["en"], *remark]),
            )
        )
    yield table(("例 / case", "起算 / from", "工作日 / days", "今天 / today", "怎样说 / in words"), rows)


def _facts(line: Mapping[str, Any]) -> str:
    """The facts that a line of a table gives, as they stand there."""
    shown = [
        f"{key}: {_value(value)}" for key, value in line.items() if key not in {"id", "lacks", "details"}
    ]
    shown += [f"{key}: {_value(value)}" for key, value in line.get("details", {}).items()]
    shown += [f"无 / no {key}" for key in line.get("lacks", ())]
    return " · ".join(shown) or "齐全 / complete"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "是 / yes" if value else "否 / no"
    if isinstance(value, list):
        return "、".join(map(str, value)) or "无 / none"
    text = str(value)
    return text if len(text) <= 40 else f"{text[:38]}…"


def _needs() -> Iterator[str]:
    yield _heading(spec("needs"))
    rows = [_need(case) for case in need_cases()]
    yield table(("要看的 / asked", "满足 / met by", "不满足 / not met by", "怎样补 / to do"), rows)


def _need(case: NeedCase) -> tuple[str, str, str, str]:
    params = NEEDS[case.code].params
    asked, remedy = (
        [say(f"{word}_{case.code}", params, language) for language in ("zh", "en")]
        for word in ("need", "remedy")
    )
    usual = "什么都不说 / nothing said"
    met, not_met = (_facts(facts) if facts else usual for facts in (case.met, case.not_met))
    return f"`{case.code}`\n{asked[0]}\n{asked[1]}", met, not_met, f"{remedy[0]}\n{remedy[1]}"


def _rules() -> Iterator[str]:
    yield "## 规则 / The rules\n\n" + RULES_OPENING
    settings = load("nine_hundreds").rules
    yield table(
        ("规则 / rule", "找什么 / what it looks for", "按这些数字 / with these numbers"),
        [
            (
                f"`{rule.name}` {rule.title.zh} / {rule.title.en}{REMARK if rule.is_remark else ''}",
                f"{rule.sentence.zh}\n{rule.sentence.en}",
                "\n".join(_settings(rule.name, settings)) or "—",
            )
            for rule in RULES
        ],
    )
    for rule in RULES:
        yield f"### {rule.title.zh} / {rule.title.en} (`{rule.name}`)\n"
        for case in cases(rule.name):
            yield f"**{case.name.zh} / {case.name.en}**\n\n{_told(case.raw)}\n{_found(case)}"


def _settings(rule: str, settings: Mapping[str, Any]) -> Iterator[str]:
    """Each number of a rule under its name in the blueprint, in both languages."""
    said = (rule_words.said(settings, rule, language) for language in ("zh", "en"))
    for key, zh, en in zip(settings.get(rule, {}), *said, strict=True):
        yield f"`{key}` {zh} / {en}"


def _found(case: Case) -> str:
    if not case.raw["expect"]:
        return "→ 不提 / nothing found\n"
    lines = []
    for line in case.raw["expect"]:
        both = f"`{line['a']}`" + (f" + `{line['b']}`" if line.get("b") else "")
        waits = f"`{line['waits']}` 等待 / waits" if line["waits"] else "谁也不等 / nobody waits"
        said = f": {line['zh']} / {line['en']}" if "zh" in line else ""
        lines.append(f"→ {both}, {waits}{said}\n")
    return "".join(lines)


def _asked() -> Iterator[str]:
    """What each strand of the Nine Hundreds asks for."""
    yield "## 九个一百各要什么 / What each of the Nine Hundreds asks for\n"
    rows = []
    for strand in load("nine_hundreds").strands:
        needs = [
            "；".join(
                explain.need_words.say(need.sentence_key, need.params, language) for need in strand.needs
            )
            for language in ("zh", "en")
        ]
        one = strand.counting_rule.one
        rows.append(
            (
                f"{strand.name.zh}\n{strand.name.en}",
                f"{one.zh}\n{one.en}",
                f"{needs[0]}\n{needs[1].replace('；', '; ')}",
            )
        )
    yield table(("条线 / strand", "一个是什么 / one of the hundred", "要看的 / asked"), rows)

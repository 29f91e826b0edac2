"""What can be wrong with a blueprint file, in sentences that name file, line and key. Knows no schema."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

SENTENCES: dict[str, tuple[str, str]] = {
    "no_file": (
        "找不到这个蓝本文件或内置蓝本；内置的有 {known}",
        "no such blueprint file or built-in; built in are {known}",
    ),
    "unreadable": ("文件读不出来，须为 UTF-8 文本", "the file cannot be read; it must be UTF-8 text"),
    "too_large": ("文件超过 {limit} 字节，不像蓝本", "the file is over {limit} bytes, which no blueprint is"),
    "syntax": ("不是合法的 TOML：{said}", "is not valid TOML: {said}"),
    "missing": ("缺少必填项", "is required and missing"),
    "unknown": ("不认识的键", "is not a known key"),
    "unknown_near": ("不认识的键，是否想写 {near}？", "is not a known key; did you mean {near}?"),
    "not_table": ("须为表，现为 {value}", "must be a table, but is {value}"),
    "not_list": ("须为列表，现为 {value}", "must be a list, but is {value}"),
    "empty": ("不能为空", "must not be empty"),
    "not_text": ("须为非空文字，现为 {value}", "must be text that is not empty, but is {value}"),
    "not_positive": ("须为正整数，现为 {value}", "must be a positive whole number, but is {value}"),
    "not_number": ("须为不小于零的数，现为 {value}", "must be a number not below zero, but is {value}"),
    "not_bool": ("须为 true 或 false，现为 {value}", "must be true or false, but is {value}"),
    "not_date": (
        "须为日期（如 2026-01-01），现为 {value}",
        "must be a date such as 2026-01-01, but is {value}",
    ),
    "not_code": (
        "代号须为小写英文字母、数字与下划线，且以字母开头，现为 {value}",
        "a code must be lower-case letters, digits and underscores, starting with a letter, but is {value}",
    ),
    "not_choice": ("须为 {choices} 之一，现为 {value}", "must be one of {choices}, but is {value}"),
    "not_period": (
        "起止须同为完整日期或同为 月-日（如 01-01），且日子存在，现为 {value}",
        "start and end must both be dates or both be month-days such as 01-01 that exist, but are {value}",
    ),
    "period_backwards": ("结束早于开始", "ends before it starts"),
    "not_time_zone": ("不认识的时区 {value}", "unknown time zone {value}"),
    "not_week": (
        '须写作 "last of 5" 或 "first of 5"，现为 {value}',
        'must read "last of 5" or "first of 5", but is {value}',
    ),
    "not_window": ("month、week、days 须且只须写一个", "exactly one of month, week and days must be given"),
    "too_long": ("不得超过 {limit} 个字符", "must not be longer than {limit} characters"),
    "no_strand": ("没有叫 {value} 的条线", "there is no strand {value}"),
    "no_detail": ("条线 {strand} 没有叫 {value} 的字段", "strand {strand} has no field {value}"),
    "alias_twice": (
        "别名 {value} 与条线 {strand} 相同，无法分辨",
        "the alias {value} is also one of strand {strand}",
    ),
    "need_unfit": ("{kind} 类的条线不能要求 {value}", "a strand of kind {kind} cannot need {value}"),
    "counts_unfit": ("{kind} 类只能按 {choices} 计数", "kind {kind} counts {choices} only"),
    "too_few": ("不得大于 {other}（{bound}）", "must not exceed {other} ({bound})"),
    "no_choices": (
        "type 为 choice 时须写 choices，其他类型不写",
        "choices are given for type choice, and only for it",
    ),
    "forbidden": (
        "本系统从不收集这一项（民族、宗教、政治面貌、证件号、出生日期等），请删去",
        "is never collected here (ethnicity, religion, political status, identity number, birth); remove it",
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: in which file, on which line (1 is the first; 0: no line), at which key, and what."""

    file: str
    line: int
    key: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)

    def say(self, language: str = "zh") -> str:
        """One sentence that names file, line and key."""
        zh, en = SENTENCES[self.code]
        if language.split("-")[0] == "en":
            where = [self.file, f"line {self.line}" if self.line else "", self.key]
            return f"{' '.join(filter(None, where))}: {en.format(**self.params)}"
        where = [self.file, f"第 {self.line} 行" if self.line else "", self.key]
        return f"{' '.join(filter(None, where))}：{zh.format(**self.params)}"


class BlueprintError(ValueError):
    """A blueprint that cannot be used; `problems` lists everything wrong with it, in file order."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """`problems` must not be empty."""
        self.problems = tuple(problems)
        super().__init__("\n".join(problem.say() for problem in self.problems))

    def say(self, language: str = "zh") -> str:
        """All sentences, one a line."""
        return "\n".join(problem.say(language) for problem in self.problems)

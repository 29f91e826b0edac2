"""Slips of the hand in maker D's ledgers: typos, widths, traditional characters, what happens to a copied account."""

from __future__ import annotations

import random
from dataclasses import replace

from bench.deeds_d_words import Habit
from hundredfold.linkage.rows import Row

# What an input method offers first instead.
_WRONG = {"启": "起", "象": "像", "座": "坐", "园": "圆", "纪": "记", "宣": "喧", "度": "渡", "练": "炼", "须": "需",
          "讲": "将", "演": "延", "牧": "木", "馆": "管", "情": "请", "书": "舒", "普": "谱", "镇": "阵"}  # fmt: skip
_OLD = str.maketrans(
    "团结义诊书会讲馆艺开场广镇铁区党务动节庆国语习学乐红马头饺写联剪纸发医药领众举办主题组织为进风给设",
    "團結義診書會講館藝開場廣鎮鐵區黨務動節慶國語習學樂紅馬頭餃寫聯剪紙發醫藥領眾舉辦主題組織為進風給設",
)
_WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


class Hand:
    """Writes cells as hands do."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng

    def written(self, row: Row, habit: Habit) -> Row:
        """The row as it stands in the sheet."""
        title, venue, summary = self._slipped(row.title, 0.06), self._slipped(row.venue, 0.025), row.summary
        if habit.old_script:
            title, venue, summary = (text.translate(_OLD) for text in (title, venue, summary))
        if habit.wide and self.rng.random() < 0.7:
            title, summary = title.translate(_WIDE), summary.translate(_WIDE)
        if self.rng.random() < 0.03:
            title = f" {title}　"
        return replace(row, title=title, venue=venue, summary=summary)

    def _slipped(self, text: str, share: float) -> str:
        if len(text) < 4 or self.rng.random() >= share:
            return text
        at = self.rng.randrange(1, len(text) - 1)
        way = self.rng.random()
        if way < 0.4:
            return "".join(_WRONG.get(letter, letter) for letter in text)
        if way < 0.7:
            return text[:at] + text[at + 1 :]
        return text[:at] + text[at + 1] + text[at] + text[at + 2 :]

    def copied(self, account: str) -> str:
        """Another's account pasted: whole, without its first sentence, or cut short."""
        way, parts = self.rng.random(), [part for part in account.split("。") if part]
        if way < 0.45 or len(parts) < 2:
            return account
        kept = parts[1:] if way < 0.7 else parts[: max(1, len(parts) - 1)]
        return "。".join(kept) + "。"

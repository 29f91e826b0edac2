"""Every ground has its sentence, in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hundredfold.linkage import grounds
from hundredfold.linkage.words import SENTENCES, say

PARAMS: dict[str, str | int] = {
    "day": "2024-06-10", "days": 1, "a": "甲", "b": "乙", "count": 86, "unit": "丙", "venue": "丁", "title": "戊",
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_sentence_is_complete_in_both_languages(code: str) -> None:
    chinese, english = say(code, PARAMS), say(code, PARAMS, "en")

    assert re.search("[一-鿿]", chinese)
    assert english
    assert "{" not in chinese + english


def test_every_code_of_the_engine_has_a_sentence() -> None:
    source = Path(grounds.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'"([a-z]+(?:_[a-z]+)+)"', source)) - {"shared_photo_of"}

    assert codes - {"grounds_of"} <= set(SENTENCES) | {"ordinal", "session"}

"""Which machines compare, and the word that says when one of them is not enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from hundredfold.base.env import BadSetting
from hundredfold.config.commands import engines
from hundredfold.linkage.region.session import NoSparkError


def test_one_sentence_says_that_memory_is_short(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    short = tmp_path / "meminfo"
    short.write_text("MemTotal: 900000 kB\nMemAvailable:     300000 kB\n", encoding="ascii")
    monkeypatch.setattr(engines, "MEMORY", short)

    engines.advise("duckdb", 40_000, "en")
    engines.advise("duckdb", 1_000, "en")
    engines.advise("spark", 40_000, "en")

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "40000 rows" in said
    assert "292 MB" in said
    assert "--engine spark" in said


def test_the_sentence_is_chinese_first(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(engines, "MEMORY", tmp_path / "nowhere")

    engines.advise("duckdb", 1_000_001, "zh")

    assert capsys.readouterr().err.startswith("提示：1000001 条")


def test_engines_are_two() -> None:
    with pytest.raises(BadSetting, match="excel"):
        engines.require_engine("excel", "")
    engines.require_engine("duckdb", "")


def test_the_setting_names_the_cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPARK_MASTER", "not an address")

    with pytest.raises(NoSparkError, match="not an address"):
        engines.require_engine("spark", "")

"""Model files: what is written can be read, what is foreign is refused."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from hundredfold.linkage.likeness import COMPARISONS
from hundredfold.linkage.model import SHIPPED, UnfitModelError, read, shipped
from hundredfold.linkage.rivals import STANDINGS


def test_shipped_model_has_a_weight_for_every_level() -> None:
    model = shipped()

    sizes = {name: size for name, (_, size) in COMPARISONS.items()}
    assert {name: len(table) for name, table in model.weights.items()} == sizes
    assert {name: len(table) for name, table in model.standing.items()} == STANDINGS


def test_model_survives_writing_and_reading(tmp_path: Path) -> None:
    copy = tmp_path / "model.json"
    copy.write_text(shipped().to_json(), encoding="utf-8")

    assert read(copy) == shipped()


def test_probability_rises_with_the_score() -> None:
    chances = shipped().probability(np.linspace(-30, 30, 200))

    assert (np.diff(chances) >= 0).all()
    assert 0 <= chances.min() < chances.max() <= 1


def test_model_of_another_version_is_refused_with_advice(tmp_path: Path) -> None:
    old = tmp_path / "old.json"
    old.write_text(json.dumps({**json.loads(SHIPPED.read_text("utf-8")), "format": 1}), encoding="utf-8")

    with pytest.raises(UnfitModelError, match=r"version 1.*train it again"):
        read(old)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 3}', "\ufeff{"])
def test_file_that_is_no_model_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(UnfitModelError, match=r"x\.json"):
        read(path)


def test_missing_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnfitModelError):
        read(tmp_path / "none.json")

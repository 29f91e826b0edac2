"""A search cut into parts gives what the whole gives; all of it without Spark, each part in its turn."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow
import pytest

from bench import deeds_a
from hundredfold.linkage.backends import splink_settings
from hundredfold.linkage.candidates import Reach, tokens_of
from hundredfold.linkage.capacity import BASE_BYTES, COMFORTABLE, ROW_BYTES, advice
from hundredfold.linkage.fingerprint import fingerprint
from hundredfold.linkage.likeness import COMPARISONS, Pairs
from hundredfold.linkage.model import shipped
from hundredfold.linkage.pairs import Pair, least_promise, levels_of, score
from hundredfold.linkage.prepared import Ledger, Reader, prepare
from hundredfold.linkage.ragged import Ragged
from hundredfold.linkage.region import session
from hundredfold.linkage.region.exchange import gathered, packed, scattered, unpacked
from hundredfold.linkage.region.postings import STEPS, Search, in_one
from hundredfold.linkage.region.reading import Joiner, bundled, read_slice
from hundredfold.linkage.region.session import NoSparkError
from hundredfold.linkage.region.shelf import opened, shelve
from hundredfold.linkage.region.weighing import Comparing, codes_in, levels_in
from hundredfold.linkage.rows import Row


def some_rows() -> list[Row]:
    """Deeds told by several units, two of them showing one picture that is named in no row."""
    rows, _ = deeds_a.make(240, 3)
    return [replace(row, kind="place") if at % 40 == 0 else row for at, row in enumerate(rows)]


def shelved(rows: list[Row], folder: Path) -> tuple[Ledger, str]:
    ledger = prepare(rows)
    path = folder / "shelf"
    shelve(path, ledger, tokens_of(ledger))
    return ledger, str(path)


def searched(search: Search) -> tuple[Any, ...]:
    """All steps, each part after the other, parcels carried by hand."""
    parcels = [parcel for part in range(search.parts) for parcel in search.keys(part)]
    for name, types in STEPS:
        parcels = [
            parcel
            for part in range(search.parts)
            for parcel in getattr(search, name)(part, gathered([p for p in parcels if p[0] == part], types))
        ]
    columns = zip(*(unpacked(parcel) for _, parcel in parcels), strict=True)
    return in_one([np.concatenate(column) for column in columns])


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_candidates_sought_in_parts_are_those_of_the_whole(parts: int, tmp_path: Path) -> None:
    rows = some_rows()
    photos = [(rows[5].id, rows[200].id), (rows[17].id, rows[18].id)]
    whole = score(rows, shared_photos=photos).pairs
    ledger, path = shelved(rows, tmp_path)
    place = {row.id: at for at, row in enumerate(rows)}
    ends = np.array(sorted(sorted((place[a], place[b])) for a, b in photos))
    search = Search(path, len(rows), parts, Reach(), shipped(), (ends[:, 0], ends[:, 1]))

    left, right, order, photo = searched(search)

    keep = order >= least_promise(order, len(ledger))
    assert left[keep].tolist() == whole.left.tolist()
    assert right[keep].tolist() == whole.right.tolist()
    assert photo[keep].tolist() == whole.photo.tolist()


@pytest.mark.parametrize("size", [1, 37, 500])
def test_rows_read_in_slices_make_the_ledger_that_one_reader_makes(size: int) -> None:
    rows = some_rows()

    def in_slices(reader: Reader, told: Any, _tick: object) -> None:
        joiner = Joiner(reader)
        for start in range(0, len(told), size):
            joiner.add(read_slice(bundled(told[start : start + size]), reader.register))
        joiner.close()

    assert list(differences(prepare(rows, fill=in_slices), prepare(rows))) == []


def test_a_ledger_comes_from_the_shelf_as_it_was_laid(tmp_path: Path) -> None:
    ledger, path = shelved(some_rows(), tmp_path)

    shelf = opened(path)

    assert list(differences(shelf.ledger, ledger)) == []
    assert len(shelf.ledger) == len(ledger)
    assert [each.base for each in shelf.tokens] == [each.base for each in tokens_of(ledger)]


def test_a_shelf_of_no_rows_can_be_opened(tmp_path: Path) -> None:
    _, path = shelved([], tmp_path)

    assert len(opened(path).ledger) == 0


def differences(one: Ledger, other: Ledger) -> Iterator[str]:
    """The columns in which two ledgers differ."""
    for field in fields(one):
        a, b = getattr(one, field.name), getattr(other, field.name)
        pairs = (
            [(a.values, b.values), (a.offsets, b.offsets), (a.weights, b.weights), (a.totals, b.totals)]
            if isinstance(a, Ragged)
            else [(a, b)]
        )
        if field.name not in ("rows", "register") and not all(
            np.array_equal(x, y, equal_nan=x.dtype.kind == "f") for x, y in pairs
        ):
            yield field.name


def test_pairs_compared_from_the_shelf_have_the_levels_of_the_ledger(tmp_path: Path) -> None:
    rows = some_rows()
    ledger, path = shelved(rows, tmp_path)
    left, right = np.arange(100), np.arange(100, 200)
    pairs = Pairs(ledger, left, right, np.zeros(100, dtype=np.bool_))
    compared = [
        Comparing(path)(packed([number, left[number], right[number], pairs.photo[number]]))
        for number in (np.arange(60, 100), np.arange(60))
    ]

    levels = levels_in(iter(compared), 100)

    expected = levels_of(pairs, COMPARISONS, lambda _share: None)
    assert all((levels[name] == expected[name]).all() for name in COMPARISONS)
    batch = pyarrow.RecordBatch.from_pydict({"parcel": pyarrow.array(compared, pyarrow.binary())})
    told, blank = (list(codes_in(iter([batch]), model=shipped(), blank=blank)) for blank in (False, True))
    assert sum(each.num_rows for each in told) == 100
    assert told[0].column("title").to_pylist() == levels["title"][60:].tolist()
    assert set(blank[0].column("title").to_pylist()) == {0}


def test_parcels_reach_their_part_in_order() -> None:
    where, value = np.array([2, 0, 2, 1, 0]), np.array([10, 11, 12, 13, 14])

    parcels = list(scattered(where, [value], 4))

    assert [gathered([p for p in parcels if p[0] == part], "q")[0].tolist() for part in range(4)] == [
        [11, 14],
        [13],
        [10, 12],
        [],
    ]


def test_settings_for_spark_hold_the_weights_of_the_model() -> None:
    here, there = splink_settings(shipped()), splink_settings(shipped(), "spark")

    assert [each["output_column_name"] for each in here["comparisons"]] == [
        each["output_column_name"] for each in there["comparisons"]
    ]
    for comparison in there["comparisons"]:
        name = comparison["output_column_name"]
        if name in shipped().weights:
            told = {
                level["label_for_charts"]: math.log(level["m_probability"] / level["u_probability"])
                for level in comparison["comparison_levels"]
            }
            for code, weight in enumerate(shipped().weights[name]):
                assert told[f"{name} {code}"] == pytest.approx(weight, abs=1e-9)
    assert "`pair`" in str(there["blocking_rules_to_generate_predictions"])


def test_one_hash_for_the_same_pairs_in_any_order() -> None:
    pairs = [Pair("a", "b", 0.91), Pair("a", "c", 0.5), Pair("d", "e", 0.12345)]

    assert fingerprint(pairs) == fingerprint(pairs[::-1])
    assert fingerprint(pairs) != fingerprint(pairs[:2])
    assert fingerprint(pairs) != fingerprint([replace(pairs[0], probability=0.9101), *pairs[1:]])
    assert len(fingerprint([])) == 64


def test_advice_comes_when_memory_is_short_or_rows_are_many() -> None:
    enough = BASE_BYTES + 1000 * ROW_BYTES

    assert advice(1000, enough) is None
    assert advice(1000, None) is None
    assert (short := advice(1000, enough - 1)) is not None
    assert short.code == "memory"
    assert (many := advice(COMFORTABLE + 1, None)) is not None
    assert many.code == "rows"


@pytest.mark.parametrize(
    "lacking", [("pyspark",), ("pandas",), ("pyspark", "pandas")], ids=lambda names: "+".join(names)
)
def test_a_missing_library_is_named_in_one_sentence(lacking: tuple[str, ...]) -> None:
    with pytest.raises(NoSparkError) as refused:
        session.require(has=lambda name: name not in lacking, java=lambda: 17)

    said = str(refused.value)
    assert "\n" not in said
    assert all(name in said for name in lacking)
    assert "requirements/spark.txt" in said


@pytest.mark.parametrize("version", [0, 8, 11])
def test_a_missing_or_old_java_is_named_in_one_sentence(version: int) -> None:
    with pytest.raises(NoSparkError, match=r"Java 17") as refused:
        session.require(has=lambda _name: True, java=lambda: version)

    assert "\n" not in str(refused.value)


def test_java_is_told_by_its_number(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'openjdk version \"21.0.4\" 2024-07-16' >&2\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert session.java_version() == 21

    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    assert session.java_version() == 0


@pytest.mark.parametrize("master", ["nowhere", "http://host", "local-cluster[2]", "spark://", "local[2]; x"])
def test_what_is_no_address_of_spark_is_refused_in_one_sentence(master: str) -> None:
    with pytest.raises(NoSparkError) as refused:
        session.check_master(master)

    assert "\n" not in str(refused.value)


def test_addresses_of_spark_are_taken() -> None:
    for master in (
        "local[2]",
        "local-cluster[2,1,1024]",
        "spark://head:7077",
        "yarn",
        "k8s://https://head:6443",
    ):
        assert session.check_master(f" {master} ") == master
    assert session.check_master("") == session.HERE


def test_on_one_machine_spark_listens_to_nobody_else() -> None:
    told = session.settings(session.HERE, "folder")

    assert told["spark.driver.bindAddress"] == "127.0.0.1"
    assert told["spark.ui.enabled"] == "false"
    assert "spark.driver.bindAddress" not in session.settings("spark://head:7077", "folder")

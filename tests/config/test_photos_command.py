"""`photos check`: the contract's shape, its order, its exits."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from hundredfold.config.commands.photos import app
from tests.hostile_photos import packed, picture

run = CliRunner()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "photos"
    (place / "sub").mkdir(parents=True)
    shown = picture(640, 480, seed=3)
    (place / "b.jpg").write_bytes(packed(shown, quality=90))
    (place / "sub" / "a.JPG").write_bytes(packed(shown, quality=90))
    (place / "sub" / "c.png").write_bytes(packed(shown.resize((400, 300)), "PNG"))
    (place / "other.jpg").write_bytes(packed(picture(640, 480, seed=4)))
    (place / "page.jpg").write_bytes(b"<html></html>")
    (place / "notes.txt").write_text("none", encoding="utf-8")
    return place


def test_check_answers_in_the_contract_shape(folder: Path, tmp_path: Path) -> None:
    result = run.invoke(app, ["check", str(folder), "--json", str(tmp_path / "out.json")])

    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert result.exit_code == 0
    assert told["photos"] == 4
    assert [each["file"] for each in told["unreadable"]] == ["page.jpg"]
    assert [(pair["a"], pair["b"], pair["kind"]) for pair in told["pairs"]] == [
        ("b.jpg", "sub/a.JPG", "same file"),
        ("b.jpg", "sub/c.png", "same photo"),
        ("sub/a.JPG", "sub/c.png", "same photo"),
    ]
    assert told["pairs"][1]["why"].startswith("同一张照片：")


def test_check_writes_only_json_to_standard_output_in_english(folder: Path) -> None:
    result = run.invoke(app, ["check", str(folder), "--json", "-", "--language", "en", "--strict"])

    assert result.exit_code == 1
    assert json.loads(result.stdout)["pairs"][0]["why"].startswith("Same file: ")


def test_check_stops_with_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file.txt").write_text("x", encoding="utf-8")

    for asked in (tmp_path / "none", tmp_path / "file.txt", tmp_path):
        result = run.invoke(app, ["check", str(asked)])
        assert result.exit_code == 2
        assert len(result.stderr.strip().splitlines()) == 1
    assert run.invoke(app, ["check", str(tmp_path), "--language", "fr"]).exit_code == 2


def test_check_goes_on_from_what_it_kept(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    asked = ["check", str(folder), "--json", "-", "--keep", str(kept)]

    first = run.invoke(app, asked)
    size = kept.stat().st_size
    again = run.invoke(app, asked)
    # As if the first run had been killed in the middle of a write.
    kept.write_bytes(kept.read_bytes()[: size * 2 // 3])
    after = run.invoke(app, asked)

    assert json.loads(first.stdout) == json.loads(again.stdout) == json.loads(after.stdout)
    assert kept.stat().st_size == size


def test_check_reads_a_changed_photo_again(folder: Path, tmp_path: Path) -> None:
    asked = ["check", str(folder), "--json", "-", "--keep", str(tmp_path / "kept")]
    run.invoke(app, asked)
    (folder / "page.jpg").write_bytes(packed(picture(640, 480, seed=5)))

    told = json.loads(run.invoke(app, asked).stdout)

    assert (told["photos"], told["unreadable"]) == (5, [])


def test_check_refuses_to_keep_in_another_file(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "ledger.xlsx").write_bytes(b"PK\x03\x04")

    for keep in (tmp_path / "ledger.xlsx", tmp_path / "none" / "kept"):
        result = run.invoke(app, ["check", str(folder), "--keep", str(keep)])
        assert result.exit_code == 2
        assert len(result.stderr.strip().splitlines()) == 1
    assert (tmp_path / "ledger.xlsx").read_bytes() == b"PK\x03\x04"

"""`hundredfold photos`: find reused photographs in a folder. Needs no server and no database."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from hundredfold.linkage.photos import PhotoPair
    from hundredfold.prove.prints import PrintedPhoto
    from hundredfold.reading.words import Refused

app = typer.Typer(help="Photographs: find the ones used more than once.", no_args_is_help=True)

SUFFIXES = frozenset(
    (
        *(".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp"),
        *(".tif", ".tiff", ".heic", ".heif", ".hif"),
    )
)
KIND_ORDER = ("same file", "same photo", "same scene")
SHOWN = 200


@app.callback()
def photos() -> None:
    """Photographs: find the ones used more than once."""


@app.command()
def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of photographs, with its subfolders.")
    ],
    json_file: Annotated[
        str | None, typer.Option("--json", metavar="FILE", help="Write JSON here; - for standard output.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=32, help="Processes that read photographs.")] = 2,
    language: Annotated[str, typer.Option(help="Language of the reasons: zh or en.")] = "zh",
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 when a reused photograph is found.")
    ] = False,
) -> None:
    """Find photographs in DIR that are one file, one photo or one scene."""
    if language not in ("zh", "en"):
        _stop(f"--language {language}: choose zh or en.")
    paths, ignored = _photos_below(folder)
    result = find(folder, paths, workers=workers, language=language, quiet=not sys.stderr.isatty())
    if json_file is not None:
        _write(json_file, result)
    if json_file != "-":
        _show(result, ignored=ignored, language=language)
    if strict and any(pair["kind"] != "same scene" for pair in result["pairs"]):
        raise typer.Exit(1)


def find(
    folder: Path, paths: Sequence[Path], *, workers: int, language: str, quiet: bool = True
) -> dict[str, Any]:
    """Read, fingerprint and compare; answers the shape of the contract, in the order of the file names."""
    from hundredfold.config.commands.photo_progress import Steps
    from hundredfold.linkage.photos import find_reused
    from hundredfold.prove.prints import print_photos

    with Steps(quiet=quiet) as steps:
        told = dict(print_photos(paths, workers=workers, progress=steps.reading))
        read, refused = _sorted_out(folder, told)
        pairs = find_reused(
            [(name, answer.fingerprint) for name, answer in read],
            digests=[answer.facts.sha256 for _, answer in read],
            progress=steps.comparing,
        )
    return {
        "photos": len(read),
        "unreadable": [{"file": name, "why": why.sentence(language)} for name, why in refused],
        "pairs": [_pair(pair, language) for pair in pairs],
    }


def _sorted_out(
    folder: Path, told: dict[Path, PrintedPhoto | Refused]
) -> tuple[list[tuple[str, PrintedPhoto]], list[tuple[str, Refused]]]:
    """Answers by file name below the folder: those read, and those refused."""
    from hundredfold.prove.prints import PrintedPhoto

    read: list[tuple[str, PrintedPhoto]] = []
    refused: list[tuple[str, Refused]] = []
    for path in sorted(told):
        answer, name = told[path], path.relative_to(folder).as_posix()
        if isinstance(answer, PrintedPhoto):
            read.append((name, answer))
        else:
            refused.append((name, answer))
    return read, refused


def _pair(pair: PhotoPair[str], language: str) -> dict[str, Any]:
    from hundredfold.linkage.photo_words import sentence

    why = sentence(pair.kind, pair.grounds, language)
    return {"a": pair.a, "b": pair.b, "kind": pair.kind, "score": pair.score, "why": why}


def _photos_below(folder: Path) -> tuple[list[Path], int]:
    """Every file below with a photograph's suffix, sorted, and how many others there are. Stops when none."""
    if not folder.exists():
        _stop(f"{folder}：没有这个文件夹，请检查路径。 There is no such folder; check the path.")
    if not folder.is_dir():
        _stop(
            f"{folder}：不是文件夹，请给出照片所在的文件夹。 Not a folder; name the one that holds the photos."
        )
    found, ignored = [], 0
    for root, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            path = Path(root, name)
            is_photo = path.suffix.lower() in SUFFIXES
            ignored += not is_photo
            if is_photo:
                found.append(path)
    if not found:
        _stop(f"{folder}：里面没有照片（JPEG、PNG、HEIF 等）。 It holds no photos (JPEG, PNG, HEIF ...).")
    return sorted(found), ignored


def _stop(sentence: str) -> None:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)


def _write(target: str, result: dict[str, Any]) -> None:
    text = json.dumps(result, ensure_ascii=False, indent=1)
    # A file name may hold bytes that are no text; escape them rather than fail at the end.
    safe = text.encode("utf-8", "backslashreplace").decode("utf-8")
    if target == "-":
        typer.echo(safe)
        return
    try:
        Path(target).write_text(safe + "\n", encoding="utf-8")
    except OSError as fault:
        _stop(f"--json {target}：写不了这个文件。 This file cannot be written: {fault.strerror}.")


def _show(result: dict[str, Any], *, ignored: int, language: str) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    from hundredfold.linkage.photo_words import KINDS

    english = language == "en"
    console = Console()
    table = Table("", "A", "B", "Why" if english else "理由", expand=False)
    ordered = sorted(result["pairs"], key=lambda pair: KIND_ORDER.index(pair["kind"]))
    for pair in ordered[:SHOWN]:
        table.add_row(KINDS[pair["kind"]][english], escape(pair["a"]), escape(pair["b"]), escape(pair["why"]))
    if ordered:
        console.print(table)
    for each in result["unreadable"]:
        console.print(f"[yellow]![/yellow] {escape(each['why'])}")
    counts = [sum(pair["kind"] == kind for pair in ordered) for kind in KIND_ORDER]
    words = ENDING[english].format(result["photos"], *counts, len(result["unreadable"]), ignored)
    console.print(words)


ENDING = (
    "照片 {0} 张；相同文件 {1} 对，疑似重复使用 {2} 对，请核对；同一场景 {3} 对；未能读取 {4} 个；其他文件 {5} 个。",
    "{0} photos: {1} pairs of one file, {2} of one photo (please check), {3} of one scene; "
    "{4} not read; {5} other files.",
)

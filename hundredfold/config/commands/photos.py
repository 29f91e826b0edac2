"""`hundredfold photos`: find reused photographs in a folder. Needs no server and no database."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    from hundredfold.linkage.photos import PhotoPair
    from hundredfold.prove.print_shelf import PrintShelf
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
LASTING = ("photo_", "empty")  # refusals that lie in the file itself


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
    keep: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Keep what was read here; a run that was stopped goes on from it."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit 1 when a reused photograph is found.")
    ] = False,
) -> None:
    """Find photographs in DIR that are one file, one photo or one scene."""
    if language not in ("zh", "en"):
        _stop(f"--language {language}: choose zh or en.")
    paths, ignored = _photos_below(folder)
    result = find(folder, paths, workers=workers, language=language, quiet=not sys.stderr.isatty(), keep=keep)
    if json_file is not None:
        _write(json_file, result)
    if json_file != "-":
        _show(result, ignored=ignored, language=language)
    if strict and any(pair["kind"] != "same scene" for pair in result["pairs"]):
        raise typer.Exit(1)


def find(
    folder: Path,
    paths: Sequence[Path],
    *,
    workers: int,
    language: str,
    quiet: bool = True,
    keep: Path | None = None,
) -> dict[str, Any]:
    """Read, fingerprint and compare; answers the shape of the contract, in the order of the file names.

    What is read is written to `keep` at once, or to a nameless temporary file: memory holds hashes and points alone,
    and a run that was stopped goes on where it was."""
    from hundredfold.config.commands.photo_progress import Steps
    from hundredfold.linkage.photos import find_reused

    shelf = _shelf(keep)
    try:
        with Steps(quiet=quiet) as steps:
            refused = _read(shelf, folder, paths, workers=workers, progress=steps.reading)
            names = [path.relative_to(folder).as_posix() for path in sorted(paths)]
            read = [name for name in names if name not in refused]
            pairs = find_reused(
                shelf.prints(read),
                digests=[shelf.sha256(name) for name in read],
                progress=steps.comparing,
            )
    finally:
        shelf.close()
    return {
        "photos": len(read),
        "unreadable": [
            {"file": name, "why": refused[name].sentence(language)} for name in names if name in refused
        ],
        "pairs": [_pair(pair, language) for pair in pairs],
    }


def _shelf(keep: Path | None) -> PrintShelf:
    """The shelf at a path, or a nameless one. Stops when the path holds something else or cannot be written."""
    import tempfile

    from hundredfold.prove.print_shelf import ForeignShelf, PrintShelf

    if keep is None:
        return PrintShelf(tempfile.TemporaryFile())
    try:
        return PrintShelf.at(keep)
    except ForeignShelf:
        _stop(
            f"--keep {keep.name}：不是本版本存下的照片指纹，请换一个文件名。 "
            "It does not hold photo prints of this version; name another file."
        )
    except OSError as fault:
        _stop(f"--keep {keep.name}：写不了这个文件。 This file cannot be written: {fault.strerror}.")


def _read(
    shelf: PrintShelf,
    folder: Path,
    paths: Sequence[Path],
    *,
    workers: int,
    progress: Callable[[int, int], None],
) -> dict[str, Refused]:
    """Read what is not on the shelf yet; the refusals by name, those kept from before among them.

    A refusal that another try may not meet, such as too little memory, is not kept."""
    from hundredfold.prove.prints import print_photos
    from hundredfold.reading.words import Refused

    refused: dict[str, Refused] = {}
    waiting: dict[Path, tuple[str, tuple[int, int]]] = {}
    for path in paths:
        name = path.relative_to(folder).as_posix()
        stamp = _stamp(path)
        if not shelf.has(name, stamp):
            waiting[path] = name, stamp
        elif (why := shelf.refusal(name)) is not None:
            refused[name] = why
    known = len(paths) - len(waiting)
    told = print_photos(
        list(waiting), workers=workers, progress=lambda done, _: progress(known + done, len(paths))
    )
    for path, answer in told:
        name, stamp = waiting[path]
        if isinstance(answer, Refused):
            refused[name] = answer
        if not isinstance(answer, Refused) or answer.code.startswith(LASTING):
            shelf.add(name, stamp, answer)
    return refused


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of change; zeros for a file that is gone, which reading will refuse."""
    try:
        told = path.stat()
    except OSError:
        return 0, 0
    return told.st_size, told.st_mtime_ns


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


def _stop(sentence: str) -> NoReturn:
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

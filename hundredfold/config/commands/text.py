"""`hundredfold text`: mend damaged Chinese text, from a file or standard input. A child does the reading."""

import sys
from typing import Annotated, Any

import typer

from hundredfold.config.commands.answers import refuse, write_json, write_text
from hundredfold.reading import sandbox
from hundredfold.reading.words import Refused

app = typer.Typer(name="text", help="文字：修复 / Text: mend.", no_args_is_help=True)

STDIN = "-"
LIMIT_MB = 5
SECONDS, MEMORY_MB = 5.0, 320
JSON_HELP = "写成 JSON：文件名，或 - 表示屏幕 / Write JSON to a file, or to the screen for -."


@app.callback()
def text() -> None:
    """文字 / Text."""


@app.command("repair")
def repair(
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", help="不写则读标准输入 / Standard input if left out.")
    ] = STDIN,
    json: Annotated[str | None, typer.Option("--json", metavar="FILE|-", help=JSON_HELP)] = None,
) -> None:
    """修复复制时损坏的中文：夹注的拼音、丢失的字节、被转换的字形 / Mend Chinese text damaged by copying."""
    try:
        answer = _mended(file)
    except Refused as refused:
        refuse(refused)
    if json:
        write_json(answer, json)
    else:
        write_text(answer["text"])


def _mended(file: str) -> dict[str, Any]:
    piped = None
    if file == STDIN:
        data = sys.stdin.buffer.read((LIMIT_MB << 20) + 1)
        if len(data) > LIMIT_MB << 20:
            raise Refused("too_large", file="-", size_mb=LIMIT_MB + 1, limit_mb=LIMIT_MB)
        piped = data.decode("latin-1")  # bytes as JSON can carry them
    answer: dict[str, Any] = sandbox.run(
        "hundredfold.reading.text_file:mend_file", file, piped=piped, seconds=SECONDS, memory_mb=MEMORY_MB
    )
    return answer

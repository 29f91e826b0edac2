"""Sentences for everything this floor refuses or notices, Chinese first; it must not know who will read them.

Each kind of reading keeps its own table (`sheet_words.py`, ...); this page joins them and holds the common.
"""

from typing import Any

from hundredfold.reading.photo_words import PHOTO_SENTENCES
from hundredfold.reading.press_words import PRESS_SENTENCES
from hundredfold.reading.sheet_words import KINDS, SHEET_SENTENCES

# Common to every kind of file: `file` is the bare file name, never a whole path.
SENTENCES: dict[str, tuple[str, str]] = {
    "memory": (
        "{file}：读取时用内存超过限额（{memory_mb} MB），未读取。请删去无关内容，或另存为 CSV 再试。",
        "{file}: reading it needed more memory than allowed ({memory_mb} MB), so it was not read. "
        "Remove unrelated sheets, pictures or empty areas, or save it as CSV, and try again.",
    ),
    "time": (
        "{file}：读取超过 {seconds} 秒，未读取。请删去无关内容，或分成几个较小的文件再试。",
        "{file}: reading it took longer than {seconds} seconds, so it was not read. "
        "Remove what is not needed, or split it into smaller files, and try again.",
    ),
    "crash": (
        "{file}：文件已损坏或不是常见格式，未读取。请用原来的软件打开，另存一份再试。",
        "{file}: the file is damaged or of an unusual kind, so it was not read. "
        "Open it in the program it came from, save a fresh copy and try again.",
    ),
    "too_much": (
        "{file}：读出的内容超过 {limit_mb} MB，未读取。请分成几个较小的文件再试。",
        "{file}: its content exceeds {limit_mb} MB, so it was not read. Split it into smaller files.",
    ),
    "missing": (
        "{file}：找不到这个文件。请检查文件名和所在文件夹。",
        "{file}: there is no such file. Check its name and its folder.",
    ),
    "not_a_file": (
        "{file}：这是文件夹或设备，不是文件。请选择其中的一个文件。",
        "{file}: this is a folder or a device, not a file. Choose one file inside it.",
    ),
    "unreadable": (
        "{file}：没有读取这个文件的权限。请检查权限，或复制一份再试。",
        "{file}: you may not read this file. Check its permissions, or make a copy and try again.",
    ),
    "empty": (
        "{file}：文件是空的。请检查是否保存成功。",
        "{file}: the file is empty. Check that it was saved.",
    ),
    "too_large": (
        "{file}：文件有 {size_mb} MB，超过 {limit_mb} MB，未读取。请分成几个较小的文件再试。",
        "{file}: the file is {size_mb} MB, more than the {limit_mb} MB allowed. Split it into smaller files.",
    ),
    **PHOTO_SENTENCES,
    **SHEET_SENTENCES,
    **PRESS_SENTENCES,
}


def say(code: str, params: dict[str, Any], language: str = "zh") -> str:
    """The sentence for a code in `zh` or `en`. KeyError when the code or one of its params is unknown."""
    column = 0 if language.startswith("zh") else 1
    spoken = dict(params)
    if "kind" in params:
        spoken["kind"] = KINDS[params["kind"]][column]
    if "row" in params:
        spoken["where"] = _where(params["row"], params.get("sheet", ""))[column]
    return SENTENCES[code][column].format(**spoken)


def _where(row: int, sheet: str) -> tuple[str, str]:
    """A row in a sheet, in both languages; text files have no sheet to name."""
    if not sheet:
        return f"第 {row} 行", f"Row {row}"
    return f"工作表“{sheet}”第 {row} 行", f"Sheet “{sheet}”, row {row}"


class Refused(ValueError):
    """A file that was not read, and why: a code with params, which `sentence` turns into words."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def sentence(self, language: str = "zh") -> str:
        """One sentence naming the file, what is wrong and what to do."""
        return say(self.code, self.params, language)

    def __str__(self) -> str:
        return self.sentence()

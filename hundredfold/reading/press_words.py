"""Sentences for what reading press pages refuses, Chinese first; it must not know who will read them."""

PRESS_SENTENCES: dict[str, tuple[str, str]] = {
    "not_text": (
        "{file}：不是网页或文字文件（可能是图片、压缩包或程序），未读取。请换成网页、WARC 或文字文件。",
        "{file}: this is not a web page or a text file (perhaps a picture, an archive or a program), "
        "so it was not read. Give a web page, a WARC file or a text file.",
    ),
    "no_page": (
        "{file}：归档文件已损坏，或其中没有网页，未读取。请重新保存网页再试。",
        "{file}: the archive is damaged or holds no web page, so it was not read. "
        "Save the page again and try once more.",
    ),
    "no_feed": (
        "{file}：不是订阅源（RSS、Atom）、网站地图或链接清单，未读取。请换成其中一种再试。",
        "{file}: this is no feed (RSS, Atom), sitemap or list of links, so it was not read. Give one of these.",
    ),
    "bad_line": (
        "{file}：第 {row} 行不是完整的 JSON 稿件（需要 id、title、text），未归并。请修正这一行再试。",
        "{file}: line {row} is not a whole story in JSON (id, title and text are needed), so nothing was "
        "folded. Correct that line and try again.",
    ),
    "same_id": (
        "{file}：第 {row} 行的编号 {id} 与前面重复，未归并。请改正编号再试。",
        "{file}: line {row} repeats the id {id}, so nothing was folded. Correct the id and try again.",
    ),
    "not_written": (
        "{file}：无法写入这个文件。请检查文件夹是否存在、是否有权限。",
        "{file}: this file cannot be written. Check that its folder exists and that you may write there.",
    ),
}

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
    "soft_404": (
        "{file}：网站说这个页面不存在或已删除，没有报道可读。请核对链接，或上传当时保存的网页。",
        "{file}: the site says that this page does not exist or was taken away, so there is no story to read. "
        "Check the link, or upload a copy saved before.",
    ),
    "login_wall": (
        "{file}：这个页面要登录后才能看到全文，没有读取。请上传登录后保存的网页。",
        "{file}: this page shows its text only after signing in, so it was not read. "
        "Upload the page as saved after signing in.",
    ),
    "captcha": (
        "{file}：网站要求先通过安全验证，得到的不是报道。请在浏览器中打开并保存网页，再上传。",
        "{file}: the site asked for a security check instead of showing the story. "
        "Open the page in a browser, save it and upload that.",
    ),
    "needs_script": (
        "{file}：这个页面的内容要由浏览器运行脚本后才出现，没有读到报道。请在浏览器中打开并保存网页，再上传。",
        "{file}: this page draws its text by a script, so no story was found in it. "
        "Open the page in a browser, save it and upload that.",
    ),
    "navigation": (
        "{file}：这是栏目页或首页，只有链接和摘要，不是一篇报道。请打开其中一篇，用那一篇的链接。",
        "{file}: this is a list or a front page, with links and teasers but no story of its own. "
        "Open one of its stories and use the link of that.",
    ),
    "frames": (
        "{file}：这个页面只是框架，正文在框架里的另一个页面。请打开那个页面，用它的链接。",
        "{file}: this page is only a frame around others, where the text is. Open that page and use its link.",
    ),
    "no_text": (
        "{file}：页面上没有文字，没有报道可读。请核对链接，或上传网页、照片作为佐证。",
        "{file}: the page holds no text, so there is no story to read. "
        "Check the link, or upload the page or a photo of it as evidence.",
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

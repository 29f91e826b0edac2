"""The sentences for pages that were not fetched, in both languages. Neutral in tone; knows codes only."""

from collections.abc import Mapping

from hundredfold.base.text import one_line

SENTENCES: dict[str, tuple[str, str]] = {
    "not_http": (
        "“{url}”不是网页地址，未访问；请写以 http:// 或 https:// 开头的完整地址。",
        "“{url}” is not the address of a web page, so nothing was asked; write it whole, from http:// or https:// on.",
    ),
    "bad_address": (
        "地址“{url}”写法有误，未访问；请从浏览器的地址栏重新复制。",
        "The address “{url}” cannot be read, so it was not asked; copy it again from the browser's address bar.",
    ),
    "password": (
        "地址“{url}”里带有用户名或密码，未访问；请去掉 @ 及其前面的部分。",
        "The address “{url}” carries a user name or password, so it was not asked; leave out the part up to the @.",
    ),
    "bad_port": (
        "“{host}”的端口 {port} 不是网站常用的端口，未访问；只访问 80、443、8080、8443。",
        "Port {port} of “{host}” is not one that sites use, so it was not asked; only 80, 443, 8080 and 8443 are.",
    ),
    "private_address": (
        "“{host}”指向非公网地址 {address}，未连接；如确有此报道，请上传保存好的网页。",
        "“{host}” leads to {address}, which is not on the public network, so no connection was made; "
        "if the story is real, upload the saved page.",
    ),
    "name_unknown": (
        "找不到名为“{host}”的网站；请核对地址，或稍后再试。",
        "No site named “{host}” was found; check the address, or try again later.",
    ),
    "too_many_hops": (
        "“{url}”一再转到别的地址，转了 {hops} 次仍未到达，已停止；请在浏览器中打开，复制最后的地址。",
        "“{url}” sent on again and again, {hops} times without arriving, so it was given up; "
        "open it in a browser and copy the last address.",
    ),
    "too_slow": (
        "“{host}”在 {seconds} 秒内没有答完，已断开；请稍后再试，或上传保存好的网页。",
        "“{host}” did not finish answering within {seconds} seconds, so it was cut off; "
        "try again later, or upload the saved page.",
    ),
    "too_large": (
        "“{host}”给出的网页超过 {mb} MB，未保存；请上传只含正文的网页。",
        "The page that “{host}” gives is larger than {mb} MB and was not kept; upload a page of the text alone.",
    ),
    "bomb": (
        "“{host}”给出的压缩内容展开后远超 {mb} MB，已停止展开；请核对这个地址。",
        "What “{host}” sends packed unfolds to far more than {mb} MB, so it was not unpacked; check this address.",
    ),
    "encoding": (
        "“{host}”给出的压缩方式“{encoding}”无法展开，未保存；请上传保存好的网页。",
        "What “{host}” sends is packed as “{encoding}” and could not be unpacked, so it was not kept; "
        "upload the saved page.",
    ),
    "cut_short": (
        "“{host}”的网页没有传完就断了，未保存；请稍后再试。",
        "“{host}” broke off before the page was complete, so it was not kept; try again later.",
    ),
    "strange_answer": (
        "“{host}”的回答不合网页传输的规定，未保存；请在浏览器中打开后上传保存好的网页。",
        "“{host}” did not answer as a web server does, so nothing was kept; "
        "open it in a browser and upload the saved page.",
    ),
    "not_answered": (
        "“{host}”没有应答；请稍后再试，或核对地址。",
        "“{host}” did not answer; try again later, or check the address.",
    ),
    "tls": (
        "与“{host}”的加密连接无法核实（证书或协议有问题），未取网页；请在浏览器中核对，或上传保存好的网页。",
        "The secure connection to “{host}” (certificate or protocol) could not be verified, so no page was asked for; "
        "look in a browser, or upload the saved page.",
    ),
    "robots": (
        "“{host}”在 robots.txt 中请自动程序不要读取此页，已照办；请在浏览器中打开后上传保存好的网页。",
        "“{host}” asks programs in its robots.txt not to read this page, which was respected; "
        "open it in a browser and upload the saved page.",
    ),
    "robots_unreachable": (
        "“{host}”的 robots.txt 暂时读不到，按约定未取网页；请稍后再试。",
        "The robots.txt of “{host}” cannot be read now, so by custom the page was not asked for; try again later.",
    ),
    "resting": (
        "“{host}”请求放慢访问，须再等 {seconds} 秒，现未访问；请稍后再试。",
        "“{host}” asked to be left alone for another {seconds} seconds, so it was not asked now; try again later.",
    ),
}  # fmt: skip

# The refusals that time may heal; all others stay as they are until somebody changes the address or the page.
LATER = frozenset(
    {"name_unknown", "too_slow", "cut_short", "not_answered", "tls", "robots_unreachable", "resting"}
)
SHOWN = 120  # characters of an address that a sentence repeats


def say(code: str, params: Mapping[str, object], language: str = "zh") -> str:
    """The sentence of a code in ``zh`` or ``en``. What others wrote is put in on one line, cut after 120 characters."""
    said = {name: _shown(value) for name, value in params.items()}
    return SENTENCES[code][0 if language == "zh" else 1].format(**said)


def _shown(value: object) -> str:
    text = one_line(str(value), most=SHOWN + 1)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"

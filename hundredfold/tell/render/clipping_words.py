"""The words of the clipping book, Chinese and English. Must not know what is laid out."""

from hundredfold.tell.render.words import Language

SENTENCES: dict[str, tuple[str, str]] = {
    "title": ("{programme}媒体报道剪报册", "{programme}: press clippings"),
    "keyword": ("媒体报道", "press"),
    "period": ("{first}至{last}", "{first} to {last}"),
    "only_level": ("只收{level}首发的报道", "Only stories first published by: {level}"),
    "edition_office": ("内部版 · 生成于{made}", "Office edition · made {made}"),
    "edition_public": ("公开版 · 生成于{made}", "Public edition · made {made}"),
    "contents": ("目　录", "Contents"),
    "reach": ("层级与传播", "Level and reach"),
    "summary": (
        "本册收入计入的报道{stories}篇，另有转载{reprints}篇次。本项目至今计入的报道共{counted}篇。",
        "This book holds {stories} stories that count, and {reprints} reprints of them. "
        "In the programme {counted} stories count so far.",
    ),
    "how_counted": (
        "计数规则：同一篇报道无论转载多少次，只按首发计一篇，转载记为传播，不另计。层级按首发媒体认定。",
        "How it is counted: a story counts once, by its first publication, however often it was reprinted; "
        "reprints are reach. The level is that of the outlet that published it first.",
    ),
    "reach_caption": ("各级媒体首发与转载", "First publications and reprints by level"),
    "level": ("层级", "Level"),
    "first_published": ("首发（计入）", "First (counted)"),
    "reprinted": ("转载篇次", "Reprints"),
    "printed": ("刊发合计", "Printed in all"),
    "total": ("合计", "Total"),
    "none": ("这段时间内没有计入的报道。", "No story of this period counts."),
    "outlet": ("媒体", "Outlet"),
    "outlet_of": ("{outlet}（{level}）", "{outlet} ({level})"),
    "unnamed": ("未注明", "not named"),
    "published": ("刊发日期", "Published"),
    "page_no": ("　第{n}版", ", page {n}"),
    "byline": ("作者", "By"),
    "unit": ("报送单位", "Told by"),
    "link": ("链接", "Link"),
    "archived": ("存档", "Archived"),
    "archived_as": ("{at}，SHA-256 {hash}", "{at}, SHA-256 {hash}"),
    "deed": ("所报道的事项", "Tells of"),
    "reprints": ("转载（{n}篇次）", "Reprints ({n})"),
    "headline": ("标题", "Headline"),
    "no_day": ("日期未注明", "no day given"),
    "no_text": ("没有保存正文。", "The text was not kept."),
    "cut": (
        "正文很长，这里只印前{n}字，全文见存档。",
        "A long text: its first {n} characters; the rest is archived.",
    ),
    "page_picture": ("{outlet}版面照片（{n}）", "{outlet}: picture of the page ({n})"),
    "left_out": (
        "有{n}张版面照片无法读取，没有印出。",
        "{n} pictures of pages could not be read and are not printed.",
    ),
}
LEVELS: dict[str, tuple[str, str]] = {
    "central": ("中央媒体", "central"),
    "regional": ("自治区级媒体", "regional"),
    "municipal": ("市级媒体", "municipal"),
    "county": ("旗县区媒体", "county"),
    "unit": ("单位自办媒体", "a unit's own"),
    "self": ("自媒体", "self-media"),
    "": ("层级未注明", "level not known"),
}


def say(code: str, params: dict[str, object] | None = None, language: Language = "zh") -> str:
    """Return the sentence of ``code`` in ``language``, its places filled from ``params``."""
    return SENTENCES[code][language == "en"].format(**(params or {}))


def level(code: str, language: Language = "zh") -> str:
    """Return the name of an outlet's level."""
    return LEVELS.get(code, LEVELS[""])[language == "en"]

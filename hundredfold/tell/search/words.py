"""What search says to its reader: codes and their sentences in both languages."""

SENTENCES: dict[str, tuple[str, str]] = {
    "nothing_typed": (
        "输入一个词就能找：活动、社区、人物、作品、地点都行。",
        "Type a word: a deed, a community, a name, a work, a place.",
    ),
    "no_words": (
        "这里面没有可以查找的字词，请输入汉字、字母或数字。",
        "There is no word in it to look for; type characters, letters or figures.",
    ),
    "only_unwanted": (
        "只写了不要的词，请再写一个要找的词。",
        "It only says what is not wanted; add a word to look for.",
    ),
    "shortened": (
        "输入太长，只按前面的字词查找。",
        "That was long; only its beginning was looked for.",
    ),
    "many_words": (
        "词太多，只按前面的字词查找。",
        "Those were many words; only the first ones were looked for.",
    ),
    "title": ("标题中有", "in the title"),
    "text": ("正文中有", "in the text"),
    "sound": ("拼音相符", "by its sound"),
}


def say(code: str, language: str = "zh") -> str:
    """The sentence of a code; empty for an empty one."""
    if not code:
        return ""
    zh, en = SENTENCES[code]
    return en if language == "en" else zh

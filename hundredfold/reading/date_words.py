"""The words around a date: Chinese numerals, weekdays, times of day. Text in, plainer text out."""

import re

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DIGITS = {sign: str(number) for number, sign in enumerate("〇一二三四五六七八九")} | dict.fromkeys(
    "零○O", "0"
)

_YEAR = re.compile(r"[〇零○O一二三四五六七八九]{4}(?=年)")
_NUMERAL = re.compile(r"(?:[二三]?十|廿|卅)[一二三四五六七八九]?|[一二三四五六七八九]")
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\(?(?:星期|周|礼拜)[一二三四五六日天末]\)?")
_ENGLISH_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?:上午|下午|晚上|晚间|中午|早上|早晨|清晨|凌晨|傍晚|夜间|[早晚])?\s*"
    r"\d{1,2}(?::\d{2}(?::\d{2})?|[点时](?:\d{1,2}分?|半|整)?)\s*(?:am|pm)?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"上午|下午|晚上|晚间|中午|早上|早晨|清晨|凌晨|傍晚|夜间|全天|当天|当日|[早晚]|\b[ap]m\b", re.IGNORECASE
)
NOTE = re.compile(r"\([^()]*\)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?!\d)")
_MIDDLE_DAY = re.compile(r"[、,]\s*\d{1,2}[日号]?(?=[、,]\s*\d)")
_INNER = re.compile(r"(?<=[\d年月日号])\s+(?=[\d年月日号至到~—、-])|(?<=[至到~—、-])\s+")
_SPACES = re.compile(r"\s+")
_AROUND = "-~至到—–,、。.;: 起止左右"


def plain_digits(text: str) -> str:
    """二〇二四年六月二十日 to 2024年6月20日; other text is left as it is."""
    text = _YEAR.sub(lambda year: "".join(DIGITS[sign] for sign in year[0]), _WEEKDAY.sub("", text))
    return _NUMERAL.sub(lambda numeral: str(_number(numeral[0])), text)


def _number(numeral: str) -> int:
    numeral = numeral.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = numeral.rpartition("十")
    value = int(DIGITS.get(tens, "1")) * 10 if ten else 0
    return value + (int(DIGITS[ones]) if ones else 0)


def without_time_of_day(text: str) -> str:
    """Drop weekdays, clock times, 上午 and notes in brackets, and tidy what is left around the date."""
    text = _ISO.sub(r"\1", text.strip())
    if not text.isdigit():
        text = _COMPACT.sub(r"\1-\2-\3", text)
    for pattern in (_ENGLISH_WEEKDAY, NOTE, _CLOCK, _PART):
        text = pattern.sub(" ", text)
    text = _MIDDLE_DAY.sub("", _SPACES.sub(" ", text).strip().strip(_AROUND))
    return text if text.isascii() else _INNER.sub("", text)

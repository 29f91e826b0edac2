"""Names of what is never collected of anybody: ethnicity, religion, political status, identity, birth."""

from __future__ import annotations

import re
import unicodedata

# words that hold 民族 without asking anybody's
_ALLOWED = re.compile(
    "中华民族|民族团结|各民族|民族(文化|政策|乡|特色|风情|歌|舞|器乐|工作|服饰|地区|语言|交往)"
)
_CHINESE = re.compile(
    "民族|族别|族裔|族属|宗教|信仰|政治面貌|党派|身份证|证件号|证号码|护照号|社会保障号|出生|生日|籍贯|血型|婚姻|病史"
)
_ENGLISH = re.compile(
    r"ethnic|religio|faith|belief|politicalstatus|politicalaffiliation|partymember|idnumber|idno$|idcard|identitynumber"
    r"|identitycard|nationalid|passport|birth|^dob$|dateofbirth|^race$|nationality|^minzu$|shenfenzheng"
)


def is_never_asked(name: str) -> bool:
    """Whether a field name or column heading asks for something that is never collected here."""
    plain = re.sub(r"[\s\W_]+", "", unicodedata.normalize("NFKC", name).casefold())
    return bool(_CHINESE.search(_ALLOWED.sub("", plain)) or _ENGLISH.search(plain))

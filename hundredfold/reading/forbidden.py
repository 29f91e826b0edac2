"""What a ledger may not hold about people: columns and numbers dropped before anything is returned.

Judged by what a heading means, not by characters in it: 民族团结活动名称 is a title, 民族成分 is not.
"""

import re
import unicodedata
from collections.abc import Iterable

from hundredfold.reading.headings import BRACKETS, plain

_PEOPLES = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 "
    "水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 "
    "乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
)
FAITHS = frozenset(
    ("佛教", "道教", "伊斯兰教", "基督教", "天主教", "藏传佛教", "东正教", "萨满教", "无宗教信仰", "不信教")
)
_PEOPLE = "(?:" + _PEOPLES.replace(" ", "|") + ")族"
_WHO = "(?:参加|参与|受众|人员|学员|宣讲员|演员|队员|成员|本人|作者|所属|涉及|主要|各|是否|属于|个人|负责人)*"
_OF = "(?:成分|成份|构成|别|类别|类型|属性|情况|名称|人数|人次|数量|数|比例|占比|分布|身份|信息|代码|人员)*"
# One attribute of a person; a heading made only of such words, one of them forbidden, is forbidden.
_HARMLESS = "姓名|性别|年龄|单位|职务|职称|学历|籍贯|及|和|与|或"
_ETHNIC = f"{_WHO}(?:少数民族|民族|族别|族群|{_PEOPLE}){_OF}"
_FAITH = f"{_WHO}(?:宗教信仰|信仰宗教|信教|教派|宗教派别|宗教|信仰){_OF}"
_PAPERS = (
    "(?:居民|公民|二代|本人)?(?:身份证明|身份证件|身份证|身份|证件|护照|社保卡|社会保障|军官证|户口)"
    "(?:号码|编号|号|字号|统一编号|复印件|扫描件|信息)+|(?:居民)?身份证(?:件)?|户口本|户籍号|(?:居民)?身分证(?:字?号)?"
)
_BIRTH = "出生(?:日期|年月日?|时间|年份|日|年)?|生日|生辰"
_PARTY = "政治面貌|政治身份|党派|政治派别|党籍|是否党员|入党(?:时间|日期)"
_CONTACT = (
    "(?:联系人?|手机|本人|负责人|个人)?(?:手机|电话|联系方式)(?:号码|号)?|手机号码?|"
    "家庭(?:住址|地址|电话)|现?住址|户籍地址?|"
    "(?:个人)?微信号?|(?:个人)?qq号?|(?:电子)?邮箱|银行(?:卡号|账号)"
)
CHINESE = re.compile(f"(?:{_HARMLESS}|{_ETHNIC}|{_FAITH}|{_PAPERS}|{_BIRTH}|{_PARTY}|{_CONTACT})+")
FORBIDDEN_PART = re.compile(f"{_ETHNIC}|{_FAITH}|{_PAPERS}|{_BIRTH}|{_PARTY}|{_CONTACT}")
HARMLESS_ONLY = re.compile(f"(?:{_HARMLESS})+")
PIECES = re.compile(r"[/、,，;；|\n]|\band\b|\bor\b")

_FOREIGN = (
    # English
    "ethnicity ethnic ethnicgroup ethnicgroups ethnicorigin ethnicbackground nationality race minority "
    "ethnicminority tribe religion religious religiousbelief religiousbeliefs religiousaffiliation "
    "faith belief beliefs idnumber idno idnum idcard idcardno idcardnumber identitycard identitynumber "
    "identitycardnumber "
    "nationalid nationalidnumber citizenid passport passportno passportnumber ssn socialsecuritynumber "
    "dateofbirth birthdate birthday born dob birth yearofbirth birthyear placeofbirth politicalstatus "
    "politicalaffiliation partymembership politicalparty phone phonenumber mobile mobilenumber telephone tel "
    "homeaddress email "
    # First letters and spelling out
    "mz minzu mzcf sfz sfzh sfzhm sfzhao shenfenzheng shenfenzhenghao zjhm csrq csny chushengriqi zzmm "
    "zhengzhimianmao zjxy zongjiao zongjiaoxinyang xinyang sjh sjhm lxdh "
    # Mongolian, Cyrillic and traditional letters (without variation marks)
    "үндэсугсаа үндэс угсаа ястан яс ясүндэс яндэстэн үндэстэн шашин шашиншүтлэг шүтлэг шашнышүтлэг регистр "
    "регистрийндугаар иргэнийүнэмлэх иргэнийүнэмлэхийндугаар үнэмлэхийндугаар төрсөнөдөр төрсөногноо "
    "төрсөнонсарөдөр намынхарьяалал намынхарьяалал утас утасныдугаар "
    "ᠦᠨᠳᠦᠰᠦᠲᠡᠨ ᠦᠨᠳᠦᠰᠦᠳᠡᠨ ᠶᠠᠰᠤᠲᠠᠨ ᠤᠭᠰᠠᠭᠠᠲᠠᠨ ᠱᠠᠰᠢᠨ ᠱᠠᠰᠢᠨᠰᠢᠲᠦᠯᠭᠡ ᠲᠥᠷᠥᠭᠰᠡᠨᠡᠳᠦᠷ "
    # Tibetan, Uyghur, Kazakh
    "མིརིགས མི་རིགས ཆོསལུགས ཆོས་ལུགས མིལلەت مىللەت مىللىتى دىن ұлты дін діні"
)
FOREIGN = frozenset(_FOREIGN.split())

_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_MASKED = "〔已隐去〕"
_ID18 = re.compile(
    r"(?<!\d)[1-9]\d{5}[\s-]?(?:18|19|20)\d{2}[\s-]?(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
    r"[\s-]?\d{3}[\dXxＸｘ](?!\d)"
)
_ID15 = re.compile(r"(?<!\d)[1-6]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)")
_MANY_DIGITS = re.compile(r"\d{6}")
_PEOPLE_CELL = re.compile(f"(?:{_PEOPLE}|汉|蒙|回|满|藏|壮)")
_SECRETS = (_ID18, _ID15, _PEOPLE_CELL)


def is_forbidden(heading: str) -> bool:
    """Whether a heading names something about a person that must not be kept. Notes in brackets count too."""
    heading = unicodedata.normalize("NFKC", heading)
    notes = [note[1:-1] for note in BRACKETS.findall(heading)]
    return any(_names_a_secret(piece) for text in (heading, *notes) for piece in (text, *PIECES.split(text)))


def _names_a_secret(text: str) -> bool:
    bare = plain(text)
    if bare in FOREIGN:
        return True
    return (
        bool(CHINESE.fullmatch(bare))
        and not HARMLESS_ONLY.fullmatch(bare)
        and bool(FORBIDDEN_PART.search(bare))
    )


def holds_secrets(cells: Iterable[str]) -> bool:
    """Whether a column holds mostly identity numbers, peoples or faiths, whatever its heading says."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    secret = sum(
        1
        for cell in filled
        if _ID18.fullmatch(cell) or _ID15.fullmatch(cell) or _PEOPLE_CELL.fullmatch(cell) or cell in FAITHS
    )
    return secret > 0 and secret * 2 > len(filled)


def masked(text: str) -> str:
    """The text with identity numbers taken out."""
    if not _MANY_DIGITS.search(text):
        return text
    narrow = text.translate(_NARROW)
    hidden = _ID15.sub(_MASKED, _ID18.sub(_MASKED, narrow))
    return text if hidden == narrow else hidden

"""What headings mean: canonical columns, and those about people that may not be kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hundredfold.reading.forbidden import holds_secrets, is_forbidden, masked
from hundredfold.reading.headings import assign, canonical


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("活动时间（年月日）", "date"), (" 活 动\n名称 ", "title"), ("民族团结进步活动名称", "title"),
        ("协办单位", "co_units"),
        ("Event date", "date"), ("end_date", "end"), ("參加人數", "headcount"), ("1.活动名称", "title"),
        ("No.", "id"),
        ("照片（文件名）", "photos"), ("刊发媒体", "outlet"), ("所属街道", "town"),
        ("受众人数（人次）", "headcount"),
        ("ＵＲＬ", "url"), ("主办/承办单位", "unit"), ("报道标题", "title"), ("举办地点", "venue"),
        ("序号", "serial"),
        ("co-units", "co_units"), ("活动\u200b类别", "strand"), ("媒体级别", "level"),
        ("旗县区", "district"),
    ],
)  # fmt: skip
def test_heading_is_understood(heading, name):
    match = canonical(heading)

    assert match is not None
    assert match[0] == name


@pytest.mark.parametrize(
    "heading", ["填报时间", "备注", "联系人", "审核日期", "计划参加人数", "", "x" * 41, 3.5]
)
def test_heading_is_left_alone(heading):
    assert canonical(heading) is None


def test_assign_gives_each_name_to_its_best_column():
    assert assign(["活动开展时间", "活动时间", "名称", "活动名称", "备注"]) == {1: "date", 3: "title"}


@pytest.mark.parametrize(
    "heading",
    [
        "民族", "民 族", "民族成分", "族别", "民族构成", "参与民族", "少数民族人数", "汉族人数", "蒙古族",
        "姓名民族", "性别/民族",
        "民族（必填）", "类别（民族）", "民族/宗教", "身份证号", "身份证", "证件号码", "公民身份号码",
        "身分證字號", "出生日期",
        "出生年月", "政治面貌", "宗教信仰", "宗教", "是否信教", "religion", "Ethnic group", "Nationality",
        "ID number",
        "ID No.", "date of birth", "DOB", "үндэс угсаа", "Шашин", "регистрийн дугаар", "төрсөн өдөр",
        "ᠶᠠᠰᠤᠲᠠᠨ", "ᠱᠠᠰᠢᠨ",
        "MZ", "sfzh", "CSRQ", "联系电话", "手机号", "家庭住址", "མི་རིགས",
    ],
)  # fmt: skip
def test_heading_about_a_person_is_forbidden(heading):
    assert is_forbidden(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "民族团结进步活动名称", "民族团结", "宗教活动场所", "民族政策宣讲场次", "各民族联谊活动主题",
        "民族特色产品名称", "民族乐团",
        "少数民族语言宣讲", "编号", "ID", "地址", "单位", "性别", "姓名", "出生地点活动", "白族村",
        "情况", "人数", "date",
    ],
)  # fmt: skip
def test_heading_about_a_deed_is_not_forbidden(heading):
    assert not is_forbidden(heading)


def test_column_of_identity_numbers_is_secret_whatever_its_heading():
    assert holds_secrets(["150203199001011234", "15020319900101123X", "", "不详"])
    assert holds_secrets(["汉族", "蒙古族", "回族"])
    assert holds_secrets(["佛教", "不信教"])
    assert not holds_secrets(["A-1", "A-2", "20240610001"])
    assert not holds_secrets(["", " "])
    assert not holds_secrets(["汉族与蒙古族联欢", "土特产", "水"])


def test_identity_numbers_in_text_are_taken_out():
    assert masked("联系人150203199001011234。") == "联系人〔已隐去〕。"
    assert masked("１５０２０３１９９００１０１１２３４") == "〔已隐去〕"
    assert masked("150203 19900101 123X") == "〔已隐去〕"
    assert masked("编号2024061000012345678") == "编号2024061000012345678"


@settings(database=None, deadline=None)
@given(st.text(max_size=80))
def test_any_heading_gets_an_answer(text):
    assert is_forbidden(text) in (True, False)
    assert canonical(text) is None or canonical(text)[0]

"""What is never collected is recognised by name; what only sounds like it is not."""

import pytest

from hundredfold.plan.never_asked import is_never_asked


@pytest.mark.parametrize(
    "name",
    ["民族", "族 别", "宗教信仰", "政治面貌", "身份证号", "身份证号码", "证件号", "出生日期", "出生年月",
     "ethnicity", "Religion", "ID number", "id_number", "birth_date", "Date of birth", "DOB", "national ID"],
)  # fmt: skip
def test_forbidden_name_is_recognised(name: str) -> None:
    assert is_never_asked(name)


@pytest.mark.parametrize(
    "name", ["主题", "民族团结主题", "各民族", "title", "record_number", "video", "race_day", "编号", "人数"]
)
def test_harmless_name_passes(name: str) -> None:
    assert not is_never_asked(name)

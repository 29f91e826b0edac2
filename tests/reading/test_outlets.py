"""Which outlet a source line names, and its level."""

import pytest

from hundredfold.reading.outlets import Outlet, find_outlet


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("人民日报客户端", "人民日报", "central"),
        ("新华社内蒙古分社", "新华社", "central"),
        ("学习强国内蒙古学习平台", "学习强国内蒙古学习平台", "regional"),
        ("内蒙古日报（汉文版）", "内蒙古日报", "regional"),
        ("内蒙古广播电台", "内蒙古广播电视台", "regional"),
        ("苏州日报", "苏州日报", "municipal"),
        ("延边日报", "延边日报", "municipal"),
        ("包头市人民政府", "包头市人民政府", "municipal"),
        ("昆区融媒体中心", "昆都仑区融媒体中心", "county"),
        ("昆山市融媒体中心", "昆山市融媒体中心", "county"),
        ("中国电力报", "中国电力报", "central"),
        ("阿尔丁社区微信公众号", "阿尔丁社区微信公众号", "unit"),
        ("团十社区", "团十社区", "unit"),
        ("抖音号老街故事", "抖音号老街故事", "self"),
        ("邻里记事微信公众号", "邻里记事微信公众号", "self"),
    ],
)
def test_outlet_of_a_source_line(text: str, name: str, level: str) -> None:
    assert find_outlet(text) == Outlet(name, level)


@pytest.mark.parametrize("text", ["", "本站", "某某有限公司产品部"])
def test_outlet_unknown_is_none(text: str) -> None:
    assert find_outlet(text) is None

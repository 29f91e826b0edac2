"""Where a text says that it comes from; a site's own outlets; reports a text tells of."""

import pytest

from bench.outlets import LISTS, shares
from hundredfold.reading.mentions import Mention, read_mentions
from hundredfold.reading.named_source import named_source
from hundredfold.reading.outlets import Outlet, find_outlet, known_outlets, outlets_of, shipped


@pytest.mark.parametrize("name", LISTS)
def test_level_and_outlet_of_source_lines_are_nearly_always_right(name: str) -> None:
    levels, names = shares(name)

    assert levels >= 0.95
    assert names >= 0.95


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("新华社呼和浩特9月12日电（记者王靖）社区里的茶话会……", "新华社", "central"),
        ("中新网包头9月3日电 居民围坐在一起。", "中国新闻网", "central"),
        ("包头日报讯（记者 刘斌）端午将至。", "包头日报", "municipal"),
        ("据《北方新报》报道，社区办起了百家宴。", "北方新报", "regional"),
        ("居民围坐在一起。\n（来源：昆都仑区融媒体中心）", "昆都仑区融媒体中心", "county"),
        ("居民围坐在一起。\n转自：阿尔丁社区微信公众号", "阿尔丁社区微信公众号", "unit"),
        ("（内蒙古日报记者 宋爽）居民围坐在一起。", "内蒙古日报", "regional"),
    ],
)
def test_source_named_in_the_text(text: str, name: str, level: str) -> None:
    assert named_source(text) == Outlet(name, level)


@pytest.mark.parametrize("text", ["", "本报讯（记者 刘斌）端午将至。", "居民围坐在一起，聊起了家常。"])
def test_text_that_names_no_source_gives_none(text: str) -> None:
    assert named_source(text) is None


def test_a_sites_own_outlets_go_before_those_that_ship() -> None:
    own = outlets_of(
        [
            {"name": "鹿城早知道", "level": "municipal", "aliases": "鹿城早报 早知道"},
            {"name": "包头晚报", "level": "county", "aliases": ""},
            {"name": "没有层级", "level": "planet", "aliases": ""},
        ]
    )

    assert find_outlet("来源：鹿城早报", more=own) == Outlet("鹿城早知道", "municipal")
    assert find_outlet("包头晚报", more=own) == Outlet("包头晚报", "county")
    assert find_outlet("没有层级", more=own) is None
    assert find_outlet("包头晚报") == Outlet("包头晚报", "municipal")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("海南日报", "regional"),
        ("海南州日报", "municipal"),
        ("乌海市海南区融媒体中心", "county"),
        ("吉林日报", "regional"),
        ("吉林市融媒体中心", "municipal"),
        ("朝阳日报", "municipal"),
        ("北京市朝阳区融媒体中心", "county"),
        ("宁夏日报报业集团西夏区融媒体中心", "county"),
        ("人民日报抖音号", "central"),
        ("昆都仑区融媒体中心抖音号", "county"),
        ("包头市第一中学团委", "unit"),
        ("昆河镇人民政府", "unit"),
        ("包头市人民政府", "municipal"),
    ],
)
def test_level_where_names_are_alike(text: str, level: str) -> None:
    outlet = find_outlet(text)

    assert outlet is not None
    assert outlet.level == level


@pytest.mark.parametrize("text", ["民族团结报道", "健康报告", "青年报名参加", "发放劳动报酬"])
def test_words_that_hold_a_papers_name_name_no_paper(text: str) -> None:
    assert known_outlets(text) == []


def test_table_has_each_name_once_and_every_level() -> None:
    outlets = set(shipped().values())

    assert len(outlets) == len({outlet.name for outlet in outlets}) > 600
    assert {outlet.level for outlet in outlets} == {
        "central",
        "regional",
        "municipal",
        "county",
        "unit",
        "self",
    }


def test_mentions_have_outlet_level_title_and_page() -> None:
    text = "5月20日，《人民日报》第七版刊发《石榴花开满院香》，鹿城早知道以《邻里一家亲》为题报道。"
    own = outlets_of([{"name": "鹿城早知道", "level": "municipal", "aliases": ""}])

    assert read_mentions(text, more=own) == [
        Mention("人民日报", "central", "石榴花开满院香", 7),
        Mention("鹿城早知道", "municipal", "邻里一家亲", None),
    ]

"""One report in its many prints, and its look-alikes: which fold and which do not."""

import pytest

from hundredfold.linkage.stories import Family, fold
from hundredfold.linkage.story_marks import Story

TITLE = "端午茶话会 邻里一家亲"
LINES = (
    "6月8日，钢城社区的院子里飘起了粽叶香，120名居民围坐在长桌旁，第三届邻里茶话会就这样开了场。",
    "“我包了四十年粽子，今天头一回有这么多徒弟。”退休教师赵玉兰挽起袖子，把糯米和红枣依次放进叶窝里。",
    "社区书记马强介绍，筹备用了两周，居民自己报节目、自己定菜单，光是意见就收了57条，采纳了31条。",
    "院子另一头，蒙古族小伙巴图拉起马头琴，几位老人跟着节拍轻轻打着拍子，孩子们追着泡泡跑来跑去。",
    "去年搬来的外卖骑手孙亮送完午高峰的单子赶来，他说自己在这里认识了楼上楼下的邻居，租房也租出了家的味道。",
    "活动结束时，大家把没吃完的粽子分装成26份，由志愿者送到行动不便的老人家里，约好中秋再聚。",
)
OTHER_TITLE = "老厂房变身书房"
OTHER = (
    "9月20日，闲置多年的纺织厂锅炉房重新亮起了灯，经过5个月改造，这里成了一间可以坐86人的公共书房。",
    "设计师郭敏保留了旧烟囱和铁楼梯，把锅炉的底座改成阅读台，墙上挂着老工人捐出的工作证和搪瓷杯。",
    "书房首批上架图书1.2万册，其中蒙古文图书900册，开放时间从早上八点一直到晚上十点，周末不休息。",
    "73岁的老挡车工邱凤英每天都来，她说机器声停了这么多年，如今听见翻书的声音，心里又踏实了。",
)
TEXT, OTHER_TEXT = "\n".join(LINES), "\n".join(OTHER)
FACTS = (
    "昆都仑区地处包头市西部，辖区面积301平方公里，常住人口79.6万，居住着31个民族的群众，"
    "先后获得全国民族团结进步创建活动示范区、全国文明城区提名城区等荣誉称号，是一座因钢而兴、因绿而美的城区。"
)
FIRST = Story("first", TITLE, TEXT, "2024-06-09", "包头日报")
SLIPPED = (
    TEXT.replace("日", "曰").replace("人", "入").replace("未", "末").replace("己", "已").replace("，\n", "\n")
)
COLUMNS = "-\n".join(TEXT.replace("\n", "")[place : place + 15] for place in range(0, len(TEXT), 15))


def together(*stories: Story) -> set[frozenset[str]]:
    return {frozenset(family.members) for family in fold(list(stories))}


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param("转发一篇好稿", TEXT, id="another headline"),
        pytest.param(TITLE, "\n".join(LINES[:2]), id="a third"),
        pytest.param("社区新闻", f"据包头日报报道，{LINES[0]}", id="a digest"),
        pytest.param(
            TITLE,
            f"编者按：本网今天转发一篇来自基层的稿件，供读者参考。\n{TEXT}\n责任编辑：小石",
            id="framed",
        ),
        pytest.param(
            TITLE, f"{LINES[0]}\n{LINES[3]}\n{LINES[1]}\n{LINES[5]}\n{LINES[4]}\n{LINES[2]}", id="reordered"
        ),
        pytest.param(TITLE, f"{TEXT[:160]}……\n剩余内容登录后可见，开通会员畅读全文。", id="behind a wall"),
        pytest.param(TITLE, SLIPPED, id="slips of a scan"),
        pytest.param(TITLE, COLUMNS, id="broken in columns"),
        pytest.param(TITLE, f"{TEXT}\n{FACTS}", id="an introduction added"),
        pytest.param(f"{TITLE}（下）", "\n".join(LINES[3:]), id="its second part"),
    ],
)
def test_a_print_of_the_report_is_of_its_family(title: str, text: str) -> None:
    assert together(FIRST, Story("print", title, text, "2024-06-11")) == {frozenset({"first", "print"})}


@pytest.mark.parametrize(
    ("title", "text", "day"),
    [
        pytest.param(
            TITLE,
            TEXT.replace("6月8日", "6月20日").replace("第三届", "第二届"),
            "2023-06-21",
            id="last year's",
        ),
        pytest.param(TITLE, TEXT.replace("第三届", "第二届"), None, id="last year's but for the round"),
        pytest.param(TITLE, TEXT.replace("6月8日", "6月20日"), None, id="last year's but for the day"),
        pytest.param(
            TITLE,
            TEXT.replace("120名", "95名")
            .replace("57条", "40条")
            .replace("31条", "22条")
            .replace("26份", "18份"),
            None,
            id="other figures",
        ),
        pytest.param(
            "端午茶话会",
            TEXT.replace("钢城社区", "友谊社区").replace("赵玉兰", "李桂芳"),
            None,
            id="another's",
        ),
        pytest.param(
            "书房开放了",
            f"{OTHER[0]}\n{FACTS}\n{OTHER[1]}",
            "2024-09-21",
            id="another story with a shared introduction",
        ),
        pytest.param(
            "茶话会之后",
            "茶话会过去半个月，记者又走进这个院子。当时提出的意见大多有了着落，凉棚搭起来了，坏掉的路灯也换了新的。\n"
            + LINES[1]
            + "\n眼下最让大家惦记的是秋天的菜园，报名认领的人家已经排到了第二页，社区正在想办法再腾出一块地。",
            "2024-06-25",
            id="a report that follows up",
        ),
    ],
)
def test_a_look_alike_is_not_of_its_family(title: str, text: str, day: str | None) -> None:
    first = Story("first", TITLE, f"{TEXT}\n{FACTS}", "2024-06-09")

    assert together(first, Story("other", title, text, day)) == {frozenset({"first"}), frozenset({"other"})}


def test_two_reports_in_one_page_stay_two_and_the_page_goes_to_the_one_it_begins_with() -> None:
    stories = (
        FIRST,
        Story("short", "茶话会", "\n".join(LINES[:3]), "2024-06-10"),
        Story("second", OTHER_TITLE, OTHER_TEXT, "2024-09-20"),
        Story("again", "书房", OTHER_TEXT, "2024-09-22"),
        Story("page", TITLE, f"{TEXT}\n{OTHER_TITLE}\n{OTHER_TEXT}", "2024-09-23"),
    )

    assert together(*stories) == {frozenset({"first", "short", "page"}), frozenset({"second", "again"})}


def test_a_round_up_of_first_lines_is_a_story_of_its_own() -> None:
    third = ("7月3日，河东小学的排练厅里，42名学生第一次穿上蒙古袍，跟着舞蹈老师练习安代舞的基本步伐。",) * 1
    stories = (
        FIRST,
        Story("second", OTHER_TITLE, OTHER_TEXT, "2024-09-20"),
        Story(
            "third",
            "安代舞进校园",
            third[0] + "老师说，学生每周练两次，国庆时要到广场上演给家长看，服装由家长们自己缝制。",
        ),
        Story("week", "一周动态", f"本周动态汇总\n{LINES[0]}\n{OTHER[0]}\n{third[0]}\n以上由通讯员整理"),
    )

    assert together(*stories) == {frozenset({each.id}) for each in stories}


def test_two_parts_fold_without_the_whole() -> None:
    parts = [
        Story(str(n), f"{TITLE}（{mark}）", text)
        for n, (mark, text) in enumerate((("上", TEXT), ("下", OTHER_TEXT)))
    ]

    assert together(*parts) == {frozenset({"0", "1"})}


def test_what_people_said_goes_before_the_words() -> None:
    reprint, other = Story("reprint", TITLE, TEXT), Story("other", OTHER_TITLE, OTHER_TEXT)

    families = fold([FIRST, reprint, other], together=[("other", "first")], apart=[("reprint", "first")])

    assert {frozenset(family.members) for family in families} == {
        frozenset({"first", "other"}),
        frozenset({"reprint"}),
    }


@pytest.mark.parametrize(
    ("stories", "first"),
    [
        ([Story("a", "", TEXT, "2024-06-10"), Story("b", "", TEXT, "2024-06-09")], "b"),
        ([Story("a", "", TEXT), Story("b", "", TEXT, "2024-06-09")], "b"),
        (
            [
                Story("a", "", f"{TEXT}\n（来源：昆区融媒）", "2024-06-09", "搜狐号"),
                Story("b", "", TEXT, "2024-06-09", "昆区融媒"),
            ],
            "b",
        ),
        (
            [Story("a", "", f"{TEXT}\n来源：昆区融媒", "2024-06-09"), Story("b", "", TEXT, None, "昆区融媒")],
            "b",
        ),
        (
            [
                Story("a", "", TEXT, "2024-06-09", "街坊那些事", "self"),
                Story("b", "", TEXT, "2024-06-09", "包头日报", "municipal"),
            ],
            "b",
        ),
        ([Story("a", "", TEXT, "2024-06-09T18:00"), Story("b", "", TEXT, "2024-06-09T08:00")], "b"),
    ],
    ids=["earlier", "dated", "named as the source", "named and undated", "higher level", "earlier hour"],
)
def test_first_publication(stories: list[Story], first: str) -> None:
    assert fold(stories) == [Family(first, (first, *({each.id for each in stories} - {first})))]

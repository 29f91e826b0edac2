"""Pages as real sites make them: data in scripts, archives, wrong encodings; and pages that tell no story."""

import json
from contextlib import suppress
from random import Random
from urllib.parse import quote

import pytest

from bench.press_pages_b import LAYOUTS
from bench.press_reading import f1, sheet_b
from bench.press_wrapped import ENCODINGS, Wrapped, no_stories, sample
from hundredfold.reading.pages import Page, read_page
from hundredfold.reading.press_words import PRESS_SENTENCES
from hundredfold.reading.words import Refused

LINES = (
    "鞍山道街道举办邻里节，两百多位居民带着自家拿手菜走到一起，现场热闹非凡。",
    "“以前住对门都叫不出名字，如今谁家有事一喊就到。”居民刘玉兰说。",
    "据统计，全年共办各类活动三百余场，参加者累计八万人次。",
)
BODY = "".join(f"<p>{line}</p>" for line in LINES)
TITLE = "邻里节上端出百家菜"
LINKS = "".join(f"<li><a href='/{n}'>某地又有一则新闻标题在此展示{n}</a></li>" for n in range(12))


def page(body: str, *, title: str = f"{TITLE}_某某网", head: str = "") -> Page:
    html = f"<html><head><meta charset=utf-8><title>{title}</title>{head}</head><body>{body}</body></html>"
    return read_page(html.encode(), name="k.html")


def told(body: str) -> str:
    return f"<h1>{TITLE}</h1><div>2024-06-11 来源：包头日报</div>{body}"


@pytest.mark.parametrize(
    "made", sample(60, seed=2), ids=lambda made: f"{made.layout}, {made.encoding}, {made.harm}"
)
def test_second_maker_gives_the_story(made: Wrapped) -> None:
    sheet = sheet_b(made)

    story = read_page(sheet.data, name=sheet.name)

    assert f1(story.text, sheet.text) > 0.9
    assert story.published == sheet.facts["published"]
    assert made.harm != "none" or story.title == made.tale.title


def test_second_maker_has_many_layouts_and_encodings() -> None:
    assert len(LAYOUTS) == 15
    assert len(set(ENCODINGS)) == 11


@pytest.mark.parametrize(
    "script",
    [
        "<script>window.__INITIAL_STATE__ = {HELD};</script>",
        "<script>var d = JSON.parse(STRING);</script>",
        "<script id='RENDER_DATA' type='application/json'>QUOTED</script>",
        "<script>window.a={b:undefined};init({HELD})</script>".replace("{HELD}", "HELD"),
        "<script>var a = { title: TITLE, content: HTML, time: '2024-06-11 08:00', source: '包头日报' };</script>",
    ],
)
def test_story_held_in_a_script_is_read(script: str) -> None:
    facts = {"title": TITLE, "content": BODY, "source": "包头日报", "publishTime": 1718064000000}
    held = json.dumps({"a": [{"article": facts}]}, ensure_ascii=False)
    script = script.replace("{HELD}", held).replace("HELD", held).replace("QUOTED", quote(held))
    script = (
        script.replace("STRING", json.dumps(held)).replace("TITLE", f"'{TITLE}'").replace("HTML", f"'{BODY}'")
    )

    story = page(f"<div id=app>加载中</div>{script}", title="")

    assert story.text.split("\n") == list(LINES)
    assert (story.title, story.published, story.outlet) == (TITLE, "2024-06-11", "包头日报")


@pytest.mark.parametrize(
    ("codec", "declared"),
    [
        ("big5hkscs", "big5"), ("big5hkscs", "gbk"), ("big5hkscs", ""), ("gbk", "big5"), ("gbk", "iso-8859-1"),
        ("gbk", ""), ("gbk", "x-none"), ("utf-8", "gb2312"), ("utf-16", "gbk"), ("utf-16-le", ""), ("utf-16-be", ""),
    ],
)  # fmt: skip
def test_encoding_is_found_whatever_is_declared(codec: str, declared: str) -> None:
    body = "<p>鞍山道街道舉辦鄰里節，兩百多位居民走到一起。</p><p>居民說，以前住對門都叫不出名字。</p>"
    html = f"<html><head><meta charset={declared}></head><body><h1>鄰里節開場</h1>{body}</body></html>"

    assert read_page(html.encode(codec), name="e.html").text.startswith("鞍山道街道舉辦鄰里節")


def test_script_beside_a_shown_story_changes_nothing() -> None:
    other = json.dumps({"title": "另一篇", "content": "另一篇稿件的正文，比显示的还要长。" * 40})

    assert page(told(f"<div class=content>{BODY}</div><script>var x={other}</script>")).text.split(
        "\n"
    ) == list(LINES)


@pytest.mark.parametrize(
    "body",
    [
        told(f"<div class=bd>{BODY}</div><div class=ad>广告</div><ul>{LINKS}</ul>"),
        told(f"<div class=article>{BODY[:-40]}</div><div>相关阅读</div><ul>{LINKS}</ul>").replace(
            BODY[:-40], BODY
        ),
        f"<div class='page-with-sidebar'>{told(BODY)}</div>",
        told(f"<div style='display:none'>{BODY}</div><a>展开全文</a>"),
        told(
            "<table><tr><td>"
            + "<br><br>".join("&nbsp;&nbsp;" + line for line in LINES)
            + "</td></tr></table>"
        ),
        told("<div>" + "".join("　　" + line for line in LINES) + "</div>"),
        told(BODY + "<div class=cm>请登录后发表评论</div>"),
        f"<h1>{TITLE}</h1><ul><li>来源：</li><li>包头日报</li><li>时间：</li><li>2024-06-11</li></ul>{BODY}",
        "<div>" * 100_000 + told(BODY),
    ],
)
def test_story_comes_out_of_odd_layouts(body: str) -> None:
    story = page(body)

    assert story.text.split("\n") == list(LINES)
    assert (story.title, story.published, story.outlet, story.level) == (
        TITLE,
        "2024-06-11",
        "包头日报",
        "municipal",
    )


def test_links_set_into_a_story_do_not_end_it() -> None:
    first, *rest = (f"<p>{line}</p>" for line in LINES)

    story = page(
        told(f"<div class=a>{first}<div><b>相关阅读</b><ul>{LINKS[:200]}</ul></div>{''.join(rest)}</div>")
    )

    assert story.text.split("\n") == list(LINES)


def test_hostile_days_are_no_days() -> None:
    head = "<meta name=pubdate content='2099-01-01'><meta name=publishdate content='0000-00-00'>"

    assert page(f"<h1>{TITLE}</h1><div>发布时间：2024-13-41</div>{BODY}", head=head).published is None
    assert page(told(BODY), head=head).published == "2024-06-11"


def test_false_canonical_address_changes_no_fact() -> None:
    head = "<link rel=canonical href='http://elsewhere.example/2011/0203/x.html'>"

    story = page(f"<h1>{TITLE}</h1>{BODY}", head=head)

    assert (story.published, story.outlet) == (None, None)


def test_by_line_of_an_element_is_read() -> None:
    assert page(told(f"<span class='author-name'>王海燕</span>{BODY}")).byline == "王海燕"
    assert page(told(f"{BODY}<p>（本报记者 王海燕 通讯员 李明）</p>")).byline == "王海燕、李明"
    assert page(told(f"<p>记者注意到，院子里坐满了人，大家有说有笑。</p>{BODY}")).byline is None


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_page_without_a_story_is_refused_in_one_sentence(language: str) -> None:
    for name, data in no_stories(Random(3)).items():
        with pytest.raises(Refused) as refused:
            read_page(data, name="n.html")

        assert refused.value.code == name.split()[0]
        assert refused.value.sentence(language).startswith("n.html")


@pytest.mark.parametrize(
    ("body", "title", "code"),
    [
        ("<div>该内容已被发布者删除</div>", "", "soft_404"),
        ("<div>环境异常</div><p>当前环境异常，完成验证后即可继续访问。</p>", "", "captcha"),
        ("<noscript>请开启 JavaScript 后继续</noscript><div id=app></div>", "某某网", "needs_script"),
        (f"<p>{LINES[0]}</p><div>登录后可阅读全文</div>", TITLE, "login_wall"),
        (
            "".join(f"<h2>{TITLE}{n}</h2><div>2024-06-1{n} 来源：人民网</div>{BODY}" for n in range(5)),
            "",
            "navigation",
        ),
        (f"<ul>{LINKS}</ul>", "要闻", "navigation"),
    ],
)
def test_page_that_tells_nothing_is_refused(body: str, title: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        page(body, title=title)

    assert refused.value.code == code
    assert code in PRESS_SENTENCES


def test_frames_are_refused() -> None:
    with pytest.raises(Refused, match="框架"):
        read_page(b"<html><frameset cols='1,*'><frame src=a.htm></frameset></html>", name="f.html")


@pytest.mark.parametrize(
    "title", ["404路公交车延长运营时间", "警方提醒：验证码千万别告诉别人", "登录月球的那一天"]
)
def test_story_that_speaks_of_such_pages_is_one(title: str) -> None:
    assert page(f"<h1>{title}</h1><div>2024-06-11</div>{BODY}", title=title).title == title


@pytest.mark.parametrize(
    "body",
    [
        "<b>" * 100_000,
        "<!--" * 200_000,
        "<script>={'a':undefined," * 20_000,
        "<p>" + "来源 " * 90_000,
        "<td>字" * 9_999,
    ],
)
def test_hostile_markup_ends(body: str) -> None:
    with suppress(Refused):
        page(body, title="")

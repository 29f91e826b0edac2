"""What the copying kit did is undone, and whole text of every kind stays as it is."""

from functools import partial
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.press_kit import HIDDEN, VISIBLE, Kit, damage
from bench.press_kit_b import NARROW, Site, draw_site, kinds_of_hit, prose, spoil, to_traditional
from bench.press_stories import collection
from hundredfold.reading.repair import Repaired, repair

NOTES = (
    ("區", "qū"),
    ("結", "jié"),
    ("創", "chuàng"),
    ("發", "fā"),
    ("動", "dòng"),
    ("規", "guī"),
    ("側", "cè"),
)

ESCAPES = {"\\n": "\n", "\\t": "\t", "\\ud800": "\ud800"}


def whole_texts() -> list[str]:
    """Texts of our own of many kinds that hold brackets, readings, question marks and odd bytes, yet are whole."""
    lines = Path(__file__).with_name("whole_texts.txt").read_text(encoding="utf-8").split("\n")
    texts = []
    for line in lines:
        if not line.startswith("# "):
            for sign, char in ESCAPES.items():
                line = line.replace(sign, char)
            texts.append(line)
    return texts


def test_whole_texts_are_many() -> None:
    assert len(set(whole_texts())) >= 200


@pytest.mark.parametrize("text", whole_texts())
def test_whole_text_is_left_alone(text: str) -> None:
    repaired = repair(text)

    assert (repaired.text, repaired.repairs, repaired.damage) == (text, (), "none")


@pytest.mark.parametrize("low", [HIDDEN, VISIBLE])
def test_stories_through_the_kit_come_back(low: bytes) -> None:
    told = collection(12, seed=21)

    exact = total = 0
    for story in told:
        mended = repair(damage(story.text, Kit(NOTES, low=low))).text.split("\n")
        exact += sum(a == b for a, b in zip(story.paragraphs, mended, strict=True))
        total += len(story.paragraphs)

    assert exact >= 0.93 * total


def test_every_guess_is_marked_unsure() -> None:
    repaired = repair("居民生活更加幸?！?，報(bào)道昆區(qū)")

    assert repaired.text == "居民生活更加幸福》，报道昆区"
    assert [(fix.was, fix.now) for fix in repaired.repairs if fix.sure < 0.8] == [("?！", "福"), ("?", "》")]


def test_real_brackets_in_damaged_text_stay() -> None:
    repaired = repair("昆區(qū)開(kāi)展活動(dòng)30場(chǎng)，100人(次)參加。")

    assert repaired.text == "昆区开展活动30场，100人(次)参加。"


def test_digit_eaten_with_a_byte_is_not_made_up() -> None:
    damaged = damage("“我们盼了很久。”7月15日，昆区创新结合发展。", Kit(NOTES))

    assert repair(damaged).text == "“我们盼了很久。”?月15日，昆区创新结合发展。"


SITES = [draw_site(Random(number), number=number) for number in range(24)]
PROSE = prose()
LINES = [line for lines in PROSE.values() for line in lines]
TWO_ROUNDS = Kit(NOTES, marks="，。！？")


def test_notes_of_other_sites_are_taken_out_of_other_prose() -> None:
    """Lists, readings, marks and widths drawn anew: where no byte was lost, every page comes back."""
    exact = total = 0
    for number, site in enumerate(SITES):
        page = "\n".join(Random(number).sample(LINES, 12))
        if kinds_of_hit(page, site) != {"note"} or site.low == " " or site.lost == "":
            continue
        total += 1
        exact += repair(spoil(page, site)).text == (
            page.translate(NARROW) if site.width == "narrow" else page
        )
    assert (exact, total > 3) == (total, True)


@pytest.mark.parametrize("kind", sorted(PROSE))
def test_whole_prose_is_left_alone_in_either_script(kind: str) -> None:
    page = "\n".join(PROSE[kind])

    for text in (page, *map(partial(to_traditional, page), ("s2t", "s2tw", "s2hk"))):
        assert repair(text).repairs == ()


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        (
            "大幕拉開,，一曲悠揚的馬頭琴聲把觀衆帶進了草原,。",
            "大幕拉开，一曲悠扬的马头琴声把观众带进了草原。",
        ),
        ("他們（men）在區(qū )里開會(hui)，決(jué)定發(fā)放補助。", "他们在区里开会，决定发放补助。"),
        ("綠(lǜ)化工程(1期)", "绿化工程(1期)"),
        ("綠(lv)化和法律(次)宣傳(chuan)活動(dong)", "绿化和法律(次)宣传活动"),
        ("我\ufffd(guī)湍氵M行時", "我帮你进行时"),
        ("我guī)湍氵M行時", "我帮你进行时"),
        ("出發(fā)到A級(jí)景區(qū)", "出发到A级景区"),
        ("\ufffd？诘纳鐓^(qū)", "海口的社区"),
    ],
)
def test_ways_of_other_sites(damaged: str, whole: str) -> None:
    assert repair(damaged).text == whole


def test_line_end_eaten_with_a_byte_comes_back() -> None:
    text = "他说：“社区就是我的家。”\n第二天，大家都来了。\n“好。”\n会议结束。"

    assert repair(damage(text, TWO_ROUNDS)).text == text


def test_known_texts_of_the_site_decide_what_was_lost() -> None:
    damaged = damage("《旭海》，一出新戏，由区文化馆创作。", TWO_ROUNDS)

    assert repair(damaged, known=["话剧《旭海》上演。", "《旭海》获奖。"]).text.startswith("《旭海》，")


def test_names_and_rare_characters_keep_their_form() -> None:
    text = "李昇、朱镕基、王祎和陶喆来到了会场，饸饹面很受欢迎。"

    assert repair(damage(text, Kit((("會", "huì"), ("場", "chǎng"), ("來", "lái"))))).text == text


def test_surely_mended_is_mostly_right() -> None:
    """Of what is called sure by the bytes, nearly all is in the true text where it stands."""
    right = total = 0
    for site in SITES:
        text = "\n".join(LINES[:60])
        mended = repair(spoil(text, site))
        sure = [fix for fix in mended.repairs if fix.sure >= 0.9 and len(fix.now) > 1]
        total += len(sure)
        right += sum(
            fix.now.strip() in text or fix.now.translate(NARROW) in text.translate(NARROW) for fix in sure
        )
    assert right >= 0.95 * total


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_mending_twice_changes_nothing_more(site: Site) -> None:
    for number in range(6):
        once = repair(spoil("\n".join(Random(number).sample(LINES, 5)), site)).text

        assert repair(once).text == once


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=4), st.sampled_from(SITES))
@settings(max_examples=60)
def test_repairs_of_spoilt_prose_point_into_the_original(lines: list[str], site: Site) -> None:
    damaged = spoil("\n".join(lines), site)
    repaired = repair(damaged)

    assert rebuilt(damaged, repaired) == repaired.text


@given(st.text(st.characters(codec="gb18030", exclude_categories=["Cs"]), max_size=80))
def test_text_of_any_characters_is_mended_or_left_but_never_lost(text: str) -> None:
    repaired = repair(text)

    assert rebuilt(text, repaired) == repaired.text
    assert repaired.repairs or repaired.text == text


def rebuilt(text: str, repaired: Repaired) -> str:
    """The mended text put together from the original and the repairs alone."""
    parts, place = [], 0
    for fix in repaired.repairs:
        assert (place <= fix.start <= fix.end, text[fix.start : fix.end]) == (True, fix.was)
        parts += [text[place : fix.start], fix.now]
        place = fix.end
    return "".join([*parts, text[place:]])


@given(st.text(alphabet="昆區結創發(qūjié)?！，。”《家大庇浾\n, 於M", max_size=60))
def test_repairs_rebuild_the_text_whatever_comes(text: str) -> None:
    repaired = repair(text)

    assert rebuilt(text, repaired) == repaired.text

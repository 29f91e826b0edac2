"""What the copying kit did is undone, and whole text of every kind stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.press_kit import HIDDEN, VISIBLE, Kit, damage
from bench.press_stories import collection
from hundredfold.reading.repair import repair

NOTES = (
    ("區", "qū"),
    ("結", "jié"),
    ("創", "chuàng"),
    ("發", "fā"),
    ("動", "dòng"),
    ("規", "guī"),
    ("側", "cè"),
)

WHOLE = (
    "重庆(chóng qìng)是直辖市。",
    "活动有100人(次)参加，其中志愿者（队员）20名。",
    "单(shàn)县位于山东省。",
    "單(shàn)縣位於山東省，夏季炎熱。",
    "我(wǒ)爱(ài)北(běi)京(jīng)天(tiān)安(ān)门(mén)。",
    "我(wǒ)愛(ài)北(běi)京(jīng)天(tiān)安(ān)門(mén)，天(tiān)安(ān)門(mén)上(shàng)太(tài)陽(yáng)升(shēng)。",
    "子曰：「學而時習之，不亦說(yuè)乎？有朋自遠方來，不亦樂(lè)乎？」",
    "吾十有五而志于學，三十而立，四十而不惑。",
    "臺灣的軟體工程師在視頻會議裡討論程式碼（bug）。",
    "if (x > 0) { print('你好?'); } // 注释(comment)",
    "重慶(chóng qìng)、廈門(xià mén)都是好地方。",
    "漢語拼音：國(guó)、家(jiā)、學(xué)校(xiào)。這些字著實難寫於紙上。",
    "區(ōu)先生是廣東人。",
    "“什么?！”他喊道，「這是真的嗎?！」",
    "說文解字：「區(qū)，踦區，藏匿也。」段玉裁注曰：「區(qū)之義內臧多品。」",
    "他问：你去吗?!我说：去!!真的假的??!",
    "Plain English (with brackets), 2024-05-20?",
    "",
    "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
    "\ud800?！",
)


@pytest.mark.parametrize("text", WHOLE)
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
    assert [(fix.was, fix.now) for fix in repaired.repairs if fix.sure <= 0.6] == [("?！", "福"), ("?", "》")]


def test_real_brackets_in_damaged_text_stay() -> None:
    repaired = repair("昆區(qū)開(kāi)展活動(dòng)30場(chǎng)，100人(次)參加。")

    assert repaired.text == "昆区开展活动30场，100人(次)参加。"


def test_digit_eaten_with_a_byte_is_not_made_up() -> None:
    damaged = damage("“我们盼了很久。”7月15日，昆区创新结合发展。", Kit(NOTES))

    assert repair(damaged).text == "“我们盼了很久。”?月15日，昆区创新结合发展。"


@given(st.text(alphabet="昆區結創發(qūjié)?！，。”《家大庇浾\n, 於M", max_size=60))
def test_repairs_rebuild_the_text_whatever_comes(text: str) -> None:
    repaired = repair(text)

    rebuilt, place = [], 0
    for fix in repaired.repairs:
        assert (place <= fix.start <= fix.end, text[fix.start : fix.end]) == (True, fix.was)
        rebuilt += [text[place : fix.start], fix.now]
        place = fix.end
    assert "".join([*rebuilt, text[place:]]) == repaired.text

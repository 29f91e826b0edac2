"""What the copying kit did is undone, and whole text of every kind stays as it is."""

from pathlib import Path

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

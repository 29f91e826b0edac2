"""Strands proposed of a text, precision first, each with the words that speak for it and their place."""

from pathlib import Path

import pytest

from hundredfold.reading.strands import read_strands, strand_grounds

LINES = [
    line.split("\t")
    for line in Path(__file__).with_name("strand_phrases.tsv").read_text(encoding="utf-8").splitlines()
]


def test_nearly_every_proposal_is_right() -> None:
    right = wrong = missed = 0
    for text, strands in LINES:
        read, wanted = set(read_strands(text)), set(strands.split())
        right += len(read & wanted)
        wrong += len(read - wanted)
        missed += len(wanted - read)

    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.8


@pytest.mark.parametrize("text", [text for text, _ in LINES])
def test_grounds_stand_where_they_say(text: str) -> None:
    for ground in strand_grounds(text):
        assert text[ground.start : ground.end] == ground.phrase
        if ground.beside:
            assert text[ground.beside_start : ground.beside_end] == ground.beside


def test_a_common_word_alone_proposes_nothing() -> None:
    assert read_strands("公园里的雕塑年久失修。民族团结是主题。") == []
    (ground,) = strand_grounds("民族团结主题的雕塑立起来了。")
    assert (ground.strand, ground.phrase, ground.beside) == ("landscape", "雕塑", "立起")


def test_strands_come_in_the_order_of_the_programme() -> None:
    assert read_strands("文创产品展销，文艺汇演助兴，宣讲团到场。") == [
        "lecturers",
        "performances",
        "products",
    ]


def test_an_endless_sentence_is_read_in_time() -> None:
    assert read_strands("志愿者" * 20_000) == []

"""Folding, tokens, queries and snippets: pure, and the same on either side of a search."""

import unicodedata

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from hundredfold.tell.search import on_postgres
from hundredfold.tell.search.asking import Term, understand
from hundredfold.tell.search.finding import Readable, find
from hundredfold.tell.search.folding import fold, fold_words, spread
from hundredfold.tell.search.pinyin import WAYS, readings
from hundredfold.tell.search.shelves import shelf_of
from hundredfold.tell.search.snippets import LENGTH, Looked
from hundredfold.tell.search.tokens import Document, tokens, tokens_of
from hundredfold.tell.search.words import SENTENCES, say

MIXED = st.text(
    alphabet="友谊十七社区團結髮ＡbC1２３ ，。\n㎡é\u200b\u0301ᠮᠣᠩйоЙ🎉-\"“”'&!|%_\\", max_size=40
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("團結進步", "团结进步"),
        ("頭髮", "头发"),
        ("ＡＢＣ１２３", "abc123"),
        ("友\u200b谊\ufeff", "友谊"),
        ("Café É", "cafe e"),
        ("Cafe\u0301", "cafe"),
        ("Ойл й", "ойл й"),
        ("ᠮᠣᠩᠭᠣᠯ\u180b", "ᠮᠣᠩᠭᠣᠯ"),
        ("3号楼（西）", "3 号楼 西"),
        ("ｶﾞ", "ガ"),
        ("38.5㎡", "38 5m2"),
        ("🎉 %_*", ""),
        ("友誼、十七…社區", "友谊 十七 社区"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(MIXED)
@settings(deadline=None)
def test_folding_what_was_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(MIXED)
@settings(deadline=None)
def test_a_text_is_spread_to_what_it_is_folded_to(text: str) -> None:
    folded, places = spread(text)

    assert fold(folded) == fold(text)
    assert places is None or (len(places) == len(folded) and all(0 <= each < len(text) for each in places))


@given(MIXED, MIXED, MIXED)
@settings(max_examples=300, deadline=None)
def test_a_word_that_stands_in_a_text_is_found_in_it(before: str, word: str, after: str) -> None:
    written = f"{before} {word} {after}"
    for folded in fold_words(word):
        term = Term(folded)
        document = Document(1, title=(written,))

        assert Looked(written, (), [term]).spans[0]
        held = set(tokens_of(document))
        for token in term.tokens:
            assert any(each.startswith(token.text) for each in held) if token.begins else token.text in held


@given(MIXED)
@settings(deadline=None)
def test_any_query_is_understood(typed: str) -> None:
    asked = understand(typed)

    assert bool(asked.wanted) != bool(asked.problem)
    assert all(term.tokens for term in (*asked.wanted, *asked.unwanted))


@pytest.mark.parametrize(
    ("typed", "wanted", "unwanted"),
    [
        ("友谊 端午", ["友谊", "端午"], []),
        ("“友谊 端午”", ["友谊 端午"], []),
        ('"Dragon Boat" -龙舟', ["dragon boat"], ["龙舟"]),
        ("－龙舟 端午", ["端午"], ["龙舟"]),
        ("《石榴花开》", ["石榴花开"], []),
        ('友谊"', ["友谊"], []),
        ("友谊-端午", ["友谊", "端午"], []),
        ("3号楼", ["3 号楼"], []),
        ("友谊 友誼", ["友谊"], []),
        ('-"友谊 端午" 茶', ["茶"], ["友谊 端午"]),
    ],
)
def test_queries(typed: str, wanted: list[str], unwanted: list[str]) -> None:
    asked = understand(typed)

    assert [term.phrase for term in asked.wanted] == wanted
    assert [term.phrase for term in asked.unwanted] == unwanted


def test_tokens_are_pairs_words_and_the_last_one() -> None:
    assert sorted(set(tokens(fold("友谊十七 ab3楼")))) == sorted({"友谊", "谊十", "十七", "七", "ab3", "楼"})


def test_what_is_closed_is_not_among_the_open_tokens() -> None:
    held = tokens_of(Document(1, title=("讲座",), closed_title=("金桂兰",), closed_text=("讲座 电话",)))

    assert "金桂" not in held
    assert "!金桂" not in held
    assert {"$金桂", "&金桂", "$电话", "讲座", "!讲座"} <= set(held)
    assert "$讲座" not in held


def test_pinyin_gives_every_sound_from_every_character() -> None:
    heard = readings(fold("昆都仑"))

    assert {"kdl", "kundulun", "kundoulun", "dl", "dulun", "lun", "l"} <= heard
    assert len(readings(fold("都" * 12))) < 12 * (WAYS + 1) * 2


def test_a_snippet_shows_the_words_as_they_were_written() -> None:
    looked = Looked(
        "標題", ("開頭一句。" * 30 + "這裏有團 結，還有團結二字。" + "後面" * 60,), understand("团结").wanted
    )
    pieces = looked.snippet()

    assert [piece.text for piece in pieces if piece.is_marked] == ["團結"]
    assert sum(len(piece.text) for piece in pieces) <= LENGTH + 2
    assert pieces[0].text == pieces[-1].text == "…"


def test_no_phrase_runs_from_one_text_into_the_next() -> None:
    assert not Looked("友谊", ("十七",), understand("友谊十七 “友谊 十七”").wanted).is_seen


def test_marks_take_in_what_hangs_on_a_letter() -> None:
    looked = Looked("Cafe\u0301 au lait", (), understand("cafe").wanted)

    assert [piece.text for piece in looked.marked_title() if piece.is_marked] == ["Cafe\u0301"]


@pytest.mark.parametrize("code", SENTENCES)
def test_every_code_says_something_in_both_languages(code: str) -> None:
    assert say(code)
    assert say(code, "en") != say(code)
    assert say("") == ""


@pytest.mark.django_db
@given(texts=st.lists(MIXED, min_size=4, max_size=4), label=st.sampled_from(["kind=event", "under=01abc"]))
@settings(max_examples=60, deadline=None)
def test_both_databases_hold_the_same_tokens(texts: list[str], label: str) -> None:
    if connection.vendor != "postgresql":
        return
    title, text, closed_title, closed_text = texts
    document = Document(
        7, (title,), (text,), (closed_title,), (closed_text,), names=(title,), labels=(label,)
    )
    _number, *columns = on_postgres._row(document)
    with connection.cursor() as cursor:
        marks = ", ".join(["%s::text"] * len(columns))
        cursor.execute(f"SELECT tsvector_to_array(tell_tokens({marks}))", columns)
        held = set(cursor.fetchone()[0])

    # There what is open as well is kept twice: nobody asks for the second.
    wanted = set(tokens_of(document))
    assert {each for each in held if each[0] not in "$&"} == {each for each in wanted if each[0] not in "$&"}
    assert wanted <= held


@pytest.mark.django_db
def test_an_index_is_emptied_and_made_again() -> None:
    shelf = shelf_of(connection)
    shelf.put([Document(5, title=("端午",)), Document(6, text=("端午",))])
    shelf.take_out([5])
    assert shelf.size() > 0

    shelf.unmake()
    shelf.make()
    shelf.tidy()
    shelf.put([Document(5, title=("端午",))])
    shelf.put([Document(5, title=("中秋",))])

    found = {word: find(shelf, understand(word), read=lambda numbers: dict.fromkeys(numbers, Readable("中秋", ())),
                        is_open=True).total for word in ("端午", "中秋")}  # fmt: skip
    assert found == {"端午": 0, "中秋": 1}


def test_folded_text_is_composed() -> None:
    assert all(unicodedata.is_normalized("NFKC", fold(each)) for each in ("Cafe\u0301", "が", "㎡"))

"""The clipping book: its numbers are the count's, and its public edition says no more than the public may know."""

import datetime as dt
import re
from pathlib import Path

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hundredfold.base.env import BadSetting
from hundredfold.prove.queries import count_at
from hundredfold.tell import clippings
from hundredfold.tell.clippings import Asked, book, write
from hundredfold.tell.render.clipping_book import PUBLIC, ClippingBook
from tests.people import District

pytestmark = pytest.mark.django_db
SECRET = "全文里的一句话"


def tell_story(district: District, number: int, *, level: str = "municipal", **changes: object) -> str:
    """One story of its own, told with a photo of its page and accepted; its public id."""
    said: dict[str, object] = {
        "kind": "article",
        "strands": ("press",),
        "title": f"第{number}个院子里的第{number * 7}棵树",
        "start": dt.date(2026, 3, 1) + dt.timedelta(days=number),
        "venue": "",
        "head_count": None,
        "head_count_method": "",
        "outlet": f"第{number}日报",
        "level": level,
        "url": f"https://paper.example/{number}",
        "summary": f"摘要{number}：说的是第{number}个院子，打电话13812345678。",
        "details": {"text": f"{SECRET}{number}，" + "字" * number, "page_no": "7", "byline": "本报记者"},
        **changes,
    }
    filed = district.tell(**said)
    district.accept(filed)
    return filed.record.public_id


def asked(district: District, **changes: object) -> Asked:
    said: dict[str, object] = {
        "programme": district.programme,
        "first": dt.date(2026, 1, 1),
        "last": dt.date(2026, 12, 31),
        **changes,
    }
    return Asked(**said)  # type: ignore[arg-type]


def made(district: District, **changes: object) -> ClippingBook:
    return book(asked(district, **changes), at=district.now)


def test_numbers_are_those_of_the_count(district: District) -> None:
    for number, level in enumerate(("central", "municipal", "municipal", "", "regional"), 1):
        tell_story(district, number, level=level)
    district.tell(kind="article", strands=("press",), title="还没审的", outlet="晚报", head_count=None)

    whole = made(district)

    counted = count_at(district.programme, at=district.now)["press"].numbers["counted"]
    assert counted == 5
    assert whole.counted == counted
    assert sum(line.stories for line in whole.levels) == counted == len(whole.clippings)
    assert [(line.level, line.stories) for line in whole.levels if line.stories] == [
        ("central", 1),
        ("regional", 1),
        ("municipal", 2),
        ("", 1),
    ]


def test_period_and_level_narrow(district: District) -> None:
    for number, level in enumerate(("central", "municipal", "municipal"), 1):
        tell_story(district, number, level=level)

    some = made(district, first=dt.date(2026, 3, 3), last=dt.date(2026, 3, 3))
    central = made(district, level="central")
    unknown = made(district, level="")

    assert [each.first.outlet for each in some.clippings] == ["第2日报"]
    assert [each.first.outlet for each in central.clippings] == ["第1日报"]
    assert unknown.clippings == ()
    assert some.counted == central.counted == unknown.counted == 3


def test_the_office_reads_texts_and_deeds(district: District) -> None:
    talk = district.tell(title="邻里茶话会", start=dt.date(2026, 3, 1))
    tell_story(
        district,
        1,
        details={"text": SECRET, "page_no": "7", "byline": "本报记者", "tells_of": [talk.record.public_id]},
    )

    (clipping,) = made(district).clippings

    assert (clipping.text, clipping.page_no, clipping.byline) == (SECRET, "7", "本报记者")
    assert [deed.title for deed in clipping.deeds] == ["邻里茶话会"]


def test_the_public_reads_no_text_no_hash_and_no_number_of_a_person(district: District) -> None:
    talk = district.tell(title="还没审的茶话会", start=dt.date(2026, 3, 1))
    refused = district.tell(title="撤回的茶话会", start=dt.date(2026, 3, 2), state="planned")
    told = [talk.record.public_id, refused.record.public_id, "nobody"]
    tell_story(district, 1, details={"text": SECRET, "byline": "本报记者", "tells_of": told})

    (clipping,) = made(district, edition=PUBLIC).clippings

    assert SECRET not in repr(clipping)
    assert "13812345678" not in repr(clipping)
    assert "***" in clipping.text
    assert (clipping.archived, clipping.byline) == ((), "")
    assert {deed.title for deed in clipping.deeds} <= {"还没审的茶话会", "撤回的茶话会"}


@pytest.mark.parametrize("edition", ["office", "public"])
def test_queries_do_not_grow_with_stories(district: District, edition: str) -> None:
    talk = district.tell(title="邻里茶话会", start=dt.date(2026, 3, 1))
    details = {"text": SECRET, "tells_of": [talk.record.public_id]}
    tell_story(district, 1, details=details)
    with CaptureQueriesContext(
        connection,
    ) as one:
        made(district, edition=edition)
    for number in (2, 3):
        tell_story(district, number, details=details)

    with CaptureQueriesContext(connection) as three:
        made(district, edition=edition)

    assert len(three) == len(one)


def test_a_word_file_holds_contents_table_pictures_and_stories(district: District, tmp_path: Path) -> None:
    for number, title in enumerate(("=HYPERLINK(1)", "團結進步 ᠮᠣᠩᠭᠣᠯ", "坏\ufffd字" * 40), 1):
        tell_story(district, number, title=title)
    steps: list[str] = []

    done = write(
        asked(district), tmp_path / "a.docx", at=district.now, progress=lambda step, _: steps.append(step)
    )

    read = docx.Document(str(tmp_path / "a.docx"))
    headings = [each.text for each in read.paragraphs if each.style and each.style.name == "Heading 2"]
    assert done.stories == 3
    assert headings[0] == "（一）=HYPERLINK(1)"
    assert headings[1].startswith("（二）團結進步")
    assert read.tables[0].rows[-1].cells[1].text == "3"
    assert len(read.inline_shapes) == 3
    assert set(steps) == {"pictures", "gather", "set"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_book_says_so(district: District, tmp_path: Path, language: str) -> None:
    write(asked(district, language=language), tmp_path / "a.docx", at=district.now)

    texts = [each.text for each in docx.Document(str(tmp_path / "a.docx")).paragraphs]
    assert any(re.search(r"没有计入的报道|No story of this period counts", text) for text in texts)


def test_another_ending_is_refused_in_one_sentence(district: District, tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"\*\.docx"):
        write(asked(district), tmp_path / "a.odt", at=district.now)


def test_a_picture_that_cannot_be_read_is_left_out_and_said(
    district: District, tmp_path: Path, settings: object
) -> None:
    tell_story(district, 1)
    settings.EVIDENCE_ROOT = tmp_path / "elsewhere"  # type: ignore[attr-defined]

    whole = book(asked(district), at=district.now, folder=tmp_path)

    assert whole.pictures_left_out == 1
    assert whole.clippings[0].pictures == ()


def test_levels_are_those_the_layout_has_words_for() -> None:
    assert set(clippings.LEVELS) == set(clippings.layout.words.LEVELS)

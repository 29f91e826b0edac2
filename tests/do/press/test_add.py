"""Adding: links, uploads and sources come in once, by who may, with a note of it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from hundredfold.base.models import AuditNote
from hundredfold.do.press import access
from hundredfold.do.press.actions import Typed, add_feed, add_links, add_sitemap, upload
from hundredfold.do.press.actions.add import MOST
from hundredfold.do.press.models import Page
from hundredfold.do.press.words import NotDone
from tests.people import District
from tests.pictures import picture
from tests.press_sites import add, html

TYPED = Typed(
    title="邻里书屋", outlet="包头日报", level="municipal", published=dt.date(2026, 6, 1), page_no="3"
)


def pasted(district: District, text: str, **changes: object):
    given = {
        "by": district.an,
        "programme": district.programme,
        "unit": district.community,
        "at": district.now,
    }
    return add_links(text=text, **{**given, **changes})  # type: ignore[arg-type]


def sent(district: District, data: bytes, typed: Typed = TYPED, *, name: str = "a.jpg") -> Page:
    return upload(
        by=district.an,
        programme=district.programme,
        unit=district.community,
        pieces=[data],
        name=name,
        typed=typed,
        at=district.now,
    )


def test_links_wait_and_the_same_page_is_added_once(district: District) -> None:
    first = pasted(district, "https://a.example/1?utm_source=wx https://b.example/2")
    again = pasted(district, "http://a.example/1#x，https://c.example/3")

    assert [page.state for page in first.new] == ["waiting", "waiting"]
    assert [page.url for page in again.known] == ["https://a.example/1?utm_source=wx"]
    assert [page.url for page in again.new] == ["https://c.example/3"]
    notes = AuditNote.objects.filter(action="add_links").order_by("pk")
    assert [len(note.detail["pages"]) for note in notes] == [2, 1]


def test_links_that_cannot_be_are_left_out_with_a_sentence(district: District) -> None:
    added = pasted(district, f"https://localhost/1 https://a.example/{'x' * 1000} https://a.example/1")

    assert [page.url for page in added.new] == ["https://a.example/1"]
    assert [each.code for each in added.left_out] == ["bad_link", "long_link"]
    assert all(each.sentence("zh") and each.sentence("en") for each in added.left_out)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("今天没有链接", "no_link"),
        ("", "no_link"),
        ("\0\x01 \udcff", "no_link"),
        (" ".join(f"https://a.example/{n}" for n in range(MOST + 1)), "many_links"),
    ],
)
def test_a_paste_that_cannot_be_taken_is_refused_in_a_sentence(
    district: District, text: str, code: str
) -> None:
    with pytest.raises(NotDone) as refused:
        pasted(district, text)

    assert refused.value.code == code
    assert refused.value.sentence("en")
    assert not Page.objects.exists()


def test_nobody_adds_for_a_unit_that_is_not_theirs(district: District) -> None:
    for user in (district.chen, district.auditor, district.bo):
        with pytest.raises(PermissionDenied):
            pasted(district, "https://a.example/1", by=user)
    assert pasted(district, "https://a.example/1", by=district.office).new


def test_pages_are_seen_by_their_unit_and_by_who_reads_all(district: District) -> None:
    (page,) = add(district, "https://a.example/1")
    seen = {
        name: access.pages_to_see(getattr(district, name), district.programme, at=district.now).exists()
        for name in ("an", "chen", "bo", "auditor", "office")
    }

    assert seen == {"an": True, "chen": False, "bo": True, "auditor": True, "office": True}
    assert not access.pages_to_work_on(district.auditor, district.programme, at=district.now).exists()
    assert access.page_to_change(district.an, district.programme, page.public_id, at=district.now) == page


def test_a_picture_of_a_printed_page_is_read_as_it_was_typed(district: District) -> None:
    page, again = sent(district, picture(1)), sent(district, picture(1), name="b.jpg")

    assert (page.state, page.title, page.outlet, page.level, page.page_no) == (
        "read",
        "邻里书屋",
        "包头日报",
        "municipal",
        "3",
    )
    assert page.published == dt.date(2026, 6, 1)
    assert page.story is not None
    assert page.body is not None
    assert page.body.media_type == "image/jpeg"
    assert again == page


def test_a_saved_page_waits_to_be_read_and_what_was_typed_holds(district: District) -> None:
    page = sent(district, html(), Typed(outlet="昆区融媒"), name="..\\..\\存页.html")

    assert (page.state, page.name, page.corrected) == ("waiting", "存页.html", {"outlet": "昆区融媒"})


@pytest.mark.parametrize(
    ("data", "typed", "code"),
    [
        (b"", TYPED, "upload_empty"),
        (b"PK\x03\x04 zip", TYPED, "upload_kind"),
        (b"GIF89a", TYPED, "upload_kind"),
        (b"%PDF-1.7 ...", Typed(), "upload_facts"),
        (b"%PDF-1.7 ...", Typed(title="x", outlet="y"), "upload_facts"),
        (b"%PDF-1.7 ...", Typed(title="x", outlet="y", published=dt.date(1066, 1, 1)), "bad_day"),
        (
            b"%PDF-1.7 ...",
            Typed(title="x", outlet="y", published=dt.date(2026, 1, 1), level="world"),
            "bad_level",
        ),
        (
            b"%PDF-1.7 ...",
            Typed(title="x", outlet="y", published=dt.date(2026, 1, 1), url="javascript:1"),
            "bad_link",
        ),
        (b"<html>" + b"x" * (5 << 20), Typed(), "upload_size"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence(
    district: District, data: bytes, typed: Typed, code: str
) -> None:
    with pytest.raises(NotDone) as refused:
        sent(district, data, typed, name="x.bin")

    assert refused.value.code == code
    assert refused.value.sentence("zh")
    assert not Page.objects.exists()


def test_a_source_is_on_the_list_once_and_a_sitemap_once_a_section(district: District) -> None:
    given = {
        "by": district.an,
        "programme": district.programme,
        "unit": district.community,
        "at": district.now,
    }
    add_feed(url="https://a.example/rss", **given)  # type: ignore[arg-type]
    add_sitemap(url="https://a.example/map.xml", section="/local/", **given)  # type: ignore[arg-type]
    add_sitemap(url="https://a.example/map.xml", section="/culture/", **given)  # type: ignore[arg-type]

    for url, hours, code in [
        ("http://a.example/rss#x", 24, "known_source"),
        ("a.example", 24, "bad_link"),
        ("https://b.example/rss", 0, "bad_hours"),
    ]:
        with pytest.raises(NotDone) as refused:
            add_feed(url=url, every_hours=hours, **given)  # type: ignore[arg-type]
        assert refused.value.code == code


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": "read"},
        {"state": "refused"},
        {"state": "told"},
        {"state": "set_aside"},
        {"level": "world"},
        {"captured_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
        {"told_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
        {"url": ""},
        {"key": "short"},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(district: District, wrong: dict[str, object]) -> None:
    (page,) = add(district, "https://a.example/1")

    with pytest.raises(IntegrityError), transaction.atomic():
        Page.objects.filter(pk=page.pk).update(**wrong)

"""Telling a story: a record for each publication, the first one first, with its archive, once."""

import dataclasses
import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied

from hundredfold.base.models import AuditNote
from hundredfold.do.ledger.models import Record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.do.press import access, queries
from hundredfold.do.press.actions import (
    Choices,
    Typed,
    confirm_story,
    correct_page,
    set_aside,
    upload,
)
from hundredfold.do.press.actions.confirm import press_strand
from hundredfold.do.press.models import Page, Story
from hundredfold.do.press.reasons import remarks_of
from hundredfold.do.press.words import NotDone
from hundredfold.prove import intake
from hundredfold.prove.actions import judge_new, judge_record
from hundredfold.prove.models import Finding
from tests.people import District, make_district
from tests.pictures import picture
from tests.press_sites import html, read

LINKS = [f"https://{name}.example/1.html" for name in "abcdef"]


def reprinted(district: District) -> Story:
    """One story of two pages."""
    read(
        district,
        {
            LINKS[0]: html("song", outlet="昆河融媒", day="2026-06-03"),
            LINKS[1]: html("song", outlet="包头日报", day="2026-06-01"),
        },
    )
    return Story.objects.get()


def test_each_publication_becomes_a_record_with_its_archive(district: District) -> None:
    told = district.tell()

    done = confirm_story(
        by=district.an,
        story=reprinted(district),
        choices=Choices(tells_of=(told.record.public_id,)),
        at=district.now,
    )

    first, second = (each.record for each in done.filed)
    assert (first.outlet, first.start, first.level) == ("包头日报", dt.date(2026, 6, 1), "municipal")
    assert (second.outlet, second.kind, second.state) == ("昆河融媒", "article", "reported")
    assert first.details["tells_of"] == [told.record.public_id]
    assert "合唱团" in first.details["text"]
    (kept,) = first.evidence.all()
    assert (kept.sort, kept.is_public, kept.file.media_type) == ("page", False, "application/warc")
    assert set(Page.objects.values_list("state", flat=True)) == {"told"}
    page = queries.page_of_record(first.pk)
    assert page is not None
    assert page.place == 0
    assert AuditNote.objects.filter(action="confirm_story").exists()


def test_the_ledger_folds_the_reprints_and_sees_the_page_as_kept(district: District) -> None:
    confirm_story(by=district.an, story=reprinted(district), at=district.now)

    judge_new(district.programme, at=district.now)

    (finding,) = Finding.objects.filter(rule="press_reprint")
    first, second = Record.objects.order_by("number")
    assert (finding.a_id, finding.b_id) == (first.pk, second.pk)
    judge_record(first, at=district.now)
    assert not Finding.objects.exclude(rule="press_reprint").exists()
    assert intake.link_key(first.url)


def test_telling_twice_tells_once(district: District) -> None:
    story = reprinted(district)

    first = confirm_story(by=district.an, story=story, at=district.now)
    again = confirm_story(by=district.an, story=story, at=district.now + dt.timedelta(minutes=1))

    assert (len(first.filed), len(again.filed), len(again.told_before)) == (2, 0, 2)
    assert len(Record.objects.all()) == 2


def test_a_reprint_that_comes_later_is_told_by_itself(district: District) -> None:
    story = reprinted(district)
    confirm_story(by=district.an, story=story, at=district.now)

    read(district, {LINKS[2]: html("song", outlet="北疆日报", day="2026-06-05")})
    assert list(queries.untold(Story.objects.all())) == [story]
    done = confirm_story(by=district.an, story=story, at=district.now)

    assert [each.record.outlet for each in done.filed] == ["北疆日报"]
    assert list(queries.told_whole(Story.objects.all())) == [story]


def test_only_the_chosen_pages_are_told(district: District) -> None:
    story = reprinted(district)
    first, second = queries.story_in_full(story)

    done = confirm_story(
        by=district.an, story=story, choices=Choices(pages=(first.public_id,)), at=district.now
    )

    assert [each.record.outlet for each in done.filed] == ["包头日报"]
    second.refresh_from_db()
    assert second.state == "read"


@pytest.mark.parametrize(
    ("choices", "code"),
    [
        (Choices(pages=()), "nothing_to_tell"),
        (Choices(tells_of=("01NOBODY",)), "unknown_deed"),
        (Choices(tells_of=("\0",)), "unknown_deed"),
        (Choices(strand="talks"), "no_press_strand"),
    ],
)
def test_a_choice_that_cannot_be_tells_nothing(district: District, choices: Choices, code: str) -> None:
    with pytest.raises(NotDone) as refused:
        confirm_story(by=district.an, story=reprinted(district), choices=choices, at=district.now)

    assert refused.value.code == code
    assert not Record.objects.exists()


def test_nobody_tells_pages_of_others(district: District) -> None:
    story = reprinted(district)

    with pytest.raises(NotDone):
        confirm_story(by=district.chen, story=story, at=district.now)
    assert not Record.objects.exists()
    assert not access.stories_to_see(district.chen, district.programme, at=district.now).exists()


def test_a_programme_without_press_tells_nothing(db: None) -> None:
    bare = make_district(blueprint="blank")

    with pytest.raises(NotDone) as refused:
        press_strand(bare.programme)

    assert refused.value.code == "no_press_strand"


def test_a_told_page_is_corrected_in_the_ledger(district: District) -> None:
    confirm_story(by=district.an, story=reprinted(district), at=district.now)
    page = Page.objects.order_by("pk")[0]

    for act in (
        lambda: correct_page(by=district.an, page=page, title="新题", at=district.now),
        lambda: set_aside(by=district.an, page=page, reason="重复", at=district.now),
    ):
        with pytest.raises(NotDone) as refused:
            act()
        assert refused.value.code == "is_told"


def test_a_printed_page_is_told_with_its_picture(district: District) -> None:
    page = upload(
        by=district.an,
        programme=district.programme,
        unit=district.community,
        pieces=[picture(3)],
        name="第七版.jpg",
        typed=Typed(
            title="家门口的合唱",
            outlet="北疆日报",
            level="regional",
            published=dt.date(2026, 6, 2),
            page_no="7",
        ),
        at=district.now,
    )
    assert page.story is not None

    done = confirm_story(by=district.an, story=page.story, at=district.now)

    (record,) = (each.record for each in done.filed)
    assert (record.details["page_no"], record.evidence.get().sort) == ("7", "photo")


def test_who_corrects_a_record_keeps_the_deeds_it_tells_of(district: District) -> None:
    deed = district.tell().record.public_id
    done = confirm_story(
        by=district.an, story=reprinted(district), choices=Choices(tells_of=(deed,)), at=district.now
    )

    facts = facts_of(done.filed[0].record)

    assert dataclasses.replace(facts, title="新题").details["tells_of"] == [deed]


@pytest.mark.parametrize(
    ("outlet", "text", "code"),
    [
        ("昆区某单位公众号", "", "self_media"),
        ("包头日报", "本文为企业供稿", "paid_notice"),
        ("包头日报", "", ""),
    ],
)
def test_what_is_worth_a_look_is_pointed_out_and_not_decided(
    district: District, outlet: str, text: str, code: str
) -> None:
    body = html("song", outlet=outlet).replace(b"</article>", f"<p>{text}</p></article>".encode())
    (page,) = read(district, {LINKS[0]: body})
    if code == "self_media" and page.level != "self":
        page = correct_page(by=district.an, page=page, level="self", at=district.now)

    codes = {each["code"] for each in page.remarks}

    assert code in codes if code else not codes
    assert len(remarks_of(page, "en")) == len(codes)
    assert page.state == "read"


def test_one_line_of_mention_is_pointed_out(district: District) -> None:
    body = html("repair")
    long = "".join(
        f"<p>远方的城市里，第{n}条街的灯在傍晚一盏一盏亮起来，行人慢慢走回家。</p>" for n in range(9)
    )
    (page,) = read(
        district,
        {
            LINKS[0]: body.replace(b"</article>", f"{long}</article>".encode()),
        },
    )

    assert [each["code"] for each in page.remarks] == ["one_line"]


def test_a_text_that_names_a_unit_of_the_district_is_of_this_place(district: District) -> None:
    body = html("repair").replace("昆都仑区鞍山道街道".encode(), "江边".encode())
    far = read(district, {LINKS[0]: body})[0]
    line = "<p>友谊17社区的居民把修好的自行车骑回了家，又约好下周再来。</p></article>".encode()
    near = read(district, {LINKS[1]: body.replace(b"</article>", line)})[0]

    assert "not_mentioned" in {each["code"] for each in far.remarks}
    assert "not_mentioned" not in {each["code"] for each in near.remarks}


def test_nobody_confirms_without_the_right_to_tell(district: District) -> None:
    story = reprinted(district)
    Page.objects.update(unit=district.outside)

    with pytest.raises((NotDone, PermissionDenied)):
        confirm_story(by=district.an, story=story, at=district.now)


def test_what_looks_like_an_identity_number_is_left_out_of_the_ledger(district: District) -> None:
    body = html("song").replace("团长说".encode(), "身份证 15020319900307123X，团长说".encode())
    (page,) = read(district, {LINKS[0]: body})
    assert page.story is not None

    done = confirm_story(by=district.an, story=page.story, at=district.now)

    (record,) = (each.record for each in done.filed)
    assert "15020319900307123X" not in record.details["text"]
    assert "团长说" in record.details["text"]


@pytest.mark.parametrize("day", ["2027-01-01", "1066-10-14", "9999-99-99"])
def test_a_day_that_a_page_cannot_be_of_is_not_believed(district: District, day: str) -> None:
    (page,) = read(district, {LINKS[0]: html("song", day=day)})

    assert page.published is None
    assert "day_unknown" in {each["code"] for each in page.remarks}

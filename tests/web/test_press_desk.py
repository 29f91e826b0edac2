"""The press desk in the office: pasted, folded, corrected by hand, confirmed; without JavaScript."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hundredfold.base import clock
from hundredfold.do.ledger.models import Record
from hundredfold.do.press.actions import fetch_waiting, read_captured
from hundredfold.do.press.models import OwnOutlet, Page, Source, Story
from hundredfold.prove.counted_stories import counted_stories
from tests.people import District
from tests.pictures import picture
from tests.press_pages import asked, pages, read_ten
from tests.web.office_pages import see, signed_in, status, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def midsummer(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages open on the day of the tests."""
    monkeypatch.setattr(clock, "now", lambda: district.now + dt.timedelta(hours=1))


def test_an_empty_desk_says_what_to_do(district: District) -> None:
    page = see(signed_in(district.office), "/office/press/")

    assert "No story waits to be confirmed" in page
    assert "Paste links" in page


def test_ten_links_become_four_stories(district: District) -> None:
    client = signed_in(district.office)
    links = "\n".join(f"看看这篇 https://paper{n}.example{path} 【分享】" for n, path in enumerate(pages()))
    answer = client.post("/office/press/add/", {"links": links, "unit": district.office_unit.public_id})
    assert answer.status_code == 303
    assert "10 pages wait" in see(client, "/office/press/")
    assert "Still to read <b>10</b>" in see(client, "/office/press/?state=waiting")

    fetch_waiting(at=district.now + dt.timedelta(hours=2), ask=asked(pages(), district.now))
    read_captured(at=district.now + dt.timedelta(hours=2))

    page = see(client, "/office/press/")
    assert "To confirm <b>4</b>" in page
    assert page.count('class="panel story-card"') == 4
    assert "folded with 3 reprints" in page
    assert "looked at" in see(client, "/office/press/moving/")


def test_a_clerk_of_the_unit_works_there_and_another_sees_nothing(district: District) -> None:
    read_ten(district)

    assert "To confirm <b>0</b>" in see(signed_in(district.chen), "/office/press/")
    assert "To confirm <b>4</b>" in see(signed_in(district.bo), "/office/press/")
    assert "Paste links" not in see(signed_in(district.auditor), "/office/press/")
    story = Story.objects.first()
    assert story
    assert signed_in(district.chen).get(f"/office/press/stories/{story.public_id}/").status_code == 404
    assert signed_in(district.auditor).post("/office/press/add/", {"links": "x"}).status_code == 404


def test_what_holds_no_link_comes_back_as_it_was_typed(district: District) -> None:
    answer = signed_in(district.office).post(
        "/office/press/add/", {"links": "没有链接的一段话", "unit": district.office_unit.public_id}
    )

    assert answer.status_code == 422
    assert "没有链接的一段话" in text(answer)
    assert "No link was found" in text(answer)


def test_a_refused_page_says_why_and_is_tried_again(district: District) -> None:
    page = read_ten(district)[0]
    Page.objects.filter(pk=page.pk).update(
        state="refused", why="press.gone", why_params={"status": 404}, story=None
    )
    client = signed_in(district.office)

    shown = see(client, "/office/press/?state=refused")

    assert "this page does not exist (404)" in shown
    assert "Upload it instead" in shown
    assert client.post(f"/office/press/pages/{page.public_id}/again/").status_code == 303
    page.refresh_from_db()
    assert page.state == "waiting"


def test_a_story_shows_its_first_publication_and_why_the_others_are_there(district: District) -> None:
    read_ten(district)
    story = Story.objects.get(size=4)

    page = see(signed_in(district.office), f"/office/press/stories/{story.public_id}/")

    assert page.index("First publication") < page.index("Reprint")
    assert "word for word" in page
    assert "Another headline" in page
    assert "Shortened to about" in page
    assert "362" in page


def test_taken_out_put_together_and_taken_back(district: District) -> None:
    read_ten(district)
    client = signed_in(district.office)
    story = Story.objects.get(size=4)
    reprint = story.pages.get(place=2)

    client.post(f"/office/press/pages/{reprint.public_id}/apart/")
    assert sorted(Story.objects.values_list("size", flat=True)) == [1, 1, 2, 3, 3]
    reprint.refresh_from_db()
    assert reprint.story
    alone = f"/office/press/stories/{reprint.story.public_id}/"
    assert story.title in see(client, alone)
    assert "Take this back" in see(client, alone)

    answer = client.post(f"{alone}together/", {"story": [Story.objects.get(size=2).public_id]})
    assert answer.status_code == 303
    assert sorted(Story.objects.values_list("size", flat=True)) == [1, 3, 3, 3]
    said = Page.objects.get(pk=reprint.pk).answers.order_by("pk")
    for each in said:
        assert client.post(f"/office/press/answers/{each.public_id}/undo/").status_code == 303
    assert sorted(Story.objects.values_list("size", flat=True)) == [1, 2, 3, 4]


def test_a_page_is_corrected_and_what_was_read_stays(district: District) -> None:
    page = read_ten(district)[0]
    client = signed_in(district.office)
    said = {"title": page.title, "outlet": "包头晨刊客户端", "level": "county", "day": "2026-04-09"}

    assert client.post(f"/office/press/pages/{page.public_id}/correct/", said).status_code == 303
    shown = see(client, f"/office/press/pages/{page.public_id}/")
    assert "包头晨刊客户端" in shown
    assert "<del>包头晨刊</del>" in shown
    wrong = client.post(
        f"/office/press/pages/{page.public_id}/correct/", {**said, "title": "", "day": "1901-01-01"}
    )
    assert wrong.status_code == 422


def test_set_aside_with_a_reason_and_taken_up_again(district: District) -> None:
    page = read_ten(district)[-1]
    client = signed_in(district.office)
    client.post(f"/office/press/pages/{page.public_id}/set-aside/", {"reason": ""})
    assert Page.objects.get(pk=page.pk).state == "read"

    client.post(f"/office/press/pages/{page.public_id}/set-aside/", {"reason": "与本区无关"})

    assert "与本区无关" in see(client, "/office/press/?state=set_aside")
    client.post(f"/office/press/pages/{page.public_id}/take-up/")
    assert Page.objects.get(pk=page.pk).state == "read"


def test_the_archived_copy_is_saved_and_never_shown(district: District) -> None:
    page = read_ten(district)[0]
    client = signed_in(district.bo)
    here = f"/office/press/pages/{page.public_id}/"
    assert page.archive
    assert page.archive.sha256 in see(client, here)

    for name in ("archive", "original"):
        answer = client.get(f"{here}{name}/")
        b"".join(answer)
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert status(signed_in(district.chen), f"{here}archive/") == 404
    assert status(client, f"{here}picture/") == 404


def test_a_photo_of_a_printed_page_is_kept_with_what_was_typed(district: District) -> None:
    client = signed_in(district.office)
    photo = SimpleUploadedFile("版面.jpg", picture(3), "image/jpeg")
    said = {
        "unit": district.office_unit.public_id,
        "title": "石榴红三轮车",
        "outlet": "包头晨刊",
        "level": "municipal",
    }

    assert client.post("/office/press/upload/", {**said, "file": photo}).status_code == 422
    photo.seek(0)
    answer = client.post(
        "/office/press/upload/", {**said, "file": photo, "day": "2026-05-02", "page_no": "A3"}
    )

    assert answer.status_code == 303
    page = see(client, answer.headers["Location"])
    assert "picture/" in page
    assert "A3" in page
    assert status(client, f"{answer.headers['Location']}picture/") == 200


def confirm_all(district: District) -> None:
    read_ten(district)
    client = signed_in(district.office)
    chosen = list(Story.objects.values_list("public_id", flat=True))
    answer = client.post("/office/press/confirm/", {"chosen": chosen})
    assert answer.status_code == 303


def test_confirmed_accepted_and_counted(district: District) -> None:
    confirm_all(district)
    client = signed_in(district.office)
    assert "In the ledger <b>4</b>" in see(client, "/office/press/?state=told")
    for story in Story.objects.all():
        first = story.pages.get(place=0)
        assert first.record
        filed_again(district, first.record)

    assert len(counted_stories(district.programme)) == 4
    page = see(client, "/office/press/reach/")
    assert "All levels" in page
    assert see(client, "/press/").count('class="panel"') == 4


def filed_again(district: District, record: Record) -> None:
    from hundredfold.prove.actions import decide_record

    record.refresh_from_db()
    decide_record(by=district.bo, record=record, verdict="accept", seen=record.position, at=district.now)


def test_a_source_is_added_turned_off_and_refused_twice(district: District) -> None:
    client = signed_in(district.office)
    assert "No source yet" in see(client, "/office/press/sources/")
    said = {
        "url": "https://paper.example/feed.xml",
        "sort": "feed",
        "unit": district.office_unit.public_id,
        "section": "",
    }

    assert client.post("/office/press/sources/", said).status_code == 303
    assert client.post("/office/press/sources/", said).status_code == 422
    source = Source.objects.get()
    client.post(f"/office/press/sources/{source.public_id}/turn/", {"on": "0"})
    source.refresh_from_db()
    assert not source.is_on
    assert "Turn on" in see(client, "/office/press/sources/")


@pytest.mark.parametrize(
    "href",
    [
        "/office/press/stories/nothing/",
        "/office/press/pages/nothing/",
        "/office/press/pages/%00/archive/",
        "/office/press/clippings/book.exe",
    ],
)
def test_what_is_not_there_is_not_found(district: District, href: str) -> None:
    assert signed_in(district.office).get(href).status_code == 404


@pytest.mark.parametrize("href", ["", "?state=told", "?state=waiting", "reach/", "clippings/", "sources/"])
def test_the_number_of_queries_does_not_grow(district: District, href: str) -> None:
    made = pages()
    client = signed_in(district.office)
    one = dict(list(made.items())[:1])
    read_ten(district, one)
    if href in ("?state=told", "reach/"):
        client.post(
            "/office/press/confirm/", {"chosen": list(Story.objects.values_list("public_id", flat=True))}
        )
    see(client, f"/office/press/{href}")
    with CaptureQueriesContext(connection) as few:
        see(client, f"/office/press/{href}")
    read_ten(district, dict(list(made.items())[1:]))
    if href in ("?state=told", "reach/"):
        client.post(
            "/office/press/confirm/", {"chosen": list(Story.objects.values_list("public_id", flat=True))}
        )
    with CaptureQueriesContext(connection) as many:
        see(client, f"/office/press/{href}")
    assert len(many) == len(few)


def test_a_story_and_its_deed_lead_to_each_other(district: District) -> None:
    deed = district.tell(title="邻里百家宴", start=dt.date(2026, 4, 8), venue="友谊大街")
    district.accept(deed)
    read_ten(district)
    client = signed_in(district.office)
    story = Story.objects.get(size=4)
    here = f"/office/press/stories/{story.public_id}/"

    wrong = client.post(f"{here}confirm/", {"numbers": "9999 那个"}, follow=True)
    assert "No record has the number" in text(wrong)
    assert not Record.objects.filter(kind="article").exists()
    client.post(f"{here}confirm/", {"numbers": str(deed.record.number)})
    first = story.pages.get(place=0).record
    assert first
    filed_again(district, first)

    for page in (see(client, here), see(client, f"/office/records/{first.public_id}/")):
        assert "Deeds it tells of" in page
        assert "邻里百家宴" in page
    assert first.title in see(client, f"/office/records/{deed.record.public_id}/")
    assert f"/records/{deed.record.public_id}/" in see(client, f"/records/{first.public_id}/")
    assert "Press that told of it" in see(client, f"/records/{deed.record.public_id}/")


def test_two_hundred_reprints_ask_no_more_than_one(district: District) -> None:
    """A story and a page of it ask the database the same whether they stand alone or among two hundred."""
    made = pages()
    (first, *_), client = read_ten(district, dict(list(made.items())[:1])), signed_in(district.office)
    story = Story.objects.get()
    hrefs = (
        "/office/press/",
        f"/office/press/stories/{story.public_id}/",
        f"/office/press/pages/{first.public_id}/",
        "/office/press/reach/?show=pages",
        "/office/press/?state=waiting",
    )
    few = [asked_of(client, href) for href in hrefs]

    copies = [
        Page(
            **{
                field.attname: getattr(first, field.attname)
                for field in Page._meta.concrete_fields
                if field.attname not in ("id", "public_id", "key", "place", "url")
            },
            public_id=f"{number:026d}",
            key=f"{number:064d}",
            place=number,
            url=f"https://copy{number}.example/",
        )
        for number in range(1, 200)
    ]
    Page.objects.bulk_create(copies)
    Story.objects.filter(pk=story.pk).update(size=200)

    assert [asked_of(client, href) for href in hrefs] == few
    assert "200 publications" in see(client, hrefs[1])


def asked_of(client: Client, href: str) -> int:
    see(client, href)
    with CaptureQueriesContext(connection) as asked_for:
        see(client, href)
    return len(asked_for)


def test_an_outlet_of_the_sites_own_places_pages_that_wait(district: District) -> None:
    read_ten(district)
    client = signed_in(district.office)
    assert "None of your own yet" in see(client, "/office/press/outlets/?name=人民日报")
    assert "Central" in see(client, "/office/press/outlets/?name=人民日报")
    assert Page.objects.filter(outlet="草原晚报", level="").exists()

    wrong = client.post("/office/press/outlets/", {"name": " ", "level": "regional"})
    assert wrong.status_code == 422
    said = {"name": "草原晚报", "level": "regional", "aliases": "草原晚报客户端"}
    assert client.post("/office/press/outlets/", said).status_code == 303

    assert not Page.objects.filter(outlet="草原晚报").exclude(level="regional").exists()
    assert signed_in(district.bo).post("/office/press/outlets/", said).status_code == 404
    own = OwnOutlet.objects.get()
    assert client.post(f"/office/press/outlets/{own.public_id}/drop/").status_code == 303
    assert not OwnOutlet.objects.exists()
    assert client.post("/office/press/outlets/nothing/drop/").status_code == 404


def test_a_kept_page_that_could_not_be_read_is_typed(district: District) -> None:
    page = read_ten(district)[0]
    Page.objects.filter(pk=page.pk).update(
        state="refused", why="press.no_story", why_params={}, story=None, read_at=None
    )
    client = signed_in(district.office)
    said = {"title": "手填的标题", "outlet": "包头晨刊", "level": "", "day": "2026-04-10"}

    assert client.post(f"/office/press/pages/{page.public_id}/correct/", said).status_code == 303

    assert Page.objects.get(pk=page.pk).state == "read"

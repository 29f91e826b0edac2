"""The public room: each page opens, in both languages, and each number is that of its list."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hundredfold.do.ledger.actions import withdraw_record
from hundredfold.prove.actions import judge_record
from tests.people import NOW, District

pytestmark = pytest.mark.django_db

CELL = re.compile(r'<a href="/records/(\w{26})/"><title>')
MOST_QUERIES = 12


@pytest.fixture(autouse=True)
def thirtieth_of_june() -> Iterator[None]:
    """The clock of every page stands at the moment of the tests' district."""
    with time_machine.travel(NOW, tick=False):
        yield


def text(client: Client, path: str, *, language: str = "zh-hans", status: int = 200) -> str:
    """A page's HTML."""
    response = client.get(path, headers={"accept-language": language})
    assert response.status_code == status
    return response.content.decode()


def full(district: District, *, number: int) -> list[str]:
    """So many talks counted, one waiting and one planned. Gives the ids of all."""
    told = [district.tell(title=f"第 {n} 讲", start=dt.date(2026, 5, 1 + n)) for n in range(number)]
    for each in told:
        district.accept(each)
    told.append(district.tell(title="等着的一讲", start=dt.date(2026, 6, 1)))
    told.append(district.tell(title="要来的一讲", start=dt.date(2026, 7, 2), state="planned", head_count=None,
                              head_count_method=""))  # fmt: skip
    return [each.record.public_id for each in told]


def test_home_before_a_programme_is_founded_says_how_to_begin(client: Client, db: None) -> None:
    page = text(client, "/")

    assert "还没有设立项目" in page
    assert "hundredfold found" in page


@pytest.mark.parametrize("path", ["/strands/talks/", "/strands/talks/explain/", "/records/" + "0" * 26 + "/"])
def test_page_before_a_programme_is_founded_is_not_there(client: Client, db: None, path: str) -> None:
    text(client, path, status=404)


def test_how_before_a_programme_is_founded_says_how_to_begin(client: Client, db: None) -> None:
    assert "还没有设立项目" in text(client, "/how/")


def test_home_has_a_grid_a_strand_and_a_cell_a_deed(client: Client, district: District) -> None:
    ids = full(district, number=2)

    page = text(client, "/")

    assert page.count('class="strand"') == 9
    assert CELL.findall(page) == ids
    assert "九个一百" in page


def test_home_speaks_english(client: Client, district: District) -> None:
    full(district, number=1)

    page = text(client, "/", language="en")

    assert "The Nine Hundreds" in page
    assert "Talks" in page
    assert "计入" not in page


def test_home_of_another_programme_has_its_own_grids(client: Client, reading_district: District) -> None:
    page = text(client, "/")

    assert page.count('class="strand"') == len(reading_district.programme.blueprint.strands)
    assert "书香之年" in page
    assert "九个一百" not in page


def test_home_shows_what_is_on_and_a_story(client: Client, district: District) -> None:
    ids = full(district, number=1)

    page = text(client, "/")

    assert f'<h3><a href="/records/{ids[-1]}/">要来的一讲</a></h3>' in page
    assert re.search(
        rf'class="story" href="/records/{ids[0]}/"><img src="/records/{ids[0]}/photos/1/800.webp', page
    )


def test_home_never_marks_a_suspicion(client: Client, district: District) -> None:
    from tests.pictures import picture

    for title in ("邻里普法茶话会", "邻里普法茶话会在社区举行"):
        district.accept(district.tell(title=title, photo=picture(5)))

    page = text(client, "/") + text(client, "/strands/talks/") + text(client, "/strands/talks/explain/")

    assert 'class="f"' not in page
    assert "疑似" not in page


@pytest.mark.parametrize(("state", "number"), [("", 4), ("counted", 2), ("pending", 1), ("planned", 1)])
def test_strand_lists_what_its_grid_draws(
    client: Client, district: District, state: str, number: int
) -> None:
    full(district, number=2)

    page = text(client, f"/strands/talks/?state={state}" if state else "/strands/talks/")

    assert page.count('<td class="first"') == number
    assert len(CELL.findall(page)) == 4


def test_strand_turns_pages(client: Client, district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hundredfold.tell.queries.strands.PAGE", 2)
    ids = full(district, number=3)

    pages = [text(client, f"/strands/talks/?page={n}") for n in (1, 2, 3)]

    listed = [re.findall(r'<td class="first"[^>]*><a href="/records/(\w{26})/', page) for page in pages]
    assert [each for page in listed for each in page] == ids
    assert 'rel="next"' in pages[0]
    text(client, "/strands/talks/?page=4", status=404)


@pytest.mark.parametrize(
    "query", ["state=excluded", "state=x", "page=0", "page=-1", "page=x", "page=99999999999"]
)
def test_strand_refuses_what_it_does_not_have(client: Client, district: District, query: str) -> None:
    text(client, f"/strands/talks/?{query}", status=404)


def test_strand_without_anything_teaches(client: Client, district: District) -> None:
    assert "这里还没有内容" in text(client, "/strands/press/")


def test_record_says_why_it_counts_and_who_told(client: Client, district: District) -> None:
    ids = full(district, number=3)

    page = text(client, f"/records/{ids[1]}/")

    assert "<h1>第 1 讲</h1>" in page
    assert "计入“宣传教育”" in page
    assert "2026-06-30 核准" in page
    assert "42 人次（清点）" in page
    assert f'rel="prev" href="/records/{ids[0]}/"' in page
    assert f'rel="next" href="/records/{ids[2]}/"' in page


def test_record_withdrawn_is_not_there_nor_are_its_photos(client: Client, district: District) -> None:
    filed = district.tell()
    path = f"/records/{filed.record.public_id}/"
    text(client, path)
    withdraw_record(by=district.an, record=filed.record, reason="误报", at=district.now)
    judge_record(filed.record, at=district.now)

    for suffix in ("", "event.ics", "photos/1/320.webp"):
        assert client.get(path + suffix).status_code == 404


def test_page_escapes_what_was_told(client: Client, district: District) -> None:
    attack = "<script>alert(1)</script>\"'"
    told = district.tell(title=attack, venue=attack, summary=attack)
    district.accept(told)

    pages = [text(client, path) for path in ("/", "/strands/talks/", f"/records/{told.record.public_id}/")]

    assert all("<script>alert" not in page for page in pages)


def test_event_file_is_a_calendar(client: Client, district: District) -> None:
    told = district.tell(title="茶话会, 下半场；" + "长" * 40, details={"start_time": "14:30"})

    response = client.get(f"/records/{told.record.public_id}/event.ics")

    lines = response.content.decode().split("\r\n")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = response.content.decode().replace("\r\n ", "")
    assert "SUMMARY:茶话会\\, 下半场；" in unfolded
    assert "DTSTART:20260520T063000Z" in unfolded


def test_event_file_without_a_time_is_for_the_whole_days(client: Client, district: District) -> None:
    told = district.tell(start=dt.date(2026, 5, 20), end=dt.date(2026, 5, 21))

    lines = client.get(f"/records/{told.record.public_id}/event.ics").content.decode()

    assert "DTSTART;VALUE=DATE:20260520\r\nDTEND;VALUE=DATE:20260522\r\n" in lines


def test_event_file_of_something_else_is_not_there(client: Client, district: District) -> None:
    told = district.tell(kind="place", strands=("landscape",), title="石榴广场", head_count=None,
                         head_count_method="")  # fmt: skip

    assert client.get(f"/records/{told.record.public_id}/event.ics").status_code == 404


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_explain_and_how_open_in_both_languages(client: Client, district: District, language: str) -> None:
    full(district, number=1)

    explained = text(client, "/strands/talks/explain/", language=language)
    method = text(client, "/how/", language=language)

    assert ("审核人核准，所需佐证齐全" if language != "en" else "accepted by a reviewer") in explained
    assert ("同一事项" if language != "en" else "rules look for") in method


def test_explain_looks_back_and_brings_the_list(client: Client, district: District) -> None:
    early = dt.datetime(2026, 6, 1, 2, tzinfo=dt.UTC)
    told = district.tell(title="六月前的一讲", at=early)
    district.accept(told, at=early)
    district.accept(district.tell(title="后来的一讲", start=dt.date(2026, 5, 21)))

    page = text(client, "/strands/talks/explain/?as_of=2026-06-02")

    assert "<b>1</b>" in page
    assert "六月前的一讲" in page
    assert "后来的一讲" not in page


def test_explain_keeps_inside_what_was_taken_back_since(client: Client, district: District) -> None:
    early = dt.datetime(2026, 6, 1, 2, tzinfo=dt.UTC)
    told = district.tell(title="撤回的一讲", at=early)
    district.accept(told, at=early)
    told.record.refresh_from_db()
    withdraw_record(by=district.an, record=told.record, reason="误报", at=district.now)
    judge_record(told.record, at=district.now)

    page = text(client, "/strands/talks/explain/?as_of=2026-06-02")

    assert "<b>1</b>" in page
    assert "撤回的一讲" not in page
    assert "另有 1 件此后撤回" in page


@pytest.mark.parametrize("asked", ["x", "2026-02-30", "<b>", "1900-01-01", "2100-01-01"])
def test_explain_says_what_is_wrong_with_a_day(client: Client, district: District, asked: str) -> None:
    assert 'class="notice amber"' in text(client, f"/strands/talks/explain/?as_of={asked}")


def test_robots_may_read_public_pages(client: Client, db: None) -> None:
    assert "Disallow: /account/" in text(client, "/robots.txt")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/strands/talks/",
        "/strands/talks/?state=counted",
        "/strands/talks/explain/",
        "/how/",
        "/records/{}/",
    ],
)
def test_queries_do_not_grow_with_what_is_shown(client: Client, district: District, path: str) -> None:
    numbers = []
    for _ in range(2):
        ids = full(district, number=3)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text(client, path.format(ids[1]))
        numbers.append(len(asked))

    assert 3 < numbers[0] == numbers[1] <= MOST_QUERIES

"""Reading a ledger in: a look first, then all rows or none, undone as a whole."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django_tasks_db.models import DBTaskResult

from hundredfold.do.ledger.models import ImportBatch, Record
from tests.people import District
from tests.web.office_pages import see, signed_in, text

pytestmark = pytest.mark.django_db

HEAD = "条线,活动名称,活动时间,活动地点,主办单位,参加人数,民族\n"
GOOD = "宣传教育,邻里普法课堂,2026年5月20日,党群服务中心,友谊十七社区,42,不应留下\n"
UNKNOWN = "宣传教育,民法典讲座,2026-05-21,会议室,友谊十八社区,30,不应留下\n"


def _send(client: Client, content: str | bytes, name: str = "台账.csv") -> HttpResponse:
    sent = content.encode() if isinstance(content, str) else content
    return client.post("/office/imports/", {"sheet": SimpleUploadedFile(name, sent)})


def test_a_sheet_is_read_looked_at_confirmed_and_undone(district: District) -> None:
    client = signed_in(district.office)

    sent = _send(client, HEAD + GOOD)
    here = sent.headers["Location"]
    preview = see(client, here)

    assert sent.status_code == 303
    assert "邻里普法课堂" in preview
    assert not Record.objects.exists()

    client.post(f"{here}confirm/")

    assert Record.objects.get().title == "邻里普法课堂"
    assert DBTaskResult.objects.filter(task_path__endswith="jobs.judge").exists()

    client.post(f"{here}undo/")

    assert Record.objects.get().state == "withdrawn"
    assert "Undone" in see(client, here)


def test_a_forbidden_column_is_named_by_its_heading_and_kept_nowhere(district: District) -> None:
    client = signed_in(district.office)

    preview = see(client, _send(client, HEAD + GOOD).headers["Location"])

    assert "民族" in preview
    assert "不应留下" not in preview
    batch = ImportBatch.objects.get()
    assert "不应留下" not in f"{batch.refused}{batch.notices}"


def test_an_unknown_unit_is_named_with_what_it_may_mean(district: District) -> None:
    client = signed_in(district.office)

    preview = see(client, _send(client, HEAD + GOOD + UNKNOWN).headers["Location"])

    assert "Nobody knows the unit 友谊十八社区 (1 rows). Perhaps: 友谊十七社区" in preview
    assert ImportBatch.objects.get().good == 1


def test_rows_that_cannot_be_told_say_where_and_why(district: District) -> None:
    client = signed_in(district.office)
    bad = "宣传教育,六月三十一日的课,2026-06-31,会议室,友谊十七社区,30,\n"

    preview = see(client, _send(client, HEAD + GOOD + bad).headers["Location"])

    assert "2026-06-31" in preview
    assert "六月三十一日的课" not in preview


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "照片.xlsx"), (b"", "空.csv"), (b"%PDF-1.7", "文件.pdf")],
)
def test_a_file_that_is_no_sheet_is_refused_in_a_sentence(
    district: District, content: bytes, name: str
) -> None:
    answer = _send(signed_in(district.office), content, name)

    assert answer.status_code == 422
    assert name in text(answer)
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(district: District, settings: object) -> None:
    settings.SHEET_BYTES_MOST = 10  # type: ignore[attr-defined]

    answer = _send(signed_in(district.office), HEAD + GOOD)

    assert answer.status_code == 422
    assert not ImportBatch.objects.exists()


def test_no_file_at_all_is_said(district: District) -> None:
    answer = signed_in(district.office).post("/office/imports/", {})

    assert answer.status_code == 422


def test_the_same_file_cannot_be_confirmed_twice(district: District) -> None:
    client = signed_in(district.office)
    first, second = (_send(client, HEAD + GOOD).headers["Location"] for _ in range(2))
    client.post(f"{first}confirm/")

    page = text(client.post(f"{second}confirm/", follow=True))

    assert "This very file was imported before." in page
    assert Record.objects.count() == 1


@pytest.mark.parametrize("name", ["bo", "auditor"])
def test_those_who_do_not_import_may_look_only(district: District, name: str) -> None:
    here = _send(signed_in(district.office), HEAD + GOOD).headers["Location"]
    client = signed_in(getattr(district, name))

    assert "<form" not in see(client, "/office/imports/").split("<main")[1]
    assert "confirm/" not in see(client, here)
    assert _send(client, HEAD + GOOD).status_code == 404
    assert client.post(f"{here}confirm/").status_code == 404
    assert client.post(f"{here}undo/").status_code == 404


@pytest.mark.parametrize("name", ["../../etc/passwd.csv", "a" * 300 + ".csv", "…" * 120 + ".csv", ".csv"])
def test_a_strange_file_name_does_no_harm(district: District, name: str) -> None:
    answer = _send(signed_in(district.office), HEAD + GOOD, name)

    assert answer.status_code in {303, 422}

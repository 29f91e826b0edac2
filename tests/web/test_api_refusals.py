"""What the exchange does not take: each refusal is one sentence with a status of its own, never a failure."""

import io
import json
from collections.abc import Iterator

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from hundredfold.do.ledger.models import Evidence, Record
from tests.people import NOW, District
from tests.web.exchange_calls import RECORDS, TALK, Machine, machine_of, part, picture

pytestmark = pytest.mark.django_db
LONG = "长" * 10_000
DEEP = "[" * 100_000 + "]" * 100_000
GOOD = json.dumps(TALK).encode()
JPEG = '; filename="a.jpg"\r\nContent-Type: image/jpeg'


@pytest.fixture(autouse=True)
def thirtieth_of_june() -> Iterator[None]:
    """The clock of every call stands at the moment of the tests' district."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def an(district: District) -> Machine:
    """The system of An's community."""
    return machine_of(district.an, district)


def refused(answer: object, status: int) -> dict[str, str]:
    """The fields of a refusal, which has a sentence and has left nothing behind."""
    said = answer.json()  # type: ignore[attr-defined]
    assert (answer.status_code, set(said)) == (status, {"error", "fields"})  # type: ignore[attr-defined]
    assert 0 < len(said["error"]) <= 1000
    assert (Record.objects.count(), Evidence.objects.count()) == (0, 0)
    return said["fields"]  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nothing",
        "[]",
        '"text"',
        "null",
        '{"strand": "talks"',
        DEEP,
        '{"details":' * 20_000 + "1" + "}" * 20_000,
        '{"lat": NaN}',
        '{"lat": -Infinity}',
        '{"headcount": ' + "9" * 5000 + "}",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_json_object_is_refused(an: Machine, text: str) -> None:
    refused(an.post(text), 400)


@pytest.mark.parametrize(
    "name",
    [
        "id",
        "number",
        "state",
        "unit",
        "position",
        "told_by",
        "counted",
        "verified_by",
        "photos",
        "__proto__",
        LONG,
    ],
    ids=lambda name: name[:12],
)
def test_field_that_cannot_be_written_is_refused(an: Machine, name: str) -> None:
    fields = refused(an.post({**TALK, name: "x"}), 400)

    assert list(fields) == [name[:60]]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "\u0000\u200b"),
        ("title", LONG),
        ("title", 5),
        ("title", ["a"]),
        ("strand", "nothing"),
        ("strand", LONG),
        ("strand", ["talks"]),
        ("kind", "person"),
        ("kind", LONG),
        ("date", "2026-02-30"),
        ("date", "20260520"),
        ("date", "5月20日"),
        ("date", 20260520),
        ("date", "0001-01-01"),
        ("date", "9999-12-31"),
        ("end_date", "2026-05-19"),
        ("venue", LONG),
        ("lat", 91),
        ("lat", "40"),
        ("lat", True),
        ("lat", 10**400),
        ("lon", 181),
        ("headcount", -1),
        ("headcount", 1.5),
        ("headcount", "42"),
        ("headcount", True),
        ("headcount", 2**63),
        ("headcount_method", "guessed"),
        ("co_units", "鞍山道街道"),
        ("co_units", ["无人知晓的单位"]),
        ("co_units", ["鞍山道街道"] * 51),
        ("co_units", [LONG]),
        ("co_units", [{}]),
        ("summary", LONG * 3),
        ("details", []),
        ("details", {"nothing": 1}),
        ("details", {"lecturer": {"a": {"b": 1}}}),
        ("details", {"lecturer": [["a"]]}),
        ("details", {"lecturer": 10**400}),
        ("details", {"site_type": ["a"]}),
        ("details", {"start_time": [1]}),
        ("details", {LONG: 1}),
    ],
    ids=lambda each: str(each)[:24],
)
def test_wrong_value_is_refused_at_its_field(an: Machine, field: str, value: object) -> None:
    place = {"lat": 40.0, "lon": 109.0} if field in {"lat", "lon"} else {}

    fields = refused(an.post({**TALK, **place, field: value}), 422)

    assert any(name.startswith(field) or {name, field} == {"lat", "lon"} for name in fields)


def test_point_with_one_side_is_refused(an: Machine) -> None:
    assert "lat" in refused(an.post({**TALK, "lat": 40.0}), 422)


def test_identity_number_is_refused(an: Machine) -> None:
    assert "summary" in refused(an.post({**TALK, "summary": "宣讲员 110101199001011237"}), 422)


def test_lone_surrogates_and_nul_are_taken_out(an: Machine) -> None:
    answer = an.post(
        '{"strand": "talks", "title": "a\\u0000b\\ud800", "details": {"lecturer": ["\\udfff\\u0000x"]}}'
    )

    assert answer.status_code == 201
    assert an.get(f"{RECORDS}/{answer.json()['id']}").json()["title"] == "ab?"


@pytest.mark.parametrize("key", ["", " ", "a b", "键", "k" * 101, "k\x7f"])
def test_key_that_cannot_be_one_is_refused(an: Machine, key: str) -> None:
    refused(an.post(TALK, key=key), 400)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html>",
        b"MZ\x90",
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"BM",
    ],
)
def test_file_that_is_no_photo_is_refused(an: Machine, content: bytes) -> None:
    fields = refused(an.post(TALK, picture(1), content, name="现场.jpg"), 422)

    assert list(fields) == ["photo"]


def test_photo_that_is_too_large_is_refused(an: Machine, settings: object) -> None:
    settings.PHOTO_BYTES_MOST = 2000  # type: ignore[attr-defined]

    refused(an.post(TALK, picture(1)[:1500] + b"\0" * 1000), 413)


def test_body_that_is_too_large_is_refused(an: Machine, settings: object) -> None:
    settings.PHOTO_BYTES_MOST = 1000  # type: ignore[attr-defined]

    refused(an.post(TALK, *[picture(1)[:900]] * 12), 413)


def test_record_that_is_too_large_is_refused(an: Machine) -> None:
    refused(an.post({**TALK, "summary": "a" * 300_000}), 413)
    refused(an.post({**TALK, "summary": "a" * 5_000_000}), 413)


def test_too_many_parts_are_refused(an: Machine) -> None:
    photos = b"".join(part("photo", picture(1)[:100], more=JPEG) for _ in range(101))
    fields = b"".join(part("record", b"{}") for _ in range(3000))

    refused(an.post_raw(part("record", GOOD) + photos + b"--b--\r\n"), 413)
    refused(an.post_raw(fields + b"--b--\r\n"), 413)


@pytest.mark.parametrize(
    ("body", "sort"),
    [
        (GOOD, "application/json"),
        (b"record=1", "application/x-www-form-urlencoded"),
        (GOOD, ""),
        (GOOD, "multipart/form-data"),
        (GOOD, "multipart/form-data; boundary="),
        (GOOD, "multipart/form-data; boundary=\u00e9"),
        (b"", "multipart/form-data; boundary=b"),
        (b"\x00" * 5000, "multipart/form-data; boundary=b"),
        (b"--b--\r\n", "multipart/form-data; boundary=b"),
        (part("other", b"x") + b"--b--\r\n", "multipart/form-data; boundary=b"),
        (part("record", GOOD) * 2 + b"--b--\r\n", "multipart/form-data; boundary=b"),
        (part("record", b"\xff\xfe{}") + b"--b--\r\n", "multipart/form-data; boundary=b"),
        (
            part("record", b"\xff\xfe{}", more='; filename="r"') + b"--b--\r\n",
            "multipart/form-data; boundary=b",
        ),
        (part("record", GOOD) + part("extra", b"x") + b"--b--\r\n", "multipart/form-data; boundary=b"),
        (
            part("record", GOOD) + part("photo", b"\xff\xd8\xff") + b"--b--\r\n",
            "multipart/form-data; boundary=b",
        ),
        (
            part("record", GOOD) + part("foto", b"x", more=JPEG) + b"--b--\r\n",
            "multipart/form-data; boundary=b",
        ),
        (
            part("record", b"@@", more="\r\nContent-Transfer-Encoding: base64") + b"--b--\r\n",
            "multipart/form-data; boundary=b",
        ),
    ],
)
def test_body_that_cannot_be_read_is_refused(an: Machine, body: bytes, sort: str) -> None:
    refused(an.post_raw(body, sort=sort), 400)


@pytest.mark.parametrize("missing", [1, 6, 8, 500])
def test_body_that_was_cut_off_is_refused(an: Machine, missing: int) -> None:
    whole = part("record", GOOD) + part("photo", picture(1), more=JPEG) + b"--b--\r\n"

    answer = an.client.generic(
        "POST",
        RECORDS,
        whole[:-missing],
        content_type="multipart/form-data; boundary=b",
        headers=an.headers("k-1"),
        **{"wsgi.input": io.BytesIO(whole[:-missing]), "CONTENT_LENGTH": str(len(whole))},
    )

    refused(answer, 400)


def test_record_sent_as_a_file_is_taken(an: Machine) -> None:
    body = part("record", GOOD, more='; filename="r.json"\r\nContent-Type: application/json') + b"--b--\r\n"

    assert an.post_raw(body).status_code == 201


@pytest.mark.parametrize("name", ["..", "../../etc/passwd", "a" * 600 + ".jpg", "现场\u202egpj.exe", "\x01"])
def test_file_name_is_only_shown(an: Machine, name: str) -> None:
    photo = SimpleUploadedFile("x", picture(1), content_type="image/jpeg")
    photo._name = name

    answer = an.client.post(RECORDS, {"record": GOOD.decode(), "photo": photo}, headers=an.headers("k-1"))

    assert answer.status_code == 201
    assert len(answer.json()["photos"]) == 1
    assert len(Evidence.objects.get().name) <= 120


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"{RECORDS}?cursor=x", 400),
        (f"{RECORDS}?cursor={'x' * 5000}", 400),
        (f"{RECORDS}?cursor=%00", 400),
        (f"{RECORDS}/%00", 404),
        (f"{RECORDS}/%00/photos/%00", 404),
        (f"{RECORDS}/{'x' * 3000}", 404),
        (f"{RECORDS}/..%2f..%2fetc/photos/..%2f..", 404),
    ],
)
def test_address_that_leads_nowhere(an: Machine, path: str, status: int) -> None:
    answer = an.get(path)

    assert answer.status_code == status


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_nothing_is_changed_or_taken_away_here(an: Machine, method: str) -> None:
    answer = getattr(an.client, method)(RECORDS, headers=an.headers("k-1"))

    assert answer.status_code == 405


def test_refusal_speaks_the_callers_language(an: Machine) -> None:
    for language, start in (("en", "The part named record"), ("zh-hans", "名为 record")):
        headers = {**an.headers("k-1"), "accept-language": language}

        answer = an.client.post(RECORDS, {"record": "nothing"}, headers=headers)

        assert answer.json()["error"].startswith(start)

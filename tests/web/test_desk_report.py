"""Telling at the desk: one form, one record; what is refused says why and loses nothing."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hundredfold.base import files
from hundredfold.base.models import User
from hundredfold.do.ledger.actions import file_record
from hundredfold.do.ledger.models import Record, Revision
from hundredfold.do.ledger.queries import facts_of
from hundredfold.plan.actions import add_member
from tests.people import District
from tests.web.desk_telling import REPORT, filled, hidden, moment, photo, send  # noqa: F401 - moment is a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def an(district: District, client: Client) -> District:
    """The district, An signed in."""
    client.force_login(district.an)
    return district


def only_record() -> Record:
    """The one record there is."""
    return Record.objects.get()


def refused(answer: Any) -> str:
    """The page of a form that was not taken."""
    assert answer.status_code == 422
    assert Record.objects.count() == 0
    return str(answer.content.decode())


def test_report_first_offers_the_strands(an: District, client: Client) -> None:
    page = client.get("/desk/report/").content.decode()

    assert page.count("?strand=") == 9


@pytest.mark.parametrize("strand", ["nothing", "%00", "talks%00"])
def test_report_of_an_unknown_strand_is_not_there(an: District, client: Client, strand: str) -> None:
    assert client.get(f"/desk/report/?strand={strand}").status_code in {404, 200}


def test_report_is_one_record_with_its_receipt(an: District, client: Client) -> None:
    answer = send(client, co_units=["鞍山道街道", ""], summary="讲政策\r\n拉家常")

    record = only_record()
    facts = facts_of(record)
    assert (answer.status_code, answer["Location"]) == (303, f"/desk/records/{record.public_id}/")
    assert (facts.kind, facts.state, facts.strands) == ("event", "reported", ("talks",))
    assert (facts.title, facts.venue, facts.town) == ("邻里普法课", "党群服务中心", "友谊大街街道")
    assert (facts.start, facts.end) == (dt.date(2026, 6, 20), None)
    assert (facts.head_count, facts.head_count_method) == (42, "counted")
    assert (facts.unit, facts.co_units) == (an.community.public_id, (an.outside.public_id,))
    assert facts.summary == "讲政策\n拉家常"
    assert record.evidence.get().name == "现场.jpg"
    page = client.get(answer["Location"]).content.decode()
    assert "收到，编号 0001。" in page
    assert record.receipt.photos[0] in page
    assert "k-1" in page


def test_report_is_judged_at_once(an: District, client: Client) -> None:
    answer = send(client, photos=[], head_count="", head_count_method="")

    page = client.get(answer["Location"]).content.decode()
    assert "请补传照片" in page
    assert "请填写到场人次" in page


def test_report_sent_twice_makes_one_record(an: District, client: Client) -> None:
    first, second = send(client), send(client)

    assert first["Location"] == second["Location"]
    assert Record.objects.count() == 1


def test_report_under_a_used_key_with_other_words_is_asked_about(an: District, client: Client) -> None:
    first = send(client)
    second = send(client, title="另一堂课")

    page = second.content.decode()
    assert second.status_code == 422
    assert first["Location"] in page
    assert 'value="另一堂课"' in page
    assert Record.objects.count() == 1
    again = send(client, title="另一堂课", key=hidden(page, "key")[0])
    assert again.status_code == 303
    assert Record.objects.count() == 2


def test_report_keeps_words_and_good_photos_when_one_file_is_bad(an: District, client: Client) -> None:
    bad = SimpleUploadedFile("网页.jpg", b"<html>not a photo</html>", content_type="image/jpeg")

    page = refused(send(client, photos=[photo(1), bad, photo(2)], co_units=["鞍山道街道"]))

    assert "网页.jpg 不是能收的照片" in page
    assert 'value="邻里普法课"' in page
    assert 'value="42"' in page
    assert 'value="鞍山道街道"' in page
    tokens = hidden(page, "kept")
    assert len(tokens) == 2
    again = send(client, photos=[], kept=tokens, key=hidden(page, "key")[0])
    assert again.status_code == 303
    assert only_record().evidence.count() == 2


def test_kept_photo_is_shown_to_its_sender_only(an: District, client: Client) -> None:
    token = hidden(refused(send(client, title="")), "kept")[0]

    shown = client.get(f"/desk/kept/{token}/")
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
    assert b"".join(shown.streaming_content)[8:12] == b"WEBP"  # type: ignore[attr-defined]
    client.force_login(an.chen)
    assert client.get(f"/desk/kept/{token}/").status_code == 404


def test_kept_photo_of_somebody_else_is_not_taken(an: District, client: Client) -> None:
    token = hidden(refused(send(client, title="")), "kept")[0]
    client.force_login(an.chen)

    client.post(REPORT, filled(kept=[token, "made-up"]))

    assert only_record().evidence.count() == 0


def test_kept_photo_can_be_taken_out(an: District, client: Client) -> None:
    page = refused(send(client, title="", photos=[photo(1), photo(2)]))
    dropped = re.findall(r'name="drop" value="([0-9a-f]{64})"', page)[0]

    send(client, photos=[], kept=hidden(page, "kept"), drop=[dropped])

    kept = only_record().evidence.get()
    assert kept.file.sha256 != dropped


def test_report_takes_nine_photos_and_says_how_many_were_left_out(an: District, client: Client) -> None:
    page = refused(send(client, photos=[photo(each) for each in range(11)]))

    assert "最多 9 张照片，多出的 2 张没有收" in page
    assert len(hidden(page, "kept")) == 9


def test_report_refuses_a_photo_over_the_limit(an: District, client: Client, settings: Any) -> None:
    settings.PHOTO_BYTES_MOST = 1 << 20
    large = SimpleUploadedFile("大.jpg", b"\xff\xd8\xff" + bytes(2 << 20), content_type="image/jpeg")

    page = refused(send(client, photos=[large, SimpleUploadedFile("空.jpg", b"")]))

    assert "大.jpg 超过 1 MB" in page
    assert hidden(page, "kept") == []


def test_report_with_a_full_disk_keeps_the_words(an: District, client: Client, settings: Any) -> None:
    settings.FREE_SPACE_KEPT = 1 << 62

    page = refused(send(client))

    assert "服务器暂时没有空间" in page
    assert 'value="邻里普法课"' in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"title": ""}, "这个字段是必填项"),
        ({"title": "长" * 5000}, "5000"),
        ({"start": "2026-02-30"}, "“2026-02-30”不是日历上的一天"),
        ({"start": "昨天下午"}, "“昨天下午”不是日历上的一天"),
        ({"start": "2026-06-20", "end": "2026-06-19"}, "id_end"),
        ({"start": "0001-01-01"}, "id_start"),
        ({"head_count": "-5"}, "“-5”小于零"),
        ({"head_count": "99999999999"}, "超出任何活动能容的人数"),
        ({"head_count": "很多"}, "“很多”看不出人数"),
        ({"head_count_method": "guess"}, "id_head_count_method"),
        ({"co_units": ["谁也不认识的单位"]}, "没有叫“谁也不认识的单位”的单位"),
        ({"co_units": ["鞍山到街道"]}, "您要填的是不是鞍山道街道？"),
        ({"detail_form": "dance"}, "id_detail_form"),
        ({"summary": "长" * 20_001}, "id_summary"),
        ({"venue": "身份证 150203199001011234"}, "id_venue"),
    ],
)
def test_report_is_refused_in_a_sentence_that_leads_to_its_field(
    an: District, client: Client, changes: dict[str, Any], sentence: str
) -> None:
    page = refused(send(client, **changes))

    summary = page[page.index('class="errors"') : page.index('<form class="form report"')]
    assert sentence in summary
    assert hidden(page, "kept")


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({"start": "6月20日"}, "start", dt.date(2026, 6, 20)),
        ({"head_count": "约120人", "head_count_method": ""}, "head_count_method", "estimate"),
        ({"head_count": "一百二十"}, "head_count", 120),
        ({"title": "🎉🎉"}, "title", "🎉🎉"),
        ({"title": "课\x00题\u200b"}, "title", "课题"),
        ({"title": "  邻里 \n 课 "}, "title", "邻里 课"),
        ({"detail_topic": "石榴籽"}, "details", {"topic": "石榴籽"}),
        ({"detail_lecturer": "甲、乙，甲"}, "details", {"lecturer": ["甲", "乙"]}),
        ({"detail_audience": ["pupils", "seniors"]}, "details", {"audience": ["pupils", "seniors"]}),
        ({"co_units": ["友谊十七社区"]}, "co_units", ()),
    ],
)
def test_report_reads_what_people_write(
    an: District, client: Client, changes: dict[str, Any], field: str, value: Any
) -> None:
    assert send(client, **changes).status_code == 303

    assert getattr(facts_of(only_record()), field) == value


def test_report_in_a_second_strand_needs_what_it_asks(an: District, client: Client) -> None:
    address = "/desk/report/?strand=performances"

    page = refused(send(client, address, also=["talks"]))
    assert "要在那边也计入，请填写这一项。" in page
    send(client, address, also=["talks"], detail_talk_topic="民族团结")

    assert facts_of(only_record()).strands == ("performances", "talks")


def test_report_of_a_person_asks_for_consent_and_no_head_count(an: District, client: Client) -> None:
    address = "/desk/report/?strand=lecturers"

    page = client.get(address).content.decode()
    client.post(
        address, {"key": "p", "title": "其木格", "detail_appointed_on": "2026-01-05", "detail_consent": "yes"}
    )

    assert "head_count" not in page
    facts = facts_of(only_record())
    assert facts.details == {"appointed_on": "2026-01-05", "consent": True}


def test_report_asks_only_what_its_strand_has_a_use_for(an: District, client: Client) -> None:
    exemplar = client.get("/desk/report/?strand=exemplars").content.decode()
    model_unit = client.get("/desk/report/?strand=model_units").content.decode()

    assert "detail_published_on" in exemplar
    assert "detail_site_checked_on" not in exemplar
    assert "detail_site_checked_on" in model_unit
    assert "detail_consent" not in model_unit


def test_report_of_a_place_takes_a_point(an: District, client: Client) -> None:
    address = "/desk/report/?strand=landscape"

    page = refused(client.post(address, {"key": "p", "title": "石榴墙", "point": "somewhere"}))
    client.post(
        address, {"key": "p", "title": "石榴墙", "point": "40.6574，109.8403", "detail_standing": "yes"}
    )

    assert "请填写纬度和经度" in page
    assert (facts_of(only_record()).lat, facts_of(only_record()).lon) == (40.6574, 109.8403)


@pytest.mark.parametrize("strand", ["teams", "exemplars", "model_units", "products", "press"])
def test_report_form_of_each_strand_takes_a_title_alone(an: District, client: Client, strand: str) -> None:
    address = f"/desk/report/?strand={strand}"

    assert client.get(address).status_code == 200
    assert client.post(address, {"key": strand, "title": "甲"}).status_code == 303


def test_report_form_of_another_programme_needs_no_code(reading_district: District, client: Client) -> None:
    client.force_login(reading_district.an)
    for strand in reading_district.programme.blueprint.strands:
        address = f"/desk/report/?strand={strand.code}"
        assert client.get(address).status_code == 200
        assert client.post(address, {"key": strand.code, "title": "甲"}).status_code == 303


def test_report_photos_kept_from_the_public(an: District, client: Client) -> None:
    send(client, private="on")

    assert not only_record().evidence.get().is_public
    assert not facts_of(only_record()).evidence[0].is_public


def test_report_for_a_unit_below_ones_own(an: District, client: Client) -> None:
    clerk = User.objects.create_user("street", display_name="街")
    add_member(by=an.admin, user=clerk, unit=an.street, role="clerk", at=an.now)
    client.force_login(clerk)

    stranger = send(client, unit=an.outside.public_id)
    own = send(client, unit=an.community.public_id)

    assert stranger.status_code == 422
    assert own.status_code == 303
    assert only_record().unit == an.community


def test_report_copies_an_earlier_one_without_day_and_heads(an: District, client: Client) -> None:
    filed = an.tell(title="邻里普法课", details={"topic": "民法典"})

    page = client.get(f"/desk/report/?copy={filed.record.public_id}").content.decode()

    assert 'value="邻里普法课"' in page
    assert 'value="民法典"' in page
    assert 'value="42"' not in page
    assert 'value="2026-06-30"' in page


def test_plan_is_put_on_the_calendar_and_later_told(an: District, client: Client) -> None:
    answer = client.post("/desk/plan/?strand=talks", {"key": "p", "title": "七一宣讲", "start": "2026-07-01"})
    plan = only_record()
    assert (answer.status_code, plan.state) == (303, "planned")
    address = f"/desk/report/?plan={plan.public_id}"
    form = client.get(address).content.decode()
    seen = hidden(form, "seen")[0]

    told = client.post(address, filled(title="七一宣讲", photos=photo(), seen=seen))
    again = client.post(address, filled(title="七一宣讲", photos=photo(), seen=seen))

    assert told.status_code == 303
    assert again["Location"] == told["Location"]
    plan.refresh_from_db()
    assert (plan.state, Record.objects.count(), Revision.objects.count()) == ("reported", 1, 2)
    assert plan.evidence.count() == 1


def test_plan_of_another_unit_is_not_there(an: District, client: Client) -> None:
    facts = an.facts(state="planned", unit=an.outside.public_id)
    filed = file_record(by=an.chen, programme=an.programme, facts=facts, photos=[], key="p", at=an.now)

    assert client.get(f"/desk/report/?plan={filed.record.public_id}").status_code == 404
    assert client.get(f"/desk/report/?copy={filed.record.public_id}").status_code == 404
    assert client.get("/desk/report/?plan=%00").status_code in {200, 404}


def test_amend_changes_what_was_typed_and_keeps_the_rest(an: District, client: Client) -> None:
    filed = an.tell(title="邻里普法课", details={"topic": "民法典"}, lat=40.6, lon=109.8)
    address = f"/desk/records/{filed.record.public_id}/amend/"
    form = client.get(address).content.decode()

    answer = client.post(
        address,
        filled(
            title="邻里普法课（更正）", head_count="40", detail_topic="民法典", seen=hidden(form, "seen")[0]
        ),
    )

    assert answer.status_code == 303
    facts = facts_of(filed.record.__class__.objects.get())
    assert (facts.title, facts.head_count, facts.lat) == ("邻里普法课（更正）", 40, 40.6)
    assert facts.details == {"topic": "民法典"}
    assert len(facts.evidence) == 1


def test_amend_swaps_a_photo(an: District, client: Client) -> None:
    filed = an.tell()
    address = f"/desk/records/{filed.record.public_id}/amend/"

    client.post(address, filled(drop=[filed.receipt.photos[0]], photos=photo(99)))

    present = only_record().evidence.get(removed_at__isnull=True)
    assert present.file.sha256 != filed.receipt.photos[0]
    assert files.path_of(filed.receipt.photos[0]).exists()


def test_amend_turns_photos_private_and_public_again(an: District, client: Client) -> None:
    filed = an.tell()
    address = f"/desk/records/{filed.record.public_id}/amend/"

    client.post(address, filled(private="on"))
    assert not only_record().evidence.get().is_public
    client.post(address, filled())

    assert only_record().evidence.get().is_public
    assert [proof.is_public for proof in facts_of(only_record()).evidence] == [True]


def test_amend_over_somebody_elses_change_is_asked_again(an: District, client: Client) -> None:
    filed = an.tell(title="邻里普法课")
    address = f"/desk/records/{filed.record.public_id}/amend/"
    seen = hidden(client.get(address).content.decode(), "seen")[0]
    client.post(address, filled(title="甲改", seen=seen))

    answer = client.post(address, filled(title="乙改", seen=seen))

    assert answer.status_code == 422
    assert 'value="乙改"' in answer.content.decode()
    assert only_record().title == "甲改"


def test_form_prefills_the_town_and_says_what_is_needed(an: District, client: Client) -> None:
    page = client.get(REPORT).content.decode()

    assert 'value="友谊大街街道"' in page
    assert 'value="2026-06-30"' in page
    assert "1 张就够" in page
    assert page.count("data-need") == 8
    assert "民族" not in re.sub(r"<option[^>]*>", "", page).replace("民族团结", "")

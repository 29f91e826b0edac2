"""The desk's pages: who may open what, what they show, how many queries they take."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hundredfold.do.ledger.actions import file_record
from hundredfold.do.ledger.models import Record
from hundredfold.prove.actions import decide_record, judge_all
from tests.people import District
from tests.pictures import picture
from tests.web.desk_telling import moment  # noqa: F401 - a fixture for every test here

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str = "/desk/") -> str:
    """The page at ``address``, which must be there."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def queries_of(client: Client, address: str) -> int:
    """How many queries the page at ``address`` takes."""
    with CaptureQueriesContext(
        connection,
    ) as taken:
        page_of(client, address)
    return len(taken)


def planned(district: District, title: str, day: dt.date) -> Record:
    """A plan of An's community."""
    facts = district.facts(state="planned", title=title, start=day, head_count=None, head_count_method="")
    filed = file_record(
        by=district.an, programme=district.programme, facts=facts, photos=[], key=title, at=district.now
    )
    return filed.record


@pytest.mark.parametrize("address", ["/desk/", "/desk/report/", "/desk/plan/", "/desk/records/X/"])
def test_desk_asks_the_anonymous_to_sign_in(district: District, client: Client, address: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


@pytest.mark.parametrize("action", ["", "amend/", "withdraw/"])
def test_record_of_another_unit_is_not_there(district: District, client: Client, action: str) -> None:
    filed = district.tell()
    client.force_login(district.chen)

    assert client.get(f"/desk/records/{filed.record.public_id}/{action}").status_code == 404
    assert client.post(f"/desk/records/{filed.record.public_id}/{action or 'amend/'}").status_code == 404


def test_record_is_read_but_not_changed_by_an_auditor(district: District, client: Client) -> None:
    filed = district.tell()
    client.force_login(district.auditor)
    address = f"/desk/records/{filed.record.public_id}/"

    assert "撤回" not in page_of(client, address)
    assert client.get(f"{address}amend/").status_code == 404


@pytest.mark.parametrize("address", ["/desk/", "/desk/report/", "/desk/plan/"])
def test_somebody_without_a_unit_is_taught_what_the_room_is(
    district: District, client: Client, address: str
) -> None:
    client.force_login(district.auditor)

    page = page_of(client, address)

    assert "这里是单位的填报室" in page
    assert 'href="/office/' in page


def test_home_of_a_unit_that_told_nothing_shows_the_first_step(district: District, client: Client) -> None:
    client.force_login(district.an)

    assert "还没有填报过" in page_of(client)


def test_home_says_where_each_record_stands(district: District, client: Client) -> None:
    district.accept(district.tell(title="邻里普法课"))
    district.tell(title="端午家风课")
    client.force_login(district.an)

    page = page_of(client)

    assert "计入“宣传教育”" in page
    assert "等待审核" in page


def test_home_leads_with_what_came_back_and_why(district: District, client: Client) -> None:
    filed = district.tell(title="邻里普法课")
    decide_record(
        by=district.bo,
        record=filed.record,
        verdict="return",
        reason="请核对人数",
        seen=filed.record.position,
        at=district.now,
    )
    client.force_login(district.an)

    page = page_of(client)

    assert page.index("请先处理") < page.index("退回修改：请核对人数") < page.index("最近填报")
    assert f"/desk/records/{filed.record.public_id}/amend/" in page


def test_home_says_what_a_record_does_not_show_yet(district: District, client: Client) -> None:
    district.tell(title="邻里普法课", head_count=None, head_count_method="")
    client.force_login(district.an)

    page = page_of(client)

    assert "请填写到场人次" in page
    assert page.count("尚缺：写明到场人次") == 1


def test_home_offers_to_report_a_plan_whose_day_has_come(district: District, client: Client) -> None:
    due = planned(district, "七一宣讲", dt.date(2026, 6, 29))
    later = planned(district, "暑期第一课", dt.date(2026, 7, 6))
    client.force_login(district.an)

    page = page_of(client)

    assert f"?plan={due.public_id}" in page
    assert f"?plan={later.public_id}" not in page
    assert "暑期第一课" in page


def test_home_of_a_street_shows_what_communities_told(district: District, client: Client) -> None:
    from hundredfold.base.models import User
    from hundredfold.plan.actions import add_member

    district.tell(title="邻里普法课")
    clerk = User.objects.create_user("street", display_name="街")
    add_member(by=district.admin, user=clerk, unit=district.street, role="clerk", at=district.now)
    client.force_login(clerk)

    page = page_of(client)

    assert "邻里普法课" in page
    assert "友谊十七社区" in page


def test_home_pages_through_what_was_told(district: District, client: Client) -> None:
    for number in range(21):
        district.tell(title=f"第{number}课", photo=picture(1))
    client.force_login(district.an)

    first, second = page_of(client), page_of(client, "/desk/?page=2")

    assert "第0课" not in first
    assert "第0课" in second
    assert 'rel="next"' in first
    assert 'rel="prev"' in second


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "9" * 30, "2.5"])
def test_home_takes_any_page_number(district: District, client: Client, page: str) -> None:
    client.force_login(district.an)

    page_of(client, f"/desk/?page={page}&unit=%00")


def test_home_takes_as_many_queries_for_three_records_as_for_one(district: District, client: Client) -> None:
    client.force_login(district.an)
    district.accept(district.tell(title="一课"))
    district.tell(title="一课缺人数", head_count=None)
    planned(district, "一讲", dt.date(2026, 6, 29))
    one = queries_of(client, "/desk/")

    for title in ("二课", "三课"):
        district.accept(district.tell(title=title))
        district.tell(title=f"{title}缺人数", head_count=None)
        planned(district, f"{title}讲", dt.date(2026, 6, 29))

    assert queries_of(client, "/desk/") == one


def test_record_takes_as_many_queries_for_three_photos_as_for_one(district: District, client: Client) -> None:
    from hundredfold.do.ledger.actions import NewPhoto

    client.force_login(district.an)

    def told(photos: int) -> str:
        filed = file_record(
            by=district.an,
            programme=district.programme,
            facts=district.facts(),
            photos=[NewPhoto([picture(each)]) for each in range(photos)],
            key=str(photos),
            at=district.now,
        )
        return f"/desk/records/{filed.record.public_id}/"

    assert queries_of(client, told(1)) == queries_of(client, told(3))


def test_record_shows_both_sides_of_a_finding_in_neutral_words(district: District, client: Client) -> None:
    shot = picture(7)
    filed = district.tell(title="民法典进社区", photo=shot)
    other = district.tell(
        by=district.chen, unit=district.outside.public_id, title="民法典进社区宣讲", photo=shot
    )
    judge_all(district.programme, at=district.now)
    client.force_login(district.an)

    page = page_of(client, f"/desk/records/{filed.record.public_id}/")

    assert "请核对" in page
    assert "民法典进社区宣讲" in page
    assert "鞍山道街道" in page
    assert f"/desk/records/{other.record.public_id}/" not in page
    assert "造假" not in page
    assert "疑似重复，请核对" in page_of(client)


def test_record_shows_enough_and_the_trail(district: District, client: Client) -> None:
    filed = district.tell()
    district.accept(filed)
    client.force_login(district.an)

    page = page_of(client, f"/desk/records/{filed.record.public_id}/")

    assert "够了：该有的都有了" in page
    assert "核准" in page
    assert "区项目办公室" in page


def test_record_in_english_has_no_chinese_of_ours(district: District, client: Client) -> None:
    filed = district.tell(title="T", venue="V", head_count_method="counted")
    client.force_login(district.an)

    answer = client.get(
        f"/desk/records/{filed.record.public_id}/", headers={"accept-language": "en"}
    ).content.decode()

    assert "Enough: all that is asked is there" in answer
    assert "Not yet counted in “Talks and education”: waiting for review." in answer


def test_withdraw_asks_why_and_takes_back(district: District, client: Client) -> None:
    filed = district.tell()
    client.force_login(district.an)
    address = f"/desk/records/{filed.record.public_id}/withdraw/"

    silent = client.post(address, {"reason": " "})
    done = client.post(address, {"reason": "报错了"})

    assert silent.status_code == 422
    assert done.status_code == 303
    filed.record.refresh_from_db()
    assert filed.record.state == "withdrawn"
    assert "报错了" in page_of(client, done["Location"])
    assert client.get(address).status_code == 404


def test_photo_is_a_copy_for_those_who_may_read_the_record(district: District, client: Client) -> None:
    filed = district.tell()
    other = district.tell(by=district.chen, unit=district.outside.public_id)
    sha256 = filed.receipt.photos[0]
    address = f"/desk/records/{filed.record.public_id}/photos/{sha256}/small/"
    client.force_login(district.an)

    answer = client.get(address)

    assert answer["Content-Type"] == "image/webp"
    assert b"".join(answer.streaming_content)[8:12] == b"WEBP"  # type: ignore[attr-defined]
    strange = address.replace(sha256, other.receipt.photos[0])
    assert client.get(strange).status_code == 404
    assert client.get(address.replace("small", "huge")).status_code == 404
    client.force_login(district.chen)
    assert client.get(address).status_code == 404

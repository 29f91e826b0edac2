"""Signing in: by invitation only, a wrong password in one sentence, too many tries, both languages."""

import pytest
from django.core.cache import cache
from django.test import Client

from tests.people import District
from tests.web.desk_telling import moment  # noqa: F401 - a fixture for every test here

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten_tries() -> None:
    """No test inherits the tries of another."""
    cache.clear()


def test_login_says_in_chinese_what_is_wrong_and_keeps_the_name(district: District, client: Client) -> None:
    answer = client.post("/account/login/", {"login": "an", "password": "not-the-word"})

    page = answer.content.decode()
    assert "您提供的用户名或密码不正确。" in page
    assert 'value="an"' in page


def test_login_leads_a_clerk_to_the_unit(district: District, client: Client) -> None:
    answer = client.post("/account/login/", {"login": "an", "password": "a-long-word"})

    assert answer.status_code == 302
    onward = client.get(answer["Location"], follow=True)
    assert "友谊十七社区" in onward.content.decode()


def test_login_rests_after_too_many_tries(district: District, client: Client) -> None:
    for _ in range(6):
        answer = client.post("/account/login/", {"login": "an", "password": "not-the-word"})

    assert "登录失败次数过多" in answer.content.decode()
    right = client.post("/account/login/", {"login": "an", "password": "a-long-word"})
    assert right.status_code == 200


def test_signup_is_closed_in_both_languages(client: Client) -> None:
    chinese = client.get("/account/signup/").content.decode()
    english = client.get("/account/signup/", headers={"accept-language": "en"}).content.decode()

    assert "这里不能自行注册" in chinese
    assert "Nobody makes an account for themselves here." in english


@pytest.mark.parametrize("address", ["/account/login/", "/account/password/reset/", "/account/signup/"])
def test_signin_pages_run_no_inline_script(client: Client, address: str) -> None:
    page = client.get(address).content.decode()

    assert "<style" not in page
    assert "onclick" not in page
    assert all('src="' in tag or "application/json" in tag for tag in page.split("<script")[1:])


def test_password_is_changed_by_its_owner(district: District, client: Client) -> None:
    client.force_login(district.an)

    page = client.get("/account/password/change/").content.decode()
    client.post(
        "/account/password/change/",
        {"oldpassword": "a-long-word", "password1": "quite-another-word", "password2": "quite-another-word"},
    )

    assert "修改密码" in page
    district.an.refresh_from_db()
    assert district.an.check_password("quite-another-word")


def test_second_step_page_has_the_frame(district: District, client: Client) -> None:
    client.force_login(district.an)

    page = client.get("/account/2fa/").content.decode()

    assert 'class="signin"' in page


def test_closed_account_says_so(district: District, client: Client) -> None:
    district.an.is_active = False
    district.an.save()

    answer = client.post("/account/login/", {"login": "an", "password": "a-long-word"}, follow=True)

    assert "这个账号已停用" in answer.content.decode()


def test_logout_asks_first_and_needs_a_post(district: District, client: Client) -> None:
    client.force_login(district.an)

    page = client.get("/account/logout/").content.decode()

    assert "要退出吗？" in page
    assert client.get("/desk/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/desk/").status_code == 302

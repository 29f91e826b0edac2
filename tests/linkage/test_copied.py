"""Copied accounts: whose words count, whose are everybody's, and that no text brings it down."""

import datetime as dt

import pytest

from hundredfold.linkage.copied import WORDING, Account, Copy, find_copies

TOLD = (
    "志愿者带着推子和围布来到张大爷家门口，先陪老人晒太阳聊家常，再轮流替八位腿脚不便的老人理发修面，"
    "临走还把院里的落叶扫得干干净净。"
)
DAY = dt.date(2026, 5, 12)


def copies(*accounts: Account, least: int = 40, share: float = 0.5, formula: int = 8) -> list[Copy]:
    return find_copies(accounts, least=least, share=share, formula=formula)


def test_words_of_another_are_found_with_what_they_weigh() -> None:
    found = copies(Account("a", f"五月三日，{TOLD}", "one"), Account("b", f"{TOLD}邻居都来看。", "other"))

    assert found == [Copy("a", "b", 60, found[0].share)]
    assert found[0].share > 0.9


def test_each_account_is_held_against_the_closest_before_it_only() -> None:
    rest = "大家约好下个月再来，带上热汤和新棉鞋，给院里的每位老人拍一张照片。"
    found = copies(
        Account("a", TOLD, "one"), Account("b", TOLD + rest, "two"), Account("c", TOLD + rest, "three")
    )

    assert [(each.earlier, each.later) for each in found] == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize(("days", "number"), [(30, 0), (299, 0), (300, 1), (365, 1)])
def test_an_owner_is_compared_with_itself_from_year_to_year_only(days: int, number: int) -> None:
    first = Account("a", TOLD, "one", DAY - dt.timedelta(days=days))

    assert len(copies(first, Account("b", TOLD, "one", DAY))) == number


def test_an_owner_without_a_day_is_not_compared_with_itself() -> None:
    assert copies(Account("a", TOLD, "one"), Account("b", TOLD, "one", DAY)) == []


@pytest.mark.parametrize(("holders", "number"), [(2, 1), (3, 2), (4, 0), (200, 0)])
def test_a_wording_that_many_use_is_nobodys(holders: int, number: int) -> None:
    """In a small ledger three holders are few; four are not."""
    assert len(copies(*(Account(str(n), TOLD, f"unit {n}") for n in range(holders)))) == number


def test_a_copy_is_found_through_the_formula_around_it() -> None:
    formula = "为深入贯彻文件精神，切实营造浓厚氛围，进一步增强居民群众的获得感幸福感安全感，"
    others = [Account(str(n), f"{formula}第{n}组{chr(0x4E00 + 97 * n) * 9}", f"unit {n}") for n in range(90)]

    found = copies(*others, Account("a", formula + TOLD, "one"), Account("b", formula + TOLD, "other"))

    assert [(each.earlier, each.later) for each in found] == [("a", "b")]
    assert found[0].letters == 60 + WORDING - 1  # the formula's last letters stand in wordings of both


def test_numbers_invisible_signs_and_width_do_not_hide_a_copy() -> None:
    changed = TOLD.replace("，", "\u200b，🎉 ")

    assert len(copies(Account("a", f"42人。{TOLD}", "one"), Account("b", f"38人。{changed}", "other"))) == 1


@pytest.mark.parametrize("text", ["", " ", "一", "。。。", "\ud800", "😀" * 50, "a" * 5000, "0" * 900])
def test_odd_texts_are_copies_of_nothing_and_break_nothing(text: str) -> None:
    found = copies(Account("a", text, "one"), Account("x", TOLD, "two"), Account("y", TOLD, "three"))

    assert [(each.earlier, each.later) for each in found] == [("x", "y")]


def test_no_accounts_give_no_copies() -> None:
    assert copies() == []
    assert copies(Account("a", TOLD, "one")) == []


def test_ten_thousand_alike_are_a_form() -> None:
    assert copies(*(Account(str(n), TOLD, f"unit {n % 40}") for n in range(10_000))) == []

"""A mended text beside the text as it was found."""

from hundredfold.reading.repair import repair
from hundredfold.web.office.pages.press_mended import paragraphs, rules_used

DAMAGED = "民族團結(jié)進步\n區(qū)里辦了(三)場講座\n我?guī)湍鉓行"


def test_both_sides_are_whole_and_what_was_mended_is_marked() -> None:
    fixed = repair(DAMAGED)
    repairs = fixed.as_json()["repairs"]

    rows = paragraphs(fixed.text, repairs)

    assert "\n".join("".join(span.text for span in row.mended) for row in rows) == fixed.text
    assert "\n".join("".join(span.text for span in row.found) for row in rows) == DAMAGED
    assert any(span.text == "(jié)" and span.note for span in rows[0].found)
    assert "(三)" in "".join(span.text for span in rows[1].mended)
    assert sum(each.number for each in rules_used(repairs)) == len(repairs)


def test_repairs_that_do_not_fit_show_the_plain_text() -> None:
    assert paragraphs("别的文字", repair(DAMAGED).as_json()["repairs"]) == []


def test_a_guess_is_called_one() -> None:
    fix = {"start": 1, "end": 3, "rule": "R4", "sure": 0.5, "was": "?！", "now": "福"}

    (row,) = paragraphs("幸福》", [fix])

    assert [span.guess for span in row.mended] == [False, True, False]
    assert rules_used([fix])[0].is_guess

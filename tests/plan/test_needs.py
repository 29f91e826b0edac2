"""Every need has its sentence and its remedy, and says its own numbers."""

from hundredfold.plan.blueprint_problems import SENTENCES as PROBLEMS
from hundredfold.plan.needs import NEEDS, SENTENCES, say


def test_every_need_has_a_sentence_and_a_remedy_in_both_languages() -> None:
    assert set(SENTENCES) == {f"{part}_{code}" for code in NEEDS for part in ("need", "remedy")}
    for code, spec in NEEDS.items():
        for part in ("need", "remedy"):
            assert say(f"{part}_{code}", spec.params)
            assert say(f"{part}_{code}", spec.params, "en").isascii()


def test_need_says_its_numbers() -> None:
    assert say("need_notice_ended", {"working_days": 7}) == "公示满 7 个工作日且异议已办结"


def test_problem_sentences_ask_for_the_same_params_in_both_languages() -> None:
    for zh, en in PROBLEMS.values():
        assert zh.count("{") == en.count("{")

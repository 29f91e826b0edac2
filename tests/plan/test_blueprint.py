"""Blueprints: the built-in ones hold, a wrong one is told by file, line and key."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from hundredfold.plan.blueprint import BUILT_IN, BlueprintError, Words, builtin_names, load, parse
from hundredfold.plan.blueprint_build import build
from hundredfold.plan.blueprint_types import Measure

NINE = (BUILT_IN / "nine_hundreds.toml").read_text(encoding="utf-8")
BLANK = (BUILT_IN / "blank.toml").read_text(encoding="utf-8")
STRANDS = (
    *("lecturers", "teams", "performances", "talks", "exemplars"),
    *("model_units", "landscape", "products", "press"),
)


YEARLY = 'start = "01-01", end = "12-31"'
NAME = 'name = { zh = "讲座十场", en = "Ten Talks" }'
NEEDS = "[strands.talks.needs]\nphotos = { min = 1, enough = 1 }\nhead_count = true\n"
MAY = '[campaigns.may]\nname = {zh = "五月", en = "May"}\n'
SCHOOL = '[site_types.school]\nname = {zh = "校", en = "School"}\n'
ALSO = '[[also]]\nfirst = "talks"\nallowed = true\nwhy = {zh = "因", en = "As"}\n'
DETAIL = 'why = {zh = "看", en = "See"}\nlabel = {zh = "形式", en = "Form"}\n'


def problems(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(BlueprintError) as caught:
        parse(text, file="x.toml")
    return [(problem.line, problem.key, problem.code) for problem in caught.value.problems]


def blank_with(old: str, new: str) -> str:
    assert BLANK.count(old) >= 1
    return BLANK.replace(old, new, 1)


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


def all_words(value: object) -> Iterator[Words]:
    if isinstance(value, Words):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from all_words(getattr(value, field.name))
    elif isinstance(value, tuple):
        for inner in value:
            yield from all_words(inner)
    elif isinstance(value, dict):
        yield from all_words(tuple(value.values()))


def test_builtin_names_are_the_three_promised() -> None:
    assert builtin_names() == ("blank", "nine_hundreds", "reading_year")


@pytest.mark.parametrize("name", ["blank", "nine_hundreds", "reading_year"])
def test_builtin_blueprint_is_complete_in_both_languages(name: str) -> None:
    words = list(all_words(load(name)))

    assert words
    for text in words:
        if text.zh or text.en:  # a window's note may be left out, but never in one language only
            assert any("\u4e00" <= letter <= "\u9fff" for letter in text.zh) or text.zh[0].isdigit()
            assert not any("\u4e00" <= letter <= "\u9fff" for letter in text.en)
            assert text.en


def test_nine_hundreds_has_the_contract_strands_in_order() -> None:
    blueprint = load("nine_hundreds")

    assert [strand.code for strand in blueprint.strands] == list(STRANDS)
    assert [strand.position for strand in blueprint.strands] == list(range(1, 10))
    assert {strand.target for strand in blueprint.strands} == {100}
    assert len(blueprint.kinds) == 7
    assert "".join(strand.measure.zh for strand in blueprint.strands) == "名支场场名家个个期"
    assert len(blueprint.site_types) == 8
    assert [principle.code for principle in blueprint.principles] == [
        "everyday",
        "heart_to_heart",
        "action",
        "grassroots",
    ]
    assert blueprint.press_unit == "story"


def test_need_keeps_given_numbers_and_fills_in_defaults() -> None:
    blueprint = load("nine_hundreds")

    photos = blueprint.strand("performances").need("photos")
    talk = blueprint.strand("lecturers").need("talk_in_last_months")

    assert photos is not None
    assert talk is not None
    assert photos.params == {"min": 1, "enough": 2, "max": 9}
    assert photos.sentence_key == "need_photos"
    assert talk.params == {"months": 12}
    assert blueprint.strand("press").need("photos") is None
    assert blueprint.strand("performances").photos_enough == 2


def test_photos_enough_follows_min_where_it_is_not_given() -> None:
    blueprint = parse(blank_with("{ min = 1, enough = 1 }", "{ min = 3 }"))

    assert blueprint.strand("talks").photos_enough == 3


def test_details_are_the_kinds_then_the_strands() -> None:
    keys = [detail.key for detail in load("nine_hundreds").details("talks")]

    assert keys == ["feedback", "topic", "form", "audience"]


def test_also_table_says_which_strands_one_record_may_serve() -> None:
    blueprint = load("nine_hundreds")

    assert blueprint.may_also_count("performances", "talks")
    assert not blueprint.may_also_count("talks", "performances")
    assert not blueprint.may_also_count("talks", "teams")
    assert not blueprint.may_also_count("press", "landscape")
    assert not blueprint.may_also_count("performances", "teams")
    benefit = blueprint.also_rule("performances", "teams")
    assert benefit is not None
    assert benefit.effect == "keeps"


def test_rules_hold_every_number_with_the_files_own_first() -> None:
    rules = load("reading_year").rules

    assert rules["same_deed"] == {"person_ask_percent": 60, "thing_ask_percent": 70}
    assert rules["two_places"] == {"minutes": 30, "kilometres": 2}
    venues = rules["implausible_head_count"]["venues"]
    assert isinstance(venues, dict)
    assert venues["书店"] == 80
    assert venues["广场"] == 5000


def test_days_to_appeal_are_the_files_own_or_ten_and_five() -> None:
    text = (BUILT_IN / "blank.toml").read_text(encoding="utf-8") + "\n[appeals]\nwithin = 15\n"

    assert (parse(text).appeals.within, parse(text).appeals.answered_within) == (15, 5)
    assert load("nine_hundreds").appeals.within == 10


def test_period_repeats_and_may_cross_the_new_year() -> None:
    nine, reading = load("nine_hundreds"), load("reading_year")

    assert nine.period(2026) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert reading.period(2026) == (dt.date(2026, 4, 23), dt.date(2027, 4, 22))
    assert reading.period_year(dt.date(2027, 4, 22)) == 2026
    assert reading.period_year(dt.date(2027, 4, 23)) == 2027


def test_period_given_by_dates_is_the_same_for_any_year() -> None:
    blueprint = parse(
        blank_with('start = "01-01", end = "12-31"', 'start = "2027-03-01", end = "2027-11-30"')
    )

    assert not blueprint.repeats_yearly
    assert blueprint.period(1999) == (dt.date(2027, 3, 1), dt.date(2027, 11, 30))
    assert blueprint.period_year(dt.date(2030, 1, 1)) == 2027


def test_leap_day_in_a_period_becomes_the_28th_in_a_common_year() -> None:
    blueprint = parse(blank_with(YEARLY, 'start = "03-01", end = "02-29"'))

    assert blueprint.period(2026) == (dt.date(2026, 3, 1), dt.date(2027, 2, 28))
    assert blueprint.period(2027) == (dt.date(2027, 3, 1), dt.date(2028, 2, 29))


def test_words_fall_back_to_chinese_and_measures_know_one_from_many() -> None:
    words = Words("讲座", "Talk", {"mn-Mong": "ᠯᠧᠺᠼ"})

    assert [words.say(tag) for tag in ("zh", "zh-Hans", "en", "en-GB", "mn-Mong", "fr")] == [
        "讲座",
        "讲座",
        "Talk",
        "Talk",
        "ᠯᠧᠺᠼ",
        "讲座",
    ]
    assert Measure("场", "talk", "talks").say(3) == "3 场"
    assert Measure("场", "talk", "talks").say(1, "en") == "1 talk"
    assert Measure("场", "talk", "talks").say(0, "en") == "0 talks"


def test_further_language_is_taken_once_declared() -> None:
    text = blank_with('["zh", "en"]', '["zh", "en", "fr"]').replace(
        'en = "My programme"', 'en = "My", fr = "Mon"'
    )

    assert parse(text).name.say("fr") == "Mon"
    assert problems(BLANK.replace('en = "My programme"', 'en = "My", fr = "Mon"'))[0][1:] == (
        "name.fr",
        "unknown",
    )


def test_wrong_value_is_told_by_file_line_and_key_in_both_languages() -> None:
    text = NINE.replace("target = 100", 'target = "一百"', 4).replace('target = "一百"', "target = 100", 3)
    line = line_of(text, 'target = "一百"')

    with pytest.raises(BlueprintError) as caught:
        parse(text, file="nine_hundreds.toml")

    assert (
        str(caught.value) == f'nine_hundreds.toml 第 {line} 行 strands.talks.target：须为正整数，现为 "一百"'
    )
    assert caught.value.say("en") == (
        f'nine_hundreds.toml line {line} strands.talks.target: must be a positive whole number, but is "一百"'
    )


def test_unknown_key_is_told_with_the_nearest_known_one() -> None:
    text = blank_with("[strands.talks.needs]", "[strands.talks.need]")

    with pytest.raises(BlueprintError, match="是否想写 needs？"):
        parse(text)
    assert problems(text) == [(line_of(text, "[strands.talks.need]"), "strands.talks.need", "unknown_near")]


def test_all_problems_are_told_at_once_in_line_order() -> None:
    text = blank_with('kind = "event"', 'kind = "meeting"').replace("target = 10", "target = 0")

    assert [problem[1:] for problem in problems(text)] == [
        ("strands.talks.kind", "not_choice"),
        ("strands.talks.target", "not_positive"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "key", "code"),
    [
        ('code = "my_programme"', 'code = "My Programme"', "code", "not_code"),
        ('code = "my_programme"', "", "code", "missing"),
        ('"Asia/Shanghai"', '"Asia/Nowhere"', "time_zone", "not_time_zone"),
        ('start = "01-01"', 'start = "02-30"', "period", "not_period"),
        ('start = "01-01"', 'start = ""', "period.start", "not_text"),
        ('start = "01-01"', 'start = "2026-01-01"', "period", "not_period"),
        (
            'start = "01-01", end = "12-31"',
            'start = "2026-02-01", end = "2026-01-01"',
            "period.end",
            "period_backwards",
        ),
        ("target = 10", "target = 10000000000", "strands.talks.target", "not_positive"),
        ('zh = "讲座十场"', f'zh = "{"讲" * 121}"', "strands.talks.name.zh", "too_long"),
        ("target = 10", "target = true", "strands.talks.target", "not_positive"),
        ('aliases = ["讲课"', 'aliases = [""', "strands.talks.aliases[1]", "not_text"),
        ('counts = "events"', 'counts = "members"', "strands.talks.counts", "counts_unfit"),
        ("head_count = true", "leader = true", "strands.talks.needs.leader", "need_unfit"),
        (NEEDS, "needs = 5", "strands.talks.needs", "not_table"),
        ("head_count = true", "head_count = false", "strands.talks.needs.head_count", "not_choice"),
        ("head_count = true", "head_cuont = true", "strands.talks.needs.head_cuont", "unknown_near"),
        ("head_count = true", "head_count = { min = 3 }", "strands.talks.needs.head_count.min", "unknown"),
        ("min = 1, enough = 1", "min = 5, enough = 1", "strands.talks.needs.photos", "too_few"),
        ("min = 1, enough = 1", "min = 1, enough = 20", "strands.talks.needs.photos", "too_few"),
        ("min = 1, enough = 1", "least = 1", "strands.talks.needs.photos.least", "unknown"),
        (NAME, 'name = "讲座"', "strands.talks.name", "not_table"),
        (
            'name = { zh = "讲座十场", en = "Ten Talks" }',
            'name = { zh = "讲座" }',
            "strands.talks.name.en",
            "missing",
        ),
        ('languages = ["zh", "en"]', 'languages = "zh"', "languages", "not_list"),
    ],
)
def test_wrong_key_is_named(old: str, new: str, key: str, code: str) -> None:
    assert [problem[1:] for problem in problems(blank_with(old, new))] == [(key, code)]


@pytest.mark.parametrize(
    ("added", "key", "code"),
    [
        (MAY + "month = 13", "campaigns.may.month", "not_choice"),
        (MAY + 'week = "second of 5"', "campaigns.may.week", "not_week"),
        (MAY + 'days = ["05-01"]', "campaigns.may.days", "not_period"),
        (MAY, "campaigns.may", "not_window"),
        (MAY.replace("五月", "五" * 121) + "month = 5", "campaigns.may.name.zh", "too_long"),
        ("[rules.two_places]\nminutes = -1", "rules.two_places.minutes", "not_number"),
        ('[rules.visit_load]\nsites = "敬老院"', "rules.visit_load.sites", "not_list"),
        ('[rules.visit_load]\nsites = ["敬老院", ""]', "rules.visit_load.sites[2]", "not_text"),
        ('[rules.bunched]\ninspections = ["11-31"]', "rules.bunched.inspections[1]", "not_period"),
        ('[rules.bunched]\ninspections = ["十一月"]', "rules.bunched.inspections[1]", "not_period"),
        ("[appeals]\nwithin = 0", "appeals.within", "not_choice"),
        ("[appeals]\nanswered_within = 251", "appeals.answered_within", "not_choice"),
        ("[appeals]\nwithin = true", "appeals.within", "not_choice"),
        ("[rules.two_place]\nminutes = 1", "rules.two_place", "unknown_near"),
        ("[rules.implausible_head_count]\nvenues = 5", "rules.implausible_head_count.venues", "not_table"),
        (
            '[rules.implausible_head_count.venues]\n"广场" = 0',
            "rules.implausible_head_count.venues.广场",
            "not_positive",
        ),
        (SCHOOL + 'since = "2022"', "site_types.school.since", "not_date"),
        (SCHOOL + "since = 2022-01-01\nuntil = 2021-01-01", "site_types.school.until", "period_backwards"),
        (ALSO + 'second = "lecturers"', "also[1].second", "no_strand"),
        (ALSO + 'second = "talks"\nasks = ["topic"]', "also[1].asks[1]", "no_detail"),
        (ALSO + 'second = "talks"\nallow = 1', "also[1].allow", "unknown_near"),
        (
            '[strands.talks.details.minzu]\ntype = "text"\n' + DETAIL,
            "strands.talks.details.minzu",
            "forbidden",
        ),
        (
            '[kinds.event.details.who]\ntype = "text"\n' + DETAIL.replace("形式", "身份证号"),
            "kinds.event.details.who.label",
            "forbidden",
        ),
        (
            '[strands.talks.details.form]\ntype = "choice"\n' + DETAIL,
            "strands.talks.details.form",
            "no_choices",
        ),
        (
            '[strands.talks.details.form]\ntype = "text"\n' + DETAIL.replace("why", "reason"),
            "strands.talks.details.form.why",
            "missing",
        ),
        (ALSO.replace("true", '"yes"') + 'second = "talks"', "also[1].allowed", "not_bool"),
        ("[kinds.event]\ndetails = 5", "kinds.event.details", "not_table"),
        ("[kinds.event.details]\nform = 5", "kinds.event.details.form", "not_table"),
        (SCHOOL + "strange = 1", "site_types.school.strange", "unknown"),
    ],
)
def test_wrong_section_is_named(added: str, key: str, code: str) -> None:
    found = [problem[1:] for problem in problems(f"{BLANK}\n{added}\n")]

    assert (key, code) in found
    assert len(found) == 1 + ("reason" in added)


def test_alias_of_two_strands_is_refused() -> None:
    text = NINE.replace('"宣讲团", "宣讲员"', '"宣讲团", "百场文创产品"', 1)

    assert [problem[1:] for problem in problems(text)] == [
        ("strands.products.name.zh", "alias_twice"),
        ("strands.products.short_name.zh", "alias_twice"),
        ("strands.products.aliases[1]", "alias_twice"),
    ]


def test_text_that_is_no_toml_is_told_with_its_line() -> None:
    assert problems('code = "a"\nname = ') == [(2, "", "syntax")]


def test_no_strand_at_all_is_refused() -> None:
    text = BLANK[: BLANK.index("[strands.talks]")] + "[strands]\n"

    assert [problem[1:] for problem in problems(text)] == [("strands", "empty")]


def test_load_reads_a_file_by_path(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("\ufeff" + BLANK, encoding="utf-8")  # a byte-order mark, as some editors leave

    assert load(file).code == "my_programme"


@pytest.mark.parametrize(
    ("content", "code"),
    [(None, "no_file"), (b"\xb0\xd9\xc8\xcb", "unreadable"), (b"#" * 1_000_001, "too_large")],
)
def test_load_refuses_what_it_cannot_read(tmp_path: Path, content: bytes | None, code: str) -> None:
    file = tmp_path / "mine.toml"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(BlueprintError) as caught:
        load(file)

    assert [problem.code for problem in caught.value.problems] == [code]
    assert "mine.toml" in caught.value.say("en")


def test_build_needs_only_the_required_keys() -> None:
    words = {"zh": "甲", "en": "A"}
    strand = {
        "kind": "event",
        "counts": "events",
        "name": words,
        "measure": {"zh": "场", "en": "show"},
        "target": 1,
        "counting_rule": {"one": words},
    }
    period = {"start": "01-01", "end": "12-31"}
    raw = {"code": "a", "name": words, "description": words, "time_zone": "UTC", "period": period}

    blueprint = build({**raw, "strands": {"s": strand}}, ("zh", "en"))

    assert blueprint.strand("s").measure.en_many == "shows"
    assert blueprint.strand("s").short_name == blueprint.strand("s").name
    assert blueprint.district is None


def test_lists_of_a_rule_are_replaced_and_days_may_name_a_year() -> None:
    given = '[rules.visit_load]\nsites = ["光荣院"]\n[rules.bunched]\ninspections = ["11-20", "2026-06-30"]\n'
    rules = parse(BLANK + given).rules

    assert rules["visit_load"] == {"per_day": 3, "per_week": 5, "sites": ("光荣院",)}
    assert rules["bunched"]["inspections"] == ("11-20", "2026-06-30")

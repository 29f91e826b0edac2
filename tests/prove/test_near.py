"""A partial look finds what a look at all finds, takes in few records, and closes nothing it did not see."""

import datetime as dt
import io
import random

import pytest
from PIL import Image

from hundredfold.prove import near as nearness
from hundredfold.prove.actions import judge, judge_all, judge_new, look_at_photos, sign
from hundredfold.prove.models import Finding
from hundredfold.prove.near import near
from tests.people import District
from tests.pictures import picture

TOPICS = ["反诈骗", "垃圾分类", "用药安全", "民法典", "消防安全", "科学育儿", "食品安全", "心理健康"]
FORMS = ["讲座", "宣讲", "茶话会", "知识竞答"]
PLACES = ["友谊", "团结", "青松", "幸福", "林荫", "白云"]


def year(district: District, number: int, *, seed: int, shuffle: int = 0) -> None:
    """``number`` talks, every fifth told a second time by the street in other words; in an order of its own."""
    dice, told = random.Random(seed), []
    for step in range(number):
        place, topic, form = dice.choice(PLACES), dice.choice(TOPICS), dice.choice(FORMS)
        day = dt.date(2026, 1, 3) + dt.timedelta(days=dice.randrange(150))
        said = {
            "title": f"{place}社区{topic}{form}",
            "start": day,
            "venue": f"{place}社区活动室",
            "head_count": dice.randint(18, 80),
            "summary": f"{topic}{form}在活动室举行，王{'桂兰秀英志强'[step % 6]}等{step + 11}人提问，材料一并发放。",
        }
        told.append(said)
        if step % 5 == 0:
            told.append({
                **said,
                "title": f"友谊大街街道联合{place}社区举办“{topic}{form}”",
                "summary": f"街道组织，{said['summary']}",
                "unit": district.outside.public_id,
                "by": district.chen,
            })  # fmt: skip
    random.Random(shuffle).shuffle(told)
    for said in told:
        district.tell(photo=None, **said)


def found() -> set[tuple[str, frozenset[str]]]:
    rows = Finding.objects.filter(closed_at__isnull=True, b__isnull=False, rule="same_deed")
    return {(row.rule, frozenset({row.a.title, row.b.title})) for row in rows if row.b}


@pytest.fixture
def without_a_small_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look is a partial one."""
    monkeypatch.setattr(judge, "SMALL", 0)
    monkeypatch.setattr(judge, "WORTH", 0)
    monkeypatch.setattr(judge, "LARGE", 0)
    monkeypatch.setattr(nearness, "FEW_PHOTOS", -1)


@pytest.mark.usefixtures("without_a_small_ledger")
def test_partial_looks_find_what_a_look_at_all_finds(district: District) -> None:
    year(district, 40, seed=4)
    assert judge_new(district.programme, at=district.now) == 48
    in_parts = found()

    judge_all(district.programme, at=district.now)

    whole = found()
    assert len(whole) >= 5
    assert len(in_parts ^ whole) <= 1


def test_order_of_telling_does_not_matter_in_a_small_ledger(district: District) -> None:
    year(district, 15, seed=5, shuffle=1)
    judge_new(district.programme, at=district.now)
    year(district, 15, seed=6, shuffle=2)
    judge_new(district.programme, at=district.now)
    step_by_step = found()

    judge_all(district.programme, at=district.now)

    assert step_by_step == found()


@pytest.mark.usefixtures("without_a_small_ledger")
def test_a_partial_look_takes_in_few_records(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nearness, "CLOSEST", 5)
    monkeypatch.setattr(nearness, "CLOSEST_OF_THOSE", 2)
    year(district, 40, seed=7)
    sign.sign_new(district.programme, at=district.now)
    last = Finding.objects.order_by("-a").values_list("a", flat=True).first()
    record = last or 1

    seen = near(district.programme, {record}, size=48)

    assert record in seen.records
    assert len(seen.records) <= 1 + 6 + 4 * 3 + 5


@pytest.mark.usefixtures("without_a_small_ledger")
def test_a_finding_whose_other_side_was_not_seen_stays(district: District) -> None:
    first = district.tell(title="邻里节文艺汇演", start=dt.date(2026, 3, 1))
    other = district.tell(title="消防演练", start=dt.date(2026, 6, 1), venue="操场")
    judge_new(district.programme, at=district.now)
    Finding.objects.create(
        public_id="F" * 26, rule="same_deed", a=first.record, b=other.record, found_at=district.now
    )
    third = district.tell(title="书画展", start=dt.date(2026, 4, 1), venue="文化馆", head_count=77)

    judge_new(district.programme, at=district.now)
    assert Finding.objects.get(public_id="F" * 26).closed_at is None
    assert near(district.programme, {third.record.pk}, size=3).records == {third.record.pk}

    district.tell(title="邻里节文艺汇演", start=dt.date(2026, 3, 1))
    judge_all(district.programme, at=district.now)
    assert Finding.objects.get(public_id="F" * 26).closed_at == district.now


@pytest.mark.usefixtures("without_a_small_ledger")
def test_ten_copies_of_one_row_are_each_asked_about_with_the_first(district: District) -> None:
    for _copy in range(10):
        district.tell(
            title="端午惠民文艺演出",
            start=dt.date(2026, 6, 19),
            head_count=120,
            summary="社区端午演出，居民观看。",
        )
    judge_new(district.programme, at=district.now)

    pairs = Finding.objects.filter(rule="same_deed", closed_at__isnull=True).values_list(
        "a__number", "b__number"
    )
    assert set(pairs) == {(1, number) for number in range(2, 11)}


@pytest.mark.usefixtures("without_a_small_ledger")
def test_a_photo_saved_again_is_found_among_many(district: District) -> None:
    shot = picture(77, size=(800, 600))
    out = io.BytesIO()
    Image.open(io.BytesIO(shot)).resize((720, 540)).save(out, "JPEG", quality=80)
    district.tell(title="春季义诊", photo=shot, start=dt.date(2026, 3, 5), head_count=31)
    for step in range(3):
        district.tell(title=f"读书会{step}", start=dt.date(2026, 4, 1 + 9 * step), head_count=50 + step)
    district.tell(
        title="消防演练", photo=out.getvalue(), start=dt.date(2026, 6, 1), venue="操场", head_count=90
    )
    look_at_photos(at=district.now)

    judge_new(district.programme, at=district.now)

    pairs = Finding.objects.filter(rule="same_photo").values_list("a__number", "b__number")
    assert list(pairs) == [(1, 5)]


@pytest.mark.usefixtures("without_a_small_ledger")
def test_an_earlier_print_of_a_story_becomes_its_first(district: District) -> None:
    text = "记者在友谊社区采访时看到，垃圾分类的展板摆在文化活动室门口，七十二岁的居民王某正在翻看。" * 3
    story = {"kind": "article", "summary": text, "venue": "", "head_count": None}
    code = next(s.code for s in district.programme.blueprint.strands if s.kind == "article")
    story |= {"strands": (code,), "head_count_method": ""}
    district.tell(title="楼道议事", start=dt.date(2026, 3, 5), outlet="包头晚报", **story)
    district.tell(title="一场议事", start=dt.date(2026, 3, 6), outlet="内蒙古日报", **story)
    judge_new(district.programme, at=district.now)
    district.tell(title="议事会开成茶会", start=dt.date(2026, 3, 4), outlet="包头日报", **story)

    judge_new(district.programme, at=district.now)

    pairs = Finding.objects.filter(rule="press_reprint", closed_at__isnull=True).values_list(
        "a__number", "b__number"
    )
    assert set(pairs) == {(3, 1), (3, 2)}

"""Folding: a change folds only what it can touch, and gives what folding everything gives, in any order of arrival."""

import datetime as dt
import hashlib
import random
from collections.abc import Iterable

import pytest
from django.core.exceptions import PermissionDenied

from hundredfold.base import files, ids
from hundredfold.do.press import folding, queries
from hundredfold.do.press.actions import (
    correct_page,
    keep_apart,
    keep_together,
    set_aside,
    take_back,
    undo_answer,
)
from hundredfold.do.press.models import Page, Story, StoryAnswer
from hundredfold.do.press.words import NotDone
from hundredfold.linkage.stories import fold
from tests.people import District
from tests.press_sites import STORIES, add, html, read

LINKS = [f"https://{name}.example/1.html" for name in "abcdef"]
WORDS = "春夏秋冬东南西北山川草原钢城书屋灯火邻里长桌花灯锣鼓歌声孩子老人医生教师工人牧民雪花细雨清晨黄昏"
PLACES = ("友谊", "鞍山", "林荫", "昆河", "白云", "少先")


def lay(district: District, key: str, *, title: str, text: str, day: int, outlet: str) -> Page:
    """A page as if it had been read."""
    sha256 = hashlib.sha256(key.encode()).hexdigest()
    body = files.keep([key.encode()], media_type="text/html", at=district.now)
    return Page.objects.create(
        public_id=ids.new_ulid(at=district.now),
        programme=district.programme,
        unit=district.community,
        key=sha256,
        url=f"https://{key}.example/",
        came_by="link",
        added_at=district.now,
        added_by=district.an,
        state="read",
        body=body,
        captured_at=district.now,
        read_at=district.now,
        title=title,
        text=text,
        published=dt.date(2026, 5, 1) + dt.timedelta(days=day),
        outlet=outlet,
    )


def written(dice: random.Random, sentences: int) -> list[str]:
    """Sentences of a story that no other story has."""
    return [
        f"{dice.choice(PLACES)}社区第{dice.randrange(2, 90)}楼的"
        + "".join(dice.choice(WORDS) for _ in range(24))
        + f"，来了{dice.randrange(20, 900)}人，{''.join(dice.choice(WORDS) for _ in range(10))}。"
        for _ in range(sentences)
    ]


def reports(seed: int) -> list[dict[str, object]]:
    """Stories and what became of them: reprinted, shortened, re-headlined, merged, retold next year."""
    dice = random.Random(seed)
    found: list[dict[str, object]] = []
    tales = [written(dice, 9) for _ in range(7)]
    for n, tale in enumerate(tales):
        title = f"第{n}个故事" + tale[0][:12]
        found.append({"title": title, "text": "".join(tale), "day": n, "outlet": "包头日报"})
        for copy in range(dice.randrange(0, 4)):
            cut = dice.choice([len(tale), len(tale), 5, 3])
            found.append(
                {
                    "title": dice.choice([title, "邻里之间的新事"]),
                    "text": "来源：包头日报 " + "".join(tale[:cut]),
                    "day": n + copy,
                    "outlet": dice.choice(["昆河融媒", "", "鹿城早报"]),
                }
            )
    found.append({"title": "一周综述", "text": "".join(tales[0] + tales[1]), "day": 9, "outlet": "鹿城早报"})
    found.append(
        {"title": "小区新貌", "text": tales[2][0] + "".join(written(dice, 9)), "day": 5, "outlet": ""}
    )
    return found


def families(district: District) -> set[frozenset[str]]:
    """The stories as they stand, by their pages' keys."""
    return {
        frozenset(page.key for page in story.pages.all())
        for story in Story.objects.filter(programme=district.programme).prefetch_related("pages")
    }


def folded_whole(pages: Iterable[Page]) -> set[frozenset[str]]:
    return {frozenset(family.members) for family in fold([folding.as_told(page) for page in pages])}


@pytest.mark.parametrize("seed", range(8))
def test_pages_in_any_order_make_the_families_that_folding_all_makes(district: District, seed: int) -> None:
    told = list(enumerate(reports(seed % 4)))
    dice = random.Random(seed)
    dice.shuffle(told)

    while told:
        some = dice.randrange(1, 5)
        for n, each in told[:some]:
            lay(district, f"p{n}", **each)  # type: ignore[arg-type]
        told = told[some:]
        folding.refold(district.programme, at=district.now)

    pages = list(Page.objects.all())
    assert families(district) == folded_whole(pages)
    assert {page.place for page in pages if page.story and page.story.size == 1} <= {0}
    assert sum(Story.objects.values_list("size", flat=True)) == len(pages)


@pytest.mark.parametrize("seed", range(4))
def test_pages_set_aside_and_taken_back_leave_what_folding_all_gives(district: District, seed: int) -> None:
    dice = random.Random(seed)
    for n, each in enumerate(reports(seed)):
        lay(district, f"p{n}", **each)  # type: ignore[arg-type]
    folding.refold(district.programme, at=district.now)
    whole = families(district)

    chosen = dice.sample(list(Page.objects.order_by("pk")), 6)
    for page in chosen:
        set_aside(by=district.an, page=page, reason="重复", at=district.now)
        assert families(district) == folded_whole(Page.objects.filter(state="read"))
    for page in chosen[::-1]:
        take_back(by=district.an, page=page, at=district.now)

    assert families(district) == whole


def test_reprints_are_one_story_with_the_first_publication_first(district: District) -> None:
    pages = read(
        district,
        {
            LINKS[0]: html("reading", outlet="昆河融媒", day="2026-06-03", title="书屋里的童话"),
            LINKS[1]: html("reading", outlet="包头日报", day="2026-06-01"),
            LINKS[2]: html("repair"),
        },
    )

    (story,) = Story.objects.filter(size=2)
    assert [page.outlet for page in queries.story_in_full(story)] == ["包头日报", "昆河融媒"]
    assert (story.title, story.published) == (STORIES["reading"][0], dt.date(2026, 6, 1))
    assert pages[2].story != story


def test_a_story_keeps_its_address_while_it_grows(district: District) -> None:
    (first,) = read(district, {LINKS[0]: html("song", day="2026-06-01")})
    assert first.story is not None
    before = first.story.public_id

    read(district, {LINKS[1]: html("song", day="2026-06-02")})
    read(district, {LINKS[2]: html("song", day="2026-05-30")})

    (story,) = Story.objects.all()
    assert (story.public_id, story.size, story.published) == (before, 3, dt.date(2026, 5, 30))


def test_what_a_person_keeps_apart_stays_apart_and_undoing_brings_it_back(district: District) -> None:
    pages = read(district, {link: html("song", day=f"2026-06-0{n + 1}") for n, link in enumerate(LINKS[:3])})

    answer = keep_apart(by=district.an, page=pages[2], at=district.now)
    pages += read(district, {LINKS[3]: html("repair")})

    assert sorted(Story.objects.values_list("size", flat=True)) == [1, 1, 2]
    pages[2].refresh_from_db()
    assert pages[2].story is not None
    assert list(queries.answers_of(pages[2].story)) == [answer]

    undo_answer(by=district.an, answer=answer, at=district.now)
    assert sorted(Story.objects.values_list("size", flat=True)) == [1, 3]
    with pytest.raises(NotDone):
        undo_answer(by=district.an, answer=StoryAnswer.objects.get(), at=district.now)


def test_what_a_person_keeps_together_is_one_story_and_the_later_answer_holds(district: District) -> None:
    one, other = read(district, {LINKS[0]: html("song"), LINKS[1]: html("repair")})

    keep_together(by=district.an, pages=[one, other], at=district.now)
    assert Story.objects.get().size == 2
    other.refresh_from_db()
    keep_apart(by=district.office, page=other, at=district.now + dt.timedelta(minutes=1))

    assert sorted(Story.objects.values_list("size", flat=True)) == [1, 1]


def test_an_answer_goes_on_holding_as_pages_come(district: District) -> None:
    one, other = read(district, {LINKS[0]: html("song"), LINKS[1]: html("repair")})
    keep_together(by=district.an, pages=[one, other], at=district.now)

    read(district, {LINKS[2]: html("repair", day="2026-06-04"), LINKS[3]: html("reading")})

    assert sorted(Story.objects.values_list("size", flat=True)) == [1, 3]


@pytest.mark.parametrize("who", ["chen", "bo", "auditor"])
def test_nobody_answers_for_pages_of_others(district: District, who: str) -> None:
    pages = read(district, {LINKS[0]: html("song"), LINKS[1]: html("song")})

    with pytest.raises(PermissionDenied):
        keep_apart(by=getattr(district, who), page=pages[0], at=district.now)
    with pytest.raises(PermissionDenied):
        keep_together(by=getattr(district, who), pages=pages, at=district.now)


def test_answers_that_say_nothing_are_refused(district: District) -> None:
    (page,) = read(district, {LINKS[0]: html("song")})
    (gone,) = read(district, {LINKS[1]: 404})

    for act in (
        lambda: keep_apart(by=district.an, page=page, at=district.now),
        lambda: keep_together(by=district.an, pages=[page, page], at=district.now),
        lambda: keep_together(by=district.an, pages=[page, gone], at=district.now),
    ):
        with pytest.raises(NotDone):
            act()
    assert not StoryAnswer.objects.exists()


def test_a_corrected_day_makes_another_page_the_first(district: District) -> None:
    one, other = read(
        district, {LINKS[0]: html("song", day="2026-06-01"), LINKS[1]: html("song", day="2026-06-02")}
    )

    correct_page(by=district.an, page=other, published=dt.date(2026, 5, 20), at=district.now)

    one.refresh_from_db()
    other.refresh_from_db()
    assert (other.place, one.place) == (0, 1)
    assert other.as_read["published"] == "2026-06-02"
    assert other.corrected == {"published": "2026-05-20"}
    correct_page(by=district.an, page=other, published=dt.date(2026, 6, 2), at=district.now)
    other.refresh_from_db()
    assert (other.place, other.corrected, other.corrected_by) == (1, {}, None)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": "  "}, "title_missing"),
        ({"level": "world"}, "bad_level"),
        ({"published": dt.date(1066, 1, 1)}, "bad_day"),
        ({"published": dt.date(2027, 1, 1)}, "bad_day"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    district: District, changes: dict[str, object], code: str
) -> None:
    (page,) = read(district, {LINKS[0]: html("song")})

    with pytest.raises(NotDone) as refused:
        correct_page(by=district.an, page=page, at=district.now, **changes)  # type: ignore[arg-type]

    assert refused.value.code == code


def test_a_kept_page_that_could_not_be_read_is_read_once_somebody_says_what_it_is(district: District) -> None:
    (page,) = read(district, {LINKS[0]: b"<html><body></body></html>"})
    assert page.state == "refused"

    with pytest.raises(NotDone):
        correct_page(by=district.an, page=page, title="版面", at=district.now)
    correct_page(
        by=district.an,
        page=page,
        title="版面",
        outlet="包头日报",
        published=dt.date(2026, 6, 1),
        at=district.now,
    )

    page.refresh_from_db()
    assert (page.state, page.why, page.title) == ("read", "", "版面")
    assert page.story is not None


def test_setting_aside_needs_a_reason(district: District) -> None:
    (page,) = read(district, {LINKS[0]: html("song")})

    with pytest.raises(NotDone):
        set_aside(by=district.an, page=page, reason=" ", at=district.now)
    with pytest.raises(NotDone):
        take_back(by=district.an, page=page, at=district.now)
    set_aside(by=district.an, page=page, reason="与本区无关", at=district.now)

    page.refresh_from_db()
    assert (page.state, page.story, page.set_aside_reason) == ("set_aside", None, "与本区无关")
    assert not Story.objects.exists()


@pytest.mark.parametrize("answered", [0, 404])
def test_a_page_taken_back_stands_where_it_stood(district: District, answered: int) -> None:
    (page,) = read(district, {LINKS[0]: 404}) if answered else add(district, LINKS[0])
    stood = page.state
    set_aside(by=district.an, page=page, reason="看错了", at=district.now)

    take_back(by=district.an, page=Page.objects.get(), at=district.now)

    assert Page.objects.get().state == stood

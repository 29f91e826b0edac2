"""The demo's press desk: stories folded, one copy mended, one page waiting, two refused, nothing fetched."""

import pytest
from pytest_django.fixtures import Settings

from hundredfold.base import files
from hundredfold.config.demo.press_desk import WAITING, lay_out_desk
from hundredfold.config.demo.staff import make_staff
from hundredfold.config.demo.year import make_year
from hundredfold.do.press.models import Page, Source, Story
from hundredfold.do.press.queries import states_of
from hundredfold.do.press.reasons import answer_of, why_of
from hundredfold.reading.pages import read_page
from tests.people import NOW


@pytest.mark.django_db
def test_the_demo_shows_the_press_desk(settings: Settings) -> None:
    settings.DEMO = True
    year = make_year()

    lay_out_desk(year, make_staff(year), at=NOW)

    assert states_of(Page.objects.all()) == {"waiting": 1, "read": 6, "refused": 2, "told": 0, "set_aside": 0}
    assert sorted(Story.objects.values_list("size", flat=True)) == [3, 3]
    firsts = Page.objects.filter(place=0, state="read").values_list("outlet", "level")
    assert set(firsts) == {("鹿城早报", "municipal"), ("北疆民声报", "central")}
    mended = Page.objects.get(url__contains="zixun-hui")
    assert mended.damage != "none"
    assert mended.outlet == "鹿城早报"
    assert "(" in mended.original or mended.repairs
    assert all(why_of(page) for page in Page.objects.filter(state="refused"))
    assert Page.objects.get(state="waiting").url == WAITING
    assert answer_of(Source.objects.get())
    for page in Page.objects.filter(state="read").select_related("archive"):
        assert page.archive is not None
        assert read_page(files.path_of(page.archive.sha256).read_bytes(), name="x").text

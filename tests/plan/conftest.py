"""People, units and a programme that tests of the plan start from. All invented."""

import datetime as dt

import pytest

from hundredfold.base.models import User
from hundredfold.plan import actions
from hundredfold.plan.models import Programme, Unit

AT = dt.datetime(2026, 1, 5, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def office(db: None) -> User:
    """Somebody who may edit the plan before anybody is a member of anything."""
    return User.objects.create(username="founder", display_name="创办人", is_superuser=True)


@pytest.fixture
def clerk(db: None) -> User:
    return User.objects.create(username="an", display_name="安")


@pytest.fixture
def programme(office: User) -> Programme:
    return actions.found_programme(by=office, blueprint="nine_hundreds", year=2026, at=AT)


@pytest.fixture
def tree(office: User) -> dict[str, Unit]:
    """A district with two streets, a community under each, and a department."""

    def add(name: str, level: str, parent: Unit | None = None, **more: object) -> Unit:
        return actions.add_unit(by=office, name=name, level=level, parent=parent, at=AT, **more)

    district = add("昆都仑区", "district", aliases=["昆区"])
    first = add("阿尔丁大街街道", "subdistrict", district, town="阿尔丁大街街道")
    second = add("鞍山道街道", "subdistrict", district)
    return {
        "district": district,
        "first": first,
        "second": second,
        "wulan": add("乌兰社区", "community", first),
        "a1": add("阿尔丁1#社区", "community", first, aliases=["阿1#社区"]),
        "tuanshi": add("团十社区", "community", second),
        "education": add("昆区教育局", "department", district),
    }

"""The fixed words of the plan: kinds, sorts of number, unit levels, roles. Chinese labels, English beside."""

from collections.abc import Mapping

from django.db.models import TextChoices


class Kind(TextChoices):
    """What sort of thing a record tells of."""

    PERSON = "person", "人物"
    TEAM = "team", "队伍"
    EVENT = "event", "活动"
    HONOUR = "honour", "荣誉"
    PLACE = "place", "场所"
    PRODUCT = "product", "产品"
    ARTICLE = "article", "报道"


class Counts(TextChoices):
    """What sort of number a strand is."""

    MEMBERS = "members", "成员"
    EVENTS = "events", "场次"
    THINGS = "things", "物件"
    STORIES = "stories", "报道"


class UnitLevel(TextChoices):
    """Where a unit stands."""

    DISTRICT = "district", "旗县区"
    SUBDISTRICT = "subdistrict", "街道"
    TOWN = "town", "镇、苏木"
    DEPARTMENT = "department", "部门"
    COMMUNITY = "community", "社区"
    VILLAGE = "village", "村、嘎查"
    SCHOOL = "school", "学校"
    COMPANY = "company", "企业"
    TEAM = "team", "队伍"
    OTHER = "other", "其他"


class Role(TextChoices):
    """As what somebody acts for a unit."""

    CLERK = "clerk", "填报员"
    REVIEWER = "reviewer", "审核员"
    OFFICE = "office", "项目办"
    AUDITOR = "auditor", "审计员"
    ADMINISTRATOR = "administrator", "管理员"


ENGLISH: Mapping[TextChoices, str] = {
    Kind.PERSON: "Person",
    Kind.TEAM: "Team",
    Kind.EVENT: "Event",
    Kind.HONOUR: "Honour",
    Kind.PLACE: "Place",
    Kind.PRODUCT: "Product",
    Kind.ARTICLE: "Press report",
    Counts.MEMBERS: "Members",
    Counts.EVENTS: "Events",
    Counts.THINGS: "Things",
    Counts.STORIES: "Stories",
    UnitLevel.DISTRICT: "District",
    UnitLevel.SUBDISTRICT: "Subdistrict",
    UnitLevel.TOWN: "Town or sumu",
    UnitLevel.DEPARTMENT: "Department",
    UnitLevel.COMMUNITY: "Community",
    UnitLevel.VILLAGE: "Village or gacha",
    UnitLevel.SCHOOL: "School",
    UnitLevel.COMPANY: "Company",
    UnitLevel.OTHER: "Other",
    Role.CLERK: "Clerk",
    Role.REVIEWER: "Reviewer",
    Role.OFFICE: "Programme office",
    Role.AUDITOR: "Auditor",
    Role.ADMINISTRATOR: "Administrator",
}


def say(word: TextChoices, language: str = "zh") -> str:
    """The word in Chinese, or in English for `en`."""
    # a member equals its value: Kind.TEAM and UnitLevel.TEAM share one entry, both read "Team"
    return ENGLISH[word] if language.split("-")[0] == "en" else str(word.label)

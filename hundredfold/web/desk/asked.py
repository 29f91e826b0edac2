"""Which plain fields the form asks for a strand, and which need each of them meets. Knows no form and no page.

What has no use for a strand is not asked of it.
"""

from collections.abc import Mapping

from hundredfold.plan.blueprint_types import Blueprint, Detail, Strand

PHOTOS_MOST = 9

# The fields every record has, by kind. Details of the kind and the strand come on top.
FIELDS: Mapping[str, tuple[str, ...]] = {
    "person": ("title", "summary"),
    "team": ("title", "summary"),
    "event": (
        "title",
        "start",
        "end",
        "venue",
        "town",
        "head_count",
        "head_count_method",
        "co_units",
        "summary",
    ),
    "honour": ("title", "url", "outlet", "summary"),
    "place": ("title", "venue", "town", "point", "start", "co_units", "summary"),
    "product": ("title", "co_units", "summary"),
    "article": ("title", "start", "outlet", "level", "url"),
}
PLANNED: Mapping[str, tuple[str, ...]] = {
    "event": ("title", "start", "end", "venue", "town", "co_units"),
    "place": ("title", "start", "venue", "town"),
}

# The field that meets a need. A need that nothing on the form can meet (a term that lapses) has none.
MEETS: Mapping[str, str] = {
    "photos": "photos",
    "head_count": "head_count",
    "head_count_method": "head_count_method",
    "place_named": "venue",
    "place_on_map": "point",
    "archived_page": "photos",
    "outlet": "outlet",
    "published": "detail_published_on",
    "consent": "detail_consent",
    "notice_ended": "detail_notice_to",
    "on_site_check": "detail_site_checked_on",
    "leader": "detail_leader",
    "service_field": "detail_field_of_service",
    "maker": "detail_maker",
    "appointment": "detail_appointed_on",
    "standing": "detail_standing",
}


# A kind's own field that is of use for one need alone: it is not asked where the strand has no such need.
_SERVES: Mapping[str, str] = {
    "appointed_on": "appointment",
    "appointed_until": "appointment",
    "leader": "leader",
    "notice_from": "notice_ended",
    "notice_to": "notice_ended",
    "objections_settled": "notice_ended",
    "site_checked_on": "on_site_check",
    "named_on": "term_running",
    "valid_until": "term_running",
    "published_on": "published",
    "consent": "consent",
    "standing": "standing",
    "looked_on": "seen_in_last_months",
}


# Chosen at the press desk from a list; nobody types it on a phone, and amending leaves it as it is.
CHOSEN_ELSEWHERE = frozenset({"tells_of"})


def has_a_use(detail: Detail, strand: Strand) -> bool:
    """Whether ``strand`` has a use for this field."""
    need = _SERVES.get(detail.key)
    return need is None or strand.need(need) is not None


def fields_asked(strand: Strand, *, is_plan: bool = False) -> tuple[str, ...]:
    """The plain fields that a record of ``strand`` may fill, in the order of the form."""
    return (PLANNED if is_plan else FIELDS).get(strand.kind, ("title",))


def needed_fields(strand: Strand) -> frozenset[str]:
    """The fields of the form that some need of ``strand`` rests on; a day too where days decide."""
    needed = {MEETS[need.code] for need in strand.needs if need.code in MEETS}
    return frozenset(needed | ({"start"} if strand.counts in {"events", "stories"} else set()))


def photos_most(strand: Strand) -> int:
    """How many photos a record of ``strand`` may carry."""
    need = strand.need("photos")
    return int(need.params["max"]) if need else PHOTOS_MOST


def photos_enough(strand: Strand) -> int:
    """How many photos are enough for ``strand``; 0 where none is asked."""
    return strand.photos_enough if strand.need("photos") or strand.need("archived_page") else 0


def can_be_planned(strand: Strand) -> bool:
    """Whether a thing of ``strand`` is put on the calendar before it is done."""
    return strand.kind in PLANNED


def also_offered(blueprint: Blueprint, strand: Strand) -> tuple[Strand, ...]:
    """The strands that a record of ``strand`` may serve besides, by the programme's table."""
    return tuple(
        other
        for other in blueprint.strands
        if other.code != strand.code
        and other.kind == strand.kind
        and blueprint.may_also_count(strand.code, other.code)
    )

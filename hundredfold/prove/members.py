"""Which events name a member, and which members of a name there are, by their signs: as quick in a ledger of a million.

Whatever changed after the signs were last brought up to date is not known here; whoever asks adds it.
"""

from collections.abc import Collection, Iterable

from hundredfold.plan.models import Programme
from hundredfold.prove import sign_store
from hundredfold.prove.claims import Activity, Claim, bare_name
from hundredfold.prove.models import Cursor
from hundredfold.prove.telling_signs import member_sign, named_sign

ALL = 1_000_000  # holders of one sign: every one of them is wanted


def signed_cursor(programme: Programme) -> Cursor:
    """Its position is that in the ledger up to which every record is signed."""
    return Cursor.objects.get_or_create(name=f"signs of {programme.pk}")[0]


def unsorted_cursor(programme: Programme) -> Cursor:
    """Where the storing of many signs in order stands: 0 when all are in their table, else the next range."""
    return Cursor.objects.get_or_create(name=f"unsorted signs of {programme.pk}")[0]


def looked_up_until(programme: Programme) -> int:
    """The position up to which every record is found by its signs; 0 while many of them are being put in order."""
    return 0 if unsorted_cursor(programme).position else signed_cursor(programme).position


def events_naming(programme: Programme, members: Iterable[Claim]) -> set[int]:
    """The signed events (primary keys) that name one of these members."""
    asked = [
        named_sign(str(programme.pk), member.kind, bare_name(member.title))
        for member in members
        if member.kind in Activity.NAMED_BY
    ]
    return _held(asked)


def members_named(programme: Programme, names: Collection[tuple[str, str]]) -> set[int]:
    """The signed records (primary keys) that register a member of one of these kinds and names."""
    return _held([member_sign(str(programme.pk), kind, name) for kind, name in sorted(names)])


def _held(asked: Collection[int]) -> set[int]:
    return {record for held in sign_store.holders(asked, most=ALL).values() for record in held}

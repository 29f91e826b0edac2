"""Gives out numbers without gaps."""

from django.db import transaction
from django.db.models import F

from hundredfold.base.models import Sequence


def hold(name: str) -> None:
    """Keeps every other writer that holds ``name`` out until the transaction ends; takes no number."""
    if not Sequence.objects.filter(name=name).update(last=F("last")):
        Sequence.objects.get_or_create(name=name)
        Sequence.objects.filter(name=name).update(last=F("last"))


def take(name: str, many: int = 1) -> int:
    """The first of ``many`` fresh numbers in a row of series ``name``, which starts at 1.

    Must run inside the transaction that stores what is numbered: a roll-back gives the numbers back.
    """
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("numbers are taken inside a transaction only")
    if not Sequence.objects.filter(name=name).update(last=F("last") + many):
        Sequence.objects.get_or_create(name=name)
        Sequence.objects.filter(name=name).update(last=F("last") + many)
    return Sequence.objects.values_list("last", flat=True).get(name=name) - many + 1

"""What a clerk does, each as one act: the ledger takes it in, the checks that need no other record look at once, and
search finds it.

Both are for the teller's eyes. If they cannot run now, what was told is kept all the same, and the worker looks.
"""

from collections.abc import Sequence
from datetime import datetime

from hundredfold.base.models import User
from hundredfold.do.ledger.actions import Filed, NewPhoto, amend_record, file_record, withdraw_record
from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.models import Record
from hundredfold.do.ledger.queries import facts_of
from hundredfold.do.ledger.words import Conflict
from hundredfold.plan.models import Programme
from hundredfold.prove.actions import judge_record
from hundredfold.tell.actions import index_record


def tell(
    *, by: User, programme: Programme, facts: Facts, photos: Sequence[NewPhoto], key: str, at: datetime
) -> Filed:
    """Files a record and looks at it. Raises what ``file_record`` raises."""
    filed = file_record(by=by, programme=programme, facts=facts, photos=photos, key=key, at=at)
    if filed.is_new:
        judge_record(filed.record, at=at)
        index_record(filed.record.pk)
    return filed


def amend(
    *, by: User, record: Record, facts: Facts, photos: Sequence[NewPhoto], seen: int, note: str, at: datetime
) -> None:
    """Amends a record and looks at it. A second tap that says the same again changes nothing."""
    try:
        amend_record(by=by, record=record, facts=facts, photos=photos, seen=seen, note=note, at=at)
    except Conflict:
        if _says(record, facts):
            return
        raise
    judge_record(record, at=at)
    index_record(record.pk)


def withdraw(*, by: User, record: Record, reason: str, at: datetime) -> None:
    """Takes a record back and settles what counted by it. Once withdrawn it stays so."""
    withdraw_record(by=by, record=record, reason=reason, at=at)
    judge_record(record, at=at)
    index_record(record.pk)


def _says(record: Record, facts: Facts) -> bool:
    """Whether the record says ``facts`` already, but for photos that came along."""
    record.refresh_from_db(fields=["position"])
    now = facts_of(record).to_json()
    now.pop("evidence", None)
    asked = facts.to_json()
    asked.pop("evidence", None)
    return now == asked

"""From the ledger to claims: the only reader of the ledger on this floor."""

from hundredfold.prove.intake.findings import asked_as_one, evidenced, finding_of
from hundredfold.prove.intake.records import (
    changed_since,
    credited_units,
    last_entry,
    last_position,
    link_key,
    links_to_look_at,
    locked_record,
    members_named_by,
    public_id_of,
    record_keys,
    record_now,
    records_with_links,
    targets,
    units_of_records,
    unseen_photos,
    with_photos,
)
from hundredfold.prove.intake.told import SLICE, claims, claims_by_key, local_day

__all__ = [
    "SLICE",
    "asked_as_one",
    "changed_since",
    "claims",
    "claims_by_key",
    "credited_units",
    "evidenced",
    "finding_of",
    "last_entry",
    "last_position",
    "link_key",
    "links_to_look_at",
    "local_day",
    "locked_record",
    "members_named_by",
    "public_id_of",
    "record_keys",
    "record_now",
    "records_with_links",
    "targets",
    "units_of_records",
    "unseen_photos",
    "with_photos",
]

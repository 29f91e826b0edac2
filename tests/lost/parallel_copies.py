"""A site of its own in which many hands send the same thing at once; prints what became of it as JSON.

Run as a program, since a test's own database lives in one connection: ``python -m tests.lost.parallel_copies``.
"""

import json
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from hundredfold.config import start

COPIES, KEYS = 20, 25


def main() -> None:
    """Sends 20 equal copies of 25 records at once, then as many with other words, and prints the tally."""
    start.django()
    start.migrate()
    from django.db import connection, transaction

    from hundredfold.base.models import StoredFile
    from hundredfold.do.ledger.actions import NewPhoto, file_record
    from hundredfold.do.ledger.models import Evidence, Receipt, Record, Revision
    from hundredfold.do.ledger.words import Conflict
    from tests.people import make_district
    from tests.pictures import picture

    with transaction.atomic():
        district = make_district()
    photos = [
        picture(n % 3) for n in range(KEYS)
    ]  # records share pictures, so that one content is stored at once

    def send(n: int, title: str) -> tuple[str, Any]:
        try:
            filed = file_record(
                by=district.an,
                programme=district.programme,
                facts=district.facts(title=title),
                photos=[NewPhoto([photos[n]]), NewPhoto([picture(100 + n)])],
                key=f"key-{n}",
                at=district.now,
            )
        except Conflict:
            return "conflict", n
        finally:
            connection.close()
        return "new" if filed.is_new else "again", (n, filed.record.public_id, filed.receipt.position)

    with ThreadPoolExecutor(COPIES) as pool:
        told = list(pool.map(lambda each: send(each, f"第 {each} 讲"), list(range(KEYS)) * COPIES))
        changed = list(pool.map(lambda each: send(each, f"改 {each}"), list(range(KEYS)) * 4))
    tally = {
        "vendor": connection.vendor,
        "answers": dict(Counter(sort for sort, _ in told)),
        "receipts": len({answer for _, answer in told}),
        "changed": dict(Counter(sort for sort, _ in changed)),
        "records": Record.objects.count(),
        "stored_receipts": Receipt.objects.count(),
        "numbers": sorted(Record.objects.values_list("number", flat=True)) == list(range(1, KEYS + 1)),
        "positions": sorted(Revision.objects.values_list("position", flat=True)) == list(range(1, KEYS + 1)),
        "evidence": Evidence.objects.count(),
        "files": StoredFile.objects.count(),
    }
    sys.stdout.write(json.dumps(tally) + "\n")


if __name__ == "__main__":
    main()

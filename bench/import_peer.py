"""The peer of the import bench: django-import-export in bulk mode, fed by calamine, a plain table of the same columns.

Twice: as its documentation has it (a row is looked up by its number, so that a file sent again changes rows rather
than doubling them), and with that look-up left out, which is as fast as it goes.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench.import_ledger import HEADINGS

FIELDS = (
    *(
        "number",
        "strand",
        "title",
        "day",
        "venue",
        "unit",
        "town",
        "heads",
        "summary",
        "url",
        "outlet",
        "level",
    ),
)


def prepare(home: Path, *, look_up: bool) -> Any:
    """Django with one table in a database of the same kind and pragmas as ours. Gives the resource to import with."""
    import tablib  # noqa: F401  loading the program is not importing a ledger, on either side

    from hundredfold.config.sqlite import stand_in

    stand_in()
    import django
    from django.conf import settings

    pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA cache_size=-65536;"
    settings.configure(
        INSTALLED_APPS=["import_export"],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": home / f"peer-{look_up}.sqlite3",
                "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas},
            }
        },
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()
    return _resource(look_up=look_up)


def _resource(*, look_up: bool) -> Any:
    from django.db import connection, models
    from import_export import fields, resources, widgets

    columns = {name: models.TextField(blank=True) for name in FIELDS[1:] if name not in {"day", "heads"}}
    columns["number"] = models.CharField(max_length=30, unique=True)
    extra = {"day": models.DateField(null=True), "heads": models.IntegerField(null=True)}
    meta = type("Meta", (), {"app_label": "peer"})
    row = type("Row", (models.Model,), {**columns, **extra, "Meta": meta, "__module__": __name__})
    with connection.schema_editor() as editor:
        editor.create_model(row)
    settings = {
        "model": row,
        "fields": FIELDS,
        "use_bulk": True,
        "batch_size": 1000,
        "skip_diff": True,
        **({"import_id_fields": ("number",)} if look_up else {"force_init_instance": True}),
        "report_skipped": False,
        "skip_html_diff": True,
        "use_transactions": True,
    }
    day = widgets.DateWidget(format="%Y-%m-%d")
    day.formats = ("%Y-%m-%d", "%Y/%m/%d")
    own = {"day": fields.Field(attribute="day", column_name="day", widget=day)}
    body = {**own, "Meta": type("Meta", (), settings), "__module__": __name__}
    return type("RowResource", (resources.ModelResource,), body)()


def run(ledger: Path, resource: Any) -> int:
    """Reads and imports the ledger. Returns how many rows stand in the table."""
    import tablib
    from python_calamine import CalamineWorkbook

    first, *rows = CalamineWorkbook.from_path(str(ledger)).get_sheet_by_index(0).to_python()
    if tuple(first) != HEADINGS:
        raise ValueError(f"unexpected headings: {first}")
    result = resource.import_data(tablib.Dataset(*rows, headers=FIELDS), dry_run=False, raise_errors=True)
    if result.has_errors():
        raise ValueError("the peer refused rows")
    return int(resource._meta.model.objects.count())

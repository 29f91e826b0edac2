"""Signs by which records are found again, and the tally of what a ledger says.

SQLite keeps the signs in the order of their key and in one tree, which halves what they take; Django knows no such
table, so it is made by hand there.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

ON_SQLITE = """
CREATE TABLE "prove_sign" (
    "key" bigint NOT NULL, "record_id" bigint NOT NULL, PRIMARY KEY ("key", "record_id")
) WITHOUT ROWID
"""


def make_signs(apps: Any, editor: Any) -> None:
    """The table of signs."""
    if editor.connection.vendor == "sqlite":
        editor.execute(ON_SQLITE)
    else:
        editor.create_model(apps.get_model("prove", "Sign"))


def drop_signs(apps: Any, editor: Any) -> None:
    """Takes it away again: it can be made from the ledger."""
    editor.execute('DROP TABLE "prove_sign"')


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0002_head_count_wording"),
        ("plan", "0002_whole_hashes"),
        ("prove", "0008_looks_at_links"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Sign",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "key",
                                "record",
                                blank=True,
                                editable=False,
                                primary_key=True,
                                serialize=False,
                            ),
                        ),
                        ("key", models.BigIntegerField()),
                        (
                            "record",
                            models.ForeignKey(
                                db_constraint=False,
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="ledger.record",
                            ),
                        ),
                    ],
                )
            ],
            database_operations=[],
        ),
        migrations.RunPython(make_signs, drop_signs),
        migrations.CreateModel(
            name="Signed",
            fields=[
                (
                    "record",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="ledger.record",
                    ),
                ),
                ("position", models.PositiveBigIntegerField()),
                ("keys", models.BinaryField()),
                ("copy_key", models.BigIntegerField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="TallyPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.CharField(max_length=26, unique=True)),
                ("window", models.IntegerField()),
                ("entries", models.PositiveIntegerField()),
                ("keys", models.BinaryField()),
                ("numbers", models.BinaryField()),
                (
                    "programme",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="plan.programme",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["programme", "window"], name="tally_of_window")]},
        ),
    ]

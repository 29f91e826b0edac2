"""The search index of either database, and what it holds as of when."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from hundredfold.tell.search.shelves import shelf_of


def make(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Makes the empty index; the worker fills it from the beginning of the ledger."""
    shelf_of(editor.connection).make()


def unmake(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drops it: a later version makes it again."""
    shelf_of(editor.connection).unmake()


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Indexed",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("position", models.PositiveBigIntegerField(default=0)),
                ("standing", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.RunPython(make, unmake),
    ]

"""Makes a site ready to be used by a command: its home, its settings, its database."""

import os
from pathlib import Path

from hundredfold.base.env import BadSetting


def use_home(home: Path | None) -> None:
    """Lets this process and those it starts keep everything in ``home``; none: as the environment says."""
    if home is not None:
        os.environ["HUNDREDFOLD_HOME"] = str(home.expanduser().absolute())


def django() -> None:
    """Loads settings and apps. Raises BadSetting with one sentence for settings that cannot be used."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hundredfold.config.settings")
    import django as frame
    from django.core.exceptions import ImproperlyConfigured

    try:
        frame.setup()
    except (ImproperlyConfigured, OSError) as wrong:
        raise BadSetting(str(wrong)) from wrong


def migrate() -> None:
    """Brings the database to this version, quietly. Raises BadSetting if it cannot be reached."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as wrong:
        raise BadSetting(f"数据库打不开 / The database cannot be opened: {wrong}") from wrong


def gather_static() -> None:
    """Puts style sheets, icons and scripts where the server reads them, compressed once rather than at each request."""
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=["ninja", "admin"])


def require_current_database() -> None:
    """Raises BadSetting unless every migration of this version has run: a half-migrated site is not served."""
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as wrong:
        raise BadSetting(f"数据库打不开 / The database cannot be opened: {wrong}") from wrong
    if waiting and executor.loader.applied_migrations:
        raise BadSetting(
            "这里的台账是较早版本的，先运行 hundredfold serve，它会升级。"
            " / The ledger here is of an earlier version: run `hundredfold serve`, which upgrades it."
        )
    if waiting:
        raise BadSetting(
            "这里还没有台账。先运行 hundredfold demo 看演示，或 hundredfold found 建立项目。"
            " / There is no ledger here yet: `hundredfold demo` shows one, `hundredfold found` begins yours."
        )

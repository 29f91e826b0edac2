"""The time, in one place. Actions take the moment as an argument; only their callers read the clock."""

from datetime import UTC, datetime, timedelta

from django.conf import settings


def now() -> datetime:
    """The present moment, aware, in UTC. A demonstration's clock runs behind, so that it is mid-year."""
    return datetime.now(UTC) - timedelta(seconds=settings.CLOCK_BEHIND)

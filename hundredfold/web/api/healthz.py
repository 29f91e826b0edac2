"""Whether the site answers: database, evidence store, worker. Says no more than that, for anybody may ask."""

import logging
import time
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from hundredfold.base import files

logger = logging.getLogger(__name__)

SILENT = 60  # seconds without a sign after which the worker counts as not seen


@never_cache
def healthz(_request: HttpRequest) -> JsonResponse:
    """200, or 503 where database or evidence do not answer. A missing worker delays checks and loses nothing."""
    said = {"database": _database(), "evidence": _evidence(), "worker": _worker()}
    return JsonResponse(said, status=503 if "failed" in said.values() else 200)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        logger.exception("the database does not answer")
        return "failed"
    return "ok"


def _evidence() -> str:
    try:
        files.require_writable()
    except OSError:
        logger.exception("the evidence store cannot be written")
        return "failed"
    return "ok"


def _worker() -> str:
    try:
        silent = (
            time.time() - Path(settings.HOME, "worker-alive").stat().st_mtime
        )  # the disk's clock, not the site's
    except FileNotFoundError:
        return "not seen"
    return "ok" if silent < SILENT else "not seen"

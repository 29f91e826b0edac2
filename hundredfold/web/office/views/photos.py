"""Photos for those who read the desk: re-encoded copies, also of what is not public, and the original to keep."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from hundredfold.base import clock, files
from hundredfold.tell.copies import public_copy
from hundredfold.web.office import access

SUFFIXES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/heif": "heif",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tif",
    "image/avif": "avif",
}


@login_required
@require_safe
def copy(request: HttpRequest, sha256: str, size: int) -> HttpResponseBase:
    """A copy without metadata, ``size`` pixels on its long side; kept by the browser, never by a proxy."""
    taken = access.seat(request.user, at=clock.now())
    access.photo_to_read(taken, sha256)
    path = public_copy(sha256, size)
    if path is None:
        raise Http404
    return FileResponse(
        path.open("rb"),
        content_type="image/webp",
        headers={"Cache-Control": "private, max-age=86400", "X-Content-Type-Options": "nosniff"},
    )


@login_required
@require_safe
def original(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """The original bytes, to be saved and never shown in place; named by its hash."""
    taken = access.seat(request.user, at=clock.now())
    photo = access.photo_to_read(taken, sha256)
    path = files.path_of(sha256)
    if not path.is_file():
        raise Http404
    name = f"{sha256[:16]}.{SUFFIXES.get(photo.file.media_type, 'bin')}"
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=name,
        content_type="application/octet-stream",
        headers={"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"},
    )

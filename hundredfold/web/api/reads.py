"""What anybody's machine may read: the numbers of the public home, through the gate. Knows no record."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema

from hundredfold.base import clock
from hundredfold.tell.queries import home

router = Router(tags=["public"])


class StrandOut(Schema):
    """One strand and how far it has come."""

    code: str
    name: str
    kind: str
    target: int
    counted: int
    pending: int
    planned: int


class StrandsOut(Schema):
    """Every strand of the running programme in its order."""

    programme: str
    items: list[StrandOut]
    next: None


@router.get("/strands", response=StrandsOut, auth=None, summary="What is counted so far")
def strands(request: HttpRequest) -> dict[str, Any]:
    """The numbers of the public home page. No token is needed."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    board = home(at=clock.now(), language=language)
    if board is None:
        raise Http404
    return {
        "programme": board.programme.name,
        "items": [
            {
                "code": each.strand.code,
                "name": each.strand.name,
                "kind": each.strand.kind,
                "target": each.strand.target,
                "counted": each.strand.counted,
                "pending": each.strand.pending,
                "planned": each.strand.planned,
            }
            for each in board.grids
        ],
        "next": None,
    }

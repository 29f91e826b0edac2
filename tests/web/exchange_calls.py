"""How the tests call the exchange: a token for somebody, a record with photos, a raw body."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hundredfold.base import tokens
from hundredfold.base.models import User
from tests.people import District
from tests.pictures import picture

RECORDS = "/api/v1/records"
TALK = {
    "strand": "talks",
    "title": "邻里普法茶话会",
    "date": "2026-05-20",
    "venue": "党群服务中心",
    "headcount": 42,
}


@dataclass
class Machine:
    """A unit's system, with its token."""

    key: str
    client: Client

    def get(self, path: str, **query: str) -> Any:
        """A read."""
        return self.client.get(path, query, headers={"authorization": f"Bearer {self.key}"})

    def post(self, record: object, *photos: bytes, key: str = "k-1", name: str = "现场.jpg") -> Any:
        """A record handed in, as most clients send it. A text goes out as it stands."""
        said = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
        parts = {
            "record": said,
            "photo": [SimpleUploadedFile(name, each, content_type="image/jpeg") for each in photos],
        }
        return self.client.post(RECORDS, parts, headers=self.headers(key))

    def post_raw(
        self, body: bytes, *, sort: str = "multipart/form-data; boundary=b", key: str = "k-1"
    ) -> Any:
        """Any bytes at all."""
        return self.client.post(RECORDS, body, content_type=sort, headers=self.headers(key))

    def headers(self, key: str) -> dict[str, str]:
        """What each call carries."""
        return {"authorization": f"Bearer {self.key}", "idempotency-key": key}


def machine_of(user: User, district: District) -> Machine:
    """A system that speaks for ``user``. A view that fails answers 500, as on the site."""
    issued = tokens.issue(by=district.admin, user=user, name="test", at=district.now)
    return Machine(issued.key, Client(raise_request_exception=False))


def part(name: str, content: bytes, *, more: str = "") -> bytes:
    """One part of a raw body with the boundary ``b``."""
    head = f'--b\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode() + content + b"\r\n"


__all__ = ["RECORDS", "TALK", "Machine", "machine_of", "part", "picture"]

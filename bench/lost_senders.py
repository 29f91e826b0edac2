"""The senders: units' systems that hand records in and try again until they hold a receipt, and their journal."""

import hashlib
import http.client
import io
import json
import os
import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

PHOTOS_EACH = 3
_SIDES = (160, 220, 280, 340, 400, 460, 520)  # noise of these sides makes about 20 to 200 kB


class Journal:
    """What was sent and what was answered, each line on disk before its writer goes on."""

    def __init__(self, path: Path) -> None:
        self._lock = threading.Lock()
        self._handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.path = path

    def write(self, **said: Any) -> None:
        """Appends one line and flushes it to disk."""
        line = json.dumps(said, ensure_ascii=False).encode() + b"\n"
        with self._lock:
            os.write(self._handle, line)
            os.fsync(self._handle)

    def close(self) -> None:
        """Ends the journal."""
        os.close(self._handle)


@dataclass(frozen=True, slots=True)
class Sending:
    """One record as it is sent, each time in the same bytes."""

    key: str
    title: str
    photos: tuple[bytes, ...]

    @property
    def hashes(self) -> list[str]:
        """SHA-256 of each photo."""
        return [hashlib.sha256(each).hexdigest() for each in self.photos]

    def body(self) -> bytes:
        """The multipart body."""
        said = {"strand": "talks", "title": self.title, "date": "2026-05-20", "headcount": 30}
        parts = [_part('name="record"', "application/json", json.dumps(said, ensure_ascii=False).encode())]
        parts += [
            _part(f'name="photo"; filename="{n}.jpg"', "image/jpeg", each)
            for n, each in enumerate(self.photos)
        ]
        return b"".join(parts) + b"--lost--\r\n"


def _part(disposition: str, sort: str, content: bytes) -> bytes:
    head = f"--lost\r\nContent-Disposition: form-data; {disposition}\r\nContent-Type: {sort}\r\n\r\n"
    return head.encode() + content + b"\r\n"


class Camera:
    """Makes valid JPEGs of 20 to 200 kB, no two alike: noise, with a comment segment that tells them apart."""

    def __init__(self, seed: int) -> None:
        dice = random.Random(seed)
        self._bases = [_noise(side, dice.randrange(2**32)) for side in _SIDES]
        self._seed = seed

    def sending(self, n: int) -> Sending:
        """The ``n``-th record; the same seed gives the same."""
        dice = random.Random(f"{self._seed}-{n}")
        photos = tuple(_marked(dice.choice(self._bases), f"{self._seed}-{n}-{k}") for k in range(PHOTOS_EACH))
        return Sending(f"lost-{self._seed}-{n}", f"第 {n:05d} 讲", photos)


def _noise(side: int, seed: int) -> bytes:
    dice = random.Random(seed)
    image = Image.frombytes("RGB", (side, side), dice.randbytes(side * side * 3))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=60)
    return out.getvalue()


def _marked(jpeg: bytes, text: str) -> bytes:
    comment = text.encode()
    return jpeg[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2, "big") + comment + jpeg[2:]


@dataclass
class Senders:
    """``threads`` senders that share the numbers 0 to ``records``, as fast as ``permits`` are released."""

    port: int
    token: str
    camera: Camera
    journal: Journal
    records: int
    until: float
    permits: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    in_flight: set[str] = field(default_factory=set)
    tries: int = 0
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    _next: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _threads: list[threading.Thread] = field(default_factory=list)

    def begin(self, threads: int = 8) -> None:
        """Starts the senders."""
        self._threads = [threading.Thread(target=self._send_all, daemon=True) for _ in range(threads)]
        for thread in self._threads:
            thread.start()

    def wait(self) -> bool:
        """Until all is sent and receipted, or the time is over. Returns whether it was in time."""
        for thread in self._threads:
            thread.join(timeout=max(0.1, self.until - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    def _send_all(self) -> None:
        while time.monotonic() < self.until:
            self.permits.acquire()
            with self._lock:
                n, self._next = self._next, self._next + 1
            if n >= self.records:
                return
            self._send(self.camera.sending(n))

    def _send(self, sending: Sending) -> None:
        self.journal.write(sent=sending.key, title=sending.title, photos=sending.hashes)
        body = sending.body()
        while time.monotonic() < self.until:
            with self._lock:
                self.tries += 1
                self.in_flight.add(sending.key)
            status, said = self._try(sending.key, body)
            with self._lock:
                self.in_flight.discard(sending.key)
            self.journal.write(answered=sending.key, status=status, said=said)
            if status in (200, 201):
                self.receipts[sending.key] = said
                return
            if 400 <= status < 500:
                self.refused.append(f"{sending.key}: {status} {said}")
                return
            time.sleep(random.uniform(0.02, 0.2))

    def _try(self, key: str, body: bytes) -> tuple[int, Any]:
        """One attempt; status 0 where no whole answer came."""
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Idempotency-Key": key,
            "Content-Type": "multipart/form-data; boundary=lost",
        }
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", "/api/v1/records", body, headers)
            answer = connection.getresponse()
            return answer.status, json.loads(answer.read())
        except (OSError, http.client.HTTPException, ValueError) as broken:
            return 0, type(broken).__name__
        finally:
            connection.close()

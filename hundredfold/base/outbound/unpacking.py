"""Undoes a content-encoding without ever holding more than a page may have. It reads bytes and asks nobody."""

import zlib
from dataclasses import dataclass

import brotli

from hundredfold.base.outbound.refusals import NotFetched

MEMBERS_MOST = 16  # packed pieces one behind the other in one gzip body; an honest page has one
BOMB = 100  # times larger than it was sent: text is packed to a tenth, hardly ever to a fortieth
SLICE = 16 << 10
# What servers write there that is no packing at all; a page's own encoding, mostly, in the wrong line.
_PLAIN = frozenset({"", "identity", "none", "binary", "8bit", "utf-8", "utf8", "gbk", "gb2312", "gb18030"})


@dataclass(frozen=True, slots=True)
class _Room:
    """How many bytes a page may have, and whose it is."""

    most: int
    host: str

    def over(self, used: int, made: int) -> NotFetched:
        """What to raise when ``made`` bytes came out of ``used``: a bomb, or merely too much."""
        code = "bomb" if made > BOMB * used else "too_large"
        return NotFetched(code, host=self.host, mb=f"{self.most / (1 << 20):.2g}")


def unpack(packed: bytes, encoding: str, *, most: int, host: str) -> bytes:
    """A body as its page was written. ``encoding`` is the header: gzip, deflate, br, identity or nothing.

    Raises NotFetched: encoding (another, several, or broken), cut_short, too_large, bomb.
    """
    name = encoding.strip().lower()
    if name in _PLAIN or not packed:
        return packed
    try:
        if name in _WAYS:
            return _WAYS[name](packed, _Room(most, host))
    except (zlib.error, brotli.error):
        pass
    raise NotFetched("encoding", host=host, encoding=name)


def _gzip(packed: bytes, room: _Room) -> bytes:
    """One or a few members one behind the other; what follows them and is none is left, as browsers do."""
    plain = b""
    for _member in range(MEMBERS_MOST):
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        plain += _inflated(inflate, packed, room, before=len(plain))
        packed = inflate.unused_data
        if not packed.startswith(b"\x1f\x8b"):
            return plain
    raise zlib.error


def _deflate(packed: bytes, room: _Room) -> bytes:
    """With the wrapping that the standard asks for, or without, as some servers send it."""
    try:
        return _inflated(zlib.decompressobj(), packed, room)
    except zlib.error:
        return _inflated(zlib.decompressobj(-zlib.MAX_WBITS), packed, room)


def _inflated(inflate: "zlib._Decompress", packed: bytes, room: _Room, *, before: int = 0) -> bytes:
    plain = inflate.decompress(packed, room.most - before + 1)
    if before + len(plain) > room.most:
        raise room.over(len(packed) - len(inflate.unconsumed_tail), len(plain))
    if not inflate.eof:
        raise NotFetched("cut_short", host=room.host)
    return plain


def _brotli(packed: bytes, room: _Room) -> bytes:
    inflate = brotli.Decompressor()
    plain = bytearray()
    for start in range(0, len(packed), SLICE):
        piece = packed[start : start + SLICE]
        while True:
            plain += inflate.process(piece, output_buffer_limit=room.most - len(plain) + 1)
            if len(plain) > room.most:
                raise room.over(start + SLICE, len(plain))
            if inflate.can_accept_more_data() or inflate.is_finished():
                break
            piece = b""
        if inflate.is_finished():
            return bytes(plain)
    raise NotFetched("cut_short", host=room.host)


_WAYS = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli}

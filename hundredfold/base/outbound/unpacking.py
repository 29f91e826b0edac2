"""Undoes a content-encoding without ever holding more than a page may have. It reads bytes and asks nobody."""

import zlib

import brotli

from hundredfold.base.outbound.refusals import NotFetched

MEMBERS_MOST = 16  # packed pieces one behind the other in one gzip body; an honest page has one
BOMB = 100  # times larger than it was sent: text is packed to a tenth, hardly ever to a fortieth
SLICE = 16 << 10
# What servers write there that is no packing at all; a page's own encoding, mostly, in the wrong line.
_PLAIN = frozenset({"", "identity", "none", "binary", "8bit", "utf-8", "utf8", "gbk", "gb2312", "gb18030"})


def unpack(packed: bytes, encoding: str, *, most: int, host: str) -> bytes:
    """A body as its page was written. ``encoding`` is the header: gzip, deflate, br, identity or nothing.

    Raises NotFetched: encoding (another, several, or broken), cut_short, too_large, bomb.
    """
    name = encoding.strip().lower()
    if name in _PLAIN or not packed:
        return packed
    try:
        if name in {"gzip", "x-gzip"}:
            return _gzip(packed, most, host)
        if name == "deflate":
            return _deflate(packed, most, host)
        if name == "br":
            return _brotli(packed, most, host)
    except (zlib.error, brotli.error):
        pass
    raise NotFetched("encoding", host=host, encoding=name)


def _gzip(packed: bytes, most: int, host: str) -> bytes:
    """One or a few members one behind the other; what follows them and is none is left, as browsers do."""
    plain = b""
    for _member in range(MEMBERS_MOST):
        inflate = zlib.decompressobj(zlib.MAX_WBITS | 16)
        plain += _inflated(inflate, packed, most - len(plain), host)
        packed = inflate.unused_data
        if not packed.startswith(b"\x1f\x8b"):
            return plain
    raise zlib.error


def _deflate(packed: bytes, most: int, host: str) -> bytes:
    """With the wrapping that the standard asks for, or without, as some servers send it."""
    try:
        return _inflated(zlib.decompressobj(), packed, most, host)
    except zlib.error:
        return _inflated(zlib.decompressobj(-zlib.MAX_WBITS), packed, most, host)


def _inflated(inflate: "zlib._Decompress", packed: bytes, most: int, host: str) -> bytes:
    plain = inflate.decompress(packed, most + 1)
    if len(plain) > most:
        raise _over(len(packed) - len(inflate.unconsumed_tail), len(plain), most, host)
    if not inflate.eof:
        raise NotFetched("cut_short", host=host)
    return plain


def _brotli(packed: bytes, most: int, host: str) -> bytes:
    inflate = brotli.Decompressor()
    plain = bytearray()
    for start in range(0, len(packed), SLICE):
        piece = packed[start : start + SLICE]
        while True:
            plain += inflate.process(piece, output_buffer_limit=most + 1)
            if len(plain) > most:
                raise _over(start + SLICE, len(plain), most, host)
            if inflate.can_accept_more_data() or inflate.is_finished():
                break
            piece = b""
        if inflate.is_finished():
            return bytes(plain)
    raise NotFetched("cut_short", host=host)


def _over(used: int, made: int, most: int, host: str) -> NotFetched:
    code = "bomb" if made > BOMB * used else "too_large"
    return NotFetched(code, host=host, mb=f"{most / (1 << 20):.2g}")

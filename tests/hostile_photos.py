"""Photographs meant to harm, and odd but honest ones, made here byte by byte."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image


def picture(width: int = 320, height: int = 240, *, seed: int = 1) -> Image.Image:
    """A photograph-like picture: soft blotches of several sizes and some edges."""
    rng = np.random.default_rng(seed)
    levels = np.zeros((height, width, 3), np.float64)
    for octave in (3, 7, 15, 31):
        rough = Image.fromarray(rng.integers(0, 256, (octave, octave, 3), np.uint8))
        levels += np.asarray(rough.resize((width, height), Image.Resampling.BICUBIC), np.float64) / 4
    for _ in range(12):
        x, y = int(rng.integers(width)), int(rng.integers(height))
        levels[y : y + height // 6, x : x + width // 8] = rng.integers(0, 256, 3)
    return Image.fromarray(levels.clip(0, 255).astype(np.uint8))


def packed(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """The bytes of an image file."""
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png_chunk(name: bytes, body: bytes) -> bytes:
    """One PNG chunk with its check sum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, *, rows: bytes) -> bytes:
    """A PNG that states a size and carries any rows at all."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + png_chunk(b"IHDR", head)
        + png_chunk(b"IDAT", zlib.compress(rows, 9))
        + png_chunk(b"IEND", b"")
    )


def lying_jpeg() -> bytes:
    """A small JPEG whose header states 60,000 by 60,000 pixels."""
    body = bytearray(packed(picture()))
    at = body.index(b"\xff\xc0")
    body[at + 5 : at + 9] = struct.pack(">HH", 60000, 60000)
    return bytes(body)


def many_frames() -> bytes:
    """An animation of 10,000 frames, of which only the first may be decoded."""
    frame = packed(picture(64, 48).quantize(16), "GIF")
    start = frame.index(b"\x2c")
    return frame[:start] + frame[start:-1] * 10_000 + b"\x3b"


# What is refused, by file name: the bytes and the code of the refusal.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.jpg": (lambda: b"", "empty"),
    "page.jpg": (lambda: b"<html><script>1</script></html>", "photo_page"),
    "drawing.png": (
        lambda: b"  \n<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>",
        "photo_page",
    ),
    "archive.jpg": (lambda: b"PK\x03\x04" + bytes(80), "photo_page"),
    "script.jpg": (lambda: b"#!/bin/sh\necho\n", "photo_page"),
    "noise.jpg": (lambda: np.random.default_rng(1).bytes(4000), "photo_kind"),
    "postscript.jpg": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "photo_page"),
    "bomb.png": (lambda: png_of(50_000, 50_000, rows=bytes(1 << 20)), "photo_pixels"),
    "lying.jpg": (lying_jpeg, "photo_pixels"),
    "thread.png": (lambda: png_of(1, 65_500, rows=bytes(4 * 65_500)), "photo_shape"),
    "cut.jpg": (lambda: packed(picture(800, 600))[:9000], "photo_cut"),
    "cut.png": (lambda: packed(picture(), "PNG")[:4000], "photo_cut"),
    "hollow.png": (lambda: png_of(400, 300, rows=b""), "photo_cut"),
    "head.jpg": (lambda: packed(picture())[:20], "photo_damaged"),
    "head.heic": (lambda: b"\x00\x00\x00\x18ftypheic" + bytes(40), "photo_damaged"),
}


def _palette() -> bytes:
    return packed(picture().quantize(32), "PNG", transparency=3)


def _clear() -> bytes:
    image = picture().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    return packed(image, "PNG")


def _sixteen(kind: str) -> bytes:
    levels = np.asarray(picture().convert("L")).astype(np.uint16) * 257
    return packed(Image.fromarray(levels), kind)


# What is odd but honest, and must be read.
ODD: dict[str, Callable[[], bytes]] = {
    "cmyk.jpg": lambda: packed(picture().convert("CMYK")),
    "grey.jpg": lambda: packed(picture().convert("L")),
    "progressive.jpg": lambda: packed(picture(1200, 900), progressive=True),
    "palette.png": _palette,
    "clear.png": _clear,
    "bits.png": lambda: packed(picture().convert("1"), "PNG"),
    "sixteen.png": lambda: _sixteen("PNG"),
    "sixteen.tif": lambda: _sixteen("TIFF"),
    "photo.webp": lambda: packed(picture(), "WEBP"),
    "photo.bmp": lambda: packed(picture(), "BMP"),
    "frames.gif": many_frames,
    "named.png": lambda: packed(picture()),
    "tail.jpg": lambda: packed(picture()) + b"<script>alert(1)</script>PK\x03\x04" + bytes(4000),
}


def write_refused(folder: Path) -> None:
    """All refused files into a folder."""
    for name, (make, _) in REFUSED.items():
        (folder / name).write_bytes(make())

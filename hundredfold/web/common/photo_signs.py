"""What a photo's first bytes say it is, for the desk and the machines alike. Decodes nothing; knows no room."""

_HEIF = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"heif")
_SIGNS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)


def media_type_of(head: bytes) -> str:
    """The media type of a sort that cameras and phones send, by the first 40 bytes; empty for anything else."""
    if head[4:8] == b"ftyp" and any(brand in head[8:40] for brand in _HEIF):
        return "image/heic"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    return next((media_type for sign, media_type in _SIGNS if head.startswith(sign)), "")

"""What is said about two photographs, in Chinese and English. Knows codes, not photographs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

SENTENCES: dict[str, tuple[str, str]] = {
    "same_file": ("文件逐字节相同", "the files are identical byte for byte"),
    "mirrored": ("左右翻转", "mirrored left to right"),
    "turned": ("转动约 {degrees} 度", "turned by about {degrees} degrees"),
    "within": (
        "重叠部分占较大画面的 {percent}%",
        "the part in common fills {percent}% of the larger picture",
    ),
    "cropped": ("画面少了约 {percent}%", "about {percent}% of the picture is cut off"),
    "cut_left": ("左侧裁去约 {percent}%", "about {percent}% cut off on the left"),
    "cut_right": ("右侧裁去约 {percent}%", "about {percent}% cut off on the right"),
    "cut_top": ("上方裁去约 {percent}%", "about {percent}% cut off at the top"),
    "cut_bottom": ("下方裁去约 {percent}%", "about {percent}% cut off at the bottom"),
    "banner": ("边上加了横条", "a banner was laid along an edge"),
    "mark": ("加了文字水印", "letters were laid over it"),
    "letters": ("画面上的白色或黑色文字不同", "white or black lettering on it differs"),
    "stamp": ("角上加了标记", "a mark was put in a corner"),
    "agrees": ("其余像素 {percent}% 一致", "{percent}% of the remaining pixels agree"),
    "moved": (
        "{inliers} 处细节对得上，但约 {percent}% 的画面不同，应是另一次拍摄",
        "{inliers} details match but about {percent}% of the picture differs, so it is another shot",
    ),
}
KINDS: dict[str, tuple[str, str]] = {
    "same file": ("同一个文件", "Same file"),
    "same photo": ("同一张照片", "Same photo"),
    "same scene": ("同一场景", "Same scene"),
}


def say(code: str, params: dict[str, Any], language: str = "zh") -> str:
    """One ground in words; `language` is `zh` or `en`. Raises KeyError for an unknown code."""
    return SENTENCES[code][language == "en"].format(**params)


def sentence(kind: str, grounds: Iterable[tuple[str, dict[str, Any]]], language: str = "zh") -> str:
    """The whole reason, such as 同一张照片：右侧裁去约 10%，其余像素 100% 一致。"""
    english = language == "en"
    parts = (", " if english else "，").join(say(code, params, language) for code, params in grounds)
    return f"{KINDS[kind][english]}{': ' if english else '：'}{parts}{'.' if english else '。'}"

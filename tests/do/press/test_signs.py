"""Signs that are kept must be known as old once they are made otherwise."""

import hashlib

from hundredfold.do.press.signs import VERSION, packed
from hundredfold.linkage.story_marks import Story

# The version of the signs, and what these signs are in it. Whoever changes one changes both.
KEPT = (3, "a8b996130fcde586")
TEXT = (
    "周末的邻里书屋坐满了孩子，志愿者领着大家读完了一整本童话。"
    "书屋开办三年来，藏书从四百册添到了六千二百册，都是邻居们一本一本送来的。"
    "社区打算从七月起每周三晚上也开门，请退休教师轮流来值班。"
)


def test_other_signs_have_another_version() -> None:
    story = Story("a", "书屋迎来百名小读者（上）", TEXT, "2026-06-01", "包头日报")

    assert (VERSION, hashlib.sha256(packed(story)).hexdigest()[:16]) == KEPT

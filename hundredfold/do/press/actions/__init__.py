"""What is done at the press desk: each act by somebody, at a moment, checked, noted, in one transaction."""

from hundredfold.do.press.actions.add import Added, add_links
from hundredfold.do.press.actions.answer import keep_apart, keep_together, undo_answer
from hundredfold.do.press.actions.confirm import Choices, Confirmed, confirm_story
from hundredfold.do.press.actions.correct import correct_page
from hundredfold.do.press.actions.fetch import fetch_again, fetch_waiting
from hundredfold.do.press.actions.look import look_at_archived
from hundredfold.do.press.actions.outlets import drop_outlet, keep_outlet
from hundredfold.do.press.actions.read import read_captured
from hundredfold.do.press.actions.set_aside import set_aside, take_back
from hundredfold.do.press.actions.sources import add_feed, add_sitemap, look_at_sources, turn_source
from hundredfold.do.press.actions.upload import Typed, upload

__all__ = [
    "Added",
    "Choices",
    "Confirmed",
    "Typed",
    "add_feed",
    "add_links",
    "add_sitemap",
    "confirm_story",
    "correct_page",
    "drop_outlet",
    "fetch_again",
    "fetch_waiting",
    "keep_apart",
    "keep_outlet",
    "keep_together",
    "look_at_archived",
    "look_at_sources",
    "read_captured",
    "set_aside",
    "take_back",
    "turn_source",
    "undo_answer",
    "upload",
]

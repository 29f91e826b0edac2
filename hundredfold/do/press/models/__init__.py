"""Tables of the press desk."""

from hundredfold.do.press.models.answer import StoryAnswer
from hundredfold.do.press.models.outlet import OwnOutlet
from hundredfold.do.press.models.page import Page
from hundredfold.do.press.models.signs import PageSigns
from hundredfold.do.press.models.source import Source
from hundredfold.do.press.models.story import Story

__all__ = ["OwnOutlet", "Page", "PageSigns", "Source", "Story", "StoryAnswer"]

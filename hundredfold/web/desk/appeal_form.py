"""The form of an appeal: one text, kept whatever happens. Knows no decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hundredfold.prove.actions.appeal import TEXT_MOST
from hundredfold.web.desk.fields import Text


class AppealForm(forms.Form):
    """What the unit sees differently, in its own words."""

    use_required_attribute = False

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_%s")
        self.fields["text"] = Text(
            label=_("What you see differently"),
            help_text=_("what was done, for whom, and where it can be seen; the reviewer reads it as it is"),
            max_length=TEXT_MOST,
        )

"""The forms of appeals and spot checks in the office. The actions judge what is sent; these keep it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from hundredfold.base.text import clean
from hundredfold.prove.actions.appeal import ANSWER_MOST
from hundredfold.prove.actions.spot_check import HEADS_MOST, NOTE_MOST, WORD_MOST
from hundredfold.prove.draw import SIZE_MOST
from hundredfold.prove.words import VisitResult
from hundredfold.web.common.photo_signs import media_type_of


class Words(forms.CharField):
    """Text of several lines, composed and without invisible characters."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text, its line ends as one character."""
        return clean(str(value or "").replace("\r\n", "\n"))


class AnswerForm(forms.Form):
    """The answer to an appeal. ``seen`` is the position of the record that the reviewer looked at."""

    use_required_attribute = False
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    answer = Words(
        label=_("The answer, for the unit to read"),
        help_text=_("why the decision stands, or what speaks for the unit"),
        max_length=ANSWER_MOST,
    )

    def again(self, *, seen: int, why: str) -> AnswerForm:
        """The same words on the record as it stands now, with what was in the way."""
        fresh = AnswerForm({"answer": self.data.get("answer", ""), "seen": seen})
        if why:
            fresh.add_error(None, why)
        return fresh

    def position(self) -> int:
        """The position that was looked at; -1, which none has, for what is no number."""
        text = str(self.data.get("seen", ""))
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1


class DrawForm(forms.Form):
    """What is to be drawn: from which strand, as of which day that is over, how many, and the word for the seed."""

    use_required_attribute = False
    strand = forms.ChoiceField(label=_("Strand"), required=False)
    as_of = forms.DateField(
        label=_("As of the end of"),
        help_text=_("a day that is over, so that everybody finds the same ledger"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    size = forms.IntegerField(label=_("How many"), min_value=1, max_value=SIZE_MOST)
    word = forms.CharField(
        label=_("A word for the seed"),
        help_text=_("best one that somebody else calls out, or the evening's lottery number"),
        max_length=WORD_MOST,
    )

    def __init__(
        self, data: Any = None, *, strands: list[tuple[str, str]], initial: dict[str, object] | None = None
    ) -> None:
        """``strands`` are codes with names."""
        super().__init__(data, initial=initial, auto_id="id_%s")
        choice = self.fields["strand"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", _("All strands")), *strands]


class VisitForm(forms.Form):
    """What was found on the spot, written down on a phone."""

    use_required_attribute = False
    result = forms.ChoiceField(
        label=_("What did you find?"), choices=VisitResult.choices, widget=forms.RadioSelect
    )
    on = forms.DateField(
        label=_("Day of the visit"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    head_count = forms.IntegerField(
        label=_("How many people or pieces you saw"),
        required=False,
        min_value=0,
        max_value=HEADS_MOST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    note = Words(
        label=_("What you saw"),
        help_text=_("one sentence; needed where it was not found or differs"),
        required=False,
        max_length=NOTE_MOST,
    )
    photo = forms.FileField(
        label=_("A photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )

    def __init__(self, data: Any = None, files: Any = None, *, today: dt.date) -> None:
        super().__init__(data, files, initial={"on": today}, auto_id="id_%s")

    def clean_photo(self) -> UploadedFile[bytes] | None:
        """Refuses what is no photo or too large, in a sentence."""
        photo: UploadedFile[bytes] | None = self.cleaned_data.get("photo")
        if photo is None:
            return None
        most = settings.PHOTO_BYTES_MOST
        if (photo.size or 0) > most:
            raise forms.ValidationError(
                _("This photo is larger than %(most)d MB. Send a smaller copy.") % {"most": most >> 20}
            )
        photo.seek(0)
        if not media_type_of(photo.read(64)):
            raise forms.ValidationError(_("This is not a photo we can take. Choose the photo itself."))
        return photo

"""The forms of the office: a decision with its reason, and a file to read in."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from hundredfold.base.text import clean
from hundredfold.web.office.reasons import SUGGESTED, suggestions

SUFFIXES = (".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".tsv", ".txt")


class DecisionForm(forms.Form):
    """What is said of a record or a finding. ``seen`` and ``over`` are what the reviewer looked at.

    The action judges the answer; a form that was tampered with gives answers it refuses.
    """

    seen = forms.CharField(widget=forms.HiddenInput)
    over = forms.CharField(widget=forms.HiddenInput)
    next = forms.CharField(widget=forms.HiddenInput)
    page = forms.CharField(widget=forms.HiddenInput)
    back = forms.CharField(widget=forms.HiddenInput)
    only = forms.CharField(widget=forms.HiddenInput)
    record = forms.CharField(widget=forms.HiddenInput)
    suggested = forms.CharField(label=_("A reason often given"), required=False, widget=forms.Select)
    reason = forms.CharField(
        label=_("Reason, for the unit to read"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 1, "maxlength": 500}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        rule: str = "",
        subject: str = "",
        initial: dict[str, object] | None = None,
    ) -> None:
        """``rule`` decides which reasons are suggested, ``subject`` keeps the ids of several forms apart."""
        super().__init__(data, initial=initial, auto_id=f"d{subject}_%s")
        select = self.fields["suggested"].widget
        assert isinstance(select, forms.Select)
        select.choices = [("", _("Choose or write")), *suggestions(rule)]

    @property
    def keeps_words(self) -> bool:
        """Whether the form comes back with a reason that was given before a clash."""
        return bool(self.initial.get("reason") or self.initial.get("suggested"))

    def text(self, name: str) -> str:
        """What was sent under ``name``, clean; empty where nothing was."""
        return clean(str(self.data.get(name, "")))

    def position(self) -> int:
        """The position of the revision that was looked at; -1, which none has, for what is no number."""
        text = self.text("seen")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else -1

    def answer(self) -> dict[str, str]:
        """Verdict, the decision it supersedes, and the whole reason: the suggested sentence, then what was written."""
        chosen = str(SUGGESTED.get(self.text("suggested"), ""))
        return {
            "verdict": self.text("verdict"),
            "over": self.text("over"),
            "reason": clean(f"{chosen} {self.text('reason')}")[:500],
        }


class SheetForm(forms.Form):
    """A ledger file to read in."""

    sheet = forms.FileField(
        label=_("Workbook or CSV file"),
        allow_empty_file=True,  # the reader says so in its own words
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def clean_sheet(self) -> UploadedFile[bytes]:
        """Refuses what is too large or plainly no sheet before anything is read."""
        sheet: UploadedFile[bytes] = self.cleaned_data["sheet"]
        name = sheet.name or ""
        most = settings.SHEET_BYTES_MOST
        if (sheet.size or 0) > most:
            raise forms.ValidationError(
                _(
                    "%(name)s is larger than the %(most)d MB that can be read at once. Split it, by quarter say."
                )
                % {"name": name, "most": most >> 20}
            )
        if Path(name).suffix.lower() not in SUFFIXES:
            raise forms.ValidationError(
                _("%(name)s is no workbook. Save it as XLSX or CSV and send that.") % {"name": name}
            )
        return sheet

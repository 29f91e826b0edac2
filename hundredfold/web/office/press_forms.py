"""The forms of the press desk. The actions judge what is sent; these keep it and show it again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hundredfold.do.ledger.words import Level
from hundredfold.do.press.words import NotDone
from hundredfold.plan.models import Unit
from hundredfold.web.office import words
from hundredfold.web.office.appeal_forms import Words

_NAMED_HERE = {
    "published": "day",
    "text": "links",
    "tells_of": "numbers",
}  # an action's fields by their names here
SUFFIXES = (".html", ".htm", ".mhtml", ".mht", ".pdf", ".jpg", ".jpeg", ".png")


class _Refusable(forms.Form):
    """A form that can be told why the act it asks for was not done."""

    use_required_attribute = False

    def refuse(self, why: NotDone) -> None:
        """Puts the sentence of a refused act to its field, or above the form where it has none."""
        name = _NAMED_HERE.get(why.field, why.field)
        self.add_error(name if name in self.fields else None, why.sentence(words.language()))


class _ForUnit(_Refusable):
    """What is added is added for a unit, which will tell it."""

    unit = forms.ChoiceField(label=_("For which unit"))

    def _offer(self, units: Sequence[Unit]) -> None:
        choice = self.fields["unit"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(unit.public_id, unit.name) for unit in units]
        if units:
            choice.initial = units[0].public_id
        if len(units) == 1:
            choice.widget = forms.HiddenInput()

    def chosen(self, units: Sequence[Unit]) -> Unit:
        """The unit of a valid form."""
        return next(unit for unit in units if unit.public_id == self.cleaned_data["unit"])


class LinksForm(_ForUnit):
    """Any number of links, one a line or among other words, as people share them."""

    field_order = ("links", "unit")
    links = Words(
        label=_("Links, or what an app shared"),
        help_text=_("any number; words around a link do no harm"),
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "inputmode": "url"}),
    )

    def __init__(self, data: Any = None, *, units: Sequence[Unit]) -> None:
        super().__init__(data, auto_id="links_%s")
        self._offer(units)


class FactsForm(_Refusable):
    """Where and when a page was published, as a person types or corrects it."""

    title = forms.CharField(label=_("Title"), required=False, max_length=300)
    outlet = forms.CharField(label=_("Outlet"), required=False, max_length=100)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=Level.choices)
    day = forms.DateField(
        label=_("Day of publication"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class UploadForm(_ForUnit, FactsForm):
    """A page that was saved or photographed, with what its words do not say by themselves."""

    field_order = ("file", "title", "outlet", "level", "day", "page_no", "url", "unit")
    file = forms.FileField(
        label=_("The page"),
        help_text=_(
            "HTML and MHTML are read by themselves; of a PDF or a photo, type the title, outlet and day"
        ),
        allow_empty_file=True,  # the action says so in its own words
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )
    page_no = forms.CharField(label=_("Page number"), required=False, max_length=20)
    url = forms.CharField(label=_("Its address, if it has one"), required=False, max_length=1000)

    def __init__(self, data: Any = None, files: Any = None, *, units: Sequence[Unit], url: str = "") -> None:
        super().__init__(data, files, initial={"url": url}, auto_id="upload_%s")
        self._offer(units)


class ConfirmForm(_Refusable):
    """Which deeds a story tells of: those ticked, and those whose numbers were typed."""

    numbers = forms.CharField(label=_("Numbers of other records it tells of"), required=False, max_length=300)


class SourceForm(_ForUnit):
    """A feed or a section of a sitemap to look at by itself."""

    field_order = ("url", "sort", "section", "unit")
    url = forms.CharField(label=_("Address of the feed or sitemap"), max_length=1000)
    sort = forms.ChoiceField(
        label=_("What it is"), choices=[("feed", _("Feed (RSS or Atom)")), ("sitemap", _("Sitemap"))]
    )
    section = forms.CharField(
        label=_("Only addresses that hold"),
        help_text=_("of a sitemap: a part of the address, such as /news/"),
        required=False,
        max_length=200,
    )

    def __init__(self, data: Any = None, *, units: Sequence[Unit]) -> None:
        super().__init__(data, auto_id="source_%s")
        self._offer(units)


class OutletForm(_Refusable):
    """An outlet of the site's own: its name, its level, the other names it goes by."""

    name = forms.CharField(label=_("Outlet"), max_length=100)
    level = forms.ChoiceField(label=_("Level"), choices=[each for each in Level.choices if each[0]])
    aliases = forms.CharField(
        label=_("Other names"),
        help_text=_("apart by blanks, such as the name of its app"),
        required=False,
        max_length=300,
    )

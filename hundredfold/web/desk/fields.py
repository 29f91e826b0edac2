"""Fields of the report form: they take days, head counts, points and names as people write them. Know no record."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hundredfold.base.text import clean, one_line
from hundredfold.plan.models import Unit
from hundredfold.plan.queries import UnitIndex
from hundredfold.reading.dates import Problem, read_date
from hundredfold.reading.numbers import HeadCount, read_head_count

_BETWEEN_NAMES = re.compile(r"[、,，;；\n\r]+")
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*°?\s*N?\s*[,，;\s]\s*(-?\d+(?:\.\d+)?)\s*°?\s*E?", re.IGNORECASE)


class Line(forms.CharField):
    """One line of text without invisible characters. Its length is judged by the ledger, which says it in words."""

    def to_python(self, value: Any) -> str:
        """The text on one line."""
        return one_line(str(value or ""), most=1_000_000)


class Text(forms.CharField):
    """Text of several lines, composed and without invisible characters."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """The text, its line ends as one character."""
        return clean(str(value or "").replace("\r\n", "\n"))


class DayInput(forms.DateInput):
    """A date picker; plain text while what was typed is no day, so that the browser does not wipe it."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """As Django has it, with the type chosen by the value."""
        context = super().get_context(name, value, attrs)
        shown = context["widget"]["value"]
        context["widget"]["type"] = "date" if not shown or _is_iso(shown) else "text"
        return context

    def format_value(self, value: Any) -> str | None:
        """Days the way the picker wants them, whatever the language; anything else as it was typed."""
        return value.isoformat() if isinstance(value, dt.date) else (value or None)


class Day(forms.Field):
    """A day: from the picker, or typed as people do (5月20日, 2026.6.10). ``this_year`` fills in a missing year."""

    widget = DayInput

    def __init__(self, *, this_year: int, **options: Any) -> None:
        super().__init__(**options)
        self.this_year = this_year

    def to_python(self, value: Any) -> dt.date | None:
        """The day, or None where nothing was typed."""
        text = one_line(str(value or ""), most=60)
        if not text:
            return None
        if _is_iso(text):
            return dt.date.fromisoformat(text)
        span = read_date(text, year_hint=self.this_year)
        if isinstance(span, Problem) or span.start != span.end:
            raise forms.ValidationError(
                _("“%(text)s” is not one day of the calendar. Write it like 2026-05-20.") % {"text": text}
            )
        return span.start


class HeadCountField(forms.Field):
    """How many came, as a number or in words (约120人). Gives a HeadCount, whose method is empty if not written."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> HeadCount | None:
        """The head count, or None where nothing was typed."""
        text = one_line(str(value or ""), most=60)
        if not text:
            return None
        read = read_head_count(text)
        if isinstance(read, Problem):
            raise forms.ValidationError(_HEADS[read.code]() % {"text": text})
        if read.value is None:
            raise forms.ValidationError(_HEADS["head_unknown"]() % {"text": text})
        return read


_HEADS = {
    "head_negative": lambda: _("“%(text)s” is below zero. Write how many came."),
    "head_absurd": lambda: _("“%(text)s” is more people than any event holds. Write how many came."),
    "head_unknown": lambda: _("“%(text)s” is not a number of people. Write how many came, such as 120."),
}


class Point(forms.Field):
    """A point on the map as latitude and longitude in degrees, as map programs copy it."""

    widget = forms.TextInput

    def to_python(self, value: Any) -> tuple[float, float] | None:
        """(latitude, longitude), or None where nothing was typed."""
        text = one_line(str(value or ""), most=80)
        if not text:
            return None
        found = _POINT.fullmatch(text)
        if not found:
            raise forms.ValidationError(_("Write latitude and longitude, such as 40.6574, 109.8403."))
        return float(found[1]), float(found[2])


class NamesInput(forms.TextInput):
    """Several names in one line, parted by 、"""

    def format_value(self, value: Any) -> str | None:
        """A list as one line, or the line as it was typed."""
        return "、".join(value) if isinstance(value, list | tuple) else (value or None)


class Names(forms.Field):
    """Several names in one line. Gives a list without repetitions."""

    widget = NamesInput

    def to_python(self, value: Any) -> list[str]:
        """The names in their order."""
        names = (one_line(part, most=200) for part in _BETWEEN_NAMES.split(str(value or "")))
        return list(dict.fromkeys(filter(None, names)))


class RepeatedInput(forms.TextInput):
    """The same field several times in a form; what was typed comes back in as many lines, and a spare one."""

    template_name = "desk/_repeated.html"
    least = 2

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Every line that was typed."""
        return [line for line in data.getlist(name) if line.strip()]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """As Django has it, with the lines to show."""
        context = super().get_context(name, None, attrs)
        typed = list(value or [])
        context["widget"]["lines"] = typed + [""] * max(1, self.least - len(typed))
        return context

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The label belongs to the first line."""
        return id_


class Units(forms.Field):
    """Units by their names as people write them. Gives public ids; what nobody knows is asked back with likely ones."""

    widget = RepeatedInput

    def __init__(self, *, index: UnitIndex, **options: Any) -> None:
        super().__init__(**options)
        self.index = index

    def to_python(self, value: Any) -> list[str]:
        """The public ids of the units named, in their order."""
        lines = value if isinstance(value, list) else []
        names = [one_line(part, most=200) for line in lines for part in _BETWEEN_NAMES.split(line)]
        units = [self._unit(name) for name in names if name]
        return list(dict.fromkeys(unit.public_id for unit in units))

    def _unit(self, name: str) -> Unit:
        found = self.index.candidates(name)
        if len(found) == 1:
            return found[0]
        if found:
            raise forms.ValidationError(
                _("“%(name)s” may be %(units)s. Write which.") % {"name": name, "units": self._shown(found)}
            )
        near = self.index.nearest(name)
        if near:
            raise forms.ValidationError(
                _("No unit is called “%(name)s”. Did you mean %(units)s?")
                % {"name": name, "units": self._shown(near)}
            )
        raise forms.ValidationError(
            _("No unit is called “%(name)s”. Choose one from the list, or leave it out.") % {"name": name}
        )

    def _shown(self, units: Sequence[Unit]) -> str:
        return _(" or ").join(telling_name(unit, self.index) for unit in units[:3])


def telling_name(unit: Unit, index: UnitIndex) -> str:
    """A name by which ``index`` finds just this unit: its own, after its parent's where several share it."""
    if len(index.candidates(unit.name)) == 1:
        return unit.name
    parent = next((each for each in index.units.values() if each.pk == unit.parent_id), None)
    return f"{parent.name}{unit.name}" if parent else unit.name


def _is_iso(text: str) -> bool:
    try:
        return len(text) == 10 and bool(dt.date.fromisoformat(text))
    except ValueError:
        return False


__all__ = ["Day", "HeadCount", "HeadCountField", "Line", "Names", "Point", "Text", "Units", "telling_name"]

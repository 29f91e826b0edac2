"""A kind's or strand's own field as a field of the form, and its answer as the ledger keeps it."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hundredfold.plan.blueprint_types import Blueprint, Detail
from hundredfold.web.desk.fields import Day, Line, Names, Text

FEW = 4  # so many answers are shown at once; more fold into a list
_LONG = frozenset({"text", "programme_list", "inscription"})


def field_of(detail: Detail, blueprint: Blueprint, *, language: str, this_year: int) -> forms.Field:
    """The form's field for ``detail``, its use as the hint."""
    said: dict[str, Any] = {
        "label": detail.label.say(language),
        "help_text": detail.why.say(language),
        "required": detail.required,
    }
    choices = _choices(detail, blueprint, language)
    if choices:
        return _choice_field(choices, detail, said)
    match detail.type:
        case "yes_no":
            answers = [("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(choices=answers, widget=forms.RadioSelect, **said)
        case "number":
            return forms.FloatField(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **said)
        case "date":
            return Day(this_year=this_year, **said)
    if detail.many:
        return Names(**said)
    return (Text if detail.key in _LONG else Line)(**said)


def _choices(detail: Detail, blueprint: Blueprint, language: str) -> list[tuple[str, str]]:
    if detail.type == "choice":
        return [(choice.code, choice.name.say(language)) for choice in detail.choices]
    if detail.key == "site_type":
        return [(site.code, site.name.say(language)) for site in blueprint.site_types]
    return []


def _choice_field(choices: list[tuple[str, str]], detail: Detail, said: dict[str, Any]) -> forms.Field:
    if detail.many:
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
    if len(choices) <= FEW:
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **said)
    return forms.ChoiceField(choices=[("", _("Not stated")), *choices], **said)


def answer_of(detail: Detail, value: Any) -> Any:
    """A cleaned answer as the ledger keeps it; None where nothing was answered."""
    if value in (None, "", []):
        return None
    match detail.type:
        case "yes_no":
            return value == "yes"
        case "date":
            return value.isoformat()
        case "number":
            return int(value) if float(value).is_integer() else value
    return value


def shown_answer(detail: Detail, value: Any) -> Any:
    """What the ledger keeps as the form shows it."""
    if detail.type == "yes_no" and isinstance(value, bool):
        return "yes" if value else "no"
    if detail.many and isinstance(value, str):
        return [value]
    return value


def answer_in_words(detail: Detail, value: Any, blueprint: Blueprint, language: str) -> str:
    """What the ledger keeps as a reader reads it."""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    names = dict(_choices(detail, blueprint, language))
    values = value if isinstance(value, list) else [value]
    return (", " if language == "en" else "、").join(names.get(str(each), str(each)) for each in values)

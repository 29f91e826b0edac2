"""The forms of the desk: a report, a plan, taking back. They ask what the strand has a use for, and say why."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from hundredfold.do.ledger.facts import Facts
from hundredfold.do.ledger.kinds import fields_of
from hundredfold.do.ledger.words import State
from hundredfold.plan.blueprint_types import Blueprint, Detail, Strand
from hundredfold.plan.models import Unit
from hundredfold.plan.queries import UnitIndex
from hundredfold.web.desk import asked
from hundredfold.web.desk.detail_fields import answer_of, field_of, shown_answer
from hundredfold.web.desk.fields import Day, HeadCountField, Line, Point, Text, Units, telling_name
from hundredfold.web.desk.photos import Shelf
from hundredfold.web.desk.words import levels, methods


@dataclass(frozen=True)
class Question:
    """What a form asks about: one strand of a programme, told by one of ``units``, read in ``language``."""

    blueprint: Blueprint
    strand: Strand
    units: Sequence[Unit]
    unit: Unit
    index: UnitIndex
    today: dt.date
    language: str
    is_plan: bool = False
    venues: Sequence[str] = ()
    told: Facts | None = None  # what the record says so far, where one is amended

    @property
    def details(self) -> tuple[Detail, ...]:
        """The kind's and the strand's own fields that are asked, and any that was answered; a plan asks none."""
        if self.is_plan:
            return ()
        answered = self.told.details if self.told else {}
        return tuple(
            detail
            for detail in fields_of(self.blueprint, self.strand.code)
            if detail.key not in asked.CHOSEN_ELSEWHERE
            and (asked.has_a_use(detail, self.strand) or detail.key in answered)
        )


class PhotosInput(forms.FileInput):
    """A file input that takes several photos at once, from the camera or the album."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Nothing: the shelf takes the files up, so that they are not read twice."""
        return None


class ReportForm(forms.Form):
    """A report or a plan of one strand. ``shelf`` holds its photos; the ledger has the last word on the facts."""

    use_required_attribute = False

    def __init__(
        self, data: Any = None, *, question: Question, shelf: Shelf, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=dict(initial), auto_id="id_%s")
        self.question, self.shelf = question, shelf
        self._ask_plain()
        self._ask_details()
        self._mark_needs()

    def _ask_plain(self) -> None:
        question = self.question
        if not question.is_plan:
            self.fields["photos"] = forms.FileField(
                label=_("Photos"),
                required=False,
                widget=PhotosInput(attrs={"accept": "image/*,.heic,.heif", "multiple": True}),
            )
        plain = _plain_fields(question)
        for name in asked.fields_asked(question.strand, is_plan=question.is_plan):
            self.fields[name] = plain[name]()
        also = () if question.is_plan else asked.also_offered(question.blueprint, question.strand)
        if also:
            self.fields["also"] = _also_field(question, also)
        if len(question.units) > 1 and question.told is None:
            units = [(unit.public_id, unit.name) for unit in question.units]
            self.fields["unit"] = forms.ChoiceField(label=_("Told for"), choices=units)
        if not question.is_plan:
            self.fields["private"] = forms.BooleanField(
                label=_("Keep these photos from the public"),
                help_text=_(
                    "where a minor can be recognised and no guardian has agreed, or people asked for it"
                ),
                required=False,
            )

    def _ask_details(self) -> None:
        year = self.question.today.year
        for detail in self.question.details:
            self.fields[f"detail_{detail.key}"] = field_of(
                detail, self.question.blueprint, language=self.question.language, this_year=year
            )

    def _mark_needs(self) -> None:
        """Marks what the strand's needs rest on, so that the page can say by itself when there is enough."""
        needed = set() if self.question.is_plan else set(asked.needed_fields(self.question.strand))
        if self.shelf.kept or (self.question.told and self.question.told.evidence):
            needed.discard("photos")
        for name in needed & self.fields.keys():
            field = self.fields[name]
            if not isinstance(field.widget, forms.CheckboxSelectMultiple):
                field.widget.attrs.update({"required": True, "data-need": name})

    @property
    def needed(self) -> frozenset[str]:
        """The names of the fields that the strand's needs rest on."""
        return asked.needed_fields(self.question.strand) & self.fields.keys()

    def clean_photos(self) -> None:
        """What was wrong with a photo is said at the photos; the good ones stay."""
        for sentence in self.shelf.problems:
            self.add_error("photos", sentence)

    def clean(self) -> dict[str, Any]:
        """What several fields say together: a head count that says how it was made, a talk within a show."""
        cleaned = super().clean() or self.cleaned_data
        heads = cleaned.get("head_count")
        if heads and heads.method and not cleaned.get("head_count_method"):
            cleaned["head_count_method"] = heads.method
        for code in cleaned.get("also", ()):
            self._require_asked(code, cleaned)
        return cleaned

    def _require_asked(self, code: str, cleaned: Mapping[str, Any]) -> None:
        rule = self.question.blueprint.also_rule(self.question.strand.code, code)
        for key in rule.asks if rule else ():
            name = f"detail_{key}"
            if name in self.fields and not cleaned.get(name):
                self.add_error(name, _("Fill this in if it is to count there as well."))

    def facts(self, *, state: State) -> Facts:
        """What the form says, over what the record said before where one is amended. Call it on a valid form."""
        question, said = self.question, self.cleaned_data
        told = question.told or Facts(
            kind=question.strand.kind,
            state=state,
            strands=(question.strand.code,),
            unit=said.get("unit") or question.unit.public_id,
            title="",
            town=question.unit.town,
        )
        plain = {name: said[name] for name in _AS_TYPED if name in self.fields}
        return replace(
            told, state=state, strands=self._strands(), **plain, **self._read(), details=self._details(told)
        )

    def _read(self) -> dict[str, Any]:
        """The fields whose answer is kept in another shape than it is typed in."""
        said, kept = self.cleaned_data, {}
        if "head_count" in self.fields:
            kept["head_count"] = said["head_count"].value if said["head_count"] else None
        if "point" in self.fields:
            kept["lat"], kept["lon"] = said["point"] or (None, None)
        if "co_units" in self.fields:
            own = said.get("unit") or self.question.unit.public_id
            kept["co_units"] = tuple(unit for unit in said["co_units"] if unit != own)
        return kept

    def _strands(self) -> tuple[str, ...]:
        also = self.cleaned_data.get("also") if "also" in self.fields else None
        if also is None and self.question.told:
            return self.question.told.strands
        return (self.question.strand.code, *(also or ()))

    def _details(self, told: Facts) -> dict[str, Any]:
        if self.question.is_plan:
            return dict(told.details)
        answers = {
            detail.key: answer_of(detail, self.cleaned_data.get(f"detail_{detail.key}"))
            for detail in self.question.details
        }
        kept = {key: told.details[key] for key in asked.CHOSEN_ELSEWHERE & told.details.keys()}
        return {**kept, **{key: answer for key, answer in answers.items() if answer is not None}}

    def refuse(self, problems: Mapping[str, str]) -> None:
        """Says at each field what the ledger refused, and at the top what no field of this form is about."""
        for name, sentence in problems.items():
            field = {"lat": "point", "lon": "point"}.get(name, name.replace("details.", "detail_"))
            self.add_error(field if field in self.fields else None, sentence)


_AS_TYPED = (
    "title",
    "start",
    "end",
    "venue",
    "town",
    "head_count_method",
    "summary",
    "url",
    "outlet",
    "level",
)


def _plain_fields(question: Question) -> dict[str, Any]:
    """The makers of the plain fields by name."""
    year = question.today.year
    venues = {"list": "venues"} if question.venues else {}
    return {
        "title": lambda: Line(label=_title_label(question.strand.kind)),
        "start": lambda: Day(label=_day_label(question.strand.kind), this_year=year, required=False),
        "end": lambda: Day(
            label=_("Last day"),
            this_year=year,
            required=False,
            help_text=_("only if it ran for several days"),
        ),
        "venue": lambda: Line(label=_("Place"), required=False, widget=forms.TextInput(attrs=venues)),
        "town": lambda: Line(label=_("Street or town"), required=False),
        "head_count": lambda: HeadCountField(
            label=_("How many came"),
            required=False,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short", "autocomplete": "off"}),
        ),
        "head_count_method": lambda: forms.ChoiceField(
            label=_("How do you know the number"),
            required=False,
            choices=list(methods().items()),
            widget=forms.RadioSelect,
        ),
        "co_units": lambda: Units(
            label=_("Units that took part"),
            index=question.index,
            required=False,
            help_text=_("each is credited; nobody needs to tell it again"),
        ),
        "summary": lambda: Text(label=_("In a few words"), required=False),
        "point": lambda: Point(
            label=_("Place on the map"),
            required=False,
            help_text=_("latitude and longitude, as a map program copies them: 40.6574, 109.8403"),
        ),
        "url": lambda: Line(
            label=_("Link"), required=False, widget=forms.TextInput(attrs={"inputmode": "url", "type": "url"})
        ),
        "outlet": lambda: Line(label=_("Outlet"), required=False),
        "level": lambda: forms.ChoiceField(
            label=_("Level of the outlet"),
            required=False,
            choices=list(levels().items()),
        ),
    }


def _title_label(kind: str) -> str:
    return {"person": _("Name"), "team": _("Name of the team"), "article": _("Headline")}.get(
        kind, _("Title")
    )


def _day_label(kind: str) -> str:
    return {"article": _("Published on"), "place": _("Built on")}.get(kind, _("Date"))


def _also_field(question: Question, strands: Iterable[Strand]) -> forms.MultipleChoiceField:
    choices, why = [], ""
    for strand in strands:
        rule = question.blueprint.also_rule(question.strand.code, strand.code)
        choices.append((strand.code, strand.short_name.say(question.language)))
        why = rule.why.say(question.language) if rule else why
    return forms.MultipleChoiceField(
        label=_("Tell it in another strand as well"),
        choices=choices,
        help_text=why,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def initial_from(facts: Facts, question: Question) -> dict[str, Any]:
    """What the form shows of a record that was told."""
    shown: dict[str, Any] = {name: getattr(facts, name) for name in _AS_TYPED}
    units = question.index.units
    shown["head_count"] = facts.head_count
    shown["point"] = f"{facts.lat}, {facts.lon}" if facts.lat is not None else ""
    shown["co_units"] = [
        telling_name(units[each], question.index) for each in facts.co_units if each in units
    ]
    shown["unit"] = facts.unit
    shown["also"] = list(facts.strands[1:])
    shown["private"] = bool(facts.evidence) and not any(proof.is_public for proof in facts.evidence)
    for detail in question.details:
        if detail.key in facts.details:
            shown[f"detail_{detail.key}"] = shown_answer(detail, facts.details[detail.key])
    return shown


class WithdrawForm(forms.Form):
    """Why a record is taken back."""

    use_required_attribute = False
    reason = forms.CharField(required=True, max_length=300, widget=forms.Textarea)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="id_%s")
        self.fields["reason"] = Text(
            label=_("Why"),
            help_text=_("it stays in the ledger, without a mark against anybody"),
            max_length=300,
        )

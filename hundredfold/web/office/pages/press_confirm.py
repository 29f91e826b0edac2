"""What was read out of a story for the person who confirms it: strands, units, places, figures, and likely deeds."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from hundredfold.do.ledger import queries as ledger_queries
from hundredfold.do.ledger.models import Record
from hundredfold.do.press.models import Page
from hundredfold.do.press.queries import page_of_record
from hundredfold.plan.queries import units_in
from hundredfold.prove.queries import told_together
from hundredfold.reading.strands import strand_grounds
from hundredfold.web.office import words
from hundredfold.web.office.press_access import PressSeat

SHOWN = 30  # places, units or figures named
NUMBERS_MOST = 40  # record numbers typed in one go


@dataclass(frozen=True, slots=True)
class StrandProposed:
    """A strand that the story seems to tell of, and by which words."""

    name: str
    grounds: str


@dataclass(frozen=True, slots=True)
class Deed:
    """A record of a deed that the story tells of, or probably does; ``grounds`` say why it is offered."""

    public_id: str
    number: str
    title: str
    href: str
    said: str
    grounds: str = ""
    is_ticked: bool = False


def strands_proposed(seat: PressSeat, pages: Sequence[Page]) -> list[StrandProposed]:
    """The strands that any page of the story speaks of, in the programme's order."""
    grounds: dict[str, list[str]] = {}
    for page in pages:
        for ground in strand_grounds(f"{page.title}\n{page.text}"):
            said = f"{ground.phrase}（{ground.beside}）" if ground.beside else ground.phrase
            held = grounds.setdefault(ground.strand, [])
            if said not in held:
                held.append(said)
    blueprint = seat.programme.blueprint
    return [
        StrandProposed(strand.short_name.say(words.language()), words.listed(grounds[strand.code][:SHOWN]))
        for strand in blueprint.strands
        if strand.code in grounds and strand.kind != "article"
    ]


def read_out(pages: Sequence[Page]) -> list[tuple[str, str]]:
    """Units, places and figures in the texts: label and text, empty ones left out."""
    lines = [
        (_("Units named"), _listed(_units_in(pages))),
        (_("Places named"), _listed(_named(pages, "places"))),
        (_("Figures"), _listed(_figures(pages))),
    ]
    return [(label, text) for label, text in lines if text]


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - SHOWN
    said = words.listed(list(names[:SHOWN]))
    return _("%(said)s and %(n)s more") % {"said": said, "n": rest} if rest > 0 else said


def _named(pages: Sequence[Page], field: str) -> list[str]:
    said = (
        each if isinstance(each, str) else each.get("name", "")
        for page in pages
        for each in getattr(page, field)
    )
    return list(dict.fromkeys(text for text in said if text))


def _figures(pages: Sequence[Page]) -> list[str]:
    said = (f"{_number(each.get('value'))} {each.get('what', '')}" for page in pages for each in page.figures)
    return list(dict.fromkeys(said))


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _units_in(pages: Sequence[Page]) -> list[str]:
    """The units that the texts name, in whatever writing."""
    text = "\n".join(f"{page.title}\n{page.text}" for page in pages)
    return list(dict.fromkeys(units_in(text)))


def deeds_told_of(public_ids: Sequence[str]) -> list[Deed]:
    """The records that a told story says it tells of. A fixed number of queries."""
    if isinstance(public_ids, str) or not public_ids:
        return []
    told = ledger_queries.records_by_public_id(list(public_ids))
    return [deed_of(told[each]) for each in public_ids if each in told]


def press_that_told(record: Record) -> list[Deed]:
    """The press records that say they tell of the deed that ``record`` tells of too. Two queries."""
    return [
        replace(deed_of(each), said=" · ".join(filter(None, (each.outlet, words.day(each.start)))))
        for each in ledger_queries.press_of(told_together(record) or [record.public_id])
    ]


def press_page_of(record: Record) -> str:
    """Where the page stands at the press desk that a press record was told from; empty where there is none."""
    page = page_of_record(record.pk)
    return reverse("office:press_page", args=[page.public_id]) if page else ""


def deed_of(record: Record, *, grounds: str = "", is_ticked: bool = False) -> Deed:
    """A record as one line to choose or to open."""
    return Deed(
        public_id=record.public_id,
        number=f"{record.number:04d}",
        title=record.title,
        href=reverse("office:record", args=[record.public_id]),
        said=" · ".join(
            each for each in (record.unit.name, words.days(record.start, record.end), record.venue) if each
        ),
        grounds=grounds,
        is_ticked=is_ticked,
    )


def deeds_asked(seat: PressSeat, posted: QueryDict) -> tuple[list[str], str]:
    """The public ids of the deeds ticked or named by number, and a sentence where a number is nobody's. One query."""
    ticked = [each for each in posted.getlist("deed") if each and "\0" not in each]
    typed = posted.get("numbers", "").replace("、", " ").replace("，", " ").replace(",", " ").split()
    numbers = [int(each) for each in typed if each.isascii() and each.isdigit() and len(each) < 19]
    wrong = [each for each in typed if not (each.isascii() and each.isdigit() and len(each) < 19)]
    found = ledger_queries.public_ids_of_numbers(seat.programme, numbers[:NUMBERS_MOST]) if numbers else {}
    wrong += [str(each) for each in numbers if each not in found]
    if wrong:
        return [], _("No record has the number %(n)s. Look it up and type it again.") % {
            "n": words.listed(wrong[:3])
        }
    return list(dict.fromkeys([*ticked, *found.values()])), ""

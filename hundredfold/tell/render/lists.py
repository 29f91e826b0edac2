"""The lists of the check page: deeds by strand, findings with their sides, rows left out. Counts nothing."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from itertools import groupby

from hundredfold.tell.render.faces import FindingFace, Line, StrandFace
from hundredfold.tell.render.grid import State
from hundredfold.tell.render.words import Language, say, written

OPEN_AT_MOST = 12  # longer lists start folded, so that the page begins with what it says
ORDER: tuple[State, ...] = ("pending", "excluded", "counted", "planned")


def anchor(record_id: str) -> str:
    """Return the id of a record's place on the page: letters and digits kept, the rest spelled as numbers.

    Ids come from people's ledgers and may hold spaces or marks; the result is safe as id and as fragment.
    """
    return "r-" + "".join(c if c.isascii() and c.isalnum() else f"_{ord(c):x}" for c in record_id)


def lines_by_id(strands: Iterable[StrandFace]) -> dict[str, Line]:
    """Return every line by its id and by those of its records; of a record in two strands, the first."""
    found: dict[str, Line] = {}
    for strand in strands:
        for line in strand.lines:
            for record_id in (line.id, *line.records):
                found.setdefault(record_id, line)
    return found


def strands(faces: Sequence[StrandFace], language: Language) -> str:
    """Return the lists of all strands. A record that serves two strands is anchored where it stands first."""
    if not faces:
        return ""
    placed: set[str] = set()
    sections = "".join(_strand(face, placed, language) for face in faces)
    return f'<section class="lists"><h2>{written("lists", language)}</h2>{sections}</section>'


def _strand(face: StrandFace, placed: set[str], language: Language) -> str:
    head = f'<section class="panel" id="s-{anchor(face.code)}"><h3>{escape(face.name)}</h3>'
    if not face.lines:
        return f'{head}<p class="soft">{written("nothing", language)}</p></section>'
    ordered = sorted(face.lines, key=lambda line: ORDER.index(line.state))
    groups = "".join(
        _folded(state, list(lines), placed, language)
        for state, lines in groupby(ordered, key=lambda line: line.state)
    )
    return f"{head}{groups}</section>"


def _folded(state: State, lines: Sequence[Line], placed: set[str], language: Language) -> str:
    words = written(state, language)
    rows = "".join(_line(line, placed, language) for line in lines)
    return (
        f'{_details(len(lines))}<summary><span class="tag {state}">{words}</span> {len(lines):,}</summary>'
        f'<ol class="rows">{rows}</ol></details>'
    )


def _details(rows: int) -> str:
    return "<details open>" if rows <= OPEN_AT_MOST else "<details>"


def _line(line: Line, placed: set[str], language: Language) -> str:
    place = "" if line.id in placed else f' id="{anchor(line.id)}"'
    placed.add(line.id)
    facts = " · ".join(escape(part) for part in (line.id, line.unit, line.day) if part)
    why = f"<p>{escape(line.why)}</p>" if line.why else ""
    return f"<li{place}><b>{escape(line.title)}</b> <span>{facts}</span>{why}{_told_by(line, language)}</li>"


def _told_by(line: Line, language: Language) -> str:
    """Credit: said only where more than the one named unit told the deed."""
    if not line.told_by or line.told_by == (line.unit,):
        return ""
    units = say("between", None, language).join(line.told_by)
    return f"<p>{written('told_by', language, units=units)}</p>"


def findings(faces: Sequence[FindingFace], *, lines: Mapping[str, Line], language: Language) -> str:
    """Return the findings by rule, each with its sides next to each other and what it rests on."""
    title = f"<h2>{written('findings', language, n=f'{len(faces):,}')}</h2>"
    if not faces:
        nothing = written("no_findings", language)
        return f'<section class="found">{title}<p class="soft">{nothing}</p></section>'
    by_rule: dict[str, list[FindingFace]] = {}
    for face in faces:
        by_rule.setdefault(face.rule_name, []).append(face)
    groups = "".join(
        f"{_details(len(group))}<summary><b>{escape(name)}</b> {len(group):,}</summary>"
        f"{''.join(_finding(face, lines, language) for face in group)}</details>"
        for name, group in by_rule.items()
    )
    manner = written("findings_manner", language)
    return f'<section class="found">{title}<p class="soft">{manner}</p>{groups}</section>'


def _finding(face: FindingFace, lines: Mapping[str, Line], language: Language) -> str:
    sides = "".join(_side(side, lines.get(side), language) for side in face.sides)
    grounds = "".join(f"<li>{escape(ground)}</li>" for ground in face.grounds)
    label = written("rests_on", language)
    listed = f'<ul class="grounds" aria-label="{label}">{grounds}</ul>' if grounds else ""
    title = escape(face.sentence)
    return f'<article class="finding"><h3>{title}</h3>{listed}<div class="sides">{sides}</div></article>'


def _side(record_id: str, line: Line | None, language: Language) -> str:
    if line is None:
        return f'<div class="side">{written("elsewhere", language, id=record_id)}</div>'
    facts = " · ".join(escape(part) for part in (line.id, line.unit, line.day) if part)
    return (
        f'<div class="side"><a href="#{anchor(line.id)}"><b>{escape(line.title)}</b></a><p>{facts}</p>'
        f'<span class="tag {line.state}">{written(line.state, language)}</span></div>'
    )


def skipped(rows: Sequence[tuple[str, str]], language: Language) -> str:
    """Return the rows that could not be read, each with where it stands and why."""
    if not rows:
        return ""
    said = "".join(f"<li><b>{escape(where)}</b> <span>{escape(why)}</span></li>" for where, why in rows)
    title = written("skipped", language, n=f"{len(rows):,}")
    folded = f'{_details(len(rows))}<summary><b>{title}</b></summary><ol class="rows">{said}</ol></details>'
    return f'<section class="panel">{folded}</section>'


def notices(sentences: Sequence[str], language: Language) -> str:
    """Return what the reader should know before the numbers, or nothing."""
    if not sentences:
        return ""
    said = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    return f'<aside class="notice" aria-label="{written("notices", language)}"><ul>{said}</ul></aside>'

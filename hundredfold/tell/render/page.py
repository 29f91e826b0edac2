"""The page of a check: one file that stands alone, opens from a letter, prints. Must not know the checker."""

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files

from hundredfold.tell.render import grid, lists
from hundredfold.tell.render.faces import CheckPage, StrandFace
from hundredfold.tell.render.lists import anchor
from hundredfold.tell.render.words import Language, say, written

# The file carries no script and fetches nothing, and tells the browser so: its titles are strangers' words.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
KEY_SHAPES = (
    ("counted", '<rect class="c"/>'),
    ("pending", '<rect class="w"/><path class="h" d="M2 8l6-6m-6 13 13-13m-6 13 6-6"/>'),
    ("planned", '<rect class="p"/>'),
    ("not_yet", '<path class="e" d="M8.5 8.5h0"/>'),
    ("asks", '<rect class="p"/><path class="f" d="M9 -1h9v9z"/>'),
)


def check_page(report: CheckPage, *, language: Language) -> str:
    """Return the whole page as HTML text, in `language`, with nothing outside it needed.

    Every cell of a grid leads to its line; a cell with a finding carries the mark. Long lists are folded.
    """
    asked = {side for finding in report.findings for side in finding.sides}
    body = [
        _head(report, language),
        lists.notices(report.notices, language),
        _grids(report.strands, asked, language),
        lists.findings(report.findings, lines=lists.lines_by_id(report.strands), language=language),
        lists.strands(report.strands, language),
        lists.skipped(report.skipped, language),
        f'<footer class="foot"><p>{written("alone", language)}</p>',
        f'<a href="#top">{written("to_top", language)}</a></footer>',
    ]
    return _file(report.title, "".join(body), language)


@cache
def _style() -> str:
    sheets = ("css/tokens.css", "css/grid.css", "page.css")
    here = files("hundredfold.tell.render")
    return "".join(here.joinpath(sheet).read_text(encoding="utf-8") for sheet in sheets)


def _file(title: str, body: str, language: Language) -> str:
    return (
        f'<!doctype html>\n<html lang="{"en" if language == "en" else "zh-Hans"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_style()}</style>\n</head>\n"
        f'<body id="top">\n<main class="wrap">\n{body}\n</main>\n</body>\n</html>\n'
    )


def _head(report: CheckPage, language: Language) -> str:
    sums = {
        state: f"{sum(getattr(strand, state) for strand in report.strands):,}"
        for state in ("counted", "pending", "excluded")
    }
    target = sum(strand.target for strand in report.strands)
    return (
        f'<header class="hero"><div><h1>{escape(report.title)}</h1><p class="lead">'
        f"{escape(report.programme_name)} · {escape(report.period_text)}<br>"
        f"{written('source', language, source=report.source_name)}"
        f" · {written('made_at', language, when=report.made_at_text)}</p></div>"
        f'<div class="sum"><p><b>{sums["counted"]}</b>/ {target:,}</p>'
        f"<p>{written('total', language, **sums)}</p></div></header>"
    )


def _grids(strands: Iterable[StrandFace], asked: set[str], language: Language) -> str:
    words = {state: say(state, None, language) for state in grid.DRAWN}
    cards = "".join(
        _card(number, strand, asked=asked, words=words, language=language)
        for number, strand in enumerate(strands, 1)
    )
    if not cards:
        return f'<p class="empty">{written("empty", language)}</p>'
    label = written("strands", language)
    return f'{_key(language)}<section class="grids" aria-label="{label}">{cards}</section>'


def _key(language: Language) -> str:
    drawn = "".join(
        f'<li><svg class="hg" viewBox="0 0 17 17" aria-hidden="true">{shape}</svg>'
        f"{written(code, language)}</li>"
        for code, shape in KEY_SHAPES
    )
    return f'<ul class="key">{drawn}</ul>'


def _card(
    number: int, strand: StrandFace, *, asked: set[str], words: Mapping[grid.State, str], language: Language
) -> str:
    list_href = f"#s-{anchor(strand.code)}"
    full = " full" if 0 < strand.target <= strand.counted else ""
    of = written("of", language, target=f"{strand.target:,}", measure=strand.measure)
    drawn = grid.draw(
        _cells(strand, asked), target=strand.target, label=strand.name, more_href=list_href, words=words
    )
    return (
        f'<article class="strand"><header><h2><a href="{list_href}"><span class="no">{number}</span>'
        f"{escape(strand.name)}</a></h2>"
        f'<p class="tally{full}"><b>{strand.counted:,}</b>{of}</p></header>'
        f"{drawn}<footer>{_left_over(strand, language)}</footer></article>"
    )


def _cells(strand: StrandFace, asked: set[str]) -> tuple[grid.Cell, ...]:
    if strand.cells:
        return strand.cells
    return tuple(
        grid.Cell(
            href=f"#{anchor(line.id)}",
            state=line.state,
            title=line.title,
            unit=line.unit,
            day=line.day,
            why=line.why,
            mark=not asked.isdisjoint((line.id, *line.records)),
        )
        for line in strand.lines
    )


def _left_over(strand: StrandFace, language: Language) -> str:
    counts = (("pending", strand.pending), ("excluded", strand.excluded))
    said = (
        say("state_count", {"n": f"{number:,}", "state": say(state, None, language)}, language)
        for state, number in counts
        if number
    )
    return "".join(f"<span>{escape(words)}</span>" for words in said)

"""How many of the seed's facts, by type, the reading finds: in a structured field, or only in the text."""

import sys
from collections import defaultdict
from pathlib import Path

from hundredfold.reading.pages import Page, read_page

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
STRANDS = (
    "lecturers",
    "teams",
    "performances",
    "talks",
    "exemplars",
    "model_units",
    "landscape",
    "products",
    "press",
)
LEVELS = {"central", "regional", "municipal"}


def read_facts(text: str) -> list[dict[str, str]]:
    """The facts of the file: a list of flat maps; nested lists are kept under their key's last value."""
    facts: list[dict[str, str]] = []
    key = ""
    for line in text.split("facts:\n", 1)[1].splitlines():
        if line.startswith("- "):
            facts.append({})
        body = line[2:]
        if body.startswith("- "):
            facts[-1][key] = f"{facts[-1][key]} {body[2:]}".strip()
        elif ":" in body:
            key, _, value = body.partition(":")
            facts[-1][key.strip()] = value.strip().strip("'\"") if key.strip() != "text" else value.strip()
            key = key.strip()
    return facts


def structured(fact: dict[str, str], page: Page) -> bool:
    """Whether a field of the page, and not only its text, carries the fact."""
    kind, text = fact["kind"], fact["text"]
    if kind == "column":
        return page.title == text
    if kind == "strand":
        return STRANDS[int(fact["strand"]) - 1] in page.strands
    if kind in {"place", "site"}:
        wanted = {text, fact.get("place", text)}
        return any(place in name for name in wanted for place in page.places)
    if kind == "count":
        return any(f"{figure.value}" == fact["value"].rstrip("+") for figure in page.figures)
    if kind == "press":
        return any((each.outlet, each.level) == (fact["outlet"], fact["level"]) for each in page.mentions)
    if kind == "press_title":
        return any(each.title == text and each.outlet == fact["outlet"] for each in page.mentions)
    return False


def main() -> None:
    page = read_page((DATA / "seed_article.txt").read_bytes(), name="seed_article.txt")
    facts = read_facts((DATA / "seed_facts.yaml").read_text(encoding="utf-8"))
    table: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for fact in facts:
        row = table[fact["kind"]]
        row[0] += 1
        in_field = structured(fact, page)
        row[1] += in_field
        row[2] += not in_field and fact["text"] in page.text
    print(f"{'type':16}{'facts':>6}{'field':>7}{'text only':>11}{'missed':>8}")
    for kind, (count, field, text) in table.items():
        print(f"{kind:16}{count:6}{field:7}{text:11}{count - field - text:8}")
    totals = [sum(row[number] for row in table.values()) for number in range(3)]
    print(f"{'all':16}{totals[0]:6}{totals[1]:7}{totals[2]:11}{totals[0] - totals[1] - totals[2]:8}")


if __name__ == "__main__":
    if not DATA.is_dir():
        sys.exit("the real inputs are not on this machine")
    main()

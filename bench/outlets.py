"""`make bench-outlets`: which outlet and level source lines name, on two lists written by hand as strangers."""

import csv
from pathlib import Path

from hundredfold.reading.outlets import find_outlet

LISTS = ("outlet_lines.tsv", "outlet_lines_b.tsv")


def rows_of(name: str) -> list[list[str]]:
    """Level, line and, where it is sure, the outlet's name."""
    with (Path(__file__).parent / name).open(encoding="utf-8") as lines:
        return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def shares(name: str) -> tuple[float, float]:
    """Which share of levels and of names is right."""
    rows = rows_of(name)
    found = [find_outlet(line) for _, line, _ in rows]
    levels = [bool(outlet and outlet.level == row[0]) for outlet, row in zip(found, rows, strict=True)]
    names = [
        bool(outlet and outlet.name == row[2]) for outlet, row in zip(found, rows, strict=True) if row[2]
    ]
    return sum(levels) / len(levels), sum(names) / len(names)


def main() -> None:
    for name in LISTS:
        levels, names = shares(name)
        print(f"{name}: {len(rows_of(name))} lines, level right {levels:.4f}, outlet right {names:.4f}")


if __name__ == "__main__":
    main()

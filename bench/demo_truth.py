"""What the rules find of what was planted in the demonstration's year, each kind by its own measure.

`python -m bench.demo_truth [--seed N] [--photos]` builds the claims without a database; `--photos` also paints and
fingerprints every picture, which takes minutes. A pair counts as joined from THRESHOLD_JOIN on, as asked from
THRESHOLD_ASK on: nothing is ever joined by the product itself, a reviewer does that.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

from bench.demo_plants import with_a_rush, with_dead_links
from hundredfold.config.demo.shapes import DemoPhoto, DemoRecord, DemoYear
from hundredfold.config.demo.year import make_year
from hundredfold.linkage import clusters
from hundredfold.linkage.pairs import THRESHOLD_ASK, THRESHOLD_JOIN
from hundredfold.linkage.prints import Print
from hundredfold.plan.blueprint import load
from hundredfold.prove.claims import Claim, Claims, Finding
from hundredfold.prove.rules import BY_NAME, RULES, press_reprint, run, same_deed, same_photo

LATE = 30  # days, as the blueprint has it

Pairs = set[frozenset[str]]
Naming = Callable[[DemoPhoto], str]


def main() -> None:
    """Prints one line for each kind of thing that was planted."""
    options = argparse.ArgumentParser()
    options.add_argument("--seed", type=int, default=9100)
    options.add_argument("--photos", action="store_true", help="paint and compare every picture")
    chosen = options.parse_args()
    year = make_year(seed=chosen.seed)
    print(f"demo year, seed {chosen.seed}: {len(year.records)} records of {len(year.units)} units")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (shared machine)")
    name, prints = _painted(year) if chosen.photos else (_by_what_is_drawn, {})
    begun = time.perf_counter()
    claims = claims_of(year, name=name, prints=prints)
    _pairs_table(year, claims, with_photos=chosen.photos)
    _single_table(year, claims)
    _rules_table(claims)
    print(f"all rules in {time.perf_counter() - begun:.1f} s")


def claims_of(year: DemoYear, *, name: Naming, prints: Mapping[str, Print]) -> Claims:
    """The year's records as the rules see them; ``name`` tells one photo file from another."""
    names = {unit.code: unit.name for unit in year.units}
    blueprint = load("nine_hundreds")
    told = sorted(year.records, key=lambda each: (each.told_at is None, str(each.told_at)))
    return Claims(
        items=[_claim(each, names, number=number, name=name) for number, each in enumerate(told, 1)],
        blueprint=blueprint,
        period=blueprint.period(year.year),
        as_of=year.today,
        prints=prints,
    )


def _claim(record: DemoRecord, names: Mapping[str, str], *, number: int, name: Naming) -> Claim:
    return Claim(
        id=record.key,
        number=number,
        kind=record.kind,
        state=record.state,
        strands=record.strands,
        title=record.title,
        unit=record.unit_code,
        unit_name=names[record.unit_code],
        co_units=record.co_unit_codes,
        co_unit_names=tuple(names[code] for code in record.co_unit_codes),
        town=record.town,
        start=record.start,
        end=record.end,
        venue=record.venue,
        lat=record.lat,
        lon=record.lon,
        head_count=record.headcount,
        head_count_method=record.headcount_method,
        summary=record.summary,
        url=record.url,
        outlet=record.outlet,
        level=record.level,
        photos=tuple(name(photo) for photo in record.photos),
        pages=("page",) if record.details.get("text") or (record.kind == "honour" and record.url) else (),
        details=record.details,
        told_at=record.told_at or dt.datetime(year=2026, month=1, day=2, tzinfo=dt.UTC),
    )


def _by_what_is_drawn(photo: DemoPhoto) -> str:
    return hashlib.sha256(repr(photo).encode()).hexdigest()


def _painted(year: DemoYear) -> tuple[Naming, dict[str, Print]]:
    """Every picture painted and fingerprinted once; photos are then named by the hash of their bytes."""
    from hundredfold.config.demo.painting import paint_and_print
    from hundredfold.prove.prints import PrintedPhoto

    hashes: dict[DemoPhoto, str] = {}
    prints: dict[str, Print] = {}
    for photo in dict.fromkeys(photo for record in year.records for photo in record.photos):
        drawn, made = paint_and_print(photo)
        hashes[photo] = hashlib.sha256(drawn).hexdigest()
        prints[hashes[photo]] = PrintedPhoto.from_json(made).fingerprint
    return hashes.__getitem__, prints


def _pairs_table(year: DemoYear, claims: Claims, *, with_photos: bool) -> None:
    deeds, reprints = within(year.truth.same_deeds), within(year.truth.reprints)
    alike = within(year.truth.lookalikes)
    pairs = same_deed.pairs_of(claims)
    asked = {frozenset((each.a, each.b)) for each in pairs if each.probability >= THRESHOLD_ASK}
    sure = {frozenset((each.a, each.b)) for each in pairs if each.probability >= THRESHOLD_JOIN}
    joined = within(clusters.join(pairs, threshold=THRESHOLD_JOIN))
    families = within(family.members for family in press_reprint.families_of(claims))
    print(f"\n{'pairs':<34}{'planted':>8}{'found':>7}{'right':>7}{'P':>7}{'R':>7}{'F1':>7}")
    print(_scored(f"same deed, asked (>= {THRESHOLD_ASK:.2f})", deeds, asked))
    print(_scored(f"same deed, sure (>= {THRESHOLD_JOIN:.2f})", deeds, sure))
    print(_scored("same deed, proposed as one deed", deeds, joined))
    print(_scored("press reprints, in families", reprints, families))
    if with_photos:
        _photo_line(year, claims, deeds)
    groups, members = len(year.truth.lookalikes), sum(map(len, year.truth.lookalikes))
    print(
        f"\nlook-alikes: {members} records in {groups} groups, {len(alike)} pairs that are not the same deed"
    )
    print(f"  joined {len(alike & joined)}, sure {len(alike & sure)}, asked about {len(alike & asked)}")
    for pair in sorted(map(sorted, alike & joined)):
        score = next((each.probability for each in pairs if {each.a, each.b} == set(pair)), None)
        print(f"    {' = '.join(pair)}  {score}")


def _photo_line(year: DemoYear, claims: Claims, deeds: Pairs) -> None:
    """Pictures that stand under two different deeds; one shared by two tellings of one deed is no reuse."""
    planted = {frozenset(pair) for pair in year.truth.reused_photos}
    found = {frozenset(pair) for pair in same_photo.matched_records(claims)}
    print(_scored("reused pictures (other deeds)", planted, found - deeds))


def _single_table(year: DemoYear, claims: Claims) -> None:
    truth = year.truth
    found: dict[str, list[Finding]] = {
        rule.name: list(rule.find(claims)) for rule in RULES if rule.name not in {"same_deed", "same_photo"}
    }
    print(f"\n{'findings':<34}{'planted':>8}{'found':>7}{'right':>7}{'P':>7}{'R':>7}{'F1':>7}")
    print(_scored("two places at once", _pairs_of(truth.two_places), _pairs_of(_sides(found["two_places"]))))
    thin = [key for key in truth.thin if claims.by_id[key].kind == "event"]
    for label, rule, planted in (
        ("implausible head count", "implausible_head_count", truth.implausible),
        ("outside the period", "outside_period", truth.outside),
        ("thin evidence (events)", "thin_evidence", thin),
        ("lapsed", "lapsed", truth.lapsed),
    ):
        events = rule == "thin_evidence"
        keys = {each.a for each in found[rule] if not events or claims.by_id[each.a].kind == "event"}
        print(_scored(label, {frozenset([key]) for key in planted}, {frozenset([key]) for key in keys}))
    belated = {key for key in truth.late if _days_late(claims.by_id[key]) > LATE}
    print(
        _scored(
            f"told late (> {LATE} days)", _single(belated), _single(each.a for each in found["late_entry"])
        )
    )
    print(_scored("copied accounts", _pairs_of(truth.copied), _pairs_of(_sides(found["copied_summary"]))))
    homes = {frozenset(group) for group in truth.visits}
    named = {next((home for home in homes if each.a in home), _alone(each.a)) for each in found["visit_load"]}
    print(_scored("crowded visits to one home", homes, named))
    for label, rule, (planted_in, right) in (
        ("dead links without a kept page", "dead_link", with_dead_links(claims)),
        ("a rush before an inspection", "bunched", with_a_rush(claims)),
    ):
        print(_scored(label, right, _single(each.a for each in BY_NAME[rule].find(planted_in))))


def _rules_table(claims: Claims) -> None:
    """How many findings each rule gives, and on which share of the told records; not more than a fifth."""
    findings = run(claims)
    print(f"\n{'rule':<34}{'findings':>9}{'waiting':>9}{'of told':>9}")
    for rule in RULES:
        ours = [each for each in findings if each.rule == rule.name]
        touched = {each.b or each.a for each in ours}
        waiting = len({record for each in ours for record in each.blocks})
        print(f"{rule.name:<34}{len(ours):>9}{waiting:>9}{len(touched) / len(claims.told):>9.1%}")


def _days_late(claim: Claim) -> int:
    assert claim.start is not None
    assert claim.told_at is not None
    return (claim.told_at.date() - claim.start).days


def _single(keys: Iterable[str]) -> Pairs:
    return {_alone(key) for key in keys}


def _alone(key: str) -> frozenset[str]:
    return frozenset([key])


def _sides(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    return ((each.a, each.b) for each in findings)


def _pairs_of(pairs: Iterable[tuple[str, str]]) -> Pairs:
    return {frozenset(pair) for pair in pairs}


def within(groups: Iterable[Iterable[str]]) -> Pairs:
    """Every pair of two members of one group."""
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def _scored(label: str, planted: Pairs, found: Pairs) -> str:
    right = len(planted & found)
    precision, recall = right / max(1, len(found)), right / max(1, len(planted))
    both = 2 * precision * recall / max(1e-9, precision + recall)
    return f"{label:<34}{len(planted):>8}{len(found):>7}{right:>7}{precision:>7.3f}{recall:>7.3f}{both:>7.3f}"


if __name__ == "__main__":
    main()

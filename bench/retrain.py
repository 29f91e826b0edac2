"""What 300 answers of reviewers change: a labelled ledger told to a site, answered, learned from, and taken back.

`python -m bench.retrain [--rows N] [--answers N] [--seed K] [--slips SHARE]`. For each maker of ledgers and state of
keeping a site of its own; the reviewers answer in random order, wrongly in a share of `--slips`. Figures on the
answers kept aside, on the whole ledger's truth, and on a ledger of a maker that taught nothing here.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from types import ModuleType

import numpy as np

from bench import deeds_a, deeds_b, deeds_c
from hundredfold.linkage.measures import Figures, figures
from hundredfold.linkage.model import Model
from hundredfold.linkage.pairs import score
from hundredfold.linkage.rows import Row

MAKERS: Mapping[str, ModuleType] = {"a": deeds_a, "b": deeds_b, "c": deeds_c}
STATES = ("whole", "no account")
AT = dt.datetime(2026, 12, 31, 2, 0, tzinfo=dt.UTC)


def main() -> None:
    """One process a site; prints its lines."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=4000)
    options.add_argument("--answers", type=int, default=300)
    options.add_argument("--seed", type=int, default=611)
    options.add_argument("--slips", type=float, default=0.01)
    options.add_argument("--site", choices=[f"{maker}/{state}" for maker in MAKERS for state in STATES])
    chosen = options.parse_args()
    if chosen.site:
        _site(chosen)
        return
    print(
        f"{chosen.rows} rows, {chosen.answers} answers ({chosen.slips:.0%} slips), seed {chosen.seed}, "
        f"numpy {np.__version__}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} (shared machine)"
    )
    for maker in MAKERS:
        for state in STATES:
            with tempfile.TemporaryDirectory() as home:
                words = [f"--{name}={getattr(chosen, name)}" for name in ("rows", "answers", "seed", "slips")]
                subprocess.run(
                    [sys.executable, "-m", "bench.retrain", "--site", f"{maker}/{state}", *words],
                    env={**os.environ, "HUNDREDFOLD_HOME": home, "DATABASE_URL": ""},
                    check=True,
                )


def _site(chosen: argparse.Namespace) -> None:
    from hundredfold.config import start

    start.django()
    start.migrate()
    from bench import answered_site
    from hundredfold.base.models import User
    from hundredfold.config.founding import found_site
    from hundredfold.prove.actions.learn import learn, unlearn
    from hundredfold.prove.models import LearnedModel

    maker, state = chosen.site.split("/")
    rows, deeds = _ledger(MAKERS[maker], chosen.rows, seed=chosen.seed, state=state)
    programme = found_site(blueprint="nine_hundreds", year=2026, district="").programme
    admin = User.objects.get(username="admin")
    truth = answered_site.tell(rows, deeds, programme=programme, by=admin, at=AT)
    bo = answered_site.reviewer(by=admin, at=AT)
    answered = answered_site.answer(
        chosen.answers, by=bo, at=AT, same=answered_site.truth_of(truth), seed=chosen.seed, slips=chosen.slips
    )
    begun = time.perf_counter()
    done = learn(by=admin, programme=programme, at=AT)
    took = time.perf_counter() - begun
    print(
        f"\nsite of maker {chosen.site}: {answered} answered, {done.taught} taught, {done.kept} kept; {took:.1f} s"
    )
    print(f"  {done.outcome.code} {dict(done.outcome.params)}")
    if done.outcome.model is None:
        return
    _compare(done.old, done.outcome.model, done.outcome.before, done.outcome.after)
    _elsewhere(done.old, done.outcome.model, rows, deeds, "the whole ledger")
    other = "c" if maker != "c" else "a"
    stranger = _ledger(MAKERS[other], chosen.rows, seed=chosen.seed + 7, state="whole")
    _elsewhere(done.old, done.outcome.model, *stranger, f"untouched ledger of maker {other}")
    if done.version is None:
        return
    first = LearnedModel.objects.get(in_force=True)
    again = learn(by=admin, programme=programme, at=AT)
    print(f"  trained again on the same answers: {again.outcome.code}")
    back = unlearn(by=admin, programme=programme, at=AT)
    print(
        f"  undone: in force again: {back or 'shipped'}; kept text unchanged: {_same_text(first, LearnedModel)}"
    )


def _same_text(first: object, table: type) -> bool:
    kept = table.objects.get(pk=first.pk)  # type: ignore[attr-defined]
    return bool(kept.text == first.text and not kept.in_force)  # type: ignore[attr-defined]


def _ledger(maker: ModuleType, size: int, *, seed: int, state: str) -> tuple[list[Row], list[int]]:
    rows, deeds = maker.make(size, seed)
    return [replace(row, summary="") if state == "no account" else row for row in rows], deeds


def _compare(old: Model, new: Model, before: Figures | None, after: Figures | None) -> None:
    for name, model, held in (("before", old, before), ("after", new, after)):
        if held is not None:
            print(f"  kept, {name:<7}{_line(held)}  sure from {model.join}, asked from {model.ask}")


def _elsewhere(old: Model, new: Model, rows: list[Row], deeds: list[int], name: str) -> None:
    labels = np.asarray(deeds)
    total = sum(size * (size - 1) // 2 for size in np.unique(labels, return_counts=True)[1].tolist())
    for when, model in (("before", old), ("after", new)):
        scored = score(rows, model=model)
        truth = labels[scored.pairs.left] == labels[scored.pairs.right]
        held = figures(scored.probability, truth, join=model.join, ask=model.ask)
        print(
            f"  {name}, {when:<7}{_line(held, total=total)}  asked {held.asked}, of them {held.asked_right}"
        )


def _line(held: Figures, *, total: int | None = None) -> str:
    recall = held.right / total if total else held.recall
    f1 = 2 * held.precision * recall / max(held.precision + recall, 1e-9)
    shares = f"P {held.precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  log loss {held.log_loss:.4f}"
    return f"{shares}  ({held.same} same of {held.pairs})"


if __name__ == "__main__":
    main()

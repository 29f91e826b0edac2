"""Training at the terminal: what is done and what is said of it, in both languages. Decides nothing itself."""

import sys
from typing import Any

from rich.console import Console

from hundredfold.base import clock
from hundredfold.base.env import BadSetting
from hundredfold.config.founding import require_operator
from hundredfold.linkage import training_words
from hundredfold.linkage.measures import Figures
from hundredfold.linkage.model import Model
from hundredfold.plan.models import Programme
from hundredfold.plan.queries import current_programme
from hundredfold.prove.actions.learn import Training, learn, unlearn
from hundredfold.prove.jobs import judge_again

Said = dict[str, str]

_STEPS = {
    "reading": "读台账 reading the ledger…",
    "learning": "学习 learning…",
    "keeping": "启用 putting in force…",
}
console = Console(stderr=True, markup=False, highlight=False, soft_wrap=True)


def run(*, by: str, dry_run: bool) -> dict[str, Any]:
    """Trains and reports. A model that is put in force is followed by a look at the whole ledger in the background."""
    programme = _programme()
    done = learn(
        by=require_operator(by), programme=programme, at=clock.now(), dry_run=dry_run, step=_progress
    )
    if done.version is not None:
        judge_again.enqueue(programme.public_id)
    return report_of(done, dry_run=dry_run)


def undo(*, by: str) -> dict[str, Any]:
    """Takes the learned model back and reports which one is in force again."""
    programme = _programme()
    former = unlearn(by=require_operator(by), programme=programme, at=clock.now())
    judge_again.enqueue(programme.public_id)
    name = former.public_id if former else ""
    back = _said(
        f"已退回上一个模型 {name}，台账将在后台重新核对。"
        if name
        else "已退回随软件的模型，台账将在后台重新核对。",
        f"The former model {name} is in force again; the ledger is looked at anew in the background."
        if name
        else "The shipped model is in force again; the ledger is looked at anew in the background.",
    )
    return {
        "code": "undone",
        "in_force": name or "shipped",
        "sentence": back,
        "notes": [],
        "before": None,
        "after": None,
    }


def report_of(done: Training, *, dry_run: bool) -> dict[str, Any]:
    """A training as JSON: its sentence, notes and figures, with the thresholds of both models."""
    outcome = done.outcome
    code = "would_be_better" if outcome.is_better and dry_run else outcome.code
    return {
        "code": code,
        "sentence": _said(*(training_words.say(code, outcome.params, tongue) for tongue in ("zh", "en"))),
        "notes": _notes(done),
        "answers": done.answers,
        "left_out": done.left_out,
        "taught": done.taught,
        "kept": done.kept,
        "in_force": done.version.public_id if done.version else None,
        "surer": round(outcome.surer, 3),
        "before": _figures(outcome.before, done.old),
        "after": _figures(outcome.after, outcome.model),
    }


def _notes(done: Training) -> list[Said]:
    notes = [
        _said(
            f"回答 {done.answers} 个：学 {done.taught}，留作检验 {done.kept}，用不上 {done.left_out}"
            "（记录已撤回、逐字相同、不是活动或属于留存事项）。",
            f"{done.answers} answers: {done.taught} learned from, {done.kept} kept aside, {done.left_out} of no use "
            "here (withdrawn, word-for-word copies, no events, or of deeds kept aside).",
        )
    ]
    if done.unfit:
        notes.append(
            _said(
                "之前在本站学得的模型已损坏或来自别的版本，没有使用，一直用的是随软件的模型。",
                "The model learned here before is damaged or from another version; the shipped one was in use.",
            )
        )
    if done.version is not None:
        notes.append(
            _said(
                "台账将在后台重新核对。退回：hundredfold train --undo",
                "The ledger is looked at anew in the background. To take it back: hundredfold train --undo",
            )
        )
    return notes


def _figures(held: Figures | None, model: Model | None) -> dict[str, float] | None:
    if held is None or model is None:
        return None
    return {**held.as_json(), "join": model.join, "ask": model.ask}


def _said(zh: str, en: str) -> Said:
    return {"zh": zh, "en": en}


def _programme() -> Programme:
    programme = current_programme()
    if programme is None:
        raise BadSetting(
            "还没有项目，先运行 hundredfold found。/ No programme yet: run `hundredfold found` first."
        )
    return programme


def _progress(step: str) -> None:
    if sys.stderr.isatty():
        console.print(_STEPS[step])

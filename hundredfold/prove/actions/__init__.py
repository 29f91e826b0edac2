"""What is done in judgement: rules are run, decisions taken, deeds settled. Each in one transaction."""

from hundredfold.prove.actions.decide import (
    Answer,
    decide_finding,
    decide_findings,
    decide_many,
    decide_record,
    reopen,
)
from hundredfold.prove.actions.judge import judge_all, judge_by_night, judge_new, judge_record
from hundredfold.prove.actions.look import keep_print, look_at_photos
from hundredfold.prove.actions.settle import settle, settle_all

__all__ = [
    "Answer",
    "decide_finding",
    "decide_findings",
    "decide_many",
    "decide_record",
    "judge_all",
    "judge_by_night",
    "judge_new",
    "judge_record",
    "keep_print",
    "look_at_photos",
    "reopen",
    "settle",
    "settle_all",
]

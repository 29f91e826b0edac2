"""What is done in judgement: rules are run, decisions taken, deeds settled. Each in one transaction."""

from hundredfold.prove.actions.appeal import answer_appeal, file_appeal, withdraw_appeal
from hundredfold.prove.actions.bulk import Answered, accept_plain, answer_alike
from hundredfold.prove.actions.decide import (
    Answer,
    decide_finding,
    decide_findings,
    decide_many,
    decide_record,
    reopen,
)
from hundredfold.prove.actions.holds import put_down, take_in_hand
from hundredfold.prove.actions.judge import judge_all, judge_by_night, judge_new, judge_record
from hundredfold.prove.actions.look import keep_print, look_at_photos
from hundredfold.prove.actions.look_at_links import look_at_links
from hundredfold.prove.actions.settle import settle, settle_all
from hundredfold.prove.actions.spot_check import Asked, Seen, make_draw, record_visit

__all__ = [
    "Answer",
    "Answered",
    "Asked",
    "Seen",
    "accept_plain",
    "answer_alike",
    "answer_appeal",
    "decide_finding",
    "decide_findings",
    "decide_many",
    "decide_record",
    "file_appeal",
    "judge_all",
    "judge_by_night",
    "judge_new",
    "judge_record",
    "keep_print",
    "look_at_links",
    "look_at_photos",
    "make_draw",
    "put_down",
    "record_visit",
    "reopen",
    "settle",
    "settle_all",
    "take_in_hand",
    "withdraw_appeal",
]

"""Whether an address still leads somewhere. It asks for the head alone where a server allows it, and reads no page."""

from hundredfold.base.outbound.addresses import is_public
from hundredfold.base.outbound.asking import SECONDS, Turn, ask, nobody_waits
from hundredfold.base.outbound.line import MayAsk, Resolve, system_names
from hundredfold.base.outbound.refusals import NotFetched

ANSWERS, DEAD, SILENT, NOT_ASKED = "answers", "gone", "silent", "not_asked"
_GONE = frozenset({404, 410})
_NO_HEAD = frozenset({400, 403, 404, 405, 501})  # of servers that do not like to be asked for the head alone
_NEVER = frozenset({"not_http", "password", "bad_port", "private_address", "resting"})


def outcome_of(
    url: str,
    *,
    may_ask: MayAsk = is_public,
    seconds: float = SECONDS,
    resolve: Resolve = system_names,
    turn: Turn = nobody_waits,
) -> str:
    """What an address answers: answers, gone, silent or not_asked. Never raises for a bad one.

    ``seconds`` limit each of at most two askings, for the head alone and, of a server that does not like that, for all.
    ``may_ask`` says of an address and a port whether they may be asked at all; it is put for every hop. ``turn`` as
    ``asking.ask`` takes it.
    """
    status = 0
    try:
        for method in ("HEAD", "GET"):
            status = ask(
                url,
                seconds=seconds,
                may_ask=may_ask,
                method=method,
                wants_body=False,
                resolve=resolve,
                turn=turn,
            ).status
            if status not in _NO_HEAD:
                break
    except NotFetched as refused:
        return NOT_ASKED if refused.code in _NEVER else SILENT
    return DEAD if status in _GONE else ANSWERS

"""A link that was noticed to lead nowhere, of a record that keeps no copy of the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from hundredfold.plan.blueprint_types import Words
from hundredfold.prove.claims import Claim, Claims, Finding, Ground
from hundredfold.prove.rules.rule import Rule, settings_of


def find(claims: Claims) -> Iterator[Finding]:
    """One remark for each told link that has been dead for the given days, where nothing of the page was kept."""
    patience = dt.timedelta(days=settings_of(claims, RULE.name)["days"])
    for claim in claims.told:
        since = claim.link_dead_since
        if since and claim.url and not _is_kept(claim) and claims.as_of - since >= patience:
            params = {"url": claim.url, "day": since.isoformat()}
            yield Finding(rule=RULE.name, a=claim.id, grounds=(Ground("dead_link", params),))


def _is_kept(claim: Claim) -> bool:
    """Whether the page is kept: as a saved page, or for a press story as a picture of the printed one."""
    return bool(claim.pages) or (claim.kind == "article" and bool(claim.photos))


RULE = Rule(
    name="dead_link",
    title=Words("链接打不开", "Link leads nowhere"),
    sentence=Words(
        "所附链接已打不开、又没有存下网页或版面照片的，请补存；存有原页的不提。",
        "A link that leads nowhere is remarked on where no copy of its page was kept; a kept page is enough.",
    ),
    find=find,
    is_remark=True,
)

"""A past call as one line of text and back, so that what was folded once needn't be folded again."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from difficult_cx.domain.story.past import PastCall, PastConcession, PastIssue


def packed(call: PastCall) -> str:
    """The call as JSON; times in milliseconds UTC."""
    return json.dumps(
        (
            call.id,
            _ms(call.started),
            call.customer,
            call.channel,
            call.playbook,
            call.hash,
            call.rep,
            call.device,
            call.keeps,
            [(one.id, one.text, _maybe(one.at), one.breakdown, one.fate, one.fields) for one in call.issues],
            [(_ms(at), value, where) for at, value, where in call.heat],
            [(key, _ms(at)) for key, at in call.situations],
            call.steps,
            call.read_backs,
            [(_ms(at), words) for at, words in call.warnings],
            [(_ms(one.at), one.amount, one.text, one.approved_by) for one in call.concessions],
            call.fields,
            call.wrap,
            [(one, _ms(at), name, text) for one, at, name, text in call.told],
            call.backups,
            call.promises,
            _maybe(call.ended),
            call.closed,
            call.disposition,
            round(call.worked / timedelta(milliseconds=1)),
            _maybe(call.last),
        ),
        separators=(",", ":"),
    )


def unpacked(text: str) -> PastCall:
    """The call of such a line."""
    (
        one, started, customer, channel, playbook, digest, rep, device, keeps, issues, heat, situations,
        steps, read_backs, warnings, concessions, fields, wrap, told, backups, promises, ended,
        closed, disposition, worked, last,
    ) = json.loads(text)  # fmt: skip
    return PastCall(
        id=one,
        started=_at(started),
        customer=customer,
        channel=channel,
        playbook=playbook,
        hash=digest,
        rep=rep,
        device=device,
        keeps=keeps,
        issues=[PastIssue(one, text, _maybe_at(at), *rest) for one, text, at, *rest in issues],
        heat=[(_at(at), value, where) for at, value, where in heat],
        situations=[(key, _at(at)) for key, at in situations],
        steps=steps,
        read_backs=read_backs,
        warnings=[(_at(at), words) for at, words in warnings],
        concessions=[PastConcession(_at(at), *rest) for at, *rest in concessions],
        fields=fields,
        wrap=wrap,
        told=[(one, _at(at), name, text) for one, at, name, text in told],
        backups=backups,
        promises=promises,
        ended=_maybe_at(ended),
        closed=closed,
        disposition=disposition,
        worked=timedelta(milliseconds=worked),
        last=_maybe_at(last),
    )


def _ms(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def _at(value: int) -> datetime:
    return datetime.fromtimestamp(value / 1000, UTC)


def _maybe(at: datetime | None) -> int | None:
    return None if at is None else _ms(at)


def _maybe_at(value: Any) -> datetime | None:
    return None if value is None else _at(value)

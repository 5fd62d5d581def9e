"""A playbook as JSON and back: the text a call ran under, kept once by its hash."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from difficult_cx.domain.playbook import Avoid, Card, Playbook, Question, Situation, Stem, Way


def to_json(playbook: Playbook) -> dict[str, Any]:
    """The whole playbook as JSON values; its hash and the file it came from are left out."""
    return {
        "id": playbook.id,
        "kind": playbook.kind,
        "title": playbook.title,
        "lang": playbook.lang,
        "when": playbook.when,
        "source": playbook.source,
        "why": playbook.why,
        "evidence": list(playbook.evidence),
        "rules": list(playbook.rules),
        "cards": [_card(one) for one in playbook.cards],
        "situations": [_situation(one) for one in playbook.situations],
    }


def _situation(one: Situation) -> dict[str, Any]:
    return {
        "id": one.id,
        "key": one.key,
        "title": one.title,
        "cues": list(one.cues),
        "source": one.source,
        "rules": list(one.rules),
        "card": _card(one.card),
    }


def _card(card: Card) -> dict[str, Any]:
    ask = card.ask
    return {
        "id": card.id,
        "title": card.title,
        "do": card.do,
        "tone": card.tone,
        "clock": card.clock,
        "say": [{"text": one.text, "quote": one.quote} for one in card.say],
        "never": [{"text": one.text, "instead": one.instead, "why": one.why} for one in card.never],
        "listen": list(card.listen),
        "until": card.until,
        "ask": None
        if ask is None
        else {"field": ask.field, "label": ask.label, "kind": ask.kind, "by": ask.by},
        "ways": [
            {
                "label": way.label,
                "go": way.go,
                "sets": dict(way.sets),
                "if": list(way.conditions),
                "since": way.since,
            }
            for way in card.ways
        ],
        "needs": dict(card.needs),
        "if": list(card.only_if),
        "unless": list(card.unless),
        "then": card.then,
        "rules": list(card.rules),
    }


def digest(playbook: Playbook) -> str:
    """16 hex digits over the whole text."""
    text = json.dumps(to_json(playbook), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def with_hash(playbook: Playbook) -> Playbook:
    """The same playbook, its hash filled in."""
    return replace(playbook, hash=digest(playbook))


def from_json(body: Mapping[str, Any]) -> Playbook:
    """The playbook that `to_json` gave; keys of newer versions are passed over."""
    return Playbook(
        id=body["id"],
        kind=body["kind"],
        title=body["title"],
        lang=body.get("lang", "en"),
        when=body.get("when", "during"),
        source=body.get("source", ""),
        why=body.get("why", ""),
        evidence=tuple(body.get("evidence", ())),
        rules=tuple(body.get("rules", ())),
        cards=tuple(_card_of(one) for one in body["cards"]),
        situations=tuple(
            Situation(
                id=one["id"],
                key=one["key"],
                title=one["title"],
                card=_card_of(one["card"]),
                cues=tuple(one.get("cues", ())),
                source=one.get("source", ""),
                rules=tuple(one.get("rules", ())),
            )
            for one in body.get("situations", ())
        ),
    )


def _card_of(body: Mapping[str, Any]) -> Card:
    ask = body.get("ask")
    return Card(
        id=body["id"],
        title=body["title"],
        do=body.get("do", ""),
        tone=body.get("tone", ""),
        clock=bool(body.get("clock")),
        say=tuple(Stem(one["text"], bool(one.get("quote"))) for one in body.get("say", ())),
        never=tuple(
            Avoid(one["text"], one.get("instead", ""), one.get("why", "")) for one in body.get("never", ())
        ),
        listen=tuple(body.get("listen", ())),
        until=body.get("until", ""),
        ask=None if ask is None else Question(ask["field"], ask["label"], ask["kind"], ask["by"]),
        ways=tuple(
            Way(one["label"], one["go"], dict(one["sets"]), tuple(one["if"]), one["since"])
            for one in body.get("ways", ())
        ),
        needs=dict(body.get("needs", {})),
        only_if=tuple(body.get("if", ())),
        unless=tuple(body.get("unless", ())),
        then=body.get("then", "next"),
        rules=tuple(body.get("rules", ())),
    )

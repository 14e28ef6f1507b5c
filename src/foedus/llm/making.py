"""A model's answer held against the text: statements and claims whose every word stands there, and problems."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from foedus.llm.dates import time_of
from foedus.llm.names import Names
from foedus.llm.pieces import Piece
from foedus.llm.vocabulary import Kind, claim_schema, kinds, statement_schema
from foedus.llm.wording import nearest, onward, stretches
from foedus.model.claims import Claim, Mention, Quote, Statement, make_claim
from foedus.model.ids import slug
from foedus.model.problems import Problem
from foedus.reading.terms import terms_in

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator

Raw = Mapping[str, Any]
CONFIDENCE = 0.5
"""Of every claim: what a model says of its own certainty is not measured, so it is not asked."""
_SHOWN = 80
_PERSONS = frozenset({"person"})
"""Roles that a person fills as such; in every other one people count for whom they act for."""


@dataclass(slots=True)
class Maker:
    """Makes the statements and claims of one piece; what it drops it lists in `problems`."""

    names: Names
    piece: Piece
    extractor: str
    problems: list[Problem] = field(default_factory=list)

    @property
    def _text(self) -> str:
        return self.names.context.page.document.text

    def make(self, answer: Raw) -> tuple[list[Statement], list[Claim]]:
        """The statements and claims of an answer, each in the order in which it was given."""
        numbered = self._statements(_list(answer, "statements", self))
        claims = [
            claim
            for raw in _list(answer, "claims", self)
            if (claim := self._claim(raw, numbered)) is not None
        ]  # fmt: skip
        return [statement for statement in numbered.values() if statement is not None], claims

    # Statements

    def _statements(self, given: Sequence[Any]) -> dict[int, Statement | None]:
        """Each statement by its number; None for one that was dropped."""
        found: dict[int, Statement | None] = {}
        cursor = self.piece.start
        for raw in given:
            number = raw.get("n") if isinstance(raw, dict) else None
            why = _fault(raw, "statement")
            if why or number is None or number in found:
                self._drop("llm-form", "a statement", why or f"two have the number {number}", raw)
                continue
            found[number] = statement = self._statement(raw, cursor)
            cursor = statement.content[0][0] if statement else cursor
        return found

    def _statement(self, raw: Raw, cursor: int) -> Statement | None:
        content = self._stretches(raw["content"], cursor)
        if content is None:
            self._astray("a statement", raw["content"], raw)
            return None
        low, high = content[0][0], content[-1][1]
        speaker = None
        if raw["speaker"] is not None:
            speaker = self._mention(raw["speaker"], low, high)
            if speaker is None:
                self._astray("a statement", raw["speaker"]["words"], raw)
                return None
        via = [mention for each in raw["via"] if (mention := self._part(each, low, high, "a carrier")) is not None]
        behalf = self.names.acting(speaker).actor if speaker else None
        return Statement(
            document=self.names.context.page.document.id,
            speaker=speaker,
            cue=self._cue(raw["cue"], low, high),
            content=content,
            form=raw["form"],
            on_behalf_of=behalf if speaker and behalf != speaker.actor else None,
            via=tuple(via),
        )

    def _cue(self, words: str | None, low: int, high: int) -> Quote | None:
        if not words:
            return None
        at = nearest(self._text, words, self.piece.spans, low, high)
        if at is None:
            self._astray("a cue", words, words)
            return None
        return Quote(self._text[at[0] : at[1]], *at)

    # Claims

    def _claim(self, raw: Any, numbered: Mapping[int, Statement | None]) -> Claim | None:
        kind = kinds().get(raw.get("kind", "")) if isinstance(raw, dict) and isinstance(raw.get("kind"), str) else None
        why = _fault(raw, kind.name) if kind is not None else "it is of no kind of claim"
        if kind is None or why:
            self._drop("llm-form", "a claim", why, raw)
            return None
        said = numbered.get(raw["statement"]) if raw["statement"] is not None else None
        if raw["statement"] is not None and said is None:
            self._drop("llm-form", "a claim", "the statement that it is said in is not there", raw)
            return None
        evidence = self._evidence(raw, said)
        if evidence is None:
            self._astray("a claim", raw["evidence"], raw)
            return None
        said = self._innermost(said, evidence[0], numbered)
        if raw["statement"] is not None and said is None:
            self._drop("llm-form", "a claim", "its words are not among those of its statement", raw)
            return None
        roles = self._roles(raw, kind, evidence)
        attributes = self._attributes(raw["attributes"], evidence)
        empty = sorted(name for name in kind.required if not (roles.get(name) or attributes.get(name)))
        if empty:
            self._drop("llm-form", "a claim", f"it has no {' and no '.join(empty)}", raw)
            return None
        return self._made(raw, roles, attributes, evidence, said)

    def _made(
        self,
        raw: Raw,
        roles: Mapping[str, Sequence[Mention]],
        attributes: Mapping[str, Any],
        evidence: tuple[Quote, ...],
        said: Statement | None,
    ) -> Claim:
        time, why = time_of(self.names.context.page, raw["time"], self.piece, evidence[0])
        if why:
            self._drop("llm-time", "a claim's date", why, raw["time"])
        return make_claim(
            document=self.names.context.page.document.id,
            statement=said.id if said else None,
            kind=raw["kind"],
            roles=roles,
            attributes=attributes,
            polarity=raw["polarity"],
            status=raw["status"],
            time=time,
            evidence=evidence,
            terms=[term for quote in evidence for term in terms_in(quote, self.names.context)],
            confidence=CONFIDENCE,
            extractor=f"{self.extractor}/{raw['kind']}",
        )

    def _evidence(self, raw: Raw, said: Statement | None) -> tuple[Quote, ...] | None:
        inside = said.content if said else ()
        spans = self._stretches(raw["evidence"], self.piece.start, inside)
        return tuple(Quote(self._text[a:b], a, b) for a, b in spans) if spans else None

    def _innermost(
        self, said: Statement | None, quote: Quote, numbered: Mapping[int, Statement | None]
    ) -> Statement | None:
        """The statement that a claim stands in: the one that the model names, else the smallest around its words."""
        if said is not None and any(a < quote.end and quote.start < b for a, b in said.content):
            return said
        around = [s for s in numbered.values() if s is not None and s.covers(quote.start, quote.end)]
        return min(around, key=lambda s: sum(b - a for a, b in s.content), default=None)

    def _roles(self, raw: Raw, kind: Kind, evidence: tuple[Quote, ...]) -> dict[str, list[Mention]]:
        low, high = evidence[0].start, evidence[-1].end
        found: dict[str, list[Mention]] = {}
        for role, _ in kind.roles:
            fillers: dict[str, Mention] = {}
            for each in raw["roles"][role]:
                mention = self._part(each, low, high, f"a {role}")
                if mention is not None:
                    acting = mention if role in _PERSONS else self.names.acting(mention)
                    fillers.setdefault(acting.actor, acting)
            if fillers or role in kind.required:
                found[role] = list(fillers.values())
        return found

    def _attributes(self, raw: Raw, evidence: tuple[Quote, ...]) -> dict[str, Any]:
        found = {name: value for name, value in raw.items() if value not in (None, "", False)}
        if "quantity" in found:
            found["quantity"] = {name: _whole(value) for name, value in found["quantity"].items() if value is not None}
        if "trigger" in found:
            found["trigger"] = self._trigger(found["trigger"])
        title = found.get("title")
        if title and nearest(self._text, title, self.piece.spans, evidence[0].start, evidence[-1].end) is None:
            self._astray("a title", title, title)
            del found["title"]
        return {name: value for name, value in found.items() if value != {}}

    def _trigger(self, raw: Raw) -> dict[str, str]:
        found = {}
        for part, name in raw.items():
            key = slug(name) if name and part == "act" else self.names.key(name) if name else None
            if key:
                found[part] = key
            elif name:
                self._astray("a trigger's actor", name, name)
        return found

    # Words

    def _stretches(
        self, given: Sequence[str], cursor: int, inside: Sequence[tuple[int, int]] = ()
    ) -> tuple[tuple[int, int], ...] | None:
        """Where some pieces of text stand, in the order of the text; None unless all of them do.

        inside: spans that are looked at first.
        """
        spans: list[tuple[int, int]] = []
        for words in (stretch for each in given for stretch in stretches(each)):
            at = onward(self._text, words, inside, cursor) or onward(self._text, words, self.piece.spans, cursor)
            if at is None:
                return None
            spans.append(at)
            cursor = at[1]
        return tuple(_disjoint(sorted(spans))) if spans else None

    def _mention(self, raw: Raw, low: int, high: int) -> Mention | None:
        at = nearest(self._text, raw["words"], self.piece.spans, low, high)
        if at is None:
            return None
        mention, used = self.names.mention(*at, raw["means"])
        if not used:
            told = f"the text does not name {_short(raw['means'])!r}, whom {_short(raw['words'])!r} is to mean"
            self._drop("llm-name", "a name", told, raw)
        return mention

    def _part(self, raw: Raw, low: int, high: int, what: str) -> Mention | None:
        """A name that a record can do without: where it is not in the text, that is a problem of its own."""
        mention = self._mention(raw, low, high)
        if mention is None:
            self._astray(what, raw["words"], raw)
        return mention

    # Problems

    def _astray(self, what: str, words: Any, raw: Any) -> None:
        """What is dropped since its words are not in the text."""
        shown = " … ".join(words) if isinstance(words, list) else words
        self._drop("llm-words", what, f"{_short(shown)!r} does not stand in the text", raw)

    def _drop(self, code: str, what: str, why: str, raw: Any) -> None:
        where = self.names.context.page.document.path
        shown = "" if not isinstance(raw, dict) or "kind" not in raw else f" ({_short(raw['kind'])})"
        self.problems.append(Problem(code, f"the model gave {what}{shown} that was dropped", where, why))


def _list(answer: Raw, name: str, maker: Maker) -> Sequence[Any]:
    found = answer.get(name)
    if isinstance(found, list):
        return found
    maker._drop("llm-form", f"no list of {name}; all", "the answer is not in the form that was asked for", None)
    return ()


@cache
def _validator(of: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(statement_schema() if of == "statement" else claim_schema(of))


def _fault(raw: Any, of: str) -> str:
    """What is wrong with the form of a statement or a claim; empty where nothing is."""
    error = next(iter(sorted(_validator(of).iter_errors(raw), key=lambda e: list(map(str, e.path)))), None)
    if error is None:
        return ""
    where = "/".join(map(str, error.path))
    return _short(f"{where + ': ' if where else ''}{error.message}")


def _disjoint(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted spans, those that touch or overlap as one."""
    joined: list[tuple[int, int]] = []
    for low, high in spans:
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _short(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

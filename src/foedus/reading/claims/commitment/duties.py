"""Duties: which words name a thing that somebody can be bound to do.

A duty is a verb ("defend", "consult"), a verb with what must stand beside it ("withdraw its forces", "abide by the
truce"), or a light verb with the word that carries the sense ("come to the aid of", "remain neutral").
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedus.reading.claims.commitment.frames import Frame, frame_of, frames
from foedus.reading.lexicon import lexicon, words
from foedus.reading.page import begin
from foedus.reading.syntax import is_infinitive, objects, obliques, subjects

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

L = "commitment"
_LIGHT_DEPS = frozenset({"acomp", "prt", "xcomp", "attr", "oprd", "advmod", "prep", "ccomp"})


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that words name: its verb, the contract's duty, the noun that carries the sense of a light verb.

    group: the group of nouns that completes the verb ("forces" in "withdraw its forces"); "any" where none is needed.
    frame: the line of the lexicon that it fits, where it is one of those.
    """

    verb: Token
    name: str
    word: Token | None = None
    group: str = "any"
    frame: Frame | None = None


def duties(context: Context) -> Iterator[Duty]:
    """Every duty that the page names, in the order of the text, whether anybody is bound to it or not."""
    found: dict[tuple[int, int], Duty] = {}
    for verb in context.having(lexicon(L)["light"]):
        if verb.pos_ in ("VERB", "AUX"):
            duty = _light(verb)
            if duty is not None:
                found[begin(verb), 0] = duty
    for verb in context.having(_verbs()):
        if verb.pos_ == "VERB" and verb.dep_ not in ("amod", "compound") and (begin(verb), 0) not in found:
            duty = _plain(verb)
            if duty is not None:
                found[begin(verb), 0] = duty
    for verb in context.having(frames()):
        known = found.get((begin(verb), 0))
        loose = known is None or known.group in ("sent", "bound")  # these need more than their words
        if verb.pos_ in ("VERB", "AUX") and verb.dep_ not in ("amod", "compound"):
            frame = frame_of(verb)
            if frame is not None and (loose or "first" in frame.marks):
                found[begin(verb), 0] = Duty(verb, frame.duty, frame=frame)
    return iter([found[key] for key in sorted(found)])


@cache
def _verbs() -> dict[str, tuple[tuple[str, str], ...]]:
    """For each verb the duties that it can name, each with the group of its complement, the choosiest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for duty, groups in lexicon(L)["duties"].items():
        for group, lemmas in groups.items():
            for lemma in lemmas:
                table.setdefault(lemma, []).append((duty, group))
    return {lemma: tuple(sorted(options, key=lambda o: o[1] == "any")) for lemma, options in table.items()}


def lemmas(tokens: tuple[Token, ...]) -> set[str]:
    """The lemmas of some heads, with those of the nouns that they only measure ("all of its troops")."""
    found = {t.lemma_.lower() for t in tokens}
    return found | {o.lemma_.lower() for t in tokens if t.pos_ in ("DET", "PRON", "NUM") for o in obliques(t, "of")}


def _plain(verb: Token) -> Duty | None:
    beside = lemmas(objects(verb))
    for name, group in _verbs()[verb.lemma_.lower()]:
        near = beside
        if group == "obligation":
            near = beside | lemmas(obliques(verb, "by", "to", "with", "from"))
        elif group == "forces" and not objects(verb):
            near = lemmas(subjects(verb))
        if group in ("renounced", "foreign"):
            if _forceful(verb) if group == "renounced" else _of_others(verb):
                return Duty(verb, name, None, group)
            continue
        if group in ("any", "bound") or near & words(L, group):
            return Duty(verb, "defend" if name == "aid" and _military(verb) else name, None, group)
    return None


def _forceful(verb: Token) -> bool:
    """Whether it is violence that a verb renounces: "refrain from the use of force", "renounce war"."""
    near = [*objects(verb), *obliques(verb, "from", "to")]
    of = [o for t in near if t.lemma_.lower() in words(L, "using") for o in obliques(t, "of", "to")]
    plain = [t for t in near if t.lemma_.lower() in words(L, "violent")]
    return bool(plain or lemmas(tuple(of)) & words(L, "violent"))


def _of_others(verb: Token) -> bool:
    """Whether it is other states' forces that a verb lets in: "station foreign troops", "no third party's troops"."""
    for force in objects(verb):
        if force.lemma_.lower() not in words(L, "forces"):
            continue
        owners = [*(c for c in force.children if c.dep_ == "poss"), *obliques(force, "of", "from")]
        owners += [c for c in force.children if c.dep_ == "compound"]  # "third-party forces"
        near = {c.lemma_.lower() for t in (force, *owners) for c in (t, *t.children)}
        if near & words(L, "foreign"):
            return True
    return False


def _military(verb: Token) -> bool:
    """Whether help is said to be armed: "help it with troops", "give military assistance"."""
    if any(c.dep_ in ("xcomp", "ccomp") and _repels(c) for c in verb.children):
        return True
    near = [*objects(verb), *obliques(verb, "with", "by")]
    return any(
        t.lemma_.lower() in words(L, "military") for n in near for t in (n, *n.children) if t.pos_ in ("NOUN", "ADJ")
    )


def _repels(verb: Token) -> bool:
    """Whether a verb names a fight against an attack ("help it repel the invasion", "help it defend itself")."""
    named = _verbs().get(verb.lemma_.lower(), ())
    return any(
        duty == "defend" and (group == "any" or lemmas(objects(verb)) & words(L, group)) for duty, group in named
    )


def _light(verb: Token) -> Duty | None:
    table: dict[str, str] = lexicon(L)["light"][verb.lemma_.lower()]
    near = [*objects(verb), *obliques(verb, "to", "into", "in"), *(c for c in verb.children if c.dep_ in _LIGHT_DEPS)]
    aligned = next((t for t in near if t.lemma_.lower() in ("aligned", "align")), None)
    if aligned is not None and verb.doc[max(0, aligned.i - 2)].lower_ == "non" and "neutral" in table:
        return Duty(verb, "stay-neutral", aligned)
    for token in [*near, *(c for n in near if n.dep_ == "dobj" for c in n.children if c.dep_ == "conj")]:
        duty = table.get(token.lemma_.lower())
        if duty is not None and not (duty == "aid" and verb.lemma_ == "lift" and token.lemma_ != "finger"):
            modifiers = [*token.children, *(token.head.children if token.dep_ == "conj" else ()), token.head]
            armed = any(c.lemma_.lower() in words(L, "military") for c in modifiers)
            return Duty(verb, "defend" if duty == "aid" and armed else duty, token)
    return None


def infinitive_anchor(verb: Token) -> Token:
    """The infinitive with which an infinitive belongs ("had to consult …, and to help …"), however it was parsed."""
    if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in words(L, "abstaining"):
        return infinitive_anchor(verb.head.head)
    if not (is_infinitive(verb) and verb.dep_ == "conj" and not is_infinitive(verb.head)):
        return verb.head if verb.dep_ == "conj" and is_infinitive(verb.head) else verb
    beside = [c for c in verb.head.children if c.dep_ in ("xcomp", "advcl") and c.i < verb.i and is_infinitive(c)]
    if beside:  # "obliged to help it, but not to defend it"
        return beside[-1]
    for depth, above in enumerate(verb.ancestors):
        if is_infinitive(above) and above.dep_ in ("xcomp", "advcl", "acl", "ccomp"):
            return above
        if depth == 3:
            break
    return verb

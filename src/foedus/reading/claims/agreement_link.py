"""Agreement link: one agreement is part of, based on, amends or replaces another.

The ways of saying so are data (`agreement_link.yaml`): verbs with the place of each text, nouns ("an annex to"), and
what stands beside the clause in which the younger text is concluded ("as part of the accords, X signed a protocol").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.claims.stage_roles import agreements
from foedus.reading.drafts import Draft
from foedus.reading.evidence import around
from foedus.reading.lexicon import lexicon
from foedus.reading.page import begin, finish
from foedus.reading.phrases import VERBAL
from foedus.reading.syntax import objects, obliques, subjects
from foedus.reading.titles import described_by

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.parse import Token

_L = "agreement_link"
_ELLIPTIC = frozenset({"one", "that", "those"})
_PRONOUNS = frozenset({"it", "them", "its", "they", "their", "this"})


def find(context: Context) -> Iterator[Draft]:
    """A draft for each pair of agreements, each pair once."""
    seen: set[tuple[str, str, str]] = set()
    found = (*_verbs(context), *_nouns(context), *_attached(context), *_beside(context))
    last: Draft | None = None
    for told in sorted(found, key=lambda draft: begin(draft.predicate)):
        bare = last is not None and all(m[0].text.lower() in _PRONOUNS for m in told.roles.values())
        draft = replace(told, roles=last.roles) if bare and last else told  # "it does not replace it": the last two
        key = (draft.roles["agreement"][0].actor, draft.roles["parent"][0].actor, draft.attributes["link"])
        if key not in seen:
            seen.add(key)
            last = draft
            yield draft


def _verbs(context: Context) -> Iterator[Draft]:
    for row in lexicon(_L)["verbs"]:
        for verb in context.having(row["verb"]):
            if verb.pos_ != "VERB":
                continue
            thing = next((t for t in objects(verb) if t.lemma_.lower() in row.get("object", ())), None)
            if "object" in row and (thing is None) == bool(row["object"]):
                continue
            yield from _pairs(
                context, verb, _at(verb, row["child"], thing), _at(verb, row["parent"], thing), row["link"]
            )


def _at(verb: Token, place: str | list[str], thing: Token | None) -> tuple[Token, ...]:
    """The noun phrases at a place beside a verb, or after prepositions that hang on its object."""
    if place == "subject":
        return subjects(verb)
    if place == "object":
        return () if thing is not None else objects(verb)
    found = obliques(verb, *place)
    if thing is not None:
        found = (*found, *obliques(thing, *place))
    else:  # "added an annex to the treaty": the parse may hang it on the object
        found = (*found, *(t for noun in objects(verb) for t in obliques(noun, *place)))
    return found


def _nouns(context: Context) -> Iterator[Draft]:
    for row in lexicon(_L)["nouns"]:
        for noun in context.having(row["noun"]):
            if noun.pos_ == "NOUN" and (parents := obliques(noun, *row["of"])):
                yield from _pairs(context, _predicate(noun), _described(noun), parents, row["link"])
    inverse = lexicon(_L)["inverse"]
    for noun in context.having(inverse):
        if noun.pos_ == "NOUN" and (children := obliques(noun, "for", "of", "to")):
            yield from _pairs(context, _predicate(noun), children, _described(noun), inverse[noun.lemma_.lower()])


def _described(noun: Token) -> tuple[Token, ...]:
    """What a predicate noun describes: "X is an annex", "X, an annex", "sees X as an annex", "serves as an annex"."""
    if noun.dep_ == "attr":
        return subjects(noun.head)
    if noun.dep_ == "appos":
        return (noun.head,)
    if noun.dep_ == "pobj" and noun.head.lower_ == "as" and noun.head.head.pos_ in VERBAL:
        return objects(noun.head.head) or subjects(noun.head.head)
    if noun.dep_ == "dobj" and noun.head.lemma_ in ("form", "constitute", "become", "represent", "provide", "lay"):
        return subjects(noun.head)
    return ()


def _predicate(noun: Token) -> Token:
    return noun.head if noun.dep_ in ("attr", "dobj") and noun.head.pos_ in VERBAL else noun


def _attached(context: Context) -> Iterator[Draft]:
    """ "The annex to the treaty", "a protocol to it", "a successor to the pact"."""
    attached = lexicon(_L)["attached"]
    for noun in context.having(attached):
        if noun.pos_ in ("NOUN", "PROPN") and (parents := obliques(noun, "to")):
            yield from _pairs(context, noun, (noun,), parents, attached[noun.lemma_.lower()])
    for noun in context.having(lexicon(_L)["resting"]):
        if noun.pos_ in ("NOUN", "PROPN") and (parents := obliques(noun, "under")):
            yield from _pairs(context, noun, (noun,), parents, "based-on")
    for word in context.having(lexicon(_L)["succeeding"]):
        if word.dep_ in ("compound", "amod") and word.i < word.head.i:
            yield from _pairs(context, word.head, (word.head,), obliques(word.head, "to", "for"), "replaces")


def _beside(context: Context) -> Iterator[Draft]:
    """What is concluded as part of another agreement, under it, or in its place."""
    direct = lexicon(_L)["direct"]
    for verb in context.having(lexicon(_L)["concluding"]):
        if verb.pos_ != "VERB":
            continue
        children = objects(verb) or obliques(verb, "for", "on") or subjects(verb)
        for child in verb.children:
            if child.dep_ != "prep" and child.lower_ not in ("instead", "pursuant", "under"):
                continue
            for row in lexicon(_L)["beside"]:
                if child.lower_ in row["preposition"]:
                    framed = [c for c in child.children if c.dep_ == "pobj" and c.lemma_.lower() in row["noun"]]
                    yield from _pairs(
                        context, verb, children, [t for f in framed for t in obliques(f, *row["of"])], row["link"]
                    )
            before = child.doc[child.i - 1].lower_ if child.i else ""
            whole = {"of": before == "instead", "to": before == "pursuant"}.get(child.lower_, True)
            if child.lower_ in direct and whole:
                parents = [c for c in child.children if c.dep_ == "pobj"]
                yield from _pairs(context, verb, children, parents, direct[child.lower_])


def _agreement(context: Context, tokens: Iterable[Token]) -> Iterator[Mention]:
    """The agreements that some noun phrases mean, or the articles or terms of which they mean."""
    for token in tokens:
        mention = context.texts.mention(token, acts=True)
        if mention is None and token.pos_ == "PROPN":  # "the Status of Forces Agreement": the title's last noun is it
            named = (t for t in obliques(token, "of") if t.pos_ == "PROPN")
            mention = next((m for t in named if (m := context.texts.mention(t, acts=True)) is not None), None)
        yield from (mention,) if mention is not None else agreements(context, (token,))


def _instrument(context: Context, tokens: Iterable[Token]) -> Iterator[Mention]:
    """As agreements: plans, packages and the like, which are texts where they stand to an agreement."""
    for token in tokens:
        if token.lemma_.lower() in lexicon(_L)["instruments"] and token.pos_ in ("NOUN", "PROPN"):
            words = described_by(token)
            start, end = begin(words[0]), finish(words[-1])
            text = context.page.document.text[start:end]
            yield Mention(text, start, end, slug(text))


def _elliptic(context: Context, token: Token, noun: Token) -> Mention | None:
    """The older text that "one", "that of 2001" or "those of May" means, by the younger one's noun."""
    told = [c for c in token.children if c.dep_ in ("prep", "acl", "relcl")]
    if token.lower_ not in _ELLIPTIC or not told or token.dep_ not in ("dobj", "pobj", "nsubj"):
        return None
    start, end = begin(token), finish(max((t for c in told[:1] for t in c.subtree), key=lambda t: t.i))
    text = context.page.document.text[start:end]
    return Mention(text, start, end, slug(f"{noun.lemma_} {text.partition(' ')[2]}"))


def _parents(context: Context, tokens: Iterable[Token], child: Mention) -> Iterator[Mention]:
    """The other agreement; a pronoun that seems to mean the child itself means the one spoken of before it.

    A noun that seems to take up the child ("an annex to the treaty") means one of its own.
    """
    for token in tokens:
        for mention in _agreement(context, (token,)):
            if mention.actor == child.actor and token.pos_ in ("NOUN", "PROPN") and mention.start != child.start:
                before = context.texts.before(token, other_than=child.actor)
                key = before.key if before is not None else slug(mention.text)
                yield Mention(mention.text, mention.start, mention.end, key)
                continue
            if mention.actor == child.actor and token.lower_ in _PRONOUNS:
                other = context.texts.heading(token)
                if other is None or other.key == child.actor:
                    other = context.texts.before(token, other_than=child.actor)
                meant = context.texts.as_mention(token, other)
                if meant is not None:
                    yield meant
            else:
                yield mention


def _pairs(
    context: Context, predicate: Token, children: Iterable[Token], parents: Iterable[Token], link: str
) -> Iterator[Draft]:
    """A draft for each younger text, with the first older one; one at least is an agreement by its own noun."""
    children, parents = tuple(children), tuple(parents)
    if not children or not parents:
        return
    known = tuple(_agreement(context, children))
    other = next((m for t in parents if (m := _elliptic(context, t, children[0])) is not None), None)
    for child in known or tuple(_instrument(context, children)):
        found = _parents(context, parents, child)
        parent = other or next(found, None) or (next(_instrument(context, parents), None) if known else None)
        if parent is not None and child.actor != parent.actor:
            yield _draft(context, predicate, child, parent, link)


def _draft(context: Context, predicate: Token, child: Mention, parent: Mention, link: str) -> Draft:
    return Draft(
        kind="agreement-link",
        predicate=predicate,
        roles={"agreement": (child,), "parent": (parent,)},
        attributes={"link": link},
        evidence=around(context, predicate, (child, parent)),
        timeless=True,
        rule=link,
    )

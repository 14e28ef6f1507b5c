"""Who and where in an agreement's stage: the texts meant, the parties bound, the bodies that approve, the place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.model.claims import Mention
from foedus.model.ids import slug
from foedus.reading.lexicon import words
from foedus.reading.links import PERSON
from foedus.reading.page import begin, finish
from foedus.reading.phrases import conjuncts
from foedus.reading.predicates import bearers
from foedus.reading.referents import ORGANISATIONS, POLITIES
from foedus.reading.roles import is_polity, polities, type_of
from foedus.reading.syntax import agents, nominal_agents, obliques
from foedus.reading.texts import AGREEMENT

if TYPE_CHECKING:
    from foedus.reading.context import Context
    from foedus.reading.links import Link
    from foedus.reading.parse import Token

LEXICON = "agreement_stage"
_ACTING = POLITIES | ORGANISATIONS | {"parliament", "armed-group", "party", "person", "ministry", "government"}
_PRONOUNS = frozenset({"it", "them", "they", "its", "one", "both", "this", "theirs"})
_FEW = frozenset({"two", "three", "four", "five", "2", "3", "4", "5"})
_BOUND = POLITIES | ORGANISATIONS | {PERSON, "armed-group", "government", "ministry"}
_NOWHERE = frozenset({"person", "outlet", "agency", "alliance", "organisation", "agreement", "party", "parliament"})
_FACILITIES = frozenset({"GPE", "LOC", "FAC"})
_PAIR = 2
_RENAMED = frozenset({"metonym", "capital", "institution"})


def agreements(context: Context, tokens: Iterable[Token], *, trusted: bool = True) -> tuple[Mention, ...]:
    """The agreements that some noun phrases mean, or a part of which they mean ("its opening articles").

    trusted: whether "it" may mean any agreement spoken of before; otherwise one that stands at the centre of attention.
    """
    found: dict[str, Mention] = {}
    for token in tokens:
        for mention in _meant(context, token, trusted):
            found.setdefault(mention.actor, mention)
    return tuple(found.values())


def _meant(context: Context, token: Token, trusted: bool) -> Iterator[Mention]:
    pronoun = token.lower_ in _PRONOUNS and context.texts.at(token) is None
    if pronoun and not (trusted or _is_centred(context, token)):
        return
    mention = context.texts.mention(token) or _whole(context, token)
    if mention is not None:
        yield mention
    elif token.lemma_.lower() in words("texts", "parts"):
        inner = [
            *obliques(token, "of", "in", "under", "to", "from", "for"),
            *(c for c in token.children if c.dep_ in ("poss", "compound")),
        ]
        lemma = token.lemma_.lower()
        for part in inner:
            if (
                part.lower_ not in _PRONOUNS
                or trusted
                or lemma in words(LEXICON, "its_own")
                or _is_centred(context, part)
            ):
                yield from _meant(context, part, trusted=trusted or lemma in words(LEXICON, "its_own"))
        if lemma in words(LEXICON, "understood") and not any(c.dep_ == "prep" for c in token.children):
            text = context.texts.heading(token) or context.texts.before(token)
            mention = context.texts.as_mention(token, text)
            if mention is not None:
                yield mention


def _whole(context: Context, token: Token) -> Mention | None:
    """For "a code of conduct that A adopted", "a pact with B signed in May": the text whose clause hangs astray."""
    noun = token
    while noun.dep_ == "conj":
        noun = noun.head
    if noun.dep_ != "pobj" or not any(c.dep_ in ("relcl", "acl") for c in token.children):
        return None
    text = context.texts.at(noun.head.head)
    fits = noun.head.lower_ in ("of", "on", "with", "between") and (token.pos_ == "NOUN" or noun.head.lower_ != "of")
    return text.mention if fits and text is not None and not text.act else None


def _is_centred(context: Context, pronoun: Token) -> bool:
    """Whether the agreement last spoken of is what the sentence, or the one before, is about."""
    last = context.texts.topic(pronoun)
    if last is not None and context.page.passages[last.passage].heading:
        return True
    if last is None or last.passage != context.page.passage(pronoun).index:
        return False
    head = pronoun.doc[last.head]
    if head.sent.start == pronoun.sent.start:
        return True
    subject = next((t for t in (head, *head.ancestors) if t.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and head.sent.end == pronoun.sent.start and not list(obliques(head, "of"))[1:]


def sides(context: Context, tokens: Iterable[Token]) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Parties and bodies among noun phrases: a state is bound, a parliament approves; people count for their state."""
    parties: dict[str, Mention] = {}
    bodies: dict[str, Mention] = {}
    for token in tokens:
        for mention in _acting(context, token):
            group = bodies if is_body(context, mention) else parties
            group.setdefault(mention.actor, mention)
    states = tuple(m for m in parties.values() if not _is_private(context, m))
    return states or tuple(parties.values()), tuple(bodies.values())


def _is_private(context: Context, mention: Mention) -> bool:
    """Whether a mention is a person whose state is not known."""
    kind = type_of(context, mention)
    links = context.links.within(mention.start, mention.end)
    return kind == PERSON or (kind is None and any(_is_person(link) and link.key == mention.actor for link in links))


def is_body(context: Context, mention: Mention) -> bool:
    """Whether a mention is a parliament or one of its chambers."""
    kind = type_of(context, mention)
    if kind is not None:
        return kind == "parliament"
    said = mention.text.lower().split()
    return bool({*said, *(word.removesuffix("s") for word in said)} & words(LEXICON, "parliament"))


def _others_chamber(context: Context, token: Token, link: Link) -> Mention | None:
    """Another state's chamber of the same name: "Bolivia's Senate" is not the one that is known as the Senate."""
    owner = next((context.referents.link(c) for c in token.children if c.dep_ == "poss"), None)
    if owner is None or owner.type not in POLITIES:
        return None
    if context.gazetteer.polity(owner.key) == context.gazetteer.polity(link.key):
        return None
    start, end = owner.mention.start, link.mention.end
    text = context.page.document.text[start:end]
    return Mention(text, start, end, slug(f"{link.mention.text} of {context.gazetteer.label(owner.key)}"))


def _house(context: Context, token: Token) -> Mention | None:
    """The parliament of those who sit in it: "lawmakers in Kyiv", "Danish deputies"."""
    owner = next(_owner(context, token), None) or _where(context, token)
    if owner is None:
        here = context.page.passage(token).index
        known = (link for link in context.links.before(begin(token)) if link.passage == here)
        house = next((link for link in known if link.type == "parliament"), None)
        return Mention(token.text, begin(token), finish(token), house.key) if house is not None else None
    keys = context.gazetteer.scan_whole(f"{context.gazetteer.label(owner.actor)}'s parliament")
    return Mention(token.text, begin(token), finish(token), keys[0]) if keys else None


def _where(context: Context, token: Token) -> Mention | None:
    """The state of a capital of which a clause tells: "in Tehran, where lawmakers approved it"."""
    verb = token.head
    if verb.dep_ != "relcl" or not any(c.lower_ == "where" for c in verb.children):
        return None
    link = context.referents.link(verb.head)
    return context.referents.polity(link.mention) if link is not None and link.type in POLITIES else None


def _is_many(token: Token) -> bool:
    """Whether a noun phrase counts states that nobody names ("more than 160 states", "most countries")."""
    counts = [c for c in token.children if c.dep_ == "nummod"]
    vague = any(c.lower_ in ("many", "most", "several", "some", "other", "all", "dozens") for c in token.children)
    return vague or any(c.lower_ not in _FEW for c in counts)


def _acting(context: Context, token: Token) -> Iterator[Mention]:
    link, text = context.referents.link(token), context.texts.at(token)
    if text is not None and text.head == token.i:
        return
    if link is None:
        yield from _unnamed(context, token)
    elif link.type == AGREEMENT:
        return
    elif link.role == "demonym":
        yield context.referents.polity(link.mention)
    elif link.type == "parliament" and (other := _others_chamber(context, token, link)) is not None:
        yield other
    else:
        yield from _meant_actors(context, token)


def _unnamed(context: Context, token: Token) -> Iterator[Mention]:
    """Who acts by a description: "the foreign minister, X", "the only state that …", "the upper house", "lawmakers"."""
    if described_ones := bearers(token):
        for one in described_ones:
            yield from _acting(context, one)
        return
    if _is_many(token):
        return
    lemma = token.lemma_.lower()
    apposed = next((c for c in token.children if c.dep_ == "appos" and _is_named(context, token, c)), None)
    whole = obliques(token, "of") if lemma in words(LEXICON, "parliament") else ()
    if apposed is not None or whole:
        heads = (conjuncts(apposed) if token.tag_ == "NNS" else (apposed,)) if apposed is not None else whole[:1]
        named = [m for head in heads for m in _acting(context, head)]
        yield from [m for m in named if not _is_private(context, m)] or list(_owner(context, token)) or named
        return
    if lemma in words(LEXICON, "members"):
        owner = next(_owner(context, token), None)
        if owner is not None and type_of(context, owner) in ORGANISATIONS:
            yield owner
            return
    if lemma in words(LEXICON, "legislators") and (house := _house(context, token)) is not None:
        yield house
        return
    yield from _of_several(context, token) or _meant_actors(context, token)


def _meant_actors(context: Context, token: Token) -> tuple[Mention, ...]:
    """The actors that can conclude agreements among those that a noun phrase means, else an official's state."""
    found = tuple(m for m in context.actors((token,)) if _can_act(context, m))
    if token.lemma_.lower() in ("side", "party") and token.tag_ == "NNS" and len(found) < _PAIR:
        return ()  # "both sides in Geneva" names nobody
    if not found and context.referents.link(token) is None:
        return tuple(_owner(context, token))
    return found


def _of_several(context: Context, token: Token) -> tuple[Mention, ...]:
    """The states of people who come from more than one: "the ministers of A and B"."""
    if token.tag_ != "NNS" or token.lemma_.lower() not in words("nouns", "person"):
        return ()
    heads = (*obliques(token, "of", "from"), *(c for c in token.children if c.dep_ == "poss"))
    owners = polities(context, heads)
    if len(owners) < _PAIR:  # "the ministers of the two countries, X and Y"
        owners = tuple(m for m in context.actors(heads) if is_polity(context, m))
    return owners if len(owners) >= _PAIR else ()


def _is_named(context: Context, noun: Token, apposed: Token) -> bool:
    """Whether an apposition says who a noun means: a minister by name, "its neighbour, Uganda"."""
    link = context.referents.link(apposed)
    return _is_person(link) or (link is not None and link.type in POLITIES and noun.tag_ == "NN")


def doers(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Those whose acts a clause is about, or who act themselves: "the tests by A", "B's army"."""
    found: list[Token] = []
    for token in tokens:
        does = nominal_agents(token) if token.pos_ == "NOUN" else ()
        told = [doer for clause in token.children if clause.dep_ == "acl" for doer in agents(clause)]
        found.extend(does or told or (token,))
    return tuple(found)


def is_legislative(context: Context, token: Token) -> bool:
    """Whether a noun phrase means a parliament or those who sit in it."""
    link = context.referents.link(token)
    if link is not None and link.type == "parliament":
        return True
    return token.lemma_.lower() in words(LEXICON, "parliament") | words(LEXICON, "legislators")


def _is_person(link: Link | None) -> bool:
    return link is not None and link.type == PERSON


def _can_act(context: Context, mention: Mention) -> bool:
    kind = type_of(context, mention)
    if kind is not None:
        return kind in _ACTING
    if is_body(context, mention):
        return True
    return any(
        link.key == mention.actor and link.type != AGREEMENT
        for link in context.links.within(mention.start, mention.end)
    )


def _owner(context: Context, token: Token) -> Iterator[Mention]:
    """The state of an official who is not named: "the president of Iran", "Somaliland's leader"."""
    lemma = token.lemma_.lower()
    groups = [words("nouns", group) for group in ("institution", "person", "polity")]
    if not any(lemma in group for group in (*groups, words(LEXICON, "members"))):
        return
    owner = context.referents.owner(token, context.speaker(token))
    if owner is not None:
        polity = context.referents.polity(owner)
        if _can_act(context, polity):
            yield polity


def described(context: Context, mention: Mention, tokens: Iterable[Token]) -> tuple[Mention, ...]:
    """The parties that an agreement's description names: "the EU-Turkey deal", "a pact between A and B"."""
    named: list[Token] = []
    for token in tokens:
        text = context.texts.at(token)
        if text is None or text.key != mention.actor or context.links.at(context.page, token) is not None:
            continue
        before = ("poss",) if token.pos_ == "PROPN" else ("compound", "poss", "nmod", "amod")
        named.extend(c for c in token.children if c.dep_ in before and c.i < token.i)
        named.extend(obliques(token, "between", "with"))
    found: dict[str, Mention] = {}
    for token in named:
        if token.dep_ == "poss" and token.tag_ == "PRP$":
            for owner in context.actors((token,)):
                found.setdefault(owner.actor, owner)
        for part in (*(c for c in token.children if c.dep_ == "compound"), token):
            link = context.referents.link(part)
            if link is not None and link.type in _BOUND and not _is_site(token, link):
                acting = context.referents.polity(link.mention)
                found.setdefault(acting.actor, acting)
    return tuple(found.values())


def _is_site(token: Token, link: Link) -> bool:
    """Whether a place before the noun only says what or where an agreement is about ("the Gaza truce").

    A name that nobody knows is the agreement's own: "the Escazu agreement".
    """
    about = link.type in ("region", "place", "city") or (link.type == PERSON and not link.known)
    return about and token.dep_ in ("compound", "amod", "nmod")


def places(context: Context, tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """Where it is done: "in Cairo", "at the White House"; a city keeps its own name, though it can mean its state."""
    found: dict[str, Mention] = {}
    for token in tokens:
        inner = obliques(token, "of") if token.pos_ == "NOUN" and context.texts.at(token) is not None else ()
        for where in (t for holder in (token, *inner) for t in obliques(holder, "in", "at")):
            for spot in (where, *obliques(where, "in")):
                mention = _place(context, spot)
                if mention is not None:
                    found.setdefault(mention.actor, mention)
                    break
    return tuple(found.values())


def _place(context: Context, token: Token) -> Mention | None:
    link = context.referents.link(token)
    if link is None:
        if token.ent_type_ not in _FACILITIES or token.pos_ != "PROPN":
            return None
        first = min((c.i for c in token.children if c.dep_ == "compound"), default=token.i)
        start, end = begin(token.doc[first]), finish(token)
        text = context.page.document.text[start:end]
        return Mention(text, start, end, slug(text))
    if link.type in _NOWHERE or link.role == "demonym":
        return None
    key = slug(link.mention.text) if link.role in _RENAMED else link.key
    return Mention(link.mention.text, link.mention.start, link.mention.end, key)

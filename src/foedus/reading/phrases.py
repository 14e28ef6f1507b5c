"""Phrases of a parse: coordination, noun phrases, relative pronouns, clauses, and what embeds what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from foedus.reading.memo import per_token

if TYPE_CHECKING:
    from foedus.reading.parse import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
PREPOSITIONS = frozenset({"prep", "dative", "agent"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "X", "DET", "SYM"})
VERBAL = frozenset({"VERB", "AUX"})
_RELATIVE_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_SHARES = frozenset(
    {"none", "neither", "both", "all", "each", "some", "most", "many", "either", "two", "three", "four"}
)
_PLACES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_LIST_OPENERS = frozenset({":", "-", "–", "—", "--", "("})
_PLURAL_FORMS = frozenset({"have", "are", "were", "do", "'ve", "’ve"})
_SINGULAR_FORMS = frozenset({"has", "is", "was", "does"})


def _family(token: Token) -> str:
    if token.pos_ in NOMINAL:
        return "nominal"
    return "verbal" if token.pos_ in VERBAL else token.pos_


def _distinct(tokens: Sequence[Token]) -> tuple[Token, ...]:
    if len(tokens) < 2:
        return tuple(tokens)
    return tuple({token.i: token for token in tokens}.values())


@per_token
def conjuncts(token: Token) -> tuple[Token, ...]:
    """All heads that are coordinated with a token, itself among them, in the order of the text.

    Lists in apposition belong to it: "three states: A, B and C", "its allies – A and B", "countries such as A and B".
    """
    first = token
    while first.dep_ == "conj" and _family(first.head) == _family(first):
        first = first.head
    heads: list[Token] = []
    _collect(first, heads)
    if not any(head.i == token.i for head in heads):
        heads.append(token)
    return tuple(sorted(_distinct(heads), key=lambda head: head.i))


def _collect(token: Token, heads: list[Token]) -> None:
    heads.append(token)
    family = _family(token)
    for child in token.children:
        if child.dep_ == "conj" and (_family(child) == family):
            if family != "nominal" or not _is_displaced(child):
                _collect(child, heads)
        elif family == "nominal" and child.i > token.i:
            for member in _listed(token, child):
                _collect(member, heads)


@per_token
def displaced_subject(verb: Token) -> Token | None:
    """The subject that a parser took for one more object: "Nauru signed the pact and *Tuvalu* left it".

    It stands between "and" and a finite verb that is coordinated with the one before and has no subject of its own.
    """
    if verb.pos_ not in VERBAL or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    if verb.dep_ != "conj":
        return _parted_subject(verb, next((c for c in verb.children if c.dep_ == "parataxis" and c.i < verb.i), None))
    if verb.tag_ not in ("VBD", "VBZ", "VBP") and not any(c.tag_ in ("VBD", "VBZ", "VBP", "MD") for c in verb.children):
        return None
    parted = _parted_subject(verb, verb.head)
    if parted is not None:
        return parted
    i = verb.left_edge.i if verb.left_edge.dep_ in ("aux", "auxpass", "advmod", "neg") else verb.i
    noun = verb.doc[i - 1] if i else verb
    while noun.dep_ != "conj" and noun.head.i < i and noun.head.i > verb.head.i and noun.head.right_edge.i == i - 1:
        noun = noun.head
    fits = noun.dep_ == "conj" and noun.pos_ in NOMINAL and noun.head.pos_ in NOMINAL and noun.i > verb.head.i
    joined = fits and noun.left_edge.i > 0 and verb.doc[noun.left_edge.i - 1].dep_ == "cc"
    return noun if joined and noun.right_edge.i == i - 1 else None


def counted_among(verb: Token) -> tuple[Token, ...]:
    """Those of whom a number does it, where the parse has no subject: "Of its members, five, X among them, refuse"."""
    of = verb.sent[0]
    whole = (
        next((c for c in of.children if c.dep_ == "pobj"), None) if of.lower_ == "of" and of.head.i == verb.i else None
    )
    counted = whole is not None and any(c.dep_ == "appos" and c.like_num for c in whole.children)
    return (whole,) if whole is not None and counted else ()


def _parted_subject(verb: Token, saying: Token | None) -> Token | None:
    """The subject from which a saying parts its verb: "*Germany*, she pointed out, was obliged …"."""
    if saying is None:
        return None
    first = next((c for c in saying.children if c.dep_ == "npadvmod" and c.is_sent_start), None)
    if first is None or first.ent_type_ in ("DATE", "TIME") or first.pos_ not in NOMINAL or first.i + 1 >= verb.i:
        return None
    cut = verb.doc[first.right_edge.i + 1].text == "," and verb.doc[saying.right_edge.i].text == ","
    cut = cut or verb.doc[verb.left_edge.i - 1].text == ","
    return first if cut and any(c.dep_ == "nsubj" for c in saying.children) else None


def _is_displaced(noun: Token) -> bool:
    i = noun.right_edge.i + 1
    doc = noun.doc
    while i < len(doc) and doc[i].dep_ in ("aux", "auxpass", "advmod", "neg"):
        i += 1
    subject = displaced_subject(doc[i]) if i < len(doc) else None
    return subject is not None and subject.i == noun.i


def _listed(token: Token, child: Token) -> tuple[Token, ...]:
    """The heads of a list that spells out a noun: an apposition after a colon, or what follows "such as"."""
    if child.dep_ == "appos" and child.pos_ in NOMINAL:
        coordinated = any(c.dep_ == "conj" for c in child.children)
        opened = child.left_edge.i > 0 and child.doc[child.left_edge.i - 1].text in _LIST_OPENERS - {"("}
        plural = token.tag_ in ("NNS", "NNPS", "CD")
        return (child,) if coordinated and (opened or plural) else ()
    if token.tag_ == "NNP":
        return ()  # "countries that recognise Taiwan, such as X": one name has no members
    if child.dep_ == "prep" and (child.lower_ in ("including", "like") or (child.lower_ == "as" and _such(child))):
        return tuple(c for c in child.children if c.dep_ == "pobj")
    return ()


def _such(preposition: Token) -> bool:
    return any(c.lower_ == "such" for c in preposition.children)


def is_relative(token: Token) -> bool:
    """Whether a token is a relative pronoun or adverb within a relative clause."""
    return _may_be_relative(token) and _relative_verb(token) is not None


def _may_be_relative(token: Token) -> bool:
    """Whether a token has the form of a relative; a "that" with a noun's place counts, whatever its tag."""
    return token.tag_ in _RELATIVE_TAGS or (token.lower_ == "that" and token.tag_ == "IN" and token.dep_ in _PLACES)


def _relative_verb(pronoun: Token) -> Token | None:
    node = pronoun
    while node.dep_ != "relcl":
        if node.head.i == node.i or (node.dep_ in ("ccomp", "advcl", "acl") and node.i < pronoun.i):
            return None
        node = node.head
    return node


@per_token
def antecedent(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for ("the treaty, *which* was signed"), or None where it is none.

    "Who" does not stand for a country: in "the president of Russia, who signed it" it is the president.
    """
    verb = _relative_verb(pronoun)
    if verb is None:
        return _cleft(pronoun)
    noun = verb.head
    personal = pronoun.lower_ in ("who", "whom")
    while personal and noun.ent_type_ in ("GPE", "LOC") and noun.dep_ == "pobj" and noun.head.head.pos_ in NOMINAL:
        noun = noun.head.head
    return noun


def _cleft(pronoun: Token) -> Token | None:
    """What "it was X that …" brings out, where the parse hangs the clause on "was"."""
    verb, be = pronoun.head, pronoun.head.head
    if verb.dep_ != "ccomp" or be.lemma_ != "be" or pronoun.tag_ not in ("WDT", "WP") or pronoun.i > verb.i:
        return None
    if not any(c.dep_ == "nsubj" and c.lower_ == "it" for c in be.children):
        return None
    return next((c for c in be.children if c.dep_ == "attr" and c.i < pronoun.i), None)


def antecedents(pronoun: Token) -> tuple[Token, ...]:
    """The nouns that a relative pronoun stands for: a whole coordination where the verb is plural, else the nearest."""
    noun = antecedent(pronoun)
    if noun is None:
        return ()
    verb = _relative_verb(pronoun)
    forms = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")} | {verb.lower_} if verb else set()
    heads = tuple(head for head in conjuncts(noun) if head.i < pronoun.i)
    if not heads or len(heads) == 1:
        return (noun,)
    if forms & _PLURAL_FORMS or (verb is not None and verb.tag_ == "VBP"):
        return heads
    if forms & _SINGULAR_FORMS or (verb is not None and verb.tag_ == "VBZ"):
        return (heads[-1],)
    return (noun,) if noun.dep_ == "conj" else heads


def _partitive(token: Token) -> Token | None:
    """The relative pronoun of "none of which", "both of whom", "some of which"."""
    if token.lower_ not in _SHARES:
        return None
    of = (c for c in token.children if c.lower_ == "of")
    return next((c for preposition in of for c in preposition.children if c.tag_ in ("WDT", "WP")), None)


def resolved(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """Tokens with coordination spelt out and relative pronouns replaced by what they stand for."""
    out: list[Token] = []
    for token in tokens:
        for head in conjuncts(token):
            share = _partitive(head)
            if share is not None:
                noun = antecedent(share)
                out.extend(other for other in (conjuncts(noun) if noun is not None else ()) if other.i < share.i)
            elif _may_be_relative(head):
                out.extend(antecedents(head))
            else:
                out.append(head)
    return _distinct(out)


@per_token
def phrase(token: Token) -> tuple[Token, ...]:
    """The noun phrase that a token heads, without relative clauses, participles, coordination and trailing appositions.

    A name in apposition before the head ("Foreign Minister X") stays; so do its prepositional phrases ("of Russia").
    """
    taken = [token]
    for child in token.children:
        if child.i < token.i and child.dep_ not in ("punct", "cc", "preconj", "relcl"):
            taken.extend(child.subtree)
        elif child.dep_ in ("prep", "case", "nummod", "amod", "compound", "npadvmod"):
            taken.extend(_without_clauses(child))
    keep = {t.i for t in taken}
    low = high = token.i
    while low - 1 in keep or (low - 2 in keep and low - 1 >= 0 and token.doc[low - 1].is_punct):
        low -= 1
    while high + 1 in keep:
        high += 1
    return tuple(token.doc[low : high + 1])


_ATTACHED = frozenset({"relcl", "acl", "conj", "cc", "appos", "punct", "advcl"})


def _without_clauses(token: Token) -> list[Token]:
    out = [token]
    for child in token.children:
        coordinated = child.dep_ in ("conj", "cc") and token.dep_ != "prep"
        if child.dep_ not in _ATTACHED or coordinated or (child.dep_ == "punct" and child.i < token.i):
            out.extend(_without_clauses(child))
    return out


_OUTSIDE_CLAUSE = frozenset({"cc", "conj", "punct", "parataxis", "preconj", "intj", "meta", "discourse"})


@per_token
def clause(verb: Token) -> tuple[Token, Token]:
    """The first and the last token of the smallest clause round a predicate, for evidence.

    It has the predicate with its subject, objects and complements.  It has neither the source that reports it, nor
    clauses coordinated after it.  A participle or relative clause takes the noun that it modifies along.
    For a noun it is the noun's phrase.
    """
    if verb.pos_ not in VERBAL and verb.dep_ not in ("relcl", "acl", "ROOT", "ccomp", "advcl"):
        whole = phrase(verb)
        return whole[0], whole[-1]
    displaced = displaced_subject(verb)
    tokens = [verb, *(phrase(displaced) if displaced is not None else ())]
    for child in verb.children:
        if child.dep_ in _OUTSIDE_CLAUSE or _detached(verb, child):
            continue
        tokens.extend(_kept(child))
    if verb.dep_ in ("acl", "relcl"):
        tokens.extend(phrase(verb.head))
    ordered = sorted(tokens, key=lambda t: t.i)
    while ordered[-1].i != verb.i and ordered[-1].is_punct and ordered[-1].text not in ("%", ")", "”", '"'):
        ordered.pop()
    while ordered[0].i != verb.i and ordered[0].is_punct:
        ordered.pop(0)
    return ordered[0], ordered[-1]


def _detached(verb: Token, child: Token) -> bool:
    """Whether an adverbial or reported clause stands apart: cut off by a comma, or the source of a quotation."""
    if child.dep_ == "advcl":
        between = verb.doc[min(verb.i, child.right_edge.i) : max(verb.i, child.left_edge.i)]
        return any(t.text in (",", ";", "–", "—", "-") for t in between)
    return child.dep_ == "ccomp" and child.i < verb.i


def _kept(child: Token) -> list[Token]:
    if child.dep_ in SUBJECTS and child.i < child.head.i:
        return list(child.subtree)
    return _trimmed(child)


def _trimmed(token: Token) -> list[Token]:
    """A subtree without the relative clauses, detached participles and coordinated clauses that follow a comma."""
    out = [token]
    for child in token.children:
        comma = child.left_edge.i > 0 and token.doc[child.left_edge.i - 1].text in (",", "–", "—", ";")
        if child.dep_ in ("relcl", "acl", "appos", "advcl", "parataxis") and comma:
            continue
        own_subject = child.pos_ in VERBAL and any(c.dep_ in SUBJECTS for c in child.children)
        if child.dep_ == "conj" and (own_subject or _is_displaced(child)):
            continue
        if child.dep_ == "cc" and any(c.dep_ == "conj" and _is_displaced(c) for c in token.children):
            continue
        out.extend(_trimmed(child))
    return out


_EMBEDDING = frozenset({"ccomp", "xcomp", "pcomp", "csubj", "csubjpass", "dobj", "pobj", "nsubj", "nsubjpass", "attr"})
_PREDICATES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADV"})


@per_token
def governors(token: Token) -> tuple[Token, ...]:
    """The predicates that embed a predicate, from the nearest outwards.

    "Moscow denied that it had plans to deploy troops": for *deploy* these are plans, had, denied.  The chain ends at a
    relative, participial or adverbial clause, since the words outside do not reach into it.
    """
    chain: list[Token] = []
    node = token
    while node.head.i != node.i:
        head, dep = node.head, node.dep_
        if dep in ("relcl", "advcl", "appos", "poss", "compound", "parataxis") or _juxtaposed(node):
            break
        if dep == "acl" and not _clausal_acl(node):
            break
        if (
            dep != "conj"
            and head.pos_ in _PREDICATES
            and (dep in _EMBEDDING or dep in ("acl", "prep", "acomp", "agent"))
        ):
            chain.append(head)
        node = head
    return tuple(chain)


def _juxtaposed(verb: Token) -> bool:
    """Whether a "complement" is a sentence of its own before a semicolon or dash, as parsers label them."""
    if verb.dep_ != "ccomp" or verb.i > verb.head.i:
        return False
    return any(t.text in (";", ":", "–", "—") for t in verb.doc[verb.right_edge.i : verb.head.i])


def _clausal_acl(verb: Token) -> bool:
    """Whether a clause spells out its noun ("plans to deploy", "the claim that …") and is no participle."""
    return any((c.dep_ == "aux" and c.lower_ == "to") or (c.dep_ == "mark") for c in verb.children)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has "to" before it."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def auxiliaries(verb: Token) -> list[Token]:
    """A verb's auxiliaries, or those that it shares with the verb it is coordinated with ("may sign and ratify")."""
    own = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if own or verb.dep_ != "conj" or any(c.dep_ in SUBJECTS for c in verb.children):
        return own
    return auxiliaries(verb.head) if verb.tag_ == verb.head.tag_ or verb.tag_ in ("VB", "VBN") else own


def unbroken(first: Token, last: Token) -> tuple[Token, Token]:
    """The first and last word of a phrase with what hyphens join to them: "*self-*styled", "attorney*-general*"."""
    doc = first.doc
    while first.i >= first.sent.start + 2 and _hyphen(doc[first.i - 1]):
        first = doc[first.i - 2]
    while last.i + 2 < last.sent.end and _hyphen(doc[last.i + 1]) and doc[last.i + 2].head.i == last.i:
        last = doc[last.i + 2]
    return first, last


def _hyphen(token: Token) -> bool:
    """Whether a hyphen joins the words beside it, with no space between."""
    doc = token.doc
    before, after = doc[token.i - 1], doc[token.i + 1]
    return token.text in ("-", "‑") and before.idx + len(before) == token.idx and token.idx + 1 == after.idx

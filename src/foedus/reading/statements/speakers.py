"""Who is meant by the source of an act, from the outermost act inwards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from foedus.model.claims import Mention, Statement
from foedus.model.ids import slug
from foedus.reading.holders import fits, holder, is_aged, may_hold
from foedus.reading.lexicon import words
from foedus.reading.links import HONORIFICS, PERSON
from foedus.reading.office_titles import lookup
from foedus.reading.page import begin, finish
from foedus.reading.phrases import unbroken
from foedus.reading.referents import REACH
from foedus.reading.statements.acts import Act
from foedus.reading.statements.beside import is_personal, is_plural, named_beside
from foedus.reading.statements.cues import cues
from foedus.reading.statements.house import agency_of_page, issuer_of_page
from foedus.reading.statements.nesting import denies, holders, is_inside, where
from foedus.reading.statements.sources import issuer_of
from foedus.reading.statements.turns import guest_of, turn_speaker

if TYPE_CHECKING:
    from foedus.reading.links import Link, Links
    from foedus.reading.page import Page
    from foedus.reading.parse import Token
    from foedus.reading.referents import Referents

_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_COLLECTIVE = frozenset({"it", "they", "its", "their"})
_NOBODY = frozenset({"it", "there", "that", "this", "these", "those", "what", "which"})
_INDEFINITE = frozenset({"some", "many", "others", "few", "most", "several", "one", "you"})
_DEFINITE = frozenset({"the", "this", "that"})
_STAFF = frozenset({"office", "team", "administration", "cabinet", "camp", "staff", "secretariat"})
_OURS = frozenset({"we", "our"})
_OWN = frozenset({"this", "our", "own"})
_HOUSES = frozenset({"agency", "newspaper", "paper", "channel", "website", "magazine", "outlet"})
_REPORTERS = frozenset({"correspondent", "reporter"})
_ASIDE = frozenset({"advcl", "acl", "ccomp", "csubj", "dep"})
RECENT = 3
"""Passages that a pronoun or a bare title looks back for whoever spoke last."""


class Speakers:
    """Resolves the sources of a page's acts in the order of the text, remembering who spoke last."""

    def __init__(self, page: Page, links: Links, referents: Referents) -> None:
        self.page, self.links, self.referents = page, links, referents
        self.guest = guest_of(page, links)
        self.issuer = issuer_of_page(page, links)
        self.heard: tuple[int, Token] | None = None
        self.spoken: list[tuple[int, int, Mention, bool]] = []
        self.people = frozenset(link.key for link in links.ordered if link.type == PERSON)

    def statements(self, acts: list[Act]) -> tuple[Statement, ...]:
        """The statements of acts that stand in the order of the text, outer before inner."""
        speakers = self._speakers(acts)
        made: list[Statement] = []
        stack: list[tuple[Act, Statement]] = []
        for act, speaker in zip(acts, speakers, strict=True):
            stack = [(a, s) for a, s in stack if a.end > act.start]
            around = [s for a, s in stack if is_inside(act, a)]
            if speaker is None and act.source is not None and act.form == "indirect" and not _indefinite(act.source):
                continue
            if (
                around
                and speaker is not None
                and around[-1].speaker is not None
                and around[-1].speaker.actor == speaker.actor
            ):
                continue
            carried = [s for a, s in stack if is_inside(act, a) and not denies(a)]
            statement = self._statement(act, speaker, carried)
            made.append(statement)
            stack.append((act, statement))
        return tuple(made)

    def _speakers(self, acts: list[Act]) -> list[Mention | None]:
        """The speaker of each act, found in the order of their sources so that a pronoun can look back."""
        order = sorted(range(len(acts)), key=lambda i: (where(acts[i]), i))
        outer = holders(acts)
        found: dict[int, Mention | None] = {}
        previous: Mention | None = None

        def resolve(i: int) -> Mention | None:
            nonlocal previous
            if i in found:
                return found[i]
            found[i] = None
            around = resolve(outer[i]) if i in outer else None
            act = acts[i]
            speaker = previous if act.continues else self._speaker(act, around)
            found[i] = speaker
            self._remember(act)
            if speaker is not None and i not in outer:
                previous = speaker
            return speaker

        for i in order:
            resolve(i)
        return [found[i] for i in range(len(acts))]

    def _statement(self, act: Act, speaker: Mention | None, around: list[Statement]) -> Statement:
        via = [s.speaker for s in around if s.speaker is not None]
        for carrier in act.carriers:
            found = self._mention(carrier, None)
            if found is not None:
                via.append(found)
        via = [m for m in via if speaker is None or m.actor != speaker.actor]
        cue = self.page.quote(*act.cue) if act.cue else None
        behalf = self.referents.polity(speaker).actor if speaker else None
        if speaker is not None and behalf == speaker.actor:
            behalf = None
        return Statement(self.page.document.id, speaker, cue, act.content, act.form, behalf, tuple(via))

    def _speaker(self, act: Act, outer: Mention | None) -> Mention | None:
        if act.form == "interview":
            return turn_speaker(self.page, self.links, self.referents, act.label, self.guest)
        if act.source is None:
            return self._asker(act) or self._seat(act)
        found = self._cataphor(act) or self._mention(act.source, outer)
        if found is not None:
            link = self.links.at(self.page, act.source)
            person = (
                act.source.lower_ in _PERSONAL
                or (is_personal(act.source) and not is_plural(act.source))
                or (link is not None and link.type == PERSON)
                or any(c.lower_.rstrip(".") in HONORIFICS for c in act.source.lefts)
            )
            self.spoken.append((begin(act.source), act.passage, found, person or found.actor in self.people))
        return found

    def _cataphor(self, act: Act) -> Mention | None:
        """The subject that the pronoun of a phrase before it takes ahead: "by his own account X had opposed it"."""
        source = act.source
        if act.frame != "beside" or source is None or source.lower_ not in _PERSONAL | _COLLECTIVE:
            return None
        verb = source.head.head.head
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None or subject.i < source.i:
            return None
        link = self.links.at(self.page, subject)
        personal = link.type == PERSON if link is not None else is_personal(subject)
        found = self._mention(subject, None) if personal == (source.lower_ in _PERSONAL) else None
        return self._as(source, found) if found is not None else None

    def _remember(self, act: Act) -> None:
        """Keeps the outlet that somebody talked to, which may ask the next question."""
        for carrier in act.carriers:
            if carrier.dep_ != "nsubj" and act.source is not None and carrier.i != act.source.i:
                self.heard = (act.passage, carrier)

    def _asker(self, act: Act) -> Mention | None:
        """Who asks in "Asked whether …, he replied": the outlet that the interview is given to."""
        verb = act.verb
        if verb is None or self.heard is None or verb.lemma_ != "ask" or verb.dep_ not in _ASIDE:
            return None
        return self._mention(self.heard[1], None) if act.passage - self.heard[0] <= RECENT else None

    def _seat(self, act: Act) -> Mention | None:
        """The government in whose capital something "is asserted" or "is being stressed"."""
        verb = act.verb
        if verb is None or cues().lemma(verb) in cues().hearing:  # what is feared in a city is its people's fear
            return None
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ == "in":
                inner = next((c for c in child.children if c.dep_ == "pobj"), None)
                link = self.links.at(self.page, inner) if inner is not None else None
                if link is not None and link.place is not None:
                    return link.mention
        return None

    def _mention(self, source: Token, outer: Mention | None) -> Mention | None:
        """The mention of a source, by its head: a name, a title, a pronoun; a text speaks for its issuer."""
        link = self.links.at(self.page, source)
        if link is not None:
            named = named_beside(self.page, self.links, source) if link.type != PERSON and is_personal(source) else None
            return named or link.mention
        lower = source.lower_
        if lower in _OURS and outer is None:
            return self._as(source, self.issuer) if self.issuer is not None else None
        if lower in _PERSONAL or is_aged(source):
            return self._pronoun(source, outer)
        if lower in _COLLECTIVE and outer is None:
            return self._collective(source)
        if lower == "you" and outer is not None and self.guest is not None and outer.actor != self.guest.actor:
            return self._as(source, self.guest)
        if lower in _INDEFINITE or (lower in _NOBODY and lower != "it"):
            return None
        if source.pos_ in ("NOUN", "PROPN"):
            found = (
                named_beside(self.page, self.links, source)
                or self._own_agency(source)
                or self._issuer(source, outer)
                or self._owned(source)
                or self._titled(source)
            )
            if found is not None:
                return found
        if _new_group(source) or self._stranger(source):
            return self._phrase(source)
        answers = self.referents.who(source, outer)
        if answers:
            return answers[0]
        if source.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ") and lower not in ("they", "who"):
            return None
        return self._word(source)

    def _own_agency(self, source: Token) -> Mention | None:
        """ "This agency", "our correspondent", "an agency correspondent": the one that brings the text."""
        words_ = {t.lower_ for t in source.subtree if abs(t.i - source.i) <= len(_OWN)}
        noun = source.lemma_.lower()
        own = (noun in _HOUSES and words_ & _OWN) or (noun in _REPORTERS and words_ & (_OWN | _HOUSES))
        key = agency_of_page(self.page, self.referents) if own else None
        return self._as(source, Mention("", 0, 0, key)) if key else None

    def _issuer(self, source: Token, outer: Mention | None) -> Mention | None:
        """Whose a statement, report or post is."""
        if source.lemma_.lower() not in cues().texts:
            return None
        issuer = issuer_of(source)
        if issuer is not None and issuer.i != source.i:
            return self._mention(issuer, outer)
        shared = any(c.lower_ in ("joint", "common", "final") for c in source.children)
        if any(c.lower_ in _DEFINITE for c in source.children) and self.spoken and not shared:
            where, passage, mention, _ = self.spoken[-1]
            if self.page.passage(source).index - passage <= 1 and where < begin(source):
                return self._as(source, mention)
        return None

    def _owned(self, source: Token) -> Mention | None:
        """ "His ministry", "its secretariat": whoever the possessor is."""
        owner = next((c for c in source.children if c.dep_ == "poss" and c.lower_ in _PERSONAL), None)
        if owner is None or source.lemma_.lower() not in words("nouns", "institution") | _STAFF:
            return None
        person = self._pronoun(owner, None)
        if person is None or person.actor == owner.lower_:
            return None
        return self._as(source, Mention("", 0, 0, self.referents.polity_key(person.actor)))

    def _pronoun(self, source: Token, outer: Mention | None) -> Mention | None:
        """The person who spoke last, unless another has been the subject of a clause since."""
        here, at = self.page.passage(source).index, begin(source)
        agree, said = self.referents.genders.agree, source.lower_
        recent = islice(reversed(self.spoken), REACH)
        last = next(((w, p, m) for w, p, m, one in recent if one and w < at and agree(said, m.actor, m.text)), None)
        if last is not None and here - last[1] <= RECENT:
            for link in self.links.before(at):
                if link.mention.start <= last[0]:
                    return self._as(source, last[2])
                another = link.type == PERSON and link.key != last[2].actor
                if another and self._is_subject(link) and agree(said, link.key):
                    break
        answers = self.referents.who(source, outer)
        if answers:
            return answers[0]
        if last is None and (titled := _subject_above(source)) is not None:
            return self._as(source, self._mention(titled, outer) or self._phrase(titled))
        return self._as(source, last[2] if last is not None and here - last[1] <= RECENT else self._word(source))

    def _stranger(self, source: Token) -> bool:
        """Whether a title without a polity is of somebody unknown: "the minority leader" is no state."""
        return is_personal(source) and not is_plural(source) and self.referents.owner(source) is None

    def _phrase(self, source: Token) -> Mention:
        """A group that the text has not named before: "Western countries"."""
        lefts = (t for t in source.lefts if t.dep_ in ("amod", "compound", "nummod"))
        # "a State Department spokesman": a name in compound is taken whole
        first = min((t.left_edge.i if t.dep_ == "compound" else t.i for t in lefts), default=source.i)
        first += source.doc[first].tag_ in ("WP$", "PRP$", "DT")
        opening, closing = unbroken(source.doc[first], source)
        start, end = begin(opening), finish(closing)
        text = self.page.document.text[start:end]
        return Mention(text, start, end, slug(text) or "unknown")

    def _word(self, source: Token) -> Mention:
        """A source that nothing is known of stays itself."""
        first, last = unbroken(source, source)
        start, end = begin(first), finish(last)
        text = self.page.document.text[start:end]
        return Mention(text, start, end, slug(text) or "unknown")

    def _is_subject(self, link: Link) -> bool:
        head = self.page.passages[link.passage].parse[link.head]
        if head.dep_ == "appos" and link.type == PERSON:
            head = head.head
        clause = head.head
        return head.dep_ in ("nsubj", "nsubjpass") and clause.dep_ not in ("relcl", "acl", "ccomp", "advcl", "pcomp")

    def _collective(self, source: Token) -> Mention | None:
        """The body that spoke last ("it", "they"), unless another has been the subject of a clause since."""
        here, at = self.page.passage(source).index, begin(source)
        last = next(
            ((w, p, m) for w, p, m, person in islice(reversed(self.spoken), REACH) if not person and w < at), None
        )
        if last is not None and here - last[1] <= 1:
            for link in self.links.before(at):
                if link.mention.start <= last[0]:
                    return self._as(source, last[2])
                if link.type != PERSON and self._is_subject(link) and link.key != last[2].actor:
                    break
        answers = self.referents.who(source)
        return answers[0] if answers else self._word(source)

    def _titled(self, source: Token) -> Mention | None:
        """A bare title ("the minister", "the Russian leader"): who holds it in this text, else who spoke last."""
        if not is_personal(source) or is_plural(source):
            return None
        if not any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in source.children):
            return None
        owner = self.referents.owner(source)
        of = self.referents.polity_key(owner.actor) if owner else None
        lefts = [t for t in source.lefts if t.dep_ in ("compound", "amod") and self.links.at(self.page, t) is None]
        title = " ".join([*(t.lower_ for t in lefts), source.lemma_.lower()])
        held = self._spoke(source, title) if owner is None and not lefts else None
        held = held or holder(self.referents, title, of, begin(source))
        if held is not None:
            return self._as(source, held)
        if " " in title and source.text[0].isupper():
            return None
        if owner is not None:
            for link in islice(self.links.before(begin(source)), REACH):
                same = link.type == PERSON and self.referents.polity_key(link.key) == of
                if same and link.key != owner.actor and may_hold(self.referents, link.key, title):
                    return self._as(source, link.mention)
        return self._last_titled(source, title, owner)

    def _recent(self, source: Token) -> Iterator[Mention]:
        """The people who spoke within reach of a source, the last first."""
        here, at = self.page.passage(source).index, begin(source)
        for offset, passage, mention, person in islice(reversed(self.spoken), REACH):
            if person and offset < at and here - passage <= RECENT:
                yield mention

    def _spoke(self, source: Token, title: str) -> Mention | None:
        """Who spoke last of those whom the text gives the office of a bare title: "the minister" in minutes."""
        offices = self.referents.affiliations.offices_of
        wanted = lookup(title)
        return next((m for m in self._recent(source) if any(fits(wanted, office) for office in offices(m.actor))), None)

    def _last_titled(self, source: Token, title: str, owner: Mention | None) -> Mention | None:
        """Who spoke last of those whom nothing keeps from being meant by a title."""
        of = self.referents.polity_key(owner.actor) if owner else None
        for mention in self._recent(source):
            if of is not None and self.referents.polity(mention).actor not in (of, mention.actor):
                continue
            if owner is not None and mention.actor == owner.actor:
                continue
            known = mention.actor in self.people and may_hold(self.referents, mention.actor, title)
            if known or self._is_described(mention, source):
                return self._as(source, mention)
        return None

    @staticmethod
    def _is_described(mention: Mention, source: Token) -> bool:
        """Whether one who spoke unnamed was called by the same noun: "a spokesman said … the spokesman added"."""
        return mention.text.lower().split()[-1:] == [source.lower_]

    def _as(self, source: Token, mention: Mention) -> Mention:
        first = min((t.i for t in source.lefts if t.dep_ in ("amod", "compound", "nmod", "poss")), default=source.i)
        start, end = begin(source.doc[first]), finish(source)
        return Mention(self.page.document.text[start:end], start, end, mention.actor)


def _subject_above(source: Token) -> Token | None:
    """The title that is the subject of the clause of a pronoun: "the envoy made no secret of *his* belief"."""
    for verb in islice(source.ancestors, _CLIMB):
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < source.i), None)
        if subject is not None:
            return subject if is_personal(subject) and not is_plural(subject) else None
    return None


_CLIMB = 8


def _new_group(source: Token) -> bool:
    """Whether a plural noun takes up nobody named before: "ministers", "Western countries"; not "the two countries"."""
    if not is_plural(source) or source.pos_ != "NOUN":
        return False
    bare = not any(c.dep_ in ("det", "poss", "nummod") or c.lower_ in ("both", "all") for c in source.children)
    return bare or source.lemma_.lower() in words("nouns", "person")


def _indefinite(source: Token) -> bool:
    return source.lower_ in _INDEFINITE

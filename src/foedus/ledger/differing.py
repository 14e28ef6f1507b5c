"""Asking an open ledger where sources differ, and who says what of a topic."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from foedus.ledger import topics, weighing
from foedus.ledger.access import Access
from foedus.ledger.latest import Latest, latest
from foedus.ledger.sources import Directory, Nobody
from foedus.ledger.weighing import Weighed


class Differing(Access):
    """Answers go by the claims as they count after what people held of them."""

    def contradictions(
        self,
        actor: str | None = None,
        known_on: date | datetime | None = None,
        *,
        directory: Directory | None = None,
        limit: int | None = None,
        start: int = 0,
    ) -> Weighed:
        """What sources contradict one another on, and who says what of it.

        It goes by the claims as they count after what people held of them: rejected and retracted ones are out,
        corrections stand in the place of what they correct, and names that are held to be one are one.
        actor: only what concerns one; None for the whole ledger.  directory: who is a medium, and who is known.
        limit: about so many, of what most stands against one another, which is quick whatever the ledger holds: where
        many claims bear on one point, some are compared, and ``of`` tells how many there are.  start: where the page
        before ended (``following``).
        """
        with self._asking(bounded=limit is not None) as fetch:
            at = self._state(known_on, fetch)
            return weighing.contradictions(fetch, at, actor, directory or Nobody(), limit, start)

    def latest(
        self, kind: str, actors: Collection[str] | None, known_on: date | datetime | None = None, *, most: int
    ) -> Latest:
        """The claims of a kind as they count: all, where the ledger has at most so many; else those that concern some
        actors (None: anybody), at most so many, the ones that were recorded last.
        """
        with self._asking() as fetch:
            return latest(fetch, self._state(known_on, fetch), kind, actors, most)

    def weigh(
        self,
        actors: Sequence[str] = (),
        kinds: Collection[str] = (),
        *,
        text: str | None = None,
        claim: str | None = None,
        known_on: date | datetime | None = None,
        limit: int | None = None,
        published: tuple[date | None, date | None] = (None, None),
        directory: Directory | None = None,
        start: int = 0,
    ) -> Weighed:
        """What sources say on a topic, by the claims as they count: see :meth:`contradictions`.

        actors: claims that name all of them, in any role.  kinds: only of these kinds.  text: claims whose evidence
        has these words, and all on the same propositions; claim: those on the propositions of this one.
        limit: at most so many propositions, those that are contested first, then those that most claims are about; of
        what many claims are about the latest are read, and ``sizes`` tells how many there are.  start: where the page
        before ended.
        published: only documents published in between.

        Raises UnknownName for a claim that the ledger does not hold.
        """
        topic = topics.Topic(tuple(actors), tuple(kinds), text, claim, limit, published, start)
        with self._asking(bounded=limit is not None) as fetch:
            return topics.on_topic(fetch, self._state(known_on, fetch), topic, directory or Nobody())

    def timeline(
        self,
        actor: str,
        kinds: Collection[str] = (),
        *,
        known_on: date | datetime | None = None,
        span: tuple[date | None, date | None] = (None, None),
        directory: Directory | None = None,
        limit: int | None = None,
        start: int = 0,
    ) -> Weighed:
        """What sources say of an actor or an agreement with a time to it, by the claims as they count.

        span: only what may have been between two days, and what has no time.  For the events see
        :func:`foedus.ledger.timelines.timeline`.
        limit: where there are more claims, about so many, the earliest first and those without a time last; start:
        where the page before ended.
        """
        asked = (actor, kinds, span, directory or Nobody(), limit, start)
        with self._asking(bounded=limit is not None) as fetch:
            return topics.on_timeline(fetch, self._state(known_on, fetch), *asked)

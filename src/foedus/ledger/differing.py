"""Asking an open ledger where sources differ, and who says what of a topic."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from foedus.ledger import weighing
from foedus.ledger.access import Access
from foedus.ledger.sources import Directory, Nobody
from foedus.ledger.stores import readable
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
    ) -> Weighed:
        """What sources contradict one another on, and who says what of it.

        It goes by the claims as they count after what people held of them: rejected and retracted ones are out,
        corrections stand in the place of what they correct, and names that are held to be one are one.
        actor: only what concerns one; None for the whole ledger.  directory: who is a medium, and who is known.
        limit: about so many, of what was last written of, which is quick whatever the ledger holds.
        """
        with readable(self._store):
            return weighing.contradictions(self._fetch, self._state(known_on), actor, directory or Nobody(), limit)

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
    ) -> Weighed:
        """What sources say on a topic, by the claims as they count: see :meth:`contradictions`.

        actors: claims that name all of them, in any role.  kinds: only of these kinds.  text: claims whose evidence
        has these words, and all on the same propositions; claim: those on the propositions of this one.
        limit: at most so many propositions, those that are contested first, then those that most claims are about.
        published: only documents published in between.

        Raises UnknownName for a claim that the ledger does not hold.
        """
        topic = weighing.Topic(tuple(actors), tuple(kinds), text, claim, limit, published)
        with readable(self._store):
            return weighing.on_topic(self._fetch, self._state(known_on), topic, directory or Nobody())

    def timeline(
        self,
        actor: str,
        kinds: Collection[str] = (),
        *,
        known_on: date | datetime | None = None,
        span: tuple[date | None, date | None] = (None, None),
        directory: Directory | None = None,
    ) -> Weighed:
        """What sources say of an actor or an agreement with a time to it, by the claims as they count.

        span: only what may have been between two days, and what has no time.  For the events see
        :func:`foedus.ledger.timelines.timeline`.
        """
        with readable(self._store):
            return weighing.on_timeline(self._fetch, self._state(known_on), actor, kinds, span, directory or Nobody())

"""Sources: who puts a claim forward, and what its source goes back to.

Ten outlets that print one wire story are one source, and so is an outlet that says "as the agency reported" together
with the agency.  What an account goes back to is, in this order: the medium that it names as its own source (the one
nearest to the speaker), the story that its document is a copy of, its outlet, its document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from foedus.ledger.points import is_denial, is_fact, is_intent, renamed
from foedus.ledger.records import RecordedClaim, Told
from foedus.model.claims import Claim
from foedus.model.ids import slug
from foedus.model.judgements import UNJUDGED, Judged

PUT = ("says", "denies", "hedges", "plans", "demands")
"""How a source may put a proposition: as so, as not so, as possible, as what will be, as what should be."""


class Directory(Protocol):
    """What is known of the actors that claims name."""

    def is_known(self, key: str) -> bool:
        """Whether a key is one of somebody known, rather than the slug of a name."""
        ...

    def is_medium(self, key: str) -> bool:
        """Whether it is an outlet or an agency of news."""
        ...

    def medium(self, name: str) -> str:
        """The key of the outlet that a document names."""
        ...


class Nobody:
    """A directory in which nobody stands: a medium is what documents name as their outlet."""

    def is_known(self, key: str) -> bool:
        """Nobody is."""
        return False

    def is_medium(self, key: str) -> bool:
        """Nobody is."""
        return False

    def medium(self, name: str) -> str:
        """The slug of the name."""
        return slug(name)


@dataclass(frozen=True, slots=True)
class Account:
    """A claim as it counts, with who says it, where, and what that goes back to.

    id: the claim's; claim: with its actors under the keys that stand for them.
    speaker: None for the document's own voice and where the text hides it; voiced: whether somebody is quoted at all.
    origin: one for all accounts that go back to one source.  medium: the key of the outlet that the document names.
    """

    id: str
    claim: Claim
    speaker: str | None
    on_behalf_of: str | None
    voiced: bool
    via: tuple[str, ...]
    document: Told
    origin: str
    medium: str | None = None
    judged: Judged = UNJUDGED

    @property
    def is_original(self) -> bool:
        """Whether it stands where it comes from: with the medium that others name or print."""
        return self.origin == f"medium:{self.medium}"

    @property
    def put(self) -> str:
        """How it puts its proposition: one of :data:`PUT`."""
        if is_denial(self.claim):
            return "denies"
        if is_fact(self.claim):
            return "says"
        if is_intent(self.claim):
            return "plans"
        return "demands" if self.claim.status == "demanded" else "hedges"


def independent(accounts: Iterable[Account]) -> int:
    """How many sources some accounts go back to."""
    return len({account.origin for account in accounts})


def accounts(
    claims: Iterable[RecordedClaim],
    documents: Mapping[str, Told],
    stories: Mapping[str, str],
    names: Mapping[str, str],
    directory: Directory,
) -> tuple[Account, ...]:
    """The accounts that claims are, in their order.

    documents: what is told of each by its id; stories: of each the first that tells the same in the same words; names:
    the key that stands for others, by those others.
    """
    given = [(each, _via(each, names)) for each in claims]
    carried = {each.claim.id: _carrier(each, via, names, directory) for each, via in given}
    outlets = {key: directory.medium(told.outlet) for key, told in documents.items() if told.outlet}
    printed: dict[str, set[str | None]] = {}
    for key in documents:
        printed.setdefault(stories.get(key, key), set()).add(outlets.get(key))
    cited = frozenset(medium for medium in carried.values() if medium)
    found = []
    for each, via in given:
        claim, said = each.claim, each.statement
        story = stories.get(claim.document, claim.document)
        medium = carried[claim.id] or _of_story(printed[story], cited)
        found.append(
            Account(
                claim.id,
                renamed(claim, names),
                _named(said.speaker.actor, names) if said and said.speaker else None,
                _named(said.on_behalf_of, names) if said and said.on_behalf_of else None,
                said is not None,
                via,
                documents[claim.document],
                f"medium:{medium}" if medium else f"story:{story}",
                outlets.get(claim.document),
                each.judged,
            )
        )
    return tuple(found)


def _of_story(outlets: set[str | None], cited: frozenset[str]) -> str | None:
    """The medium that a story is told by: the one that others name as its source, or the only one that printed it."""
    named = sorted(outlet for outlet in outlets if outlet in cited)
    if named:
        return named[0]
    return next(iter(outlets)) if len(outlets) == 1 else None


def _carrier(each: RecordedClaim, via: tuple[str, ...], names: Mapping[str, str], directory: Directory) -> str | None:
    said = each.statement
    speaker = (_named(said.speaker.actor, names),) if said and said.speaker else ()
    return next((key for key in (*speaker, *reversed(via)) if directory.is_medium(key)), None)


def _via(each: RecordedClaim, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(_named(mention.actor, names) for mention in each.statement.via) if each.statement else ()


def _named(key: str, names: Mapping[str, str]) -> str:
    return names.get(key, key)

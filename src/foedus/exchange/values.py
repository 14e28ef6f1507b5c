"""What is exported: claims with what is told of their documents, and what they were asked as of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.ledger.records import RecordedClaim, Told
    from foedus.model.judgements import Judged


@dataclass(frozen=True, slots=True)
class Asked:
    """What an export was asked as of, as it was given; it goes into the file, so that a reader knows.

    valid_on: the day on which claims or facts should hold.  known_on: the moment of the ledger; None for all of it.
    viewpoint: whose positions are applied; None for nobody's.
    standing: whether claims stand as they count after judgements, in place of as they were read.
    label: what to call a key before people.  kind_of: the type of an actor by its key ("state"); None for a stranger.
    country_of: the ISO code of two letters of the state that a place lies in, where that is known.
    """

    valid_on: str | None = None
    known_on: str | None = None
    viewpoint: str | None = None
    standing: bool = False
    label: Callable[[str], str] = str
    kind_of: Callable[[str], str | None] = lambda key: None
    country_of: Callable[[str], str | None] = lambda key: None


@dataclass(frozen=True, slots=True)
class Item:
    """A claim as the ledger holds it, with what is told of its document.

    text: the document's text where a format asks for it; empty where it does not, or where the ledger keeps none.
    """

    held: RecordedClaim
    told: Told
    text: str = ""

    @property
    def quote(self) -> str:
        """The claim's exact words; spans that stand apart are joined by an ellipsis."""
        return " … ".join(each.text for each in self.held.claim.evidence)

    @property
    def viewpoint(self) -> str | None:
        """Whose position the claim is: on whose behalf it is said, else who says it; None where the document does."""
        said = self.held.statement
        if said is None:
            return None
        return said.on_behalf_of or (said.speaker.actor if said.speaker else None)

    @property
    def publisher(self) -> str:
        """Who published the document, as far as it is told."""
        return self.told.outlet or self.told.address or self.told.path


_WORDS = {"accept": "accepted", "reject": "rejected", "correct": "corrected"}
STANDINGS = (*_WORDS.values(), "retracted", "unjudged")
"""What people may hold of a claim."""


def standing_of(judged: Judged) -> str:
    """What people hold of a claim, in one of the words of :data:`STANDINGS`.

    >>> from foedus.model.judgements import UNJUDGED
    >>> standing_of(UNJUDGED)
    'unjudged'
    """
    if judged.retracted:
        return "retracted"
    return _WORDS[judged.verdict.verdict] if judged.verdict else "unjudged"


_T = TypeVar("_T")


def in_batches(items: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The items, so many at a time.

    >>> list(in_batches("abc", 2))
    [['a', 'b'], ['c']]
    """
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some

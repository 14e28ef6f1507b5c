"""Office: a person is introduced as the holder of an office.

The evidence is the introduction itself ("Foreign Minister X", "X, the president of Y").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from foedus.reading.drafts import Draft

if TYPE_CHECKING:
    from foedus.reading.context import Context


def find(context: Context) -> Iterator[Draft]:
    """A draft for each person whom the page introduces with an office."""
    for entry in context.offices.ordered:
        passage = context.page.passages[entry.person.passage]
        attributes = {"office": entry.office, "title": entry.title}
        yield Draft(
            kind="office",
            predicate=passage.parse[entry.person.head],
            roles={"person": [entry.person.mention], "of": [entry.of] if entry.of else []},
            attributes=attributes | ({"former": True} if entry.former else {}),
            evidence=entry.evidence,
            polarity="affirmed",
            status="actual",
            timeless=True,
            rule="introduction",
        )

"""``foedus`` whose corpora are read by :class:`corpus_making.Words`, in workers that are ready at once.

A program of its own, so that a test can kill it: ``python quick_command.py corpus read …``.  Where the environment's
HOLD_AT is in a text, its worker reads no further while the program lives: a kill then always meets a run in its midst.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterable, Iterator

from corpus_making import Words

from foedus.desk import Settings
from foedus.model.documents import Document
from foedus.reading import Reading


class Held(Words):
    """A reader that is held at a text."""

    def read(self, documents: Iterable[Document]) -> Iterator[Reading]:
        """As Words reads."""
        held = list(documents)
        mark = os.environ.get("HOLD_AT")
        above = multiprocessing.parent_process()
        while mark and above and above.is_alive() and any(mark in each.text for each in held):
            time.sleep(0.02)
        yield from super().read(held)


def make_held(_: Settings) -> Held:
    """What a worker makes its reader with."""
    return Held()


if __name__ == "__main__":
    import quick_command  # by this name, under which the workers find it too

    from foedus.cli import main
    from foedus.desk import corpora

    corpora.make_tools = quick_command.make_held  # type: ignore[assignment]
    main()

"""Words per second of reading against the bare language pipeline on the same texts, and the times of other commands.

Processor time, since wall time measures the neighbours too; the best of several runs; the machine is named.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from benchmarks.measuring import best, machine
from foedus.cli.app import app
from foedus.desk import Desk
from foedus.desk.demo import ARTICLES
from foedus.documents import load
from foedus.model.documents import Document
from foedus.model.problems import UsageError
from foedus.model.situations import attack
from foedus.obligations import answer
from foedus.reading import Reader, read, read_all
from foedus.reading.tagger import load_tagger
from foedus.views.documents import words
from foedus.world import compile_world

GOAL = 1.3
GOAL_TAGGER = 3.0
LINE = 100_000
"""Characters of an endless line."""
RUNS = 3
HELP_GOAL = 0.3
LEAST = 2000
"""Words of one turn: short texts are read several times, since a turn of a blink measures nothing."""
DAYS = 50


def main() -> None:
    """Prints every measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("paths", nargs="*", default=[str(ARTICLES)], help="texts to read; the bundled articles without")
    parser.add_argument("--times", type=int, default=15, help="how many turns each takes")
    given = parser.parse_args()
    print(machine())
    with Desk() as desk:
        documents = [loaded.document for loaded in load(given.paths) if loaded.document]
        english = [document for document in documents if document.language in (None, "en")]
        for line in reading(english, desk.reader, given.times):
            print(line)
        for line in tagging(english, desk.reader, given.times):
            print(line)
        for line in growing(english, desk.reader):
            print(line)
        for line in asking(desk):
            print(line)
    print(helping())


def reading(documents: Sequence[Document], reader: Reader, times: int) -> list[str]:
    """Reading against the pipeline fed with the same paragraphs.

    They take turns, many short ones, so that both meet the same machine: its speed may change from second to second.
    """
    full, base, count = _against_bare(documents, reader, times)
    return [
        f"read: {count / full:,.0f} words/s of processor time ({reader.model}, {count:,} words, {times} turns)",
        f"bare pipeline: {count / base:,.0f} words/s",
        f"read takes {full / base:.2f} times the bare pipeline's time (goal: at most {GOAL})",
    ]


def tagging(documents: Sequence[Document], reader: Reader, times: int) -> list[str]:
    """The same where the learned tagger reads too; one line that says so where it is not installed."""
    try:
        helped = replace(reader, tagger=load_tagger())
    except UsageError as missing:
        return [f"read with the tagger: not measured ({missing})"]
    full, base, count = _against_bare(documents, helped, times)
    return [
        f"read with the tagger: {count / full:,.0f} words/s, {full / base:.2f} times the bare pipeline's time "
        f"(goal: at most {GOAL_TAGGER:.0f})"
    ]


def _against_bare(documents: Sequence[Document], reader: Reader, times: int) -> tuple[float, float, int]:
    """The times of reading and of the bare pipeline, and the number of words."""
    documents = [*documents] * max(1, LEAST // max(1, sum(words(document.record()) for document in documents)))
    paragraphs = [part for document in documents for part in document.text.split("\n") if part.strip()]
    count = sum(words(document.record()) for document in documents)

    def bare() -> None:
        for _ in reader.pipeline.pipe(paragraphs, batch_size=16):
            pass

    def whole() -> None:
        for _ in read_all(documents, reader):
            pass

    whole()  # both warm: the vocabulary, the caches
    bare()
    spent = [(best(bare, 1), best(whole, 1)) for _ in range(times)]
    base, full = (statistics.median(column) for column in zip(*spent, strict=True))
    return full, base, count


def growing(documents: Sequence[Document], reader: Reader) -> list[str]:
    """Whether the time grows with the text: one endless line, and one twice as long."""
    line = " ".join(" ".join(document.text.split()) for document in documents)
    lengths = [LINE, 2 * LINE]
    texts = [(line * (length // len(line) + 1))[:length] for length in lengths]
    spent = [best(lambda text=text: read(Document("line", text), reader), 1) for text in texts]  # type: ignore[misc]
    return [
        f"one line of {lengths[0]:,} and of {lengths[1]:,} characters: {spent[0]:.1f} and {spent[1]:.1f} s, "
        f"{spent[1] / spent[0]:.2f} times for twice the text"
    ]


def helping() -> str:
    """The time of `foedus --help` and of every command's help, Python's own start included."""
    commands = [each.name for each in app.registered_commands if each.name]
    whole = _help()
    slowest, command = max((_help(command), command) for command in commands)
    return (
        f"foedus --help: {whole:.2f} s of processor time; of {len(commands)} commands' help the slowest: "
        f"{command}, {slowest:.2f} s (goal: at most {HELP_GOAL})"
    )


def _help(*command: str) -> float:
    words = [sys.executable, "-m", "foedus", *command, "--help"]
    spent = []
    for _ in range(RUNS):
        before = os.times()
        subprocess.run(words, stdout=subprocess.DEVNULL, check=True)
        after = os.times()
        spent.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return min(spent)


def asking(desk: Desk) -> list[str]:
    """The time of one question: compiling the world of a day, and answering."""
    days = [date(2009, 1, 1) + timedelta(days=97 * n) for n in range(DAYS)]
    worlds = [compile_world(desk.library, day, "RUS") for day in days]
    compiled = best(lambda: [compile_world(desk.library, day, "RUS") for day in days], RUNS) / DAYS
    asked = [attack("GEO", "south-ossetia", day, viewpoint="RUS") for day in days]
    answered = best(lambda: [answer(q, world) for q, world in zip(asked, worlds, strict=True)], RUNS) / DAYS
    return [
        f"bound: {1000 * (compiled + answered):.1f} ms for a question ({1000 * compiled:.1f} ms to compile the day, "
        f"{1000 * answered:.1f} ms to answer; {len(desk.library.agreements)} agreements)"
    ]


if __name__ == "__main__":
    main()

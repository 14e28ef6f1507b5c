"""``python -m benchmarks.corpus [--words N]``: reading a corpus with two workers against one.

Workers load their language models first (a few seconds each), which is told apart: it is the same for any corpus.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from itertools import count
from pathlib import Path

from benchmarks.measuring import machine
from foedus.desk import Settings
from foedus.desk.corpora import Plan, read_corpus
from foedus.desk.demo import ARTICLES

GOAL = 1.6
WORDS = 120_000
SHARD = 20_000


def main() -> None:
    """Prints every measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("--words", type=int, default=WORDS, help="how many words are read each time")
    given = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        words = write_news(news, given.words)
        spent = [reading(news, Path(folder) / f"out-{workers}", workers) for workers in (1, 2)]
    for workers, (start, took) in enumerate(spent, 1):
        print(f"{workers} at once: {words / took:,.0f} words/s ({words:,} words in {took:.1f} s, after {start:.1f} s)")
    print(f"two workers are {spent[0][1] / spent[1][1]:.2f} times as fast as one (goal: {GOAL})")


def write_news(path: Path, words: int) -> int:
    """The bundled articles again and again, each time with a line of its own; the number of words."""
    texts = [each.read_text(encoding="utf-8") for each in sorted(ARTICLES.iterdir())]
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for number in count():
            if written >= words:
                return written
            text = f"{texts[number % len(texts)]}\n\nThis was report No. {number}.\n"
            file.write(json.dumps({"text": text}) + "\n")
            written += len(text.split())
    return written


def reading(news: Path, out: Path, workers: int) -> tuple[float, float]:
    """The time until the first shard was read, and the time for the rest, as if that had been as many shards more."""
    began = time.perf_counter()
    first, shards, done = 0.0, 0, 0.0
    for now in read_corpus([str(news)], out, Settings(), Plan(workers=workers, chars=SHARD)):
        if now.new_shards == workers and not first:
            first = time.perf_counter()
        shards, done = now.new_shards, time.perf_counter()
    return first - began, (done - first) * shards / max(1, shards - workers)


if __name__ == "__main__":
    main()

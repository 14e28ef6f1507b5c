"""``python -m benchmarks.corpus [--words N]``: reading a corpus with two workers against one.

Workers load their language models first (a few seconds each), which is told apart: it is the same for any corpus.
The comparison says something only where nothing else uses the processors; the load before it began is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.measuring import machine
from foedus.corpora.conducting import load_job
from foedus.corpora.engines.local import LocalEngine
from foedus.desk import Settings
from foedus.desk.corpora import Plan, make_tools, read_with
from foedus.desk.demo import ARTICLES

GOAL = 1.6
WORDS = 60_000
SHARD = 10_000
"""Characters: small, so that both workers have something to do to the end."""


def main() -> None:
    """Prints every measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description=__doc__)
    parser.add_argument("--words", type=int, default=WORDS, help="how many words are read each time")
    given = parser.parse_args()
    print(f"{machine()}; load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as folder:
        news = Path(folder) / "news.jsonl"
        words = write_news(news, given.words)
        spent = [reading(news, Path(folder) / f"out-{workers}", workers) for workers in (1, 2)]
    for workers, (start, took) in enumerate(spent, 1):
        pace = f"{words / took:,.0f} words/s ({words:,} words in {took:.1f} s, ready after {start:.1f} s)"
        print(f"{workers} at once: {pace}")
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
    """The seconds until every worker is ready, and those of reading."""
    began = time.perf_counter()
    with LocalEngine(partial(make_tools, Settings()), workers) as engine:
        for number in range(workers):  # a job for each, since none of them is free before its language model is loaded
            engine.submit(number, load_job, [])
        for _ in range(workers):
            engine.wait()
        begun = time.perf_counter()
        *_, done = read_with(engine, (str(news),), out, Plan(chars=SHARD))
        ended = time.perf_counter()
    if done.rows["problems"]:
        raise SystemExit(f"{done.rows['problems']} problems in {out}: nothing is measured")
    return begun - began, ended - begun


if __name__ == "__main__":
    main()

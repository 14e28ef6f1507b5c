"""``python -m benchmarks.explorer LEDGER``: how long the explorer takes for each of its pages and endpoints.

The application is asked without a network, one request after the other.  Of each address the first answer is told (what
it needs may not be in memory yet), then the median and the slowest of some more, in wall-clock time, and the least
processor time, which a busy machine leaves alone.  Nothing is written to the ledger.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import quote, urlencode

from starlette.testclient import TestClient

from benchmarks.measuring import machine
from foedus.desk import Settings
from foedus.ledger import ClaimFilter, open_ledger
from foedus.ledger.store import Ledger
from foedus.web import create_app

API = "/api/v1"
SCENARIO = "attacker=Georgia&target=South+Ossetia&on=2022-02-20"
ALL_SIDES = "attacker=Russia&target=Ukraine&on=2022-02-20&retaliation=both"


@dataclass(frozen=True, slots=True)
class Sample:
    """What there is to be asked for: of a ledger's documents, claims and actors, from its beginning and its middle."""

    document: str
    claim: str
    actor: str
    rare: str
    words: str
    middle: int


def main() -> None:
    """Prints a row for each address."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explorer", description=__doc__)
    parser.add_argument("ledger", help="a ledger's file or address")
    parser.add_argument("--turns", type=int, default=5, help="how often each address is asked")
    parser.add_argument("--only", default="", help="only addresses that have this")
    given = parser.parse_args()
    print(machine())
    with open_ledger(given.ledger, create=False) as ledger:
        seen = sample(ledger)
    app = create_app(Settings(ledger=given.ledger), "a-token-of-the-benchmark", hosts=("testserver",))
    print("| address | first | median | slowest | processor | bytes |\n|---|---|---|---|---|---|")
    with TestClient(app, follow_redirects=True) as client:
        for address in addresses(seen):
            if given.only in address:
                print(row(client, address, given.turns), flush=True)


def sample(ledger: Ledger) -> Sample:
    """What to ask for."""
    first = next(ledger.recorded_claims(ClaimFilter(limit=1)))
    counted: dict[str, int] = {}
    for each in islice(ledger.claims(ClaimFilter(limit=2000)), 2000):
        for _, mentions in each.roles:
            for mention in mentions:
                counted[mention.actor] = counted.get(mention.actor, 0) + 1
    order = sorted(counted, key=lambda key: (-counted[key], key))
    words = " ".join(first.claim.evidence[0].text.split()[:2])
    return Sample(first.claim.document, first.claim.id, order[0], order[-1], words, ledger.last() // 2)


def addresses(seen: Sample) -> Iterator[str]:
    """Every page and endpoint that looks, lists from their beginning, from their middle, and with each filter."""
    yield from pages(seen)
    for path in endpoints(seen):
        yield f"{API}/{path}"


def pages(seen: Sample) -> Iterator[str]:
    """The pages."""
    of = quote(seen.document, safe="")
    yield from ("/documents", f"/documents?before={seen.middle}", "/documents?q=report", "/documents?q=no+such+title")
    yield from ("/documents?outlet=nobody", "/documents?since=2020&until=2020-06", "/documents?since=2999")
    yield from (f"/documents/{of}", f"/claims/{quote(seen.claim, safe='')}")
    yield from ("/search?q=" + quote(seen.words), "/search?q=the", "/search?q=nowhereatall", f"/search?q={seen.actor}")
    yield from ("/agreements", "/agreements?q=defence&party=Russia", "/agreements/ru-so-alliance-2015?on=2022-02-20")
    yield from ("/actors", "/actors?q=osset", "/actors/RUS", "/actors/south-ossetia?on=2022-02-20&viewpoint=GEO")
    yield from (f"/actors/{each}" for each in (seen.actor, seen.rare))
    yield from (f"/actors/{seen.actor}?before={seen.middle}", f"/actors/{seen.actor}?said={seen.middle}")
    yield from ("/disagreements", f"/disagreements?actor={seen.actor}", f"/compare?topic={seen.actor}")
    yield from ("/recognition?on=2022-02-20", "/recognition.csv", "/recognition/RUS/south-ossetia")
    yield from (f"/map?layer={layer}" for layer in ("recognition&of=kosovo", "membership&of=nato", "forces"))
    yield from (f"/map?layer=obligations&{SCENARIO}", "/map.csv?layer=recognition&of=kosovo")
    yield from (f"/scenario?{SCENARIO}", f"/scenario?{SCENARIO}&viewpoint=RUS&other_viewpoint=GEO")
    yield from (f"/scenario?{SCENARIO}&basis=both", f"/scenario?{ALL_SIDES}", f"/scenario.svg?{SCENARIO}", "/read")


def endpoints(seen: Sample) -> Iterator[str]:
    """What comes after the API's prefix."""
    words, of = quote(seen.words), quote(seen.document, safe="")
    filters: tuple[dict[str, str], ...] = (
        {}, {"kind": "recognition"}, {"actor": seen.actor}, {"actor": seen.rare}, {"speaker": seen.actor},
        {"status": "denied"}, {"text": seen.words}, {"document": seen.document}, {"on": "2010-05-05"},
        {"least": "0.99"}, {"standing": "true"}, {"actor": seen.actor, "kind": "presence", "standing": "true"},
    )  # fmt: skip
    for asked in filters:
        yield f"claims?{urlencode(asked)}"
        yield f"claims?{urlencode(asked | {'cursor': f'{seen.middle}.0'})}"
    for asked in ({}, {"speaker": seen.actor}, {"text": seen.words}, {"document": seen.document}):
        yield f"statements?{urlencode(asked)}"
        yield f"statements?{urlencode(asked | {'cursor': f'{seen.middle}.0'})}"
    yield from ("documents", f"documents?cursor={seen.middle}", "documents?q=no+such+title", f"documents/{of}")
    yield from (f"search?q={words}", f"search?q={words}&cursor={seen.middle}", f"search?q={seen.actor}&every_name=true")
    yield from ("contradictions", f"contradictions?topic={seen.actor}", f"compare?topic={seen.actor}", "judgements")
    yield from ("agreements", "agreements/nato-1949", "actors", f"actors/{seen.actor}", "recognitions", "recognition")
    yield from (f"timeline?name={seen.rare}", "map?layer=recognition&of=kosovo", f"check?what={quote(seen.claim)}")
    yield from (f"bound?{SCENARIO}", f"roles?{SCENARIO}", f"explain?{SCENARIO}&what=1", f"bound?{ALL_SIDES}")
    yield from ("openapi.json", "docs")


@dataclass(frozen=True, slots=True)
class Turn:
    """One answer: its status, its size, and the seconds that it took."""

    status: int
    size: int
    wall: float
    processor: float


def row(client: TestClient, address: str, turns: int) -> str:
    """A row of the table."""
    first = _asked(client, address)
    further = [first] if first.wall > 5 else [_asked(client, address) for _ in range(turns)]
    walls = [each.wall for each in further]
    figures = (first.wall, statistics.median(walls), max(walls), min(each.processor for each in further))
    told = " | ".join(f"{1000 * seconds:.0f} ms" for seconds in figures)
    wrong = "" if first.status == 200 else f" ({first.status})"
    return f"| `{address}`{wrong} | {told} | {first.size:,} |"


def _asked(client: TestClient, address: str) -> Turn:
    began, before = time.perf_counter(), time.process_time()
    answer = client.get(address)
    wall, processor = time.perf_counter() - began, time.process_time() - before
    return Turn(answer.status_code, len(answer.content), wall, processor)


if __name__ == "__main__":
    main()

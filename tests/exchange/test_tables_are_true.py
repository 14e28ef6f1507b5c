"""What a table says is kept is in the file, what it says is lost is not: tried with words that stand nowhere else."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from foedus.exchange.formats import FORMATS, Format
from foedus.exchange.networks import claim_edges, gexf_bytes, graphml_bytes
from foedus.exchange.values import Asked, Item
from foedus.ledger.records import ReadBy, RecordedClaim, Told
from foedus.model.claims import Mention, Quote, Statement, Term, TimeReference, make_claim
from foedus.model.judgements import Judged, Judgement
from foedus.model.time import Truth

MOMENT = datetime(2023, 11, 7, 5, 4, 3, tzinfo=UTC)
DOCUMENT = "sha256:" + "ab" * 32
TEXT = "Loadedterm xx Quotedwords xx"
SAID = Statement(
    DOCUMENT,
    Mention("Speakerwords", 0, 5, "speaker-key"),
    Quote("Cueword", 0, 5),
    ((0, 20),),
    "interview",
    on_behalf_of="behalf-key",
    via=(Mention("Carrier", 0, 5, "via-key"),),
)
CLAIM = make_claim(
    document=DOCUMENT,
    statement=SAID.id,
    kind="recognition",
    roles={
        "recogniser": [Mention("Firstname", 1, 2, "first-key")],
        "recognised": [Mention("Secondname", 3, 4, "second-key")],
    },
    attributes={"change": "withdraws"},
    time=TimeReference("1987-06", "Timewords", 5, 6, "inferred"),
    evidence=[Quote("Quotedwords", 14, 25)],
    terms=[Term("Loadedterm", 0, 10, "first-key", "sensekey")],
    confidence=0.4321,
    extractor="extractorname",
)
ITEM = Item(
    RecordedClaim(
        CLAIM,
        SAID,
        MOMENT,
        ReadBy("9.8.7", "modelname"),
        Truth.UNKNOWN,
        Judged(Judgement("accept", CLAIM.id, "Judgename", MOMENT, "Reasonwords")),
        library="library:abcdef",
    ),
    Told(DOCUMENT, "pathname.txt", "Titlewords", "Outletname", "Bylinename", "1999-04-05", "inferred", "en", MOMENT,
         "https://address.example/"),
    TEXT,
)  # fmt: skip
ASKED = Asked(valid_on="1987-06-15", known_on="2031-12-13", label=lambda key: f"<{key}>".strip("<>"))
WORDS = {
    "claim": CLAIM.id.removeprefix("claim:"),
    "document": "ab" * 10,
    "statement": SAID.id.removeprefix("statement:"),
    "actors": "first-key",
    "mentions": "Firstname",
    "time words": "Timewords",
    "quote": "Quotedwords",
    "terms": "sensekey",
    "extractor": "extractorname",
    "speaker": "speaker-key",
    "speaker words": "Speakerwords",
    "via": "via-key",
    "cue": "Cueword",
    "form": "interview",
    "viewpoint": "behalf-key",
    "standing": "accepted",
    "judgement": "Reasonwords",
    "known on": "2031-12-13",
    "valid on": "1987-06-15",
    "reader": "modelname",
    "library": "abcdef",
    "title": "Titlewords",
    "outlet": "Outletname",
    "byline": "Bylinename",
    "path": "pathname.txt",
    "address": "address.example",
    "published": "1999-04-05",
    "recorded": "2023-11-07",
}
"""Fields with words that nothing else of the claim has."""
SHADOWED = {
    "stix": {"path"},
    "bibtex": {"path"},
    "csl-json": {"path", "published"},
}
"""Fields that a format keeps only where another is not there, or in other words (a day in its parts)."""
GRAPHS = {"gexf": gexf_bytes, "graphml": graphml_bytes}
TRIED = tuple(each for each in FORMATS if each.writer or each.name in GRAPHS)


@pytest.mark.parametrize("form", TRIED, ids=lambda form: form.name)
def test_what_is_kept_is_there_and_what_is_lost_is_not(form: Format) -> None:
    if form.name in GRAPHS:
        made = b"".join(GRAPHS[form.name](claim_edges([ITEM], ASKED), ASKED))
    else:
        made = b"".join(form.written([ITEM], ASKED))
    text = made.decode("utf-8", "replace")
    there = {name for name, words in WORDS.items() if words in text}
    known = (set(form.kept) & set(WORDS)) - SHADOWED.get(form.name, set())
    assert known - there == set(), "said to be kept"
    assert there - set(form.kept) == set(), "said to be lost"

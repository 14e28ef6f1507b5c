"""A ledger of a few claims that have everything a claim can have, and what reads the exports of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from foedus.desk import Desk, Settings
from foedus.desk.exchanging import Wanted, export_claims
from foedus.ledger import ReadBy, open_ledger
from foedus.model.claims import Claim, Mention, Quote, Statement, Term, TimeReference, make_claim
from foedus.model.documents import Document
from foedus.model.erasures import Erasure
from foedus.model.judgements import Judgement

READER = ReadBy("0.1.0", "md 3.8")
BEGUN = datetime(2024, 5, 1, 12, tzinfo=UTC)
NEWS = Document(
    "news/a.html",
    'Minsk said: "We, Belarus,\nshall defend Russia; 60,000 men" – and that so-called South Ossetia is recognised.',
    title='Defence & "union", 100 %_',
    outlet="Example Wire",
    byline="A. Writer and B. Writer",
    address="https://news.example/a?x=1&y={2}",
    published="2020-09-09",
    published_basis="stated",
)
PLAIN = Document("plain.txt", "Syria recognised Abkhazia in 2018. Astana stayed out, =1+1.")
GONE = Document("gone.txt", "Baku left Yerevan.", title="Gone")


def find(document: Document, words: str) -> tuple[str, int, int]:
    """Words of a document with their place."""
    start = document.text.index(words)
    return words, start, start + len(words)


def _mention(document: Document, words: str, actor: str) -> Mention:
    return Mention(*find(document, words), actor)


SAID = Statement(
    NEWS.id,
    _mention(NEWS, "Minsk", "alexander-lukashenko"),
    Quote(*find(NEWS, "said")),
    ((12, len(NEWS.text)),),
    "mixed",
    on_behalf_of="BLR",
    via=(Mention("Example Wire", 0, 0, "example-wire"),),
)
DEFENCE = make_claim(
    document=NEWS.id,
    statement=SAID.id,
    kind="commitment",
    roles={"debtor": [_mention(NEWS, "Belarus", "BLR")], "beneficiary": [_mention(NEWS, "Russia", "RUS")], "basis": []},
    attributes={
        "duty": "defend",
        "trigger": {"act": "attack", "on": ["RUS"]},
        "quantity": {"low": 60000, "high": 60000, "unit": "men"},
    },
    status="conditional",
    evidence=[Quote(*find(NEWS, "Belarus,\nshall defend Russia")), Quote(*find(NEWS, "60,000 men"))],
    confidence=0.76,
    extractor="rules 1",
)
OSSETIA = make_claim(
    document=NEWS.id,
    statement=SAID.id,
    kind="recognition",
    roles={
        "recogniser": [_mention(NEWS, "Belarus", "BLR")],
        "recognised": [_mention(NEWS, "South Ossetia", "south-ossetia")],
    },
    polarity="negated",
    evidence=[Quote(*find(NEWS, "so-called South Ossetia is recognised"))],
    terms=[Term(*find(NEWS, "so-called South Ossetia"), "south-ossetia", "contests-statehood")],
    confidence=0.4,
    extractor="rules 1",
)
ABKHAZIA = make_claim(
    document=PLAIN.id,
    kind="recognition",
    roles={
        "recogniser": [_mention(PLAIN, "Syria", "SYR")],
        "recognised": [_mention(PLAIN, "Abkhazia", "abkhazia")],
    },
    time=TimeReference("2018", *find(PLAIN, "2018"), "stated"),
    evidence=[Quote(*find(PLAIN, "Syria recognised Abkhazia in 2018"))],
    confidence=0.9,
    extractor="rules 1",
)
MEMBER = make_claim(
    document=PLAIN.id,
    kind="membership",
    roles={"member": [_mention(PLAIN, "Astana", "სამაჩაბლო")], "organisation": [_mention(PLAIN, "out", "csto")]},
    attributes={"change": "leaves", "former": True},
    evidence=[Quote(*find(PLAIN, "Astana stayed out, =1+1"))],
    confidence=0.5,
    extractor="rules 2",
)
OFFICE = make_claim(
    document=PLAIN.id,
    kind="office",
    roles={"person": [_mention(PLAIN, "Astana", "alexander-lukashenko")], "of": [_mention(PLAIN, "Syria", "SYR")]},
    attributes={"office": "president", "title": "President"},
    evidence=[Quote(*find(PLAIN, "Astana"))],
    confidence=0.5,
    extractor="rules 2",
)
LEFT = make_claim(
    document=GONE.id,
    kind="event",
    roles={"actor": [_mention(GONE, "Baku", "AZE")], "target": [_mention(GONE, "Yerevan", "ARM")]},
    attributes={"event": "retreat"},
    evidence=[Quote(*find(GONE, "Baku left Yerevan"))],
    confidence=0.5,
    extractor="rules 2",
)
CLAIMS = (DEFENCE, OSSETIA, ABKHAZIA, MEMBER, OFFICE, LEFT)
CORRECTED = Claim.from_record({**OSSETIA.record(), "polarity": "affirmed", "extractor": "judgement by N. N."})
JUDGEMENTS = (
    Judgement("accept", DEFENCE.id, "N. N.", BEGUN, 'so it stands there; "quoted"'),
    Judgement("correct", OSSETIA.id, "N. N.", BEGUN, "nobody denies it", claim=CORRECTED),
    Judgement("reject", MEMBER.id, "M. M.", BEGUN, "another matter"),
)


def fill(place: str | Path, judgements: Sequence[Judgement] = JUDGEMENTS) -> None:
    """Make a ledger of all of it."""
    with open_ledger(place) as ledger:
        for document, said, claims in (
            (NEWS, [SAID], [DEFENCE, OSSETIA]),
            (PLAIN, [], [ABKHAZIA, MEMBER, OFFICE]),
            (GONE, [], [LEFT]),
        ):
            ledger.append(document, said, claims, reader=READER, recorded_at=BEGUN)
        for judgement in judgements:
            ledger.judge(judgement)
        ledger.erase(Erasure(GONE.id, "N. N.", BEGUN, "order of the court"))


def exported(desk: Desk, name: str, wanted: Wanted | None = None) -> bytes:
    """A whole export."""
    return b"".join(export_claims(desk, name, wanted or Wanted()))


def asked(place: str) -> Desk:
    """A desk at a ledger."""
    return Desk(Settings(ledger=place))

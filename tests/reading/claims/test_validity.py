"""Who accepts, or does not accept, a text or a legal act as legal or binding."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def positions(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-06-15")
    return [claim for claim in read(document, reader).claims if claim.kind == "validity"]


@pytest.mark.parametrize(
    ("text", "holder", "agreement", "polarity"),
    [
        ("Chile does not recognise the legitimacy of the Lima Treaty.", "CHL", "lima-treaty", "negated"),
        ("Chile has never accepted the ruling.", "CHL", "ruling", "negated"),
        ("Chile does not regard the ruling as binding.", "CHL", "ruling", "negated"),
        ("Peru accepts the arbitral award as binding.", "PER", "arbitral-award", "affirmed"),
        ("Peru declared the Lima Treaty null and void.", "PER", "lima-treaty", "negated"),
        (
            "The government in Lima declared it would not sign the pact. Peru calls it null and void.",
            "PER",
            None,
            "negated",
        ),
        ("Peru holds the Lima Treaty to be invalid.", "PER", "lima-treaty", "negated"),
        ("Peru termed the memorandum null and void.", "PER", "memorandum", "negated"),
        ("Peru called the recognition of Kosovo null and void.", "PER", "recognition-of-kosovo", "negated"),
        ("The resolution deems the annexation invalid.", "resolution", "annexation", "negated"),
        ("Peru said that the Lima Treaty had no legal force.", "PER", "lima-treaty", "negated"),
        ("Peru said the Lima Treaty was illegal.", "PER", "lima-treaty", "negated"),
        ("Peru insists that the Lima Treaty is not binding.", "PER", "lima-treaty", "negated"),
        ("Peru says the Lima Treaty is the only valid instrument.", "PER", "lima-treaty", "affirmed"),
        ("Kyiv considers the Minsk memorandum void.", "UKR", "minsk-memorandum", "negated"),
        ("Peru regards the Lima Treaty as having no legal force.", "PER", "lima-treaty", "negated"),
        ("Togo signed a rail pact with Mali, which Ghana considers null.", "GHA", "rail-pact-with-mali", "negated"),
        ("Ghana annulled the mining agreement.", "GHA", "mining-agreement", "negated"),
        ("Nigeria has vowed to ignore the judgment.", "NGA", "judgment", "negated"),
        ("Ghana has never accepted the annexation of Togo as lawful.", "GHA", "annexation-of-togo", "negated"),
        ("Bolivia does not recognise either of the treaties.", "BOL", None, "negated"),
        ("For Belgrade the Lima Pact was void.", "SRB", "lima-pact", "negated"),
        ("In Madrid's view the Lima Pact still stands.", "ESP", "lima-pact", "affirmed"),
        ("Chile says it is no longer bound by the Lima Pact.", "CHL", "lima-pact", "negated"),
        ("Chile does not consider itself bound by the Lima Pact.", "CHL", "lima-pact", "negated"),
        ("Peru disputes the legality of the Lima Pact.", "PER", "lima-pact", "negated"),
        ("Peru dismissed the Lima Pact as null and void.", "PER", "lima-pact", "negated"),
        ("Chile, which still regards the Lima Pact as valid, urged calm.", "CHL", "lima-pact", "affirmed"),
        ("The opposition declared the Lima Pact unlawful.", "opposition", "lima-pact", "negated"),
    ],
)
def test_a_position(reader: Reader, text: str, holder: str, agreement: str | None, polarity: str) -> None:
    found = positions(reader, text)
    assert [(claim.actors("holder"), claim.polarity) for claim in found] == [((holder,), polarity)]
    assert agreement is None or found[0].actors("agreement") == (agreement,)


@pytest.mark.parametrize(
    "text",
    [
        "The Lima Treaty is void.",
        "Chile would not accept any settlement without talks.",
        "Chile recognised Kosovo.",
        "Chile accepts the invitation.",
        "Peru annulled the election.",
        "Peru said that its visit had no effect.",
        "Chile is bound by treaty to defend Peru.",
        "The states bound by the Lima Pact met in May.",
        "Chile would not stand idle.",
    ],
)
def test_what_is_nobodys_position(reader: Reader, text: str) -> None:
    assert positions(reader, text) == []


@pytest.mark.parametrize(
    ("text", "holder", "agreement", "polarity"),
    [
        ("Peru sees the Lima Treaty as non-binding.", "PER", "lima-treaty", "negated"),
        ("Peru considers the Lima Treaty no longer binding.", "PER", "lima-treaty", "negated"),
        ("Peru regards the Lima Treaty as expired.", "PER", "lima-treaty", "negated"),
        ("Peru regards the Lima Treaty as imposed and not binding.", "PER", "lima-treaty", "negated"),
        ("Peru says the Lima Treaty still holds.", "PER", "lima-treaty", "affirmed"),
        ("For Chile the Lima Treaty does not exist.", "CHL", "lima-treaty", "negated"),
        ("Peru says the Lima Treaty contravenes international law.", "PER", "lima-treaty", "negated"),
        ("The Lima Treaty lacks any legal basis, according to Peru.", "PER", "lima-treaty", "negated"),
        ("Kenya said the truce of 1991 no longer bound it.", "KEN", "truce-of-1991", "negated"),
        ("They met under a pact with Togo, signed in May, that Ghana deems null.", "GHA", "pact-with-togo", "negated"),
        ("Chile and Peru signed the Lima Treaty. Peru calls the clause invalid.", "PER", "lima-treaty", "negated"),
        ("Ghana's supreme court struck down the mining pact.", "GHA", "mining-pact", "negated"),
    ],
)
def test_more_positions(reader: Reader, text: str, holder: str, agreement: str, polarity: str) -> None:
    claims = [c for c in positions(reader, text) if list(c.actors("holder")) == [holder]]
    assert [(list(c.actors("agreement")), c.polarity) for c in claims] == [([agreement], polarity)]


@pytest.mark.parametrize(
    "text",
    [
        "Chile, bound to Peru by a pact of mutual assistance, did nothing.",
        "The rally did not breach the law, the court held.",
        "The villagers exist on rice.",
        "Peru regards the visa as expired.",
    ],
)
def test_bonds_that_are_no_positions(reader: Reader, text: str) -> None:
    assert not positions(reader, text)


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Peru rejects the agreements signed between Chile and Bolivia as illegal.", "PER"),
        ("Peru has declared the Lima accords unconstitutional.", "PER"),
        ("Peru says the fisheries memorandum is contrary to international law.", "PER"),
        ("Peru ruled that the border treaty was incompatible with the constitution.", "PER"),
        ("The fisheries memorandum is in breach of international law, Peru said.", "PER"),
        ("Peru says the border treaty is legally non-existent.", "PER"),
        ("Peru does not consider itself bound by the border treaty.", "PER"),
    ],
)
def test_at_odds_with_the_law(reader: Reader, text: str, holder: str) -> None:
    document = Document("text", text, published="2025-03-28")
    told = [c for c in read(document, reader).claims if c.kind == "validity"]
    assert [(c.actors("holder")[0], c.polarity, c.status) for c in told] == [(holder, "negated", "actual")]


def test_a_text_that_is_rejected_as_void_is_no_refused_signature(reader: Reader) -> None:
    claims = read(Document("text", "Peru rejected the border treaty as null and void."), reader).claims
    assert "agreement-stage" not in {claim.kind for claim in claims}


@pytest.mark.parametrize("text", ["He was in breach of the law.", "The new road is contrary to the law, Peru said."])
def test_not_at_odds(reader: Reader, text: str) -> None:
    assert "validity" not in {claim.kind for claim in read(Document("text", text), reader).claims}

"""Political events that no other kind of claim covers, by PLOVER type, and the types that other kinds carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def claims(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-06-15")
    return [claim for claim in read(document, reader).claims if claim.attribute("event")]


def events(reader: Reader, text: str) -> list[str]:
    return [str(claim.attribute("event")) for claim in claims(reader, text)]


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Kenyan soldiers arrested ten Ugandans on Monday.", "COERCE"),
        ("Workers in Kenya staged a protest on Monday.", "PROTEST"),
        ("Kenyan troops clashed with rebels.", "FIGHT"),
        ("Kenyan police tortured ten farmers.", "ASSAULT"),
        ("Kenya's president visited Uganda.", "CONSULT"),
        ("Kenya held talks with Uganda.", "CONSULT"),
        ("Kenya gave Uganda a loan.", "AID"),
        ("Kenya lifted the curfew.", "CONCEDE"),
        ("Kenya launched an investigation into the crash.", "INVESTIGATE"),
        ("Kenya's president resigned on Monday.", "RETREAT"),
        ("Kenya armed the villagers.", "MOBILIZE"),
        ("Kenya suspended aid to Uganda.", "SANCTION"),
        ("Tunisia's foreign minister arrived in Algiers for talks.", "CONSULT"),
        ("Mexico reopened its embassy in Havana.", "SUPPORT"),
        ("Finland and Estonia held joint naval exercises.", "COOPERATE"),
        ("Canada sent blankets to the refugees.", "AID"),
        ("Norwegian peacekeepers arrived in Chad.", "AID"),
        ("Iraq returned the stolen paintings to Kuwait.", "CONCEDE"),
        ("Libya allowed inspectors into the plant.", "RETREAT"),
        ("Eritrea declared a truce.", "RETREAT"),
        ("The talks between Kenya and Somalia collapsed.", "REJECT"),
        ("Greek teachers went on strike.", "PROTEST"),
        ("Tunisian riots against price rises go on.", "PROTEST"),
        ("The United Nations pulled its observers out of Georgia.", "SANCTION"),
        ("Ecuador moved troops to the border.", "MOBILIZE"),
        ("Iran closed two newspapers.", "COERCE"),
        ("A Ghanaian has been put under investigation in Togo for fraud.", "INVESTIGATE"),
        ("Peru is committed to cutting tariffs.", "AGREE"),
        ("Botswana asked the United Nations for help.", "DEMAND"),
        ("Egyptian mediators shuttled between Hamas and Israel.", "CONSULT"),
        ("Hundreds of Bahrainis clashed with police at a funeral.", "PROTEST"),
        ("Nicaragua suspended its participation in the summit.", "SANCTION"),
        ("Syria deployed rockets along the Golan.", "MOBILIZE"),
        ("The Sudanese army halted its offensive in the Nuba mountains.", "RETREAT"),
        ("The Danish parliament voted down a treaty with Germany.", "REJECT"),
    ],
)
def test_an_event(reader: Reader, text: str, type_: str) -> None:
    assert type_ in events(reader, text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Egypt freed the pilots.", "CONCEDE"),
        ("Egypt said it would free the pilots.", "AGREE"),
        ("Egypt decided to free the pilots.", "CONCEDE"),
        ("Egypt refused to free the pilots.", "REJECT"),
        ("Egypt vowed not to free the pilots.", "REJECT"),
        ("Sudanese rebels shot the hostages.", "FIGHT"),
        ("Sudanese rebels said they would shoot the hostages.", "THREATEN"),
        ("Sudanese rebels have sworn to shoot the hostages.", "THREATEN"),
        ("Sudan prepared to resume bombing the villages.", "MOBILIZE"),
        ("Austria will expel two Iranian diplomats.", "THREATEN"),
        ("Austria announced that it will withdraw its troops unless the Serbs stop shelling.", "THREATEN"),
        ("Austria will support Latvia.", "AGREE"),
        ("Kenya and Uganda failed to reach an agreement.", "REJECT"),
    ],
)
def test_what_is_promised_threatened_or_refused_is_another_event(reader: Reader, text: str, type_: str) -> None:
    assert type_ in events(reader, text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Libyan jets attacked an army post.", "FIGHT"),
        ("Libyan gunmen attacked an army post.", "ASSAULT"),
        ("Libyan troops attacked a refugee camp.", "ASSAULT"),
        ("A Libyan missile killed ten officers.", "FIGHT"),
        ("Libyan guerrillas killed ten officers.", "ASSAULT"),
    ],
)
def test_violence_is_told_apart_by_who_does_it_to_whom(reader: Reader, text: str, type_: str) -> None:
    assert type_ in events(reader, text)


@pytest.mark.parametrize(
    ("text", "kind", "type_"),
    [
        ("Vietnam and Laos signed a trade agreement on Monday.", "agreement-stage", "SUPPORT"),
        ("Vietnam mobilised reservists on the Laotian border.", "presence", "MOBILIZE"),
        ("Algerian students blocked roads in Oran.", "stance", "PROTEST"),
        ("Sri Lanka established diplomatic relations with Iran.", "stance", "SUPPORT"),
    ],
)
def test_a_claim_of_another_kind_carries_the_type_of_the_event_that_it_tells(
    reader: Reader, text: str, kind: str, type_: str
) -> None:
    assert (kind, type_) in [(claim.kind, claim.attribute("event")) for claim in claims(reader, text)]


def test_who_speaks_of_themselves_is_the_speaker(reader: Reader) -> None:
    found = claims(reader, "Ugandan leaders said they would boycott all contact with Kenya.")
    assert [(claim.attribute("event"), claim.actors("holder")) for claim in found] == [("THREATEN", ("UGA",))]


def test_what_is_denied_is_no_event_but_the_denial_is(reader: Reader) -> None:
    assert events(reader, "Kenya denied that it had arrested ten Ugandans.") == ["REJECT"]


@pytest.mark.parametrize(
    "text",
    [
        "The union issued a statement demanding that the Kenyan government pay the teachers.",
        "Rebels from Uganda announced that President Ruto must accept changes.",
    ],
)
def test_what_a_speaker_says_that_others_must_do_is_demanded(reader: Reader, text: str) -> None:
    assert "DEMAND" in events(reader, text)


def test_what_is_out_of_the_question_is_refused(reader: Reader) -> None:
    assert "REJECT" in events(reader, "Kenyan officials said that lifting the embargo is out of the question.")


@pytest.mark.parametrize(
    "text",
    [
        "Kenya did not arrest anyone.",
        "The river is long.",
        "Kenya may release the pilots.",
        "A Kenyan armed with a knife was seen.",
        "If Kenya releases the pilots, prices will fall.",
        "Nothing was known before Kenya released the pilots.",
    ],
)
def test_no_event(reader: Reader, text: str) -> None:
    assert events(reader, text) == []

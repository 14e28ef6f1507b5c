"""Who is bound to do what for whom, by what, and when; and what binds nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from foedus.model.documents import Document
from foedus.reading.reader import read

if TYPE_CHECKING:
    from foedus.model.claims import Claim
    from foedus.reading.reader import Reader


def commitments(reader: Reader, text: str) -> list[Claim]:
    document = Document("text", text, published="2024-06-15")
    return [claim for claim in read(document, reader).claims if claim.kind == "commitment"]


def last(reader: Reader, text: str) -> Claim:
    found = commitments(reader, text)
    assert found, "nothing read"
    return found[-1]


@pytest.mark.parametrize(
    ("text", "duty", "debtors", "beneficiaries"),
    [
        ("Japan is bound by charter to defend Mongolia.", "defend", {"JPN"}, {"MNG"}),
        ("The treaty obliges Japan to defend Mongolia.", "defend", {"JPN"}, {"MNG"}),
        ("Norway vowed to come to Finland's aid.", "defend", {"NOR"}, {"FIN"}),
        ("Norway has a duty to protect Finland.", "defend", {"NOR"}, {"FIN"}),
        ("Norway is committed to the defence of Finland.", "defend", {"NOR"}, {"FIN"}),
        ("Norway will not let anyone threaten Finland.", "defend", {"NOR"}, {"FIN"}),
        ("Norway is a guarantor of Finland's security.", "defend", {"NOR"}, {"FIN"}),
        ("Norway guarantees Finland's security.", "defend", {"NOR"}, {"FIN"}),
        ("Kenya will give military help to Uganda.", "defend", {"KEN"}, {"UGA"}),
        ("Kenya promised to help Uganda.", "aid", {"KEN"}, {"UGA"}),
        ("Japan's prime minister vowed to come to Mongolia's defence.", "defend", {"JPN"}, {"MNG"}),
        ("Chile and Peru will consult each other.", "consult", {"CHL", "PER"}, {"CHL", "PER"}),
        (
            "Chile and Peru have agreed that neither will attack the other.",
            "not-attack",
            {"CHL", "PER"},
            {"CHL", "PER"},
        ),
        ("Chile pledged not to attack Peru.", "not-attack", {"CHL"}, {"PER"}),
        ("Chad and Mali have a mutual defence pact.", "defend", {"TCD", "MLI"}, {"TCD", "MLI"}),
        ("Kenya, bound to Uganda by a defence treaty, sent a note.", "defend", {"KEN"}, {"UGA"}),
        ("Ireland pledged to remain neutral.", "stay-neutral", {"IRL"}, set()),
        ("Ireland is neutral under its constitution.", "stay-neutral", {"IRL"}, set()),
        ("Poland agreed to host a Canadian brigade.", "host-forces", {"POL"}, {"CAN"}),
        ("Kenya undertook to withdraw its troops from Sudan.", "withdraw", {"KEN"}, set()),
        ("Kenya will abide by the truce.", "comply", {"KEN"}, set()),
        ("Kenya pledged never to use chemical weapons.", "comply", {"KEN"}, set()),
        ("Kenya vowed to bomb the rebels.", "attack", {"KEN"}, set()),
    ],
)
def test_a_bond(reader: Reader, text: str, duty: str, debtors: set[str], beneficiaries: set[str]) -> None:
    claim = last(reader, text)
    assert claim.attribute("duty") == duty
    assert (set(claim.actors("debtor")), set(claim.actors("beneficiary"))) == (debtors, beneficiaries)
    assert (claim.polarity, claim.status) == ("affirmed", "actual")


@pytest.mark.parametrize(
    ("text", "duty", "debtor"),
    [
        ("Uganda urged Kenya to withdraw its troops.", "withdraw", "KEN"),
        ("Uganda called on Kenya to pull its forces out of the valley.", "withdraw", "KEN"),
        ("Uganda demanded that Kenya leave its territory.", "withdraw", "KEN"),
        ("Uganda demanded the withdrawal of Kenyan troops.", "withdraw", "KEN"),
        ("Kenya must comply with the agreement.", "comply", "KEN"),
        ("Kenya has to fulfil its obligations under the Lima Pact.", "comply", "KEN"),
        ("Uganda asked Kenya for protection.", "aid", "KEN"),
        ("Uganda begged Kenya to defend it.", "defend", "KEN"),
    ],
)
def test_what_is_demanded_of_somebody(reader: Reader, text: str, duty: str, debtor: str) -> None:
    claim = last(reader, text)
    assert (claim.attribute("duty"), claim.actors("debtor"), claim.status) == (duty, (debtor,), "demanded")


@pytest.mark.parametrize(
    ("text", "status", "polarity"),
    [
        ("Would Norway defend Finland?", "possible", "affirmed"),
        ("Norway could help Finland.", "possible", "affirmed"),
        ("Norway will defend Finland if it is attacked.", "conditional", "affirmed"),
        ("Should Finland be attacked, Norway would defend it.", "conditional", "affirmed"),
        ("Norway is obliged to help Finland in case of aggression.", "conditional", "affirmed"),
        ("The pact does not oblige Norway to defend Finland.", "actual", "negated"),
        ("There is no treaty that obliges Norway to defend Finland.", "actual", "negated"),
        ("No treaty obliges Norway to defend Finland.", "actual", "negated"),
        ("Norway is not bound to defend Finland.", "actual", "negated"),
        ("Norway is under no obligation to defend Finland.", "actual", "negated"),
        ("Nobody is bound to defend Finland.", "actual", "negated"),
    ],
)
def test_how_it_is_put(reader: Reader, text: str, status: str, polarity: str) -> None:
    claim = last(reader, text)
    assert (claim.status, claim.polarity) == (status, polarity)
    assert claim.actors("beneficiary") == ("FIN",)


@pytest.mark.parametrize(
    ("text", "duty"),
    [
        ("France and Poland signed a treaty. It obliges each party to come to the other's aid.", "defend"),
        ("The treaty between France and Poland obliges neither country to attack the other.", "not-attack"),
        ("The treaty between France and Poland provides for consultations.", "consult"),
        ("Under the treaty between France and Poland, an attack on one shall be an attack on both.", "defend"),
        ("The treaty between France and Poland contains a mutual defence clause.", "defend"),
    ],
)
def test_a_treaty_says_who_its_parties_are(reader: Reader, text: str, duty: str) -> None:
    claim = last(reader, text)
    assert claim.attribute("duty") == duty
    assert set(claim.actors("debtor")) == set(claim.actors("beneficiary")) == {"FRA", "POL"}
    assert claim.actors("basis")


def test_an_alliance_stands_for_its_members(reader: Reader) -> None:
    claim = last(reader, "Article 5 of the North Atlantic Treaty obliges the allies to help Norway if it is attacked.")
    assert (claim.actors("debtor"), claim.actors("beneficiary")) == (("nato",), ("NOR",))
    assert claim.actors("basis") == ("north-atlantic-1949",)


def triggers(claim: Claim) -> dict[str, Any]:
    return dict(claim.record()["attributes"]["trigger"].items())


def test_a_trigger_names_the_victim_and_the_way(reader: Reader) -> None:
    text = "Kenya is bound to defend Uganda if an attack is mounted on Uganda through or near Kenyan territory."
    assert triggers(last(reader, text)) == {"act": "attack", "on": ["UGA"], "through": ["KEN"], "near": ["KEN"]}


def test_whom_only_the_trigger_names_is_the_beneficiary(reader: Reader) -> None:
    claim = last(reader, "Should anyone attack Uganda, Kenya's 60,000-strong army would go to war.")
    assert (claim.actors("debtor"), claim.actors("beneficiary")) == (("KEN",), ("UGA",))
    assert claim.attribute("duty") == "defend"


def test_two_treaties_oblige(reader: Reader) -> None:
    claim = last(reader, "The Lima Pact and the Quito Accord oblige Peru to defend Chile.")
    assert set(claim.actors("basis")) == {"lima-pact", "quito-accord"}


def test_a_duty_is_taken_up_again(reader: Reader) -> None:
    text = "Peru's president said Peru would defend Chile. Peru was bound to do so under the Lima Pact."
    claim = last(reader, text)
    assert (claim.actors("debtor"), claim.actors("beneficiary")) == (("PER",), ("CHL",))
    assert claim.actors("basis") == ("lima-pact",)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya defended Uganda in 1994.",
        "Kenya has helped Uganda.",
        "The president defended his decision.",
        "Kenya will withdraw its troops from Uganda.",
        "If Kenya attacks Uganda, prices will rise.",
        "Uganda urged Kenya not to leave the bloc.",
        "Canada will take steps to join the pact.",
        "The minister must leave the room.",
        "The new law will protect consumers.",
    ],
)
def test_what_binds_nobody(reader: Reader, text: str) -> None:
    assert commitments(reader, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Japan will defend Mongolia if Chile attacks it, the minister said on Friday.",
        "Japan would defend Mongolia if Chile attacked it, the minister told reporters.",
        "If Chile attacks Mongolia, Japan will defend Mongolia, the minister told parliament.",
    ],
)
def test_a_condition_before_its_source_calls_the_duty_up(reader: Reader, text: str) -> None:
    claim = last(reader, text)
    assert claim.status == "conditional"
    assert triggers(claim) == {"act": "attack", "on": ["MNG"]}
    assert "minister" not in claim.evidence[0].text
    assert claim.statement is not None


@pytest.mark.parametrize(
    ("text", "duty", "polarity", "debtors"),
    [
        (
            "The treaty between Chile and Peru obliges both countries to refrain from the use of force.",
            "not-attack",
            "affirmed",
            {"CHL", "PER"},
        ),
        (
            "The pact between Chile and Peru commits the parties to abstain from the threat of force.",
            "not-attack",
            "affirmed",
            {"CHL", "PER"},
        ),
        ("Chile and Peru undertook not to resort to force.", "not-attack", "affirmed", {"CHL", "PER"}),
        (
            "The treaty between Chile and Peru bars Chile from hosting foreign troops.",
            "host-forces",
            "negated",
            {"CHL"},
        ),
        ("Mongolia undertook to station no foreign troops.", "host-forces", "negated", {"MNG"}),
        (
            "Chile and Peru pledged to treat an attack on one as an attack on both.",
            "defend",
            "affirmed",
            {"CHL", "PER"},
        ),
        ("The pact obliges Canada to sell arms to Peru.", "aid", "affirmed", {"CAN"}),
        ("France is obliged by the 1977 treaty to help Djibouti, but not to defend it.", "defend", "negated", {"FRA"}),
        (
            "The treaty between Chile and Peru provides for a joint brigade.",
            "integrate-forces",
            "affirmed",
            {"CHL", "PER"},
        ),
    ],
)
def test_what_treaties_forbid_found_and_renounce(
    reader: Reader, text: str, duty: str, polarity: str, debtors: set[str]
) -> None:
    found = [(c.attribute("duty"), c.polarity, set(c.actors("debtor"))) for c in commitments(reader, text)]
    assert (duty, polarity, debtors) in found


@pytest.mark.parametrize(
    "text", ["Mongolia will station its own troops in the east.", "Chile and Peru may resort to force."]
)
def test_no_renunciation(reader: Reader, text: str) -> None:
    assert not commitments(reader, text)


@pytest.mark.parametrize(
    ("text", "duty", "debtors", "beneficiaries"),
    [
        ("Peru pledged to spend 3% of its output on defence.", "comply", {"PER"}, set()),
        ("Kenya agreed to let inspectors into its plants.", "comply", {"KEN"}, set()),
        ("Chile undertook in the Lima Pact to reform its courts.", "comply", {"CHL"}, set()),
        ("Under the Lima Pact, Chile must hand over its archives.", "comply", {"CHL"}, set()),
        ("Chile and Peru recommitted to the Lima Truce.", "comply", {"CHL", "PER"}, set()),
        ("Kenya will provide Uganda with 40 tanks.", "aid", {"KEN"}, {"UGA"}),
        ("Kenya stuck to its promise of 300 soldiers for Uganda.", "aid", {"KEN"}, {"UGA"}),
        ("Kenya will keep supplying Uganda with missiles.", "aid", {"KEN"}, {"UGA"}),
        ("Uganda's leader turned to Kenya for help.", "aid", {"KEN"}, {"UGA"}),
        ("Kenya promised to stop shelling Uganda.", "not-attack", {"KEN"}, {"UGA"}),
        ("Kenya agreed to halt its strikes on Uganda.", "not-attack", {"KEN"}, {"UGA"}),
        ("Kenya and Uganda agreed to refrain from acts of aggression.", "not-attack", {"KEN", "UGA"}, {"KEN", "UGA"}),
        ("Kenya promised that its soil would not be used for attacks on Uganda.", "not-attack", {"KEN"}, {"UGA"}),
        ("Kenya has no intention of attacking Uganda.", "not-attack", {"KEN"}, {"UGA"}),
        ("Kenya pledged to allow Canadian jets to use its airfields.", "host-forces", {"KEN"}, {"CAN"}),
        ("Kenya's militia is to be merged into the Ugandan army.", "integrate-forces", {"KEN"}, {"UGA"}),
        ("Chile and Peru will form a joint brigade.", "integrate-forces", {"CHL", "PER"}, set()),
        ("Kenya will not take sides.", "stay-neutral", {"KEN"}, set()),
        ("Mongolia vowed to stay out of the war.", "stay-neutral", {"MNG"}, set()),
        ("Mongolia, a neutral country, sent observers.", "stay-neutral", {"MNG"}, set()),
        ("Mongolia's neutrality is part of its law.", "stay-neutral", {"MNG"}, set()),
        ("Nauru must obtain Australia's consent before it signs the deal.", "consult", {"NRU"}, {"AUS"}),
        ("Chile and Peru promised to inform each other of drills.", "consult", {"CHL", "PER"}, {"CHL", "PER"}),
        ("Kenya assured Uganda that it would respond to any attack.", "defend", {"KEN"}, {"UGA"}),
        ("Kenya vowed to wipe out the Somali rebels.", "attack", {"KEN"}, set()),
    ],
)
def test_what_stands_beside_a_verb_makes_the_duty(
    reader: Reader, text: str, duty: str, debtors: set[str], beneficiaries: set[str]
) -> None:
    found = [
        (c.attribute("duty"), set(c.actors("debtor")), set(c.actors("beneficiary"))) for c in commitments(reader, text)
    ]
    assert (duty, debtors, beneficiaries) in found


@pytest.mark.parametrize(
    ("text", "debtor"),
    [
        ("Uganda told the Kenyan troops to leave.", "KEN"),
        ("Uganda gave Kenya a month to leave.", "KEN"),
        ("Uganda wants the Kenyan soldiers gone.", "KEN"),
        ("Uganda called for Kenya to pull its forces out of Sudan.", "KEN"),
        ("Uganda insists that Kenyan troops leave the valley.", "KEN"),
        ("Kenyan troops arrived in May. Uganda wants the soldiers gone.", "KEN"),
    ],
)
def test_who_is_to_go(reader: Reader, text: str, debtor: str) -> None:
    claim = last(reader, text)
    assert (claim.attribute("duty"), claim.actors("debtor"), claim.status) == ("withdraw", (debtor,), "demanded")


@pytest.mark.parametrize(
    ("text", "duty", "polarity"),
    [
        ("Should Uganda be attacked, Kenya would not stand by.", "defend", "affirmed"),
        ("Kenya refused to let its ports be used in the war.", "host-forces", "negated"),
        ("Kenya will end all aid to Uganda.", "aid", "negated"),
        ("Finland abandoned its neutrality.", "stay-neutral", "negated"),
        ("No treaty binds Kenya to Uganda's defence.", "defend", "negated"),
    ],
)
def test_what_is_said_by_its_opposite(reader: Reader, text: str, duty: str, polarity: str) -> None:
    claim = last(reader, text)
    assert (claim.attribute("duty"), claim.polarity) == (duty, polarity)


def test_a_promise_is_told_by_the_text_and_a_demand_by_who_makes_it(reader: Reader) -> None:
    assert last(reader, "Kenya pledged to help Uganda.").statement is None
    assert last(reader, "Uganda urged Kenya to withdraw its troops.").statement is not None


def test_an_attack_that_would_call_a_treaty_up(reader: Reader) -> None:
    claim = last(reader, "France and Poland signed the Lodz Pact. An attack on Poland would trigger the pact.")
    assert (claim.actors("debtor"), claim.actors("beneficiary"), claim.status) == (("FRA",), ("POL",), "conditional")


def test_a_founding_treaty_is_its_alliances(reader: Reader) -> None:
    claim = last(reader, "Under Article 5 of NATO's founding treaty, an attack on one member is an attack on all.")
    assert claim.actors("debtor") == claim.actors("beneficiary") == ("nato",)
    assert claim.actors("basis") == ("north-atlantic-1949",)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya pledged to spend more on schools.",
        "The firm will provide its customers with support.",
        "Neutral observers praised the vote.",
        "The talks will be held on neutral ground in Geneva.",
        "The court ordered the company to remove the statue.",
        "Kenya told reporters to leave.",
        "The team refused to take sides in the row.",
        "Japan will allow tourists to use the new airport.",
        "Under the deal, shareholders will receive 30 euros a share.",
        "Kenya's action to take sides was not agreed by Uganda.",
    ],
)
def test_what_looks_like_a_duty(reader: Reader, text: str) -> None:
    assert commitments(reader, text) == []

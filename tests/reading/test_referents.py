"""Descriptions and pronouns: "the republic", "both countries", "we", by who is speaking and what was named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.model.claims import Mention
from foedus.model.documents import Document
from foedus.reading.evidence import trimmed
from foedus.reading.page import parse_page
from foedus.reading.reader import open_context

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

    from foedus.gazetteer import Gazetteer
    from foedus.reading.context import Context

    Open = Callable[[str], Context]


@pytest.fixture
def opened(pipeline: Language, gazetteer: Gazetteer) -> Open:
    return lambda text: open_context(parse_page(Document("text", text), pipeline), gazetteer)


def who(context: Context, word: str, *, last: bool = True) -> list[str]:
    tokens = [token for token in context.page.tokens() if token.text == word]
    return [mention.actor for mention in context.who(tokens[-1 if last else 0])]


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Peru met Chile. It left early.", "It", ["PER"]),
        ("The host, Peru, met Chile.", "host", ["PER"]),
        ("Sweden and Finland met in Turkey. Spain came. The two Nordic states left.", "states", ["SWE", "FIN"]),
        ("Peru met Chile. The three Baltic governments left.", "governments", ["EST", "LVA", "LTU"]),
        ("The five Central Asian countries left.", "countries", ["KAZ", "KGZ", "TJK", "TKM", "UZB"]),
        ("Peru met Chile. Mexican jets came by. The two countries left.", "countries", ["PER", "CHL"]),
        ("The Peruvian and Mexican presidents met. The two countries left.", "countries", ["PER", "MEX"]),
        ("Chile has few friends. That one, Peru, left early.", "one", ["PER"]),
        ("Peru broke with Chile, whose silence it deplored.", "it", ["PER"]),
        ("Peru considers Bolivia a part of its land.", "its", ["PER"]),
        ("Peru and Chile met. Each of the two signed.", "Each", ["PER", "CHL"]),
        ("Peru left its treaty with Chile, which bound both.", "both", ["PER", "CHL"]),
        ("The world body met. It said little.", "body", ["un"]),
        ("Peru and Chile met. Rain fell. The two said they were leaving.", "they", ["PER", "CHL"]),
        ("Lima wants Chilean soldiers out. They must leave.", "They", ["CHL"]),
        ("The 27-nation bloc met in May.", "bloc", ["eu"]),
        ("Japan stalked out of the hemispheric organisation.", "organisation", ["oas"]),
        ("What would the alliance do? Nothing, NATO said.", "alliance", ["nato"]),
        ("Saudi officials said the kingdom would pay.", "kingdom", ["SAU"]),
        ("Peru's flag was raised in Brussels after the country had paid.", "country", ["PER"]),
        ("Ulla Rask met Lars Holm. Peru thanked her.", "her", ["ulla-rask"]),
        ("Peru and Chile met. Both countries signed.", "countries", ["PER", "CHL"]),
        ("Peru and its neighbour Chile met.", "neighbour", ["CHL"]),
        ("South Sudan met Sudan. The south was hungry.", "south", ["SSD"]),
        ("Nepal met Peru. The Himalayan state left early.", "state", ["NPL"]),
        ("Tuvalu met Abkhazia's envoy. The Polynesian country left early.", "country", ["TUV"]),
        ("Vanuatu was torn. Tamo Bule's government fell.", "government", ["VUT"]),
        ("Peru wants to join, but Chile's president said the country was not ready.", "country", ["PER"]),
        ("Vladimir Putin and Xi Jinping met in Astana. The two governments signed.", "governments", ["RUS", "CHN"]),
        ("Vladimir Putin flew to Pyongyang. The two countries signed.", "countries", ["RUS", "PRK"]),
        ("Peru and Chile met. The two states signed.", "states", ["PER", "CHL"]),
        ("Peru and Chile met. They signed.", "They", ["PER", "CHL"]),
        ("NATO met on Monday. The alliance agreed.", "alliance", ["nato"]),
        ("Abkhazia held a vote. The republic is poor.", "republic", ["abkhazia"]),
        ("The Peruvian government agreed.", "government", ["PER"]),
        ("The breakaway Georgian region of Abkhazia voted.", "region", ["abkhazia"]),
        ("President Ana Quispe of Peru spoke. The president left.", "president", ["ana-quispe"]),
        ("Ana Quispe spoke. She left.", "She", ["ana-quispe"]),
        ("President Ana Quispe spoke. The 41-year-old has left.", "old", ["ana-quispe"]),
        ("Reuters asked Peru. The agency waited.", "agency", ["reuters"]),
        ("Peru, Chile and Cuba met. Peru and Chile spoke. Both countries signed.", "countries", ["PER", "CHL"]),
        ("Cuba praised neighbouring Peru, which calls them its own.", "its", ["PER"]),
        ("Peru, which signed the treaty, left.", "which", ["PER"]),
        ("Brazilian troops arrived.", "troops", ["BRA"]),
        ("He saw a neighbour of nobody.", "neighbour", ["neighbour"]),
    ],
)
def test_whom_words_mean(opened: Open, text: str, word: str, expected: list[str]) -> None:
    assert who(opened(text), word) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("“We will sign,” Peru's foreign minister, Luis Rojas, said.", "We", ["PER"]),
        ("“Our country will sign,” Peruvian President Ana Quispe said.", "country", ["PER"]),
        ("“The republic will sign,” Abkhazian President Badra Gunba said in Moscow.", "republic", ["abkhazia"]),
        ("“I will sign,” Peruvian President Ana Quispe said.", "I", ["ana-quispe"]),
    ],
)
def test_who_speaks_decides(opened: Open, text: str, word: str, expected: list[str]) -> None:
    assert who(opened(text), word) == expected


def test_we_in_an_interview_are_the_guest_s(opened: Open) -> None:
    text = (
        "Luis Rojas is the foreign minister of Peru.\nAndes Weekly: Will you sign?\nRojas: We will.\n"
        "Andes Weekly: When?\nRojas: We sign in May."
    )
    assert who(opened(text), "We") == ["PER"]


def test_we_without_a_speaker_are_nobody(opened: Open) -> None:
    assert who(opened("We will sign."), "We") == []


def test_people_and_ministries_act_for_their_state(opened: Open) -> None:
    context = opened("Peruvian President Ana Quispe spoke.")
    assert context.referents.polity_key("ana-quispe") == "PER"
    assert context.referents.polity(Mention("Duma", 0, 4, "state-duma")).actor == "state-duma"


def test_nobody_is_meant_by_a_pronoun_without_antecedent(opened: Open) -> None:
    assert who(opened("It is raining."), "It") == []


def test_several_office_holders_are_no_one_of_them(opened: Open) -> None:
    context = opened("Peruvian President Ana Quispe spoke. The presidents of the regions left.")
    assert "ana-quispe" not in who(context, "presidents")


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Peru would recognise Abkhazia and absorb it.", "it", ["abkhazia"]),
        ("Belarus and Russia founded the union state. The union state has no army.", "state", ["union-state"]),
        ("The Union State has no army. The union is old.", "union", ["union-state"]),
        ("Lima is in Peru. " + "Rain fell. " * 3 + "It is dry.", "It", ["PER"]),
    ],
)
def test_words_that_take_up_a_name(opened: Open, text: str, word: str, expected: list[str]) -> None:
    assert who(opened(text), word) == expected


def test_looking_back_ends(opened: Open) -> None:
    text = "Peru signed.\n\n" + "Rain fell.\n\n" * 6 + "It was wet."
    assert who(opened(text), "It") == []


def test_evidence_has_no_marks_at_its_edges(opened: Open) -> None:
    text = " “Peru left”, – "
    quote = trimmed(opened(text), 0, len(text))
    assert quote.text == "Peru left”"
    assert trimmed(opened(text), 0, 2).text == ""

"""What mail, scanners and web pages do to a text is undone, and every span is led back to where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.documents.clearing import clear
from foedus.documents.load import describe
from foedus.model.documents import Document

PROSE = (
    "The foreign ministers of Paraguay and Laos met in Vientiane on Tuesday and signed a treaty of friendship. "
    "Neither side said when the long-awaited document would be ratified, although both parliaments sit in October. "
    "A spokeswoman for the Paraguayan delegation called the ceremony a beginning. She did not take questions."
)


def wrapped(text: str, width: int, newline: str = "\n") -> str:
    lines, line = [], ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return newline.join([*lines, line])


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("Laos\u00a0and\u202fPeru", "Laos and Peru"),
        ("Laos  and \tPeru", "Laos and Peru"),
        ("para\u00adguayan", "paraguayan"),
        ("para\u00ad\n  guayan", "paraguayan"),
        ("\u200eLaos\u200f and\u200b Peru\ufeff", "Laos and Peru"),
        ("R&amp;D &ldquo;pact&rdquo; &#8211; &#x27;now&#39;", "R&D “pact” – 'now'"),
        ("a fish &chips; AT&T & co", "a fish &chips; AT&T & co"),
        ("the ﬁrst aﬀair", "the first affair"),
        ("Tu\u0308rkiye", "Türkiye"),
        ("non‑aligned", "non-aligned"),
        ("â€œWeâ€™ll sign,â€\x9d Merkel saidâ€”twice", "“We’ll sign,” Merkel said—twice"),
        ("â€œYes,â€\ufffd he said, â€œno.â€", "“Yes,” he said, “no.”"),
        ("LibÃ©ration of MÃ¼nchen", "Libération of München"),
        ("Ångström, “CAFÉ’s” and Ö”", "Ångström, “CAFÉ’s” and Ö”"),
    ],
)
def test_signs(given: str, meant: str) -> None:
    assert clear(given).text == meant


@pytest.mark.parametrize("width", [44, 60, 72, 90])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_of_a_fixed_width_are_joined(width: int, newline: str) -> None:
    given = f"Paraguay and Laos sign treaty{2 * newline}" + (2 * newline).join([wrapped(PROSE, width, newline)] * 2)
    assert clear(given).text.replace("\r\n", "\n") == f"Paraguay and Laos sign treaty\n\n{PROSE}\n\n{PROSE}"


def test_lines_with_a_blank_line_after_each_are_joined() -> None:
    assert clear(wrapped(PROSE, 60).replace("\n", "\n\n")).text == PROSE
    assert clear(wrapped(PROSE, 60).replace("\n", "\n \n")).text == PROSE


def test_paragraphs_without_a_blank_line_between_stay_apart() -> None:
    given = "\n".join(wrapped(sentence, 50) for sentence in (PROSE, "He left.", PROSE))
    assert clear(given).text.split("\n") == [PROSE, "He left.", PROSE]


def test_words_cut_by_the_printer_are_joined_and_others_keep_their_hyphen() -> None:
    given = wrapped(PROSE, 60).replace("Vientiane", "Vien-\ntiane").replace("document", "docu-\nment")
    given = given.replace("long-awaited", "long-\nawaited")
    assert clear(given).text.replace("Vien-\ntiane", "Vien-tiane") in (PROSE, PROSE.replace("Vien", "Vien-"))
    assert "document" in clear(given).text
    assert "long-awaited" in clear(given).text


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(
            ["Home", "World", "Laos signs treaty with Paraguay", "Storm hits the coast", "Rates held", "Sport"] * 3
        ),
        "\n".join(f"- {word} was discussed by the ministers who met" for word in ("Trade", "Aid", "Water", "Rail")),
        PROSE.replace(". ", ".\n"),
        PROSE.replace(". ", ".\n\n"),
        "",
    ],
)
def test_lines_that_are_paragraphs_stay(text: str) -> None:
    assert clear(text).text == text
    assert clear(text).steps == ()


def test_sentences_get_a_capital_where_hardly_any_has_one() -> None:
    small = ". ".join(sentence[0].lower() + sentence[1:] for sentence in (PROSE + " " + PROSE).split(". "))
    assert clear(small).text == f"{PROSE} {PROSE}"
    assert clear(f"{PROSE} iPhones sell. eBay does not.").steps == ()
    assert clear("the U.S. said so. the U.S. troops left. nobody came. nobody knew.").text == (
        "The U.S. said so. The U.S. troops left. Nobody came. Nobody knew."
    )


@given(
    st.lists(
        st.sampled_from(
            [*PROSE.split(), "\u00a0", "  ", "\n", "\n\n", "\u00ad", "&amp;", "â€œ", "Ã©", "\u200f", "-\n", "\r\n"]
        ),
        max_size=60,
    )
)
def test_spans_lead_back_and_clearing_ends(pieces: list[str]) -> None:
    text = " ".join(pieces)
    cleared = clear(text)
    before = 0
    for at, character in enumerate(cleared.text):
        start, end = cleared.back(at, at + 1)
        assert before <= start <= end <= len(text)
        assert character.isspace() or start < end
        before = start
        if character.isalnum() and end - start == 1:
            assert text[start:end].lower() == character.lower()


def test_what_is_told_of_a_document_is_told_of_its_clear_text() -> None:
    plain = f"Paraguay and Laos sign treaty\n\nBy Ana Leal\n\nVIENTIANE, May 4, 2021 (Nord Wire) - {PROSE}\n\n"
    plain += "© 2021 Nord Wire. All rights reserved."
    given = plain.replace(" ", "\u00a0 ")
    told, wanted = describe(Document("a.txt", given)), describe(Document("a.txt", plain))
    assert (told.title, told.byline, told.outlet) == (wanted.title, wanted.byline, wanted.outlet)
    assert (told.published, told.language) == ("2021-05-04", "en")
    (span,) = told.boilerplate
    assert given[span[0] : span[1]].startswith("©\u00a0 2021")
    assert told.text == given

"""Title, outlet, byline and language, where a text gives them plainly."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.documents import describe, load
from foedus.documents.boilerplate import boilerplate
from foedus.documents.heading import Heading, heading
from foedus.documents.language import detect
from foedus.model.documents import Document

PROSE = "The harbour master told reporters that the first boats would leave the island before the end of the week."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Ferry pact\n\n{PROSE}", Heading("Ferry pact")),
        (f"ANALYSIS\nFerry pact\n\nAna Leal\nTallinn, 4 May 2021\n\n{PROSE}", Heading("Ferry pact", None, "Ana Leal")),
        (f"Ferry pact\n\nBy Ana Leal in Tallinn\n\n{PROSE}", Heading("Ferry pact", None, "Ana Leal")),
        (f"Ferry pact\n\nAna Leal in Tallinn | 4 May 2021\n\n{PROSE}", Heading("Ferry pact", None, "Ana Leal")),
        (f"# Ferry pact\n\n*By Ana Leal*\n\n{PROSE}", Heading("Ferry pact", None, "Ana Leal")),
        (f"TALLINN, May 4 (Nord Wire) - {PROSE}", Heading(None, "Nord Wire")),
        (f"TALLINN, May 4. /Nord-Inform/. {PROSE}", Heading(None, "Nord-Inform")),
        (f"TALLINN (Nord Wire) — {PROSE}", Heading(None, "Nord Wire")),
        (f"{PROSE}\n© 2024 Harbour Gazette. All rights reserved.", Heading(None, "Harbour Gazette")),
        (f"Harbour Gazette logo\n\nFerry pact\n\n{PROSE}", Heading("Ferry pact", "Harbour Gazette")),
        (
            f"Harbour Gazette\n\nFerry pact\n\n{PROSE}\n© 2024 Harbour Gazette.",
            Heading("Ferry pact", "Harbour Gazette"),
        ),
        (f"{PROSE}\n\n{PROSE}", Heading()),
        (f"Boats left at noon.\n\n{PROSE}", Heading()),
        (f"4 May 2021\n\n{PROSE}", Heading()),
        (f"By the sea\n\n{PROSE}", Heading("By the sea")),
        (f"LEAL: Who signed it?\n\n{PROSE}", Heading()),
        ("Ferry pact", Heading()),
        ("", Heading()),
    ],
)
def test_what_stands_above_an_article(text: str, expected: Heading) -> None:
    assert heading(text, boilerplate(text)) == expected


def test_what_the_source_says_goes_before_what_the_text_says() -> None:
    bare = Document(path="-", text=f"Ferry pact\n\nBy Ana Leal\n\n{PROSE}", title="Another title", byline="J. Mar")
    document = describe(bare)
    assert (document.title, document.byline, document.text) == ("Another title", "J. Mar", bare.text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        ("Gagiev, Dzhioeva, Tskhovrebova and Khubezhov met Shamba, Ardzinba and Ankvab in Sukhumi on Monday.", "en"),
        ("Der Außenminister erklärte am Montag, dass der Vertrag von beiden Seiten unterzeichnet worden sei.", "de"),
        ("Le ministre a déclaré lundi que le traité avait été signé par les deux parties à Genève.", "fr"),
        ("Министр заявил в понедельник, что договор был подписан обеими сторонами.", "ru"),
        ("მინისტრმა ორშაბათს განაცხადა, რომ ხელშეკრულება ორივე მხარემ მოაწერა ხელი.", "ka"),
        ("部长星期一表示，双方已经签署了该条约，并将于下个月生效。", "zh"),
        ("Bakan pazartesi günü antlaşmanın iki tarafça da imzalandığını açıkladı ve ayrıntı vermedi.", "tr"),
        ("", None),
        ("1999 – 2004", None),
        ("Gori", None),
    ],
)
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_a_mixed_text_goes_by_its_larger_part() -> None:
    russian = "Министр заявил в понедельник, что договор был подписан обеими сторонами."
    assert detect(f"{PROSE}\n{PROSE}\n«Да», said he.\n{russian}") == "en"
    assert detect(f"{russian}\n{russian}\n{russian}\n{PROSE}") == "ru"
    german = "Der Minister erklärte am Montag, dass der Vertrag von beiden Seiten unterzeichnet worden sei."
    assert detect("\n".join([german] * 6 + ["He said it."])) == "de"


def test_boilerplate_has_no_say_in_the_language() -> None:
    russian = "Министр заявил в понедельник, что договор был подписан обеими сторонами в столице"
    text = "\n".join([PROSE, "Trending", *[f"- {n} {russian}" for n in range(1, 9)]])
    assert describe(Document(path="-", text=text)).language == "en"


@pytest.mark.shared
def test_real_texts_are_english_and_their_dates_are_as_known(shared: Path) -> None:
    found = {Path(x.where).name.split("_")[0]: x for x in load([shared / "seeds"])}
    assert all(x.problems == () and x.document and x.document.language == "en" for x in found.values())
    dated = found["002"].document
    assert dated is not None
    assert (dated.published, dated.published_basis) == ("2018-01-30", "inferred")
    assert "contradicts itself" in (dated.published_note or "")
    for key in ("001", "003", "004"):
        document = found[key].document
        assert document is not None
        assert document.boilerplate
        words = sum(len(document.text[a:b].split()) for a, b in document.boilerplate)
        assert words < 0.25 * len(document.text.split())

"""Mangling keeps annotations on their words, and the figures say what is left of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.evaluation.aliases import Aliases
from foedus.evaluation.gold import GoldDocument, GoldSet, claim_of, statement_of
from foedus.evaluation.mangling import MANGLINGS, Mangling, mangled
from foedus.evaluation.robustness import MEASURES, compared, whole
from foedus.evaluation.scoring import Read
from foedus.evaluation.spans import locate
from foedus.model.claims import Mention, Quote, Statement, make_claim
from foedus.model.documents import Document

TEXT = (
    "Fiji joins the Pacific Forum\n\n"
    "“Fiji officially recognised Kosovo – at last,” the minister’s office said on Tuesday. Nobody in the archipelago "
    "objected, and no troops of any neighbouring state were affected by it.\n"
)
WORDS = "recognised Kosovo"
DOCUMENT = GoldDocument(
    "a.txt",
    (claim_of({"kind": "recognition", "roles": {"recogniser": ["FJI"], "recognised": ["kosovo"]}, "evidence": WORDS}),),
    (statement_of({"content": ["Fiji", WORDS], "speaker": "FJI"}),),
)
BY_NAME = {way.name: way for way in MANGLINGS}


@pytest.mark.parametrize("way", MANGLINGS, ids=lambda way: way.name)
def test_annotations_stay_on_their_words(way: Mangling) -> None:
    made = mangled(DOCUMENT, TEXT, way)
    assert made.text is not None
    (statement,) = made.statements or ()
    (low, high), (begin, end) = (
        locate(made.text, piece) or (0, 0) for piece in (made.claims[0].evidence, statement.content)
    )
    letters = "".join(c for c in made.text[low:high].lower() if c.isascii() and c.isalpha())
    assert letters.removesuffix("nbsp").replace("nbsp", "") == "recognisedkosovo"
    assert begin < low < high == end


@pytest.mark.parametrize("way", MANGLINGS, ids=lambda way: way.name)
@given(text=st.text(st.sampled_from("aB .!?\n“”\"'’–&éfi-"), max_size=80))
def test_any_text_is_mangled(way: Mangling, text: str) -> None:
    rewriting = way.apply(text)
    assert rewriting.original == text
    assert rewriting.forth(0, len(text))[1] <= len(rewriting.text)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("doubled spaces", "recognised  Kosovo"),
        ("guillemets", "«Fiji officially"),
        ("all in capitals", "RECOGNISED KOSOVO"),
        ("HTML's names of characters", "minister&#8217;s"),
        ("no capital at the head of sentences", "nobody in"),
        ("soft hyphens in long words", "recog\u00adnised"),
        ("UTF-8 taken for Windows-1252", "â€œFiji"),
        ("ligatures", "oﬃcially"),
        ("carriage returns", "Forum\r\n\r\n"),
        ("dashes of two hyphens", "Kosovo -- at"),
        ("no quotation marks", "\nFiji officially"),
        ("first line in capitals", "FIJI JOINS THE PACIFIC FORUM\n"),
    ],
)
def test_ways(name: str, words: str) -> None:
    assert words in BY_NAME[name].apply(TEXT).text


def test_no_line_is_wider_than_the_width_and_words_are_cut() -> None:
    cut = BY_NAME["lines of fixed width, words hyphenated"].apply(TEXT.replace("\n\n", " ") * 4).text
    assert max(map(len, cut.splitlines())) <= 68
    assert any(line.endswith("-") for line in cut.splitlines())
    assert cut.count("\n\n") == 4


def test_the_figures_say_how_far_a_reading_falls() -> None:
    document = Document("a.txt", TEXT)
    low = TEXT.index(WORDS)
    roles = {"recogniser": [Mention("Fiji", low, low + 4, "FJI")], "recognised": [Mention(WORDS, low, low, "kosovo")]}
    claim = make_claim(document="", kind="recognition", roles=roles, evidence=[Quote(WORDS, low, low + len(WORDS))])
    said = Statement("", Mention("Fiji", 0, 4, "FJI"), None, ((TEXT.index("Fiji"), low + len(WORDS)),), "direct")
    sets = [GoldSet("set", (DOCUMENT,), Aliases())]
    plain = whole("", sets, {"set": {"a.txt": Read(document, (said,), (claim,))}})
    nothing = whole("burnt", sets, {"set": {"a.txt": Read(document, (), ())}}, heavy=True)
    (fallen,) = compared(plain, [nothing])
    assert plain.values == (1.0, 1.0, 1.0, 1.0)
    assert fallen.values == (0.0, 0.0, 0.0, 0.0)
    assert (fallen.falls, fallen.worst, fallen.heavy) == ((1.0,) * len(MEASURES), 1.0, True)
    assert plain.worst == 0.0

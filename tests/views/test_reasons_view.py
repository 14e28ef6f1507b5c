"""Explanations for people: the evidence marked, the rule's file, who is meant and why."""

from __future__ import annotations

from foedus.model.claims import Mention, Quote, make_claim
from foedus.reading.explaining import Explained, Filler, Step
from foedus.views.reasons import marked, reasons, reasons_record

WORDS = "It has recognised the breakaway Kosovo"


def explained(*fillers: Filler, entries: tuple[str, ...] = ("recognition: verbs",)) -> Explained:
    claim = make_claim(
        document="sha256:0",
        kind="recognition",
        roles={"recogniser": [one.mention for one in fillers[:1]], "recognised": [one.mention for one in fillers[1:]]},
        evidence=[Quote(WORDS, 10, 10 + len(WORDS))],
    )
    cue = Quote("recognised", 17, 27)
    steps = (Step("recognition.py", "find", 3), Step("recognition_verbs.py", "_said", 9))
    return Explained(
        claim, cue, "recognise", "verb", steps, entries, fillers, None, (("base", 2.5), ("described", -0.44))
    )


IT = Filler("recogniser", Mention("It", 10, 12, "MLT"), "refers", "name", "MLT", Quote("Malta", 0, 5))
KOSOVO = Filler("recognised", Mention("Kosovo", 42, 48, "kosovo"), "named", "name")


def test_cue_and_fillers_are_marked_in_the_words_and_overlaps_are_marked_once() -> None:
    assert marked(explained(IT, KOSOVO)) == "[It] has «recognised» the breakaway [Kosovo]"
    outside = Filler("recognised", Mention("Malta", 0, 5, "MLT"), "named", "name")
    around = Filler("recognised", Mention("recognised the", 17, 31, "x"), "unknown")
    assert marked(explained(IT, outside, around)).count("[") == 1


def test_lines_name_the_rule_its_files_the_entry_and_the_antecedent() -> None:
    text = reasons(explained(IT, KOSOVO), str)
    assert "rule: verb (reading/claims/recognition_verbs.py, _said ← recognition.py, find)" in text
    assert "word lists recognition: verbs" in text
    assert "last named as 'Malta' at 0" in text
    assert "any claim +2.50" in text
    assert "said by: the document" in text


def test_each_way_of_meaning_somebody_is_told() -> None:
    body = Filler("recogniser", Mention("It", 10, 12, "BLR"), "acts for", "surname", "alexander-lukashenko")
    unknown = Filler("recognised", Mention("Kosovo", 42, 48, "kosovo"), "unknown")
    own = Filler("recognised", Mention("Kosovo", 42, 48, "kosovo"), "introduced", "name")
    meant = Filler("recogniser", Mention("It", 10, 12, "MLT"), "refers")
    assert "who acts for it" in reasons(explained(body, unknown), str)
    assert "nobody is known by these words" in reasons(explained(body, unknown), str)
    assert "that the text itself introduces" in reasons(explained(meant, own), str)
    assert "nothing before them names it" in reasons(explained(meant, own), str)


def test_a_cue_in_no_list_and_one_in_many() -> None:
    assert "the rule goes by grammar" in reasons(explained(IT, KOSOVO, entries=()), str)
    assert "and 2 more" in reasons(explained(IT, KOSOVO, entries=tuple(f"stance: {n}" for n in range(5))), str)


def test_the_record_holds_everything() -> None:
    record = reasons_record(explained(IT, KOSOVO))
    assert record["fillers"][0]["antecedent"] == {"text": "Malta", "start": 0, "end": 5}
    assert record["steps"][1] == {"file": "recognition_verbs.py", "function": "_said", "line": 9}
    assert record["sureness"]["base"] == 2.5

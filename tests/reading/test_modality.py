"""Polarity and status of a predicate, in its context."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.reading.modality import modality

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.reading.parse import Parse

CASES = [
    ("Russia recognised Abkhazia.", "recognised", "affirmed actual"),
    ("Minsk has stopped short of recognising Abkhazia.", "recognising", "negated actual"),
    ("Minsk held back from recognising Abkhazia.", "recognising", "negated actual"),
    ("Minsk shied away from recognising Abkhazia.", "recognising", "negated actual"),
    ("Minsk balked at recognising Abkhazia.", "recognising", "negated actual"),
    ("Minsk resisted pressure to recognise Abkhazia.", "recognise", "negated actual"),
    ("Minsk brushed aside demands to recognise Abkhazia.", "recognise", "negated actual"),
    ("Minsk faces pressure to recognise Abkhazia.", "recognise", "affirmed demanded"),
    ("Would Minsk recognise Abkhazia? Not for now.", "recognise", "negated actual"),
    ("Would Minsk recognise Abkhazia? Perhaps.", "recognise", "affirmed possible"),
    ("Minsk did not recognise Abkhazia.", "recognise", "negated actual"),
    ("Minsk has never sought to recognise Abkhazia.", "recognise", "negated actual"),
    ("Minsk refused to recognise Abkhazia.", "recognise", "negated actual"),
    ("Minsk may recognise Abkhazia.", "recognise", "affirmed possible"),
    ("Russia will recognise the republics.", "recognise", "affirmed planned"),
    ("Russia agreed to recognise the republics.", "recognise", "affirmed planned"),
    ("The deputies urged Russia to recognise the republics.", "recognise", "affirmed demanded"),
    ("Tbilisi called on Moscow to withdraw its troops.", "withdraw", "affirmed demanded"),
    ("Tbilisi called for the withdrawal of Russian troops.", "withdrawal", "affirmed demanded"),
    ("Tbilisi demanded the immediate withdrawal of Russian troops.", "withdrawal", "affirmed demanded"),
    ("The president ordered the army to deploy troops to the border.", "deploy", "affirmed ordered"),
    ("Were Peru to leave the bloc, Chile would follow.", "leave", "affirmed conditional"),
    ("Minsk saw no need to recognise Abkhazia.", "recognise", "negated actual"),
    ("A referendum on joining Russia is not planned.", "joining", "negated actual"),
    ("The pact binds Peru to consult Chile, nothing more.", "binds", "affirmed actual"),
    ("Russia will defend Belarus if it is attacked.", "attacked", "affirmed conditional"),
    ("Should Belarus be attacked, Russia will defend it.", "attacked", "affirmed conditional"),
    ("Should Belarus be attacked, Russia will defend it.", "defend", "affirmed conditional"),
    ("Minsk denied that Russia had deployed missiles.", "deployed", "affirmed denied"),
    ("Minsk denied deploying missiles.", "deploying", "affirmed denied"),
    ("Minsk has never admitted that Russia deployed missiles.", "deployed", "affirmed denied"),
    ("Minsk refuses to acknowledge that Russia deployed missiles.", "deployed", "affirmed denied"),
    ("Minsk has never said that it would recognise Abkhazia.", "recognise", "affirmed possible"),
    ("Minsk has not confirmed that Russia deployed missiles.", "deployed", "affirmed possible"),
    ("Minsk made good on its promise to recognise Abkhazia.", "recognise", "affirmed actual"),
    ("Minsk has not kept its promise to recognise Abkhazia.", "recognise", "negated actual"),
    ("Minsk will keep its promise to recognise Abkhazia.", "recognise", "affirmed planned"),
    ("Minsk repeated its promise to recognise Abkhazia.", "recognise", "affirmed planned"),
    ("The ratification was put off.", "ratification", "negated actual"),
    ("Minsk admitted that Russia deployed missiles.", "deployed", "affirmed actual"),
    ("Minsk has never admitted that Russia did not deploy missiles.", "deploy", "negated denied"),
    ("Would Russia defend South Ossetia?", "defend", "affirmed possible"),
    ("Parliament has yet to ratify the treaty.", "ratify", "negated actual"),
    ("Parliament has still to ratify the treaty.", "ratify", "negated actual"),
    ("Minsk has asked to join the pact.", "join", "affirmed planned"),
    ("Minsk was asked to join the pact.", "join", "affirmed demanded"),
    ("Minsk signed the pact, only to leave it later.", "leave", "affirmed actual"),
    ("Minsk rejected an offer to join the pact.", "join", "negated actual"),
    ("There are no plans to join NATO.", "join", "negated actual"),
    ("Minsk has no plans to join NATO.", "join", "negated actual"),
    ("The minister ruled out sending troops.", "sending", "negated actual"),
    ("The minister did not rule out sending troops.", "sending", "affirmed possible"),
    ("There is no treaty that binds Minsk to defend the region.", "binds", "negated actual"),
    ("Neither Minsk nor Astana recognised the vote.", "recognised", "negated actual"),
    ("No member of the alliance recognised the vote.", "recognised", "negated actual"),
    ("Georgia and Russia did not sign or ratify the text.", "sign", "negated actual"),
    ("Georgia and Russia did not sign or ratify the text.", "ratify", "negated actual"),
    ("Russia must withdraw its forces.", "withdraw", "affirmed demanded"),
    ("Two Danish frigates are to be posted to Iceland.", "posted", "affirmed planned"),
    ("The ratification will take place in May.", "ratification", "affirmed planned"),
    ("The minister condemned the ratification of the treaty.", "ratification", "affirmed actual"),
    ("Recognition of the republic is not on the agenda.", "recognition", "negated actual"),
    ("The treaty was not signed until 2014.", "signed", "affirmed actual"),
    ("Armenia left without signing the declaration.", "signing", "negated actual"),
    ("He said that Minsk would recognise the regions.", "recognise", "affirmed planned"),
    ("Minsk is ready to recognise the regions.", "recognise", "affirmed planned"),
    ("Kenya was the first state to recognise Kosovo.", "recognise", "affirmed actual"),
    ("That leaves Nauru as the only state to recognise the region.", "recognise", "affirmed actual"),
    ("Nauru is one of the few states to recognise the region.", "recognise", "affirmed actual"),
    ("Minsk will not recognise the region.", "recognise", "negated actual"),
    ("Minsk may not recognise the region.", "recognise", "negated possible"),
    ("Armenia called off the drill.", "drill", "negated actual"),
    ("Lukashenko said that Minsk had recognised the region.", "recognised", "affirmed actual"),
    ("Parliament to ratify treaty with Abkhazia", "ratify", "affirmed planned"),
    ("Why has Belarus not recognised Abkhazia?", "recognised", "negated actual"),
    ("The accord is expected to enter into force in April.", "enter", "affirmed planned"),
    ("Belarus would defend Russia in case of an attack.", "defend", "affirmed conditional"),
    ("Belarus would defend Russia in case of an attack.", "attack", "affirmed conditional"),
    ("Once it is ratified, the treaty will replace the old one.", "ratified", "affirmed planned"),
    ("The deputies demanded that Kosovo be admitted.", "admitted", "affirmed demanded"),
    ("He asked whether Belarus would recognise Crimea.", "recognise", "affirmed possible"),
    ("Minsk rejected claims that it had recognised Crimea.", "recognised", "affirmed denied"),
    ("Minsk dismissed reports that it had recognised Crimea.", "recognised", "affirmed denied"),
    ("He insisted that Serbia never recognises Kosovo.", "recognises", "negated actual"),
    ("Armenia does not intend to leave the pact.", "leave", "negated actual"),
    ("Armenia could leave the pact.", "leave", "affirmed possible"),
    ("Moldova wants to join the union.", "join", "affirmed planned"),
    ("The two presidents have signed and will soon ratify a treaty.", "signed", "affirmed actual"),
    ("The two presidents have signed and will soon ratify a treaty.", "ratify", "affirmed planned"),
    ("Minsk does not recognise and will not recognise the vote.", "recognise", "negated actual"),
    ("Had Ukraine joined NATO, Russia would have reacted.", "joined", "affirmed conditional"),
    ("They discussed the possibility of integrating the armies.", "integrating", "affirmed possible"),
    ("The region is recognised by no state.", "recognised", "negated actual"),
    ("Not only Russia recognised the region.", "recognised", "affirmed actual"),
    ("Belarus has failed to recognise them.", "recognise", "negated actual"),
    ("The general denied any deployment of missiles.", "deployment", "affirmed denied"),
    ("Moscow sent no troops.", "sent", "negated actual"),
    ("Only five states have recognised it.", "recognised", "affirmed actual"),
    ("Syria is considering recognizing the regions.", "recognizing", "affirmed possible"),
    ("Russia undertook to withdraw its forces by 2002.", "withdraw", "affirmed planned"),
    ("The country, which has not been recognised by anyone, held a vote.", "recognised", "negated actual"),
    ("The treaty can be ratified only after a vote.", "ratified", "affirmed possible"),
]


@pytest.mark.parametrize(("sentence", "predicate", "expected"), CASES)
def test_polarity_and_status(parsed: Callable[[str], Parse], sentence: str, predicate: str, expected: str) -> None:
    token = next(t for t in parsed(sentence) if t.lower_ == predicate.lower())
    reading = modality(token)
    assert f"{reading.polarity} {reading.status}" == expected


def test_cues_are_the_words_that_say_so(parsed: Callable[[str], Parse]) -> None:
    doc = parsed("Minsk has no plans to join the alliance.")
    reading = modality(next(t for t in doc if t.text == "join"))
    assert [cue.text for cue in reading.cues] == ["no", "plans"]


def test_a_plain_fact_has_no_cues(parsed: Callable[[str], Parse]) -> None:
    doc = parsed("Minsk joined the union.")
    assert modality(doc[1]).cues == ()

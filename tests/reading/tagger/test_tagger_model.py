"""The tagger that foedus brings: it reads, its spans are exact on any text, and only whole weights are loaded."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.model.extras import install_command
from foedus.model.problems import DataError, UsageError
from foedus.reading.tagger import Tagger, load_tagger
from foedus.reading.tagger.model import CARD, NETWORK, OWN, VOCABULARY

TAGGER = load_tagger()
TEXT = "The envoy warned on Friday that talks had stalled.\nOfficials in Valletta hope to sign the pact by June."
TEXTS = st.lists(
    st.sampled_from(["The minister", "said", "that", "hopes to", "\n", '"', "”", ",", ".", "“we will stay", "İzmir",
                     "\ud800", "according to", "reports", "\u202e", "北京", "\x00"]) | st.text(max_size=6),
    max_size=40,
).map(" ".join)  # fmt: skip


def lines(text: str) -> list[tuple[int, int]]:
    """The spans of a text's lines."""
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def test_it_sees_who_says_what_by_which_cue() -> None:
    told = [
        ([TEXT[a:b] for a, b in one.content], TEXT[slice(*(one.cue or (0, 0)))], TEXT[slice(*(one.source or (0, 0)))])
        for one in TAGGER.tag(TEXT, lines(TEXT))
    ]
    assert [(cue, source) for _, cue, source in told] == [("warned", "The envoy"), ("hope", "Officials in Valletta")]
    assert "talks had stalled" in told[0][0][0]
    assert "sign the pact by June" in told[1][0][0]


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_spans_are_exact_on_any_text(text: str) -> None:
    for one in TAGGER.tag(text, lines(text)):
        for low, high in (*one.content, *filter(None, (one.cue, one.source))):
            assert 0 <= low < high <= len(text)
            assert text[low:high] == text[low:high].strip()
            assert "\n" not in text[low:high]


def test_what_stands_far_off_changes_nothing() -> None:
    line = "Officials in Valletta hope to sign the pact by June, the envoy warned. " * 8
    alone = TAGGER.tag(line, [(0, len(line))])
    text = f"{line}\n{'“No!” – he said; it was, as ever, 40 °C. ' * 20}"
    assert alone
    assert TAGGER.tag(text, lines(text))[: len(alone)] == alone


def test_an_empty_text_says_nothing() -> None:
    assert TAGGER.tag("", []) == TAGGER.tag(" \n ", lines(" \n ")) == []


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """The shipped weights in a folder of one's own."""
    return Path(shutil.copytree(OWN, tmp_path / "mine"))


def changed(folder: Path, **values: Any) -> None:
    """Writes other values into a folder's card."""
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    (folder / CARD).write_text(json.dumps(card | values), encoding="utf-8")


def test_weights_of_ones_own_replace_those_that_come_with_foedus(copied: Path) -> None:
    changed(copied, name="mine", biases={"O": 30.0})
    own = load_tagger(copied)
    assert own.signature.startswith("tagger:mine@")
    assert own.signature.partition("@")[2] == hashlib.sha256((copied / NETWORK).read_bytes()).hexdigest()[:12]
    assert own.tag(TEXT, lines(TEXT)) == []


@pytest.mark.parametrize("name", [NETWORK, VOCABULARY])
def test_a_file_that_the_card_does_not_vouch_for_is_refused(copied: Path, name: str) -> None:
    with (copied / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(DataError, match=rf"{name}: not the file .* SHA-256"):
        load_tagger(copied)
    (copied / name).unlink()
    with pytest.raises(DataError, match=f"{name}: cannot be read"):
        load_tagger(copied)


def test_a_folder_without_a_tagger_or_with_another_kind_of_one_is_refused(copied: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no attribution tagger at"):
        load_tagger(tmp_path)
    changed(copied, labels=["O", "B", "I"])
    with pytest.raises(DataError, match="other labels"):
        load_tagger(copied)
    (copied / CARD).write_text(json.dumps({"labels": json.loads((OWN / CARD).read_text("utf-8"))["labels"]}), "utf-8")
    with pytest.raises(DataError, match="lacks name, biases or sha256"):
        load_tagger(copied)


def test_what_is_no_network_is_told_by_its_path(copied: Path) -> None:
    (copied / NETWORK).write_bytes(b"no network")
    hashes = {name: hashlib.sha256((copied / name).read_bytes()).hexdigest() for name in (NETWORK, VOCABULARY)}
    changed(copied, sha256=hashes)
    with pytest.raises(DataError, match=f"{NETWORK}: no network that can be run"):
        load_tagger(copied)


@pytest.mark.parametrize("library", ["onnxruntime", "curated_tokenizers"])
def test_without_the_extra_it_is_told_what_installs_it(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=re.escape(install_command("tagger"))):
        load_tagger()


def test_the_shipped_card_tells_how_the_weights_were_made() -> None:
    card = json.loads((OWN / CARD).read_text(encoding="utf-8"))
    assert card["trained"]["base"]["sha256"] == "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
    assert card["trained"]["recipe"]["seed"] == 7
    assert isinstance(TAGGER, Tagger)

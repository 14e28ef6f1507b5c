"""Names of states in other names: the sentences of ``tests/data/namesakes.txt`` link what their marks say, no more."""

from __future__ import annotations

import re
from itertools import groupby
from pathlib import Path

import pycountry
import pytest

from foedus.model.documents import Document
from foedus.reading import Reader
from foedus.reading.lexicon import words
from foedus.reading.links import find_links
from foedus.reading.page import parse_page

LINES = (Path(__file__).parents[1] / "data/namesakes.txt").read_text(encoding="utf-8").splitlines()[2:]
MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
NO_ACTORS = frozenset({"outlet", "agreement", "region", "city"})
"""Types of the gazetteer that may be meant where no state, organisation or person is."""


def sections() -> dict[str, list[str]]:
    """The sentences under each heading."""
    found: dict[str, list[str]] = {}
    heading = ""
    for is_heading, lines in groupby(LINES, lambda line: line.startswith("#")):
        if is_heading:
            heading = list(lines)[-1].removeprefix("# ")
        else:
            found.setdefault(heading, []).extend(lines)
    return found


SECTIONS = sections()


def marked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A sentence without its marks, and the span and key of each."""
    marks: list[tuple[int, int, str]] = []
    text = ""
    for piece in re.split(r"(\[[^\]]+\])", line):
        if mark := MARK.fullmatch(piece):
            marks.append((len(text), len(text) + len(mark[1]), mark[2]))
        text += mark[1] if mark else piece
    return text, marks


def faults(reader: Reader, line: str) -> list[str]:
    """What a sentence links wrongly, or fails to link."""
    text, marks = marked(line)
    page = parse_page(Document("text", text, published="2022-05-05"), reader.pipeline, reader.gazetteer)
    known = [link for link in find_links(page, reader.gazetteer).ordered if link.known]
    found = []
    for start, end, key in marks:
        here = {link.key: link.type for link in known if link.mention.start < end and link.mention.end > start}
        actors = {each for each, type_ in here.items() if type_ not in NO_ACTORS}
        if (key == "-" and actors) or (key != "-" and key not in here):
            found.append(f"{text} [{text[start:end]}]: {key}, not {sorted(here)}")
    return found


@pytest.mark.parametrize("section", SECTIONS)
def test_names_in_other_names(reader: Reader, section: str) -> None:
    assert [fault for line in SECTIONS[section] for fault in faults(reader, line)] == []


def test_there_are_many_of_both_sorts() -> None:
    keys = [key for line in LINES if not line.startswith("#") for _, _, key in marked(line)[1]]
    assert len(keys) > 300
    assert keys.count("-") > 200


def test_all_states_of_the_union_are_known_behind_a_town() -> None:
    listed = pycountry.subdivisions.get(country_code="US")  # type: ignore[no-untyped-call]
    states = {one.name for one in listed if one.type == "State"}
    # Each may be another's too: the country, and the capital's name.
    assert states - words("names", "provinces") == {"Georgia", "Washington"}

"""How an agreement's life is told to people."""

from __future__ import annotations

import pytest

from foedus.library import values
from foedus.views.agreements import agreement_text
from treaties import agreement, provision


@pytest.fixture
def page() -> str:
    war = {"title": "Example War", "enemies": ["DEU"], "start": "2005", "end": "2006", "source": "text"}
    trigger = {"act": "attack", "excluded": ["ITA"], "conflict": war, "adversaries": 2}
    raw = agreement("pact", "FRA", "BEL", provisions=[provision("1", trigger=trigger)])
    raw["parties"] += [{"actors": ["CSK"], "end": "2004", "source": "text"}]
    raw["parties"] += [{"actors": ["CZE"], "succeeds": "CSK", "source": "text"}]
    raw["parties"] += [{"actors": ["LUX"], "provisional": True, "start": "1999", "source": "text"}]
    raw["terms"] = {"text": "Ten years.", "article": "9", "term": "P10Y", "source": "text"}
    raw["denunciations"] = [
        {"actors": ["FRA"], "date": "2010-01-01", "notice": "P1Y", "source": "text"},
        {"actors": ["BEL"], "date": "2010-01-01", "notice": "P1Y", "withdrawn": "2010-02", "source": "text"},
    ]
    raw["suspensions"] = [
        {"text": "All quiet.", "start": "2003", "end": "2004", "source": "text"},
        {"text": "A quarrel.", "actors": ["FRA"], "towards": ["BEL"], "start": "2006", "source": "text"},
    ]
    objection = {"actors": ["FRA"], "start": "2002", "no_relations": True, "source": "text"}
    raw["reservations"] = [
        {"actor": "BEL", "articles": ["1"], "effect": "excludes", "text": "Not us.", "source": "text"}
        | {"objections": [objection]}
    ]
    raw["precedence"] = [
        {"prevails_over": "earlier", "text": "It goes first.", "article": "8", "source": "text"},
        {"yields_to": ["un-charter-1945"], "text": "It goes after.", "article": "7", "source": "text"},
    ]
    return agreement_text(values.agreement(raw), str)


@pytest.mark.parametrize(
    "line",
    [
        "CZE: since 2004, in CSK's place [text; medium]",
        "LUX: 1999 to 2000-01-01, provisionally [text; medium]",
        "article 9: Ten years. [text]",
        "FRA: notice of 2010-01-01 (P1Y), bound until 2011-01-01 [text]",
        "BEL: notice of 2010-01-01 (P1Y), taken back on 2010-02 [text]",
        "as a whole: 2003 to 2004: All quiet. [text; medium]",
        "for FRA towards BEL: since 2006: A quarrel. [text; medium]",
        "BEL excludes article 1 (since 2000-01-01): Not us. [text]",
        "objection: FRA (since 2002), and denies that it binds the two [text]",
        "before earlier agreements: It goes first. (article 8) [text]",
        "after un-charter-1945: It goes after. (article 7) [text]",
        "on an attack by anyone on the parties (not by ITA, in the Example War (2005 to 2006), by 2 at least), ",
    ],
)
def test_each_part_of_a_life_is_told(page: str, line: str) -> None:
    assert line in page

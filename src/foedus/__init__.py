"""foedus: who is bound to whom, on which day, seen by whom, and who says so.

Claims are read from news, recorded in an append-only ledger, and held against
agreements that are kept as dated rules.  The path of the data is the path of the
packages: ``documents`` → ``reading`` → ``ledger`` → ``world`` → ``obligations`` → ``views``.

Everything that the command line does has its function here; docs/python.md is the guide::

    import foedus

    answer = foedus.bound("Georgia", "South Ossetia", on="2022-02-20", viewpoint="Russia")
    print(answer)

Importing this is instant: what a name needs is imported when the name is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from foedus.api.answers import Answer, Obligations
    from foedus.api.checks import check
    from foedus.api.collections import Collection
    from foedus.api.corpora import Corpus, read_corpus
    from foedus.api.exporting import Export, export
    from foedus.api.kinds import Claims, Documents, Statements
    from foedus.api.ledger_questions import Comparison, Timeline
    from foedus.api.ledgers import Ledger, open_ledger, restore
    from foedus.api.library import (
        AgreementPage,
        Agreements,
        Profile,
        Recognitions,
        actor,
        agreement,
        agreements,
        cases,
        recognitions,
    )
    from foedus.api.measuring import Evaluation, evaluate
    from foedus.api.panels import Backtest, Panel, backtest, import_data, panel
    from foedus.api.programs import Demonstration, demo, demo_articles, doctor, serve, serve_assistant
    from foedus.api.promotions import Promotion, import_wikidata, promote
    from foedus.api.proofs import Difference, Explanation, Flips, Viewpoints
    from foedus.api.questions import bound, diff
    from foedus.api.readings import Reading, endpoint, explain, read, read_text
    from foedus.api.results import Result, Summary
    from foedus.api.watching import Watched, watch
    from foedus.api.worlds import World
    from foedus.model.agreements import Agreement
    from foedus.model.answers import Obligation
    from foedus.model.claims import Claim, Statement
    from foedus.model.documents import Document
    from foedus.model.problems import DataError, FoedusError, Problem, UnknownName, UsageError
    from foedus.model.time import Truth
    from foedus.model.viewpoints import Recognition

_HOME = {
    "api.answers": ("Answer", "Obligations"),
    "api.checks": ("check",),
    "api.collections": ("Collection",),
    "api.corpora": ("Corpus", "read_corpus"),
    "api.exporting": ("Export", "export"),
    "api.kinds": ("Claims", "Documents", "Statements"),
    "api.ledger_questions": ("Comparison", "Timeline"),
    "api.ledgers": ("Ledger", "open_ledger", "restore"),
    "api.library": (
        *("AgreementPage", "Agreements", "Profile", "Recognitions"),
        *("actor", "agreement", "agreements", "cases", "recognitions"),
    ),
    "api.measuring": ("Evaluation", "evaluate"),
    "api.panels": ("Backtest", "Panel", "backtest", "import_data", "panel"),
    "api.programs": ("Demonstration", "demo", "demo_articles", "doctor", "serve", "serve_assistant"),
    "api.promotions": ("Promotion", "import_wikidata", "promote"),
    "api.proofs": ("Difference", "Explanation", "Flips", "Viewpoints"),
    "api.questions": ("bound", "diff"),
    "api.readings": ("Reading", "endpoint", "explain", "read", "read_text"),
    "api.results": ("Result", "Summary"),
    "api.watching": ("Watched", "watch"),
    "api.worlds": ("World",),
    "model.agreements": ("Agreement",),
    "model.answers": ("Obligation",),
    "model.claims": ("Claim", "Statement"),
    "model.documents": ("Document",),
    "model.problems": ("DataError", "FoedusError", "Problem", "UnknownName", "UsageError"),
    "model.time": ("Truth",),
    "model.viewpoints": ("Recognition",),
}
_MODULE = {name: f"foedus.{module}" for module, names in _HOME.items() for name in names}

__all__ = [  # noqa: RUF022 - as a reader looks for them: what is called, then what comes back, then the nouns
    "World", "actor", "agreement", "agreements", "backtest", "bound", "cases", "check", "demo", "demo_articles", "diff",
    "doctor", "endpoint", "evaluate", "explain", "export", "import_data", "import_wikidata", "open_ledger",
    "panel", "promote", "read", "read_corpus", "read_text", "recognitions", "restore", "serve", "serve_assistant",
    "watch",
    "AgreementPage", "Agreements", "Answer", "Backtest", "Claims", "Collection", "Comparison", "Corpus",
    "Demonstration", "Difference", "Documents", "Evaluation", "Explanation", "Export", "Flips", "Ledger", "Obligations",
    "Panel", "Profile", "Promotion", "Reading", "Recognitions", "Result", "Statements", "Summary", "Timeline",
    "Viewpoints", "Watched",
    "Agreement", "Claim", "DataError", "Document", "FoedusError", "Obligation", "Problem", "Recognition", "Statement",
    "Truth", "UnknownName", "UsageError",
]  # fmt: skip


if not TYPE_CHECKING:  # to type checkers a name that is not there is a mistake

    def __getattr__(name: str) -> Any:
        if name not in _MODULE:
            raise AttributeError(f"module 'foedus' has no attribute {name!r}; dir(foedus) lists what it has")
        found = getattr(import_module(_MODULE[name]), name)
        globals()[name] = found  # asked once
        return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})

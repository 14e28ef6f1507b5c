"""The demonstration: three bundled articles, or somebody's own, read and held against the library."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from foedus.desk.asking import Question, ask_bound
from foedus.desk.checking import check_claim
from foedus.desk.declaring import day_of
from foedus.desk.opening import Desk, Settings
from foedus.desk.reading import ReadDocument, read_into
from foedus.model.problems import Problem, UsageError
from foedus.views import demo as view

ARTICLES = Path(str(files("foedus") / "demo" / "articles"))

DECLARED = ("actual", "conditional")

QUESTIONS = (
    (
        "Does an attack on Russia through Belarus by an unnamed third state bind Belarus on 2021-09-01?",
        Question("any", "RUS", "2021-09-01", through=("BLR",)),
        "BLR",
    ),
    (
        "Does any text in force on 2022-02-20 bind Belarus to South Ossetia, whose minister says they share a space?",
        Question("any", "south-ossetia", "2022-02-20", ask=("BLR",)),
        "BLR",
    ),
    (
        "Who is bound if Georgia attacks South Ossetia on 2022-02-20, seen by Russia?",
        Question("GEO", "south-ossetia", "2022-02-20", viewpoint="RUS"),
        None,
    ),
    (
        "And seen by Georgia?",
        Question("GEO", "south-ossetia", "2022-02-20", viewpoint="GEO"),
        None,
    ),
)


def demonstrate(paths: Sequence[str] = (), model: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """The demonstration as a text, and the problems met on the way.

    paths: somebody's own articles; then their commitments are held against the texts, and nothing else is asked.
    model: a spaCy pipeline by name.  The ledger is in memory and is gone afterwards.
    """
    with Desk(Settings(ledger="sqlite://", model=model)) as desk:
        return demonstrated(desk, paths)


def demonstrated(desk: Desk, paths: Sequence[str] = ()) -> tuple[str, tuple[Problem, ...]]:
    """The same at a desk, into whose ledger the articles are read."""
    read = list(read_into(desk, paths or [str(ARTICLES)]))
    shown = show(desk, read, questions=not paths)
    return view.text(shown, desk.label), tuple(problem for each in read for problem in each.problems)


def copy_articles(folder: Path) -> tuple[Path, ...]:
    """Write the three bundled articles into a folder, which is made; the files.

    Raises UsageError where one of them is there already with other words, or the folder cannot be written to.
    """
    made = []
    for article in sorted(ARTICLES.iterdir()):
        place, content = folder / article.name, article.read_bytes()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if place.exists() and place.read_bytes() != content:
                raise UsageError(f"{place} is there already, with other words; name another folder")
            place.write_bytes(content)
        except OSError as error:
            raise UsageError(f"{place} cannot be written ({error.strerror}); name another folder") from error
        made.append(place)
    return tuple(made)


def show(desk: Desk, read: Sequence[ReadDocument], *, questions: bool = True) -> view.Demonstration:
    """What was read and what follows, as records."""
    from foedus.ledger.disagreements import disagreements

    documents = [each.document for each in read if each.document]
    statements = [statement for each in read for statement in each.statements]
    claims = [claim for each in read for claim in each.claims]
    return view.Demonstration(
        documents=tuple(document.record() for document in documents),
        statements={statement.id: statement.record() for statement in statements},
        claims=tuple(claim.record() for claim in claims),
        disagreements=tuple(found.record() for found in disagreements(claims, statements, documents)),
        verdicts=tuple(_verdicts(desk)),
        questions=tuple(_asked(desk)) if questions else (),
    )


def _verdicts(desk: Desk) -> Iterator[dict[str, Any]]:
    """Verdicts on what was declared: commitments that nobody denied, demanded or merely allowed, with a known day."""
    from foedus.ledger import ClaimFilter

    documents = {document.id: document for document in desk.ledger.documents()}
    for each in desk.ledger.recorded_claims(ClaimFilter(kind="commitment", polarity="affirmed")):
        document = documents[each.claim.document]
        if each.claim.status in DECLARED and day_of(document.published):
            yield check_claim(desk, each, document, None, None).record()


def _asked(desk: Desk) -> Iterator[view.Asked]:
    for words, question, about in QUESTIONS:
        yield view.Asked(words, command(question), ask_bound(desk, question), about)


def command(asked: Question) -> str:
    """The command that asks a question.

    >>> command(Question("GEO", "south-ossetia", "2022-02-20", viewpoint="RUS"))
    'foedus bound --attacker GEO --target south-ossetia --on 2022-02-20 --viewpoint RUS'
    """
    words = ["foedus bound", "--attacker", asked.attacker, "--target", asked.target]
    for option, values in (
        ("--territory", (asked.territory,)),
        ("--through", asked.through),
        ("--on", (asked.on,)),
        ("--viewpoint", (asked.viewpoint,)),
        ("--ask", asked.ask),
    ):
        words += [word for value in values if value for word in (option, shlex.quote(value))]
    return " ".join(words)

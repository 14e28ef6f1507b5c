"""Explaining claims: those of the ledger by their ids, or all of a file's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.model.problems import Problem, UnknownName

if TYPE_CHECKING:
    from foedus.desk.opening import Desk
    from foedus.model.documents import Document
    from foedus.reading.explaining import Explained

_CLAIM = "claim:"


@dataclass(frozen=True, slots=True)
class ExplainedDocument:
    """A document and why its claims were read; problems where it could not be read."""

    document: Document | None
    explained: tuple[Explained, ...] = ()
    problems: tuple[Problem, ...] = ()


def explain_claims(desk: Desk, named: Iterable[str], kind: str | None = None) -> Iterator[ExplainedDocument]:
    """Why claims were read: a claim's id explains the claim of the ledger, a path every claim of the file.

    kind: leaves out the claims of other kinds.  Nothing is recorded.
    Raises UnknownName for a claim that the ledger does not hold.  A claim that today's rules do not read is a problem.
    """
    from foedus.documents import load
    from foedus.reading.explaining import explain

    for name in named:
        if name.startswith(_CLAIM):
            yield _of_ledger(desk, name)
            continue
        for loaded in load([name]):
            found = explain(loaded.document, desk.reader) if loaded.document else ()
            kept = tuple(each for each in found if kind in (None, each.claim.kind))
            yield ExplainedDocument(loaded.document, kept, loaded.problems)


def _of_ledger(desk: Desk, name: str) -> ExplainedDocument:
    from foedus.ledger import ClaimFilter
    from foedus.reading.explaining import explain

    held = next(desk.ledger.recorded_claims(ClaimFilter(id=name)), None)
    if held is None:
        raise UnknownName(f"the ledger holds no {name}; `foedus claims` lists the claims that it holds, with their ids")
    document = next(desk.ledger.documents(ids=(held.claim.document,)))
    if document.kept != "text":
        why = "its text was erased" if document.kept == "erased" else "only what is quoted of its text is kept"
        todo = f"If you have the text, explain all that is read in it: foedus explain {document.path}"
        return ExplainedDocument(
            document, (), (Problem("kept", f"{name} cannot be explained", document.path, why, todo),)
        )
    found = tuple(each for each in explain(document, desk.reader) if each.claim.id == name)
    if found:
        return ExplainedDocument(document, found)
    why = f"it was read by {held.claim.extractor}; today's rules read this text otherwise"
    todo = f"read {document.path} again, and explain what is read now"
    return ExplainedDocument(document, (), (Problem("stale", f"{name} cannot be explained", document.path, why, todo),))

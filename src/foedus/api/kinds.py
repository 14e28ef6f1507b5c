"""Documents, statements, claims and what else a ledger lists, as collections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.api.collections import Collection, Kind
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.problems import Problem
from foedus.views import claims as said_view
from foedus.views import documents as document_view
from foedus.views.table import Label, Table

if TYPE_CHECKING:
    from foedus.ledger import Passage, RecordedClaim


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with the statement that contains it, and what the ledger knows of it where it is from one."""

    claim: Claim
    statement: Statement | None
    recorded: RecordedClaim | None = None

    def record(self) -> Mapping[str, Any]:
        """The claim as the command line prints it."""
        return self.recorded.record() if self.recorded else self.claim.record()


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Documents(Collection[Document]):
    """Texts as they were read, in the order of reading.

    Iterating gives ``Document`` values: path, text, title, outlet, date of publication with its basis, language.

    Examples:
        >>> import foedus
        >>> read = foedus.read_text("GENEVA, 3 May 2021 – Talks began.", name="talks.txt")
        >>> [(each.path, each.published) for each in read.documents]
        [('talks.txt', '2021-05-03')]
    """


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Statements(Collection[Statement]):
    """Acts of saying, writing or thinking: who says what, through whom, in which words.

    Iterating gives ``Statement`` values: speaker, on_behalf_of, via, cue, content, form.

    Examples:
        >>> import foedus
        >>> read = foedus.read_text("Lukashenko said that Belarus would defend Russia.")
        >>> [each.speaker.actor for each in read.statements if each.speaker]
        ['alexander-lukashenko']
    """


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Claims(Collection[Claim]):
    """Typed propositions, each with who it is attributed to and the exact words that it rests on.

    Iterating gives ``Claim`` values: kind, roles, attributes, polarity, status, time, evidence, confidence.

    Examples:
        >>> import foedus
        >>> read = foedus.read_text("Russia recognised South Ossetia on 26 August 2008.")
        >>> claim = read.claims.filter(kind="recognition")[0]
        >>> claim.actors("recogniser"), claim.actors("recognised"), claim.time.edtf
        (('RUS',), ('south-ossetia',), '2008-08-26')
    """

    def statement(self, claim: Claim) -> Statement | None:
        """The innermost statement that contains a claim.

        Args:
            claim: One of this collection.

        Returns:
            The statement; None where the claim is in the document's own voice.
        """
        return next((each.statement for each in self._held if each.claim is claim or each.claim == claim), None)

    def said(self) -> Iterator[tuple[Claim, Statement | None]]:
        """Each claim with the innermost statement that contains it, in their order.

        Returns:
            Pairs; the second is None where the claim is in the document's own voice.
        """
        return ((each.claim, each.statement) for each in self._held)

    def of(self, actor: str) -> Claims:
        """The claims with an actor in any role.

        Args:
            actor: The actor's key, such as ``RUS`` or ``south-ossetia``.

        Returns:
            The claims in the same order; none where none names the actor.
        """
        return self.filter(lambda claim: actor in claim.everybody())

    @property
    def recorded(self) -> tuple[RecordedClaim, ...]:
        """The same claims with what a ledger knows of them: when they were learnt, what people hold of them.

        Returns:
            One for each claim; nothing where they are not from a ledger.
        """
        return tuple(each.recorded for each in self._held if each.recorded is not None)


def documents(found: Iterable[Document], problems: tuple[Problem, ...] = ()) -> Documents:
    """Documents as a collection."""
    kind = Kind("documents", Document.record, _documents_table, schema="documents")
    return Documents(tuple(found), kind, problems)


def _documents_table(found: Sequence[Document]) -> Table:
    return document_view.documents_table([each.record() for each in found])


def statements(
    found: Iterable[Statement], texts: Mapping[str, str], label: Label, problems: tuple[Problem, ...] = ()
) -> Statements:
    """Statements as a collection; texts: of their documents, by id."""

    def table(some: Sequence[Statement]) -> Table:
        return said_view.statements_table([each.record() for each in some], texts, label)

    return Statements(tuple(found), Kind("statements", Statement.record, table, schema="statements"), problems)


def claims(found: Iterable[Said], label: Label, problems: tuple[Problem, ...] = ()) -> Claims:
    """Claims as a collection."""

    def table(some: Sequence[Said]) -> Table:
        from foedus.views.judgements import verdict

        told = {each.statement.id: each.statement.record() for each in some if each.statement}
        held = {each.claim.id: verdict(each.recorded.judged) for each in some if each.recorded}
        return said_view.claims_table([each.record() for each in some], told, label, held)

    return Claims(tuple(found), Kind("claims", Said.record, table, _claim, "claims"), problems)


def _claim(said: Said) -> Claim:
    return said.claim


def recorded(found: Iterable[RecordedClaim], label: Label, problems: tuple[Problem, ...] = ()) -> Claims:
    """A ledger's claims as a collection."""
    return claims((Said(each.claim, each.statement, each) for each in found), label, problems)


def passages(found: Iterable[Passage], problems: tuple[Problem, ...] = ()) -> Collection[Passage]:
    """Passages that a search found, as a collection."""
    kind = Kind(
        "passages", document_view.passage_record, document_view.passages_table, columns=document_view.PASSAGE_COLUMNS
    )
    return Collection(tuple(found), kind, problems)

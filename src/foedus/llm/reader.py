"""The reader: a document in pieces to a model, its answers held against the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from foedus.llm.chat import Chat
from foedus.llm.endpoint import Endpoint
from foedus.llm.making import Maker
from foedus.llm.names import Names
from foedus.llm.pieces import Piece, pieces, sendable
from foedus.llm.protocol import NoAnswer
from foedus.llm.vocabulary import answer_schema, prompt
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.problems import Problem
from foedus.model.usage import Used
from foedus.reading.ledback import led_back
from foedus.reading.page import Page, parse_pages
from foedus.reading.reader import Reader, Reading, not_read, open_context, unread

if TYPE_CHECKING:
    from foedus.reading.context import Context

_NAMED = 30
"""Names from earlier in the text that a later piece is sent with."""


@dataclass(frozen=True, slots=True)
class LlmReader:
    """A model to ask, and the grammar's reader, whose names, dates and gazetteer settle who and when is meant.

    To be closed after use.
    """

    grammar: Reader
    chat: Chat

    def close(self) -> None:
        """Let go of the connection."""
        self.chat.close()

    @property
    def model(self) -> str:
        """The model and the host that it answers from, for the record of what read a document."""
        return f"llm:{self.chat.endpoint.model}@{self.chat.endpoint.host}"

    @property
    def extractor(self) -> str:
        """What reads, with its version, the model and the host."""
        return f"foedus-{self.grammar.version}+{self.model}"

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Reading, Used]]:
        """What a model finds in each document, in their order, and what that took.

        A piece for which no answer comes is a problem of its document, and the other pieces and documents are read.
        """
        for page in parse_pages(documents, self.grammar.pipeline, self.grammar.gazetteer):
            try:
                told = self._read(page)
            except Exception as fault:  # noqa: BLE001 - a batch must not end by one text
                why = "what the model answered could not be held against the text"
                told = not_read(page.document, why, fault), self._nothing()
            yield told
            page.forget()
            page.forget()

    def _read(self, page: Page) -> tuple[Reading, Used]:
        if not page.document.is_english:
            return unread(page.document), self._nothing()
        context = open_context(page, self.grammar.gazetteer)
        names = Names.of(context)
        statements: list[Statement] = []
        claims: list[Claim] = []
        problems: list[Problem] = []
        used = []
        parts = list(pieces(page.document, self.chat.endpoint.chars))
        for number, piece in enumerate(parts, 1):
            answer = self.chat.ask(self._messages(context, piece), answer_schema())
            used.append(answer.used)
            if isinstance(answer, NoAnswer):
                what = "not read" if len(parts) == 1 else f"piece {number} of {len(parts)} not read"
                problems.append(answer.failure.problem(what, page.document.path))
                continue
            maker = Maker(names, piece, self.extractor)
            found = maker.make(answer.value)
            statements += found[0]
            claims += found[1]
            problems += maker.problems
        return _ordered(*led_back(statements, claims, page), problems), self._priced(reduce(add, used, self._nothing()))

    def _nothing(self) -> Used:
        return Used(self.chat.endpoint.model, self.chat.endpoint.host, cost=0.0 if self.chat.endpoint.price else None)

    def _priced(self, used: Used) -> Used:
        price = self.chat.endpoint.price
        return replace(used, cost=price.of(used.tokens_in, used.tokens_out) if price else None)

    def _messages(self, context: Context, piece: Piece) -> list[dict[str, str]]:
        document = context.page.document
        known = {"Title": document.title, "Outlet": document.outlet, "Published": document.published}
        head = [f"{name}: {value}" for name, value in known.items() if value]
        before = dict.fromkeys(link.mention.text for link in context.links.before(piece.start))
        if before:
            head.append(f"Named earlier in this text: {', '.join(list(before)[:_NAMED])}")
        asked = sendable("\n".join([*head, "Text:", "", piece.text(document)]))
        return [{"role": "system", "content": prompt()}, {"role": "user", "content": asked}]


def open_reader(grammar: Reader, endpoint: Endpoint) -> LlmReader:
    """A reader that asks an endpoint; nothing is sent before a document is read.

    Raises UsageError where the extra ``llm`` is not installed.
    """
    return LlmReader(grammar, Chat(endpoint))


def _ordered(statements: Sequence[Statement], claims: Sequence[Claim], problems: list[Problem]) -> Reading:
    """A reading in the order of the text, each record once."""
    said = {statement.id: statement for statement in statements}
    claimed: dict[str, Claim] = {}
    for claim in claims:
        claimed.setdefault(claim.id, claim)
    return Reading(
        tuple(sorted(said.values(), key=lambda each: (each.content[0][0], -each.content[-1][1]))),
        tuple(sorted(claimed.values(), key=lambda each: (each.evidence[0].start, each.evidence[0].end))),
        tuple(problems),
    )

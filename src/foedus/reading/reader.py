"""Reading: a document in, statements and claims out.

The order of the steps is the order of dependence: parse, names, offices, referents, statements, claims.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import foedus
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.problems import Problem
from foedus.reading.claims import find_drafts
from foedus.reading.context import Context
from foedus.reading.drafts import complete
from foedus.reading.ledback import led_back
from foedus.reading.links import find_links
from foedus.reading.nlp import load_pipeline, model_name
from foedus.reading.offices import find_offices
from foedus.reading.page import Page, parse_page, parse_pages
from foedus.reading.referents import Referents
from foedus.reading.statements import find_statements
from foedus.reading.texts import find_texts

if TYPE_CHECKING:
    from spacy.language import Language

    from foedus.gazetteer import Gazetteer
    from foedus.reading.tagger import Tagger


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs beside the text: a pipeline, a gazetteer, and the name under which its claims are signed.

    tagger: a learned tagger that finds statements beside the grammar; None for the grammar alone.
    grammar: whether grammar finds statements; without it the tagger is heard alone, to be measured.
    """

    pipeline: Language
    gazetteer: Gazetteer
    model: str
    version: str = foedus.__version__
    tagger: Tagger | None = None
    grammar: bool = True

    @property
    def read_by(self) -> str:
        """The language model, and the tagger with the hash of its weights, for the record of what read a document."""
        return self.model if self.tagger is None else f"{self.model}+{self.tagger.signature}"

    @property
    def extractor(self) -> str:
        """What reads, with its version and the language model's and the tagger's."""
        return f"foedus-{self.version}+{self.read_by}"

    def open(self, page: Page) -> Context:
        """The page read up to its statements, as the finders of claims are given it."""
        return open_context(page, self.gazetteer, self.tagger, self.grammar)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one document: statements and claims in the order of the text, and problems."""

    statements: tuple[Statement, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()


def load_reader(gazetteer: Gazetteer, model: str | None = None, tagger: Tagger | None = None) -> Reader:
    """A reader with the named spaCy pipeline, or the one that comes with foedus.

    tagger: what :func:`foedus.reading.tagger.load_tagger` gives, to find statements beside the grammar.
    Raises DataError where the pipeline cannot be loaded.
    """
    pipeline = load_pipeline(model)
    return Reader(pipeline, gazetteer, model_name(pipeline), tagger=tagger)


def read(document: Document, reader: Reader) -> Reading:
    """The statements and claims of a document.

    A document in another language than English is not read: the reading is empty, with a problem that says so.
    """
    return _read(parse_page(document, reader.pipeline, reader.gazetteer), reader)


def read_all(documents: Iterable[Document], reader: Reader) -> Iterator[Reading]:
    """What `read` gives for each document, in their order, but faster: their passages are parsed together.

    Documents are taken a little ahead of what has been yielded, never all at once.  A rule that fails on one document,
    which is a fault of foedus, costs that document alone: its reading is empty, with a problem that says where.
    """
    for page in parse_pages(documents, reader.pipeline, reader.gazetteer):
        try:
            reading = _read(page, reader)
        except Exception as fault:  # noqa: BLE001 - a batch of thousands must not end by one text
            reading = not_read(page.document, "a rule of reading failed", fault)
        yield reading
        page.forget()


def _read(page: Page, reader: Reader) -> Reading:
    return read_page(page, reader) if page.document.is_english else unread(page.document)


def not_read(document: Document, why: str, fault: Exception) -> Reading:
    """The empty reading of a document on which foedus failed, with a problem that says where."""
    frame = traceback.extract_tb(fault.__traceback__)[-1]
    problem = Problem(
        "fault",
        f"not read: {why} ({type(fault).__name__}: {fault})",
        document.path,
        f"a fault in foedus, at {Path(frame.filename).name} line {frame.lineno}",
        "report it with the text if you may share it",
    )
    return Reading((), (), (problem,))


def unread(document: Document) -> Reading:
    """The empty reading of a document in another language than English, with a problem that says so."""
    problem = Problem(
        "language",
        f"not read: language {document.language}",
        document.path,
        "only English is read",
        "give an English version of the text",
    )
    return Reading((), (), (problem,))


def read_page(page: Page, reader: Reader) -> Reading:
    """The statements and claims of a parsed page."""
    context = reader.open(page)
    claims: dict[str, Claim] = {}
    for draft in find_drafts(context):
        claim = complete(draft, context, reader.extractor)
        claims.setdefault(claim.id, claim)
    ordered = [claim for _, claim in sorted(claims.items(), key=_place)]
    statements = context.attributions.recorded({claim.statement for claim in ordered})
    return Reading(*led_back(statements, ordered, page))


def _place(item: tuple[str, Claim]) -> tuple[int, int, str, tuple[int, ...], str]:
    """Where a claim stands: by its evidence, then by the names in it, so that a list keeps the order of the text."""
    id_, claim = item
    quote = claim.evidence[0]
    names = tuple(mention.start for _, fillers in claim.roles for mention in fillers)
    return quote.start, quote.end, claim.kind, names, id_


def open_context(page: Page, gazetteer: Gazetteer, tagger: Tagger | None = None, grammar: bool = True) -> Context:
    """The page read up to its statements, as the finders of claims are given it.

    tagger: a learned tagger that reads beside the grammar; grammar: False to hear that tagger alone.
    """
    links = find_links(page, gazetteer)
    offices = find_offices(page, links, gazetteer)
    referents = Referents(page, links, gazetteer, offices)
    attributions = find_statements(page, links, referents, tagger, grammar)
    texts = find_texts(page, links, gazetteer)
    return Context(page, links, offices, referents, attributions, texts, gazetteer)

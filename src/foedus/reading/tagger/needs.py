"""The libraries that the tagger needs beside those of every reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from foedus.model.problems import UsageError


@contextmanager
def needed() -> Iterator[None]:
    """Imports inside it may fail, since the extra ``tagger`` is optional; raises UsageError with what installs it."""
    try:
        yield
    except ImportError as missing:
        raise UsageError(
            f"--tagger needs the libraries onnxruntime and curated-tokenizers ({missing}): pip install 'foedus[tagger]'"
        ) from missing

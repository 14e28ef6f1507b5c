"""Reading: from a document to attributed, evidence-anchored claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.reading.reader import Reader, Reading, load_reader, read, read_all

__all__ = ["Reader", "Reading", "load_reader", "read", "read_all"]


def __getattr__(name: str) -> Any:
    # spaCy takes a second to import; whoever asks for a word list or a date should not wait for it.
    if name in __all__:
        from foedus.reading import reader

        return getattr(reader, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

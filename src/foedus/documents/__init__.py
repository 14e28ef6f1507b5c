"""Files, web pages and records → documents: text kept as read, boilerplate marked, date with its basis, language."""

from foedus.documents.boilerplate import boilerplate
from foedus.documents.dates import Published, contradictions, publication_date
from foedus.documents.load import Limits, Loaded, describe, load

__all__ = ["Limits", "Loaded", "Published", "boilerplate", "contradictions", "describe", "load", "publication_date"]

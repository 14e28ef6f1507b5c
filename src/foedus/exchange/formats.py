"""The formats that foedus writes, in one visible tuple."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from foedus.exchange.fields import FIELDS
from foedus.model.extras import needed
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.exchange.values import Asked, Item


@dataclass(frozen=True, slots=True)
class Format:
    """A format for claims.

    name: as it is asked for.  title: what it is.  suffix: of its files.  media: its media type.
    writer: ``module:function`` within this package, from claims and what was asked to bytes; None where the file is
    not written from its beginning to its end (Parquet).  keeps: ``module:NAME`` of the table of what it keeps.
    streams: whether it takes a claim at a time, so that any number will do.
    text: whether it quotes what stands around the evidence.  extra: what has to be installed for it, with the library.
    of: what it is of, in a word.
    """

    name: str
    title: str
    suffix: str
    media: str
    writer: str | None
    keeps: str
    streams: bool = True
    text: bool = False
    extra: tuple[str, str] | None = None
    of: str = "claims"

    @property
    def fields(self) -> dict[str, str]:
        """All that it may keep, each with what it is: of claims, or of agreements."""
        return _named("calendars:FIELDS") if self.of == "agreements" else FIELDS

    @property
    def kept(self) -> dict[str, str]:
        """What of :attr:`fields` it keeps, and where that stands in it."""
        found: dict[str, str] = _named(self.keeps)
        return found

    @property
    def lost(self) -> tuple[str, ...]:
        """What of :attr:`fields` it loses."""
        return tuple(name for name in self.fields if name not in self.kept)

    def written(self, items: Iterable[Item], asked: Asked) -> Iterator[bytes]:
        """The file's bytes, piece by piece.

        Raises UsageError where a library is missing, with what to install, or where it is no stream.
        """
        if self.writer is None:
            raise UsageError(f"{self.name} is not for standard output: say with --out where it goes")
        self.see_installed()
        found: Iterator[bytes] = _named(self.writer)(items, asked)
        return found

    def line(self) -> str:
        """It as a row of the table of formats in the documentation."""
        needs = f"`foedus[{self.extra[0]}]`" if self.extra else "–"
        return f"| `{self.name}` | {self.of} | {self.title} | {needs} | {'yes' if self.streams else 'no'} |\n"

    def see_installed(self) -> None:
        """Raises UsageError where a library is missing, with what to install."""
        if self.extra is not None:
            extra, library = self.extra
            with needed(extra, f"foedus export {self.name}"):
                import_module(library)


def _named(where: str) -> Any:
    module, _, name = where.partition(":")
    return getattr(import_module(f"foedus.exchange.{module}"), name)


_RDF = ("exchange", "rdflib")
_STIX, _NET = ("exchange", "stix2"), ("exchange", "networkx")
FORMATS = (
    Format("csv", "CSV", "csv", "text/csv", "tables:csv_bytes", "rows:KEPT"),
    Format("jsonl", "JSON lines", "jsonl", "application/jsonl", "tables:jsonl_bytes", "tables:JSONL_KEPT"),
    Format("parquet", "Apache Parquet", "parquet", "application/vnd.apache.parquet", None, "tables:PARQUET_KEPT"),
    Format(
        "web-annotation",
        "W3C Web Annotation",
        "jsonld",
        "application/ld+json",
        "annotations:web_annotations",
        "annotations:KEPT",
        text=True,
    ),
    Format("turtle", "RDF, Turtle", "ttl", "text/turtle", "rdf:turtle", "graphing:KEPT", False, extra=_RDF),
    Format("ntriples", "RDF, N-Triples", "nt", "application/n-triples", "rdf:n_triples", "graphing:KEPT", extra=_RDF),
    Format(
        "json-ld", "RDF, JSON-LD", "jsonld", "application/ld+json", "rdf:json_ld", "graphing:KEPT", False, extra=_RDF
    ),
    Format("trig", "RDF data set, TriG", "trig", "application/trig", "rdf:trig", "graphing:KEPT", False, extra=_RDF),
    Format("nquads", "RDF data set, N-Quads", "nq", "application/n-quads", "rdf:n_quads", "graphing:KEPT", extra=_RDF),
    Format(
        "bibtex",
        "BibTeX",
        "bib",
        "application/x-bibtex",
        "bibliography:bibtex_bytes",
        "bibliography:BIBTEX_KEPT",
        extra=("exchange", "pybtex"),
    ),
    Format(
        "csl-json",
        "CSL-JSON",
        "json",
        "application/vnd.citationstyles.csl+json",
        "bibliography:csl_bytes",
        "bibliography:CSL_KEPT",
    ),
    Format("brat", "brat standoff, a folder", "brat", "text/plain", None, "brat:KEPT", text=True),
    Format(
        "ftm",
        "FollowTheMoney",
        "ftm.json",
        "application/jsonl",
        "ftm:entities",
        "ftm:KEPT",
        extra=("ftm", "followthemoney"),
    ),
    Format(
        "stata",
        "Stata",
        "dta",
        "application/x-stata-dta",
        "stata:stata_bytes",
        "stata:KEPT",
        False,
        extra=("stata", "pandas"),
    ),
    Format("stix", "STIX 2.1", "json", "application/stix+json", "stix:bundle", "stix:KEPT", False, extra=_STIX),
    Format("gexf", "GEXF 1.2", "gexf", "application/gexf+xml", None, "networks:KEPT", False, extra=_NET, of="graph"),
    Format(
        "graphml", "GraphML", "graphml", "application/graphml+xml", None, "networks:KEPT", False, extra=_NET, of="graph"
    ),
    Format("geojson", "GeoJSON", "geojson", "application/geo+json", None, "geojson:KEPT", False, of="map"),
    Format(
        "icalendar",
        "iCalendar",
        "ics",
        "text/calendar",
        None,
        "calendars:KEPT",
        False,
        extra=("exchange", "icalendar"),
        of="agreements",
    ),
)


def format_named(name: str) -> Format:
    """The format of that name.  Raises UsageError where there is none."""
    for each in FORMATS:
        if each.name == name:
            return each
    raise UsageError(f"no format is called {name!r}; it is one of {', '.join(each.name for each in FORMATS)}")

"""The extras: what foedus does only where further libraries are installed, and the command that installs them.

Every module that needs such a library imports it inside :func:`needed`, so that whoever lacks it is told the one
command that helps, in the same words everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from foedus.model.problems import UsageError


@dataclass(frozen=True, slots=True)
class Extra:
    """Libraries that come together: what they are for, and under which names they are imported."""

    use: str
    modules: tuple[str, ...]


EXTRAS: Mapping[str, Extra] = MappingProxyType(
    {
        "web": Extra("the explorer in a browser", ("fastapi", "jinja2", "pybtex", "python_multipart", "uvicorn")),
        "mcp": Extra("answers for an assistant", ("mcp",)),
        "postgres": Extra("a team's ledger in PostgreSQL", ("psycopg",)),
        "ray": Extra("corpora on a cluster", ("ray",)),
        "fast": Extra("compiled kernels for every pair on every day", ("numba", "numpy")),
        "exchange": Extra(
            "graphs, RDF, STIX, calendars and bibliographies", ("icalendar", "networkx", "pybtex", "rdflib", "stix2")
        ),
        "ftm": Extra("FollowTheMoney", ("followthemoney",)),
        "stata": Extra("files for Stata", ("pandas",)),
        "notebook": Extra("pandas frames of results", ("pandas",)),
        "llm": Extra("a language model that reads", ("httpx2",)),
        "tagger": Extra("the learned attribution tagger", ("curated_tokenizers", "onnxruntime")),
    }
)
"""The extras of the package by name; the libraries themselves are listed in its metadata."""


class MissingExtra(UsageError):
    """What was asked for needs an extra that is not installed; the message has the command that installs it.

    extra: its name.
    """

    def __init__(self, extra: str, what: str, library: str | None = None) -> None:
        lacking = f"{library}, which is not installed" if library else f"the extra {extra!r}, which is not installed"
        super().__init__(f"{what} needs {lacking}; install it with: {install_command(extra)}")
        self.extra = extra


def install_command(*extras: str) -> str:
    """What a person types to install some extras, from where this foedus was installed."""
    return installing(extras, _origin())


def installing(extras: Sequence[str], origin: str | None) -> str:
    """The same of a foedus that was installed from a file or a folder, by its address; None for one by its name.

    >>> installing(["web"], None)
    "pip install 'foedus[web]'"
    >>> installing(["web", "mcp"], "file:///home/desk/foedus")
    "pip install -e '/home/desk/foedus[web,mcp]'"
    >>> installing(["web"], "file:///tmp/foedus-0.1.0-py3-none-any.whl")
    "pip install 'foedus[web] @ file:///tmp/foedus-0.1.0-py3-none-any.whl'"
    """
    named = f"[{','.join(extras)}]"
    if origin is None:
        return f"pip install 'foedus{named}'"
    if origin.startswith("file:") and not origin.endswith((".whl", ".gz")):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname

        return f"pip install -e '{url2pathname(urlsplit(origin).path)}{named}'"
    return f"pip install 'foedus{named} @ {origin}'"


@cache
def _origin() -> str | None:
    """The address of the file or folder that foedus was installed from (PEP 610); None where it came by its name."""
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        told = distribution("foedus").read_text("direct_url.json")
    except PackageNotFoundError:
        return None
    return json.loads(told)["url"] if told else None


@contextmanager
def needed(extra: str, what: str) -> Iterator[None]:
    """Imports inside it may fail, since an extra is optional.

    extra: one of :data:`EXTRAS`.  what: what was asked for, as the subject of a sentence.

    Raises MissingExtra where a library is not there.  A fault of foedus's own imports stays what it is.
    """
    try:
        yield
    except ImportError as missing:
        name = (missing.name or "").partition(".")[0]
        if name == "foedus":
            raise
        raise MissingExtra(extra, what, name or None) from missing

"""The demonstration and the explorer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.api.collections import Collection, Kind
from foedus.api.desks import Place, desk, settings
from foedus.api.results import Result
from foedus.api.words import Names, paths, several
from foedus.model.extras import needed
from foedus.model.problems import Problem
from foedus.views import html

if TYPE_CHECKING:
    from foedus.views.checkup import Check


def demo_articles() -> Path:
    """The folder of the three articles that come with foedus; they are invented, the agreements in them are not.

    Returns:
        The folder, which may be read as any other.

    Examples:
        >>> import foedus
        >>> sorted(each.name for each in foedus.demo_articles().iterdir())
        ['1-wire.txt', '2-interview.json', '3-explainer.html']
    """
    from foedus.desk.demo import ARTICLES

    return ARTICLES


@dataclass(frozen=True, slots=True, repr=False)
class Demonstration(Result):
    """What three bundled articles say, and what follows, as a text with proofs.

    Attributes:
        text (str): What ``foedus demo`` prints.
        problems (tuple[Problem, ...]): What could not be read.

    Examples:
        >>> import foedus
        >>> foedus.Demonstration("Documents").to_dicts()
        [{'text': 'Documents'}]
    """

    text: str
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"<Demonstration: {len(self.text.splitlines())} lines>"

    def __str__(self) -> str:
        return self.text

    def to_dicts(self) -> list[dict[str, Any]]:
        """The text as one JSON object."""
        return [{"text": self.text}]

    def _parts(self) -> Iterator[str]:
        yield html.preformatted(self.text)


def demo(files: Place | Iterable[Place] = (), *, model: str | None = None) -> Demonstration:
    """Read three bundled articles, or one's own, and answer questions with proofs; nothing is kept.

    Args:
        files: One's own articles instead of the bundled ones; then their commitments are held against the texts.
        model: Any installed spaCy pipeline; the one that foedus brings without it.

    Returns:
        The demonstration as a text.

    Raises:
        DataError: Where the spaCy pipeline cannot be loaded.

    Examples:
        >>> import foedus
        >>> "Answers" in foedus.demo().text
        True
    """
    from foedus.desk.demo import demonstrated

    with desk(settings(ledger="sqlite://", model=model)) as own:
        return Demonstration(*demonstrated(own, paths(files)))


def serve(
    ledger: Place | None = None,
    *,
    host: str = "127.0.0.1",
    port: int = 8765,
    name: Names | None = None,
    token: str | None = None,
    browser: bool = True,
    disputed: Place | None = None,
    library: Place | None = None,
    model: str | None = None,
) -> None:
    """Show the ledger and the library in a browser, until interrupted; needs the extra ``web``.

    Args:
        ledger: A file or a database's address; the user's own ledger without it.
        host: Where to listen; this machine alone by default.
        port: On which port; 0 for a free one.
        name: Other names under which others reach it, as through a proxy.
        token: What who writes has to show; a new one without it.
        browser: Whether it is opened in the browser.
        disputed: GeoJSON of disputed areas (Natural Earth's), drawn on the map.
        library: A folder of one's own agreements and positions, beside the library.
        model: Any installed spaCy pipeline; the one that foedus brings without it.

    Returns:
        Nothing, when it is interrupted.

    Raises:
        UsageError: Where the extra is not installed, the token can be guessed, or the address cannot be listened on.

    Examples:
        >>> import foedus
        >>> try:
        ...     foedus.serve(token="short")
        ... except foedus.UsageError as error:
        ...     print(error)
        the token has 5 characters; give at least 16, or none for a new one
    """
    with needed("web", "the explorer"):
        from foedus.web.serving import run

    drawn = None if disputed is None else Path(disputed)
    given = settings(ledger=ledger, library=library, model=model)
    run(given, host, port, token, browser=browser, names=several(name), disputed=drawn)


def serve_assistant(ledger: Place | None = None, *, library: Place | None = None) -> None:
    """Answer a language-model assistant by the Model Context Protocol, on standard input and output, until it ends.

    Ten tools, which only look; docs/mcp.md lists them.  Needs the extra ``mcp``.

    Args:
        ledger: A file or a database's address; the user's own ledger without it.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        Nothing, when the assistant hangs up.

    Raises:
        UsageError: Where the extra is not installed.

    Examples:
        >>> import foedus
        >>> foedus.serve_assistant("news.sqlite")  # doctest: +SKIP
    """
    with needed("mcp", "an assistant's server"):
        from foedus.assistants.server import run

    run(settings(ledger=ledger, library=library))


def doctor(
    ledger: Place | None = None,
    *,
    library: Place | None = None,
    model: str | None = None,
    weights: Place | None = None,
) -> Collection[Check]:
    """Look over the installation, and say what to do: Python, model, library, ledger, explorer, tagger, extras.

    It changes nothing, loads no model and asks no network but a ledger's own server.

    Args:
        ledger: A file or a database's address; the user's own ledger without it.
        library: A folder of one's own agreements and positions, beside the library.
        model: Any installed spaCy pipeline; the one that foedus brings without it.
        weights: The folder of a tagger of one's own.

    Returns:
        What was looked at, each with its state: ``ok``, ``off`` (not installed and not needed), ``warn`` or ``fail``;
        what fails is among the problems.

    Raises:
        UsageError: For words that do not go together; what is broken is a finding and no error.

    Examples:
        >>> import foedus
        >>> [each.state for each in foedus.doctor() if each.name == "python"]
        ['ok']
    """
    from foedus.desk.checkup import checkup
    from foedus.views.checkup import Check, checkup_table

    found = checkup(settings(ledger=ledger, library=library, model=model, weights=weights))
    problems = tuple(
        Problem("installation", f"{each.name} does not work", each.name, each.found, each.todo)
        for each in found
        if each.state == "fail"
    )
    columns = ("name", "state", "found", "todo")
    return Collection(found, Kind("checks", Check.record, checkup_table, columns=columns), problems)

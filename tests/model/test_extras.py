"""Extras: the table is that of the package's metadata, and whoever lacks one is told the command that installs it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

import foedus
from foedus.desk import Desk, Settings
from foedus.model.extras import EXTRAS, MissingExtra, install_command, needed
from foedus.model.problems import UsageError

ROOT = Path(__file__).resolve().parents[2]
LISTED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
GATHERED = {"all", "numba"}
"""Extras that are made of others: everything, and an older name's."""
BUILDS = {"docs"}
"""Extras that build something from the sources, and that foedus itself never imports."""


def _web() -> None:
    from foedus.cli.serving import serve

    serve()


def _mcp() -> None:
    from foedus.cli.assisting import mcp

    mcp()


def _postgres() -> None:
    from foedus.ledger import open_ledger

    open_ledger("postgresql://nobody@localhost/none")


def _ray() -> None:
    from foedus.corpora.engines.onray import open_ray

    open_ray(lambda: None)  # type: ignore[arg-type,return-value]  # it is never called


def _llm() -> None:
    from foedus.llm.chat import Chat
    from foedus.llm.endpoint import Endpoint

    Chat(Endpoint("http://localhost:1/v1", "m"))


def _tagger() -> None:
    Desk(Settings(tagger=True)).tagger  # noqa: B018 - it is opened on first use


def _exported(name: str) -> None:
    from foedus.exchange.formats import format_named

    format_named(name).see_installed()


def _notebook() -> None:
    foedus.recognitions("Abkhazia").to_pandas()


ASKED: dict[str, tuple[str, Callable[[], object]]] = {
    "web": ("uvicorn", _web),
    "mcp": ("mcp", _mcp),
    "postgres": ("psycopg", _postgres),
    "ray": ("ray", _ray),
    "fast": ("numba", lambda: import_module("foedus.obligations.kernel.fast.words")),
    "notebook": ("pandas", _notebook),
    "llm": ("httpx2", _llm),
    "exchange": ("rdflib", lambda: _exported("turtle")),
    "ftm": ("followthemoney", lambda: _exported("ftm")),
    "stata": ("pandas", lambda: _exported("stata")),
    "tagger": ("onnxruntime", _tagger),
}
"""What asks for each extra, and the library that is not there."""


def test_the_table_has_the_extras_of_the_package() -> None:
    assert set(LISTED) - GATHERED - BUILDS == set(EXTRAS)
    for name in GATHERED:
        named = {each.partition("[")[2].rstrip("]") for each in LISTED[name]}
        assert {one for each in named for one in each.split(",")} <= set(EXTRAS)


def test_all_is_every_extra() -> None:
    (everything,) = LISTED["all"]
    assert set(everything.partition("[")[2].rstrip("]").split(",")) == set(EXTRAS)


@pytest.mark.parametrize("extra", EXTRAS)
def test_whoever_lacks_an_extra_is_told_what_installs_it(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    library, ask = ASKED[extra]
    for part in [name for name in sys.modules if name.startswith(f"{library}.")]:
        monkeypatch.delitem(sys.modules, part)  # what is loaded already is found without its package
    monkeypatch.setitem(sys.modules, library, None)
    for loaded in ("foedus.web.serving", "foedus.assistants.server", "foedus.obligations.kernel.fast.words"):
        monkeypatch.delitem(sys.modules, loaded, raising=False)
    with pytest.raises(MissingExtra) as told:
        ask()
    assert str(told.value).endswith(
        f"needs {library}, which is not installed; install it with: {install_command(extra)}"
    )
    assert isinstance(told.value, UsageError), "the command line ends with code 2"


@pytest.mark.parametrize("extra", EXTRAS)
def test_the_libraries_of_an_extra_are_called_so(extra: str) -> None:
    absent = [module for module in EXTRAS[extra].modules if find_spec(module) is None]
    if len(absent) == len(EXTRAS[extra].modules):
        pytest.skip("the extra is not installed")
    assert not absent


def test_a_fault_of_foedus_itself_is_no_missing_extra() -> None:
    with pytest.raises(ImportError, match="no_such_part"), needed("web", "the explorer"):
        import_module("foedus.no_such_part")


def test_an_import_error_without_a_name_is_answered_too() -> None:
    with pytest.raises(MissingExtra, match="needs the extra 'ray', which is not installed"), needed("ray", "it"):
        raise ImportError("a library that is broken")

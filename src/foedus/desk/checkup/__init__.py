"""A look over an installation, which changes nothing: machine, packages, language model, library, ledger, extras."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from foedus.desk.checkup.host import machine
from foedus.desk.checkup.installed import extras, packages
from foedus.desk.checkup.ledgers import ledger
from foedus.desk.checkup.parts import explorer, library, model, tagger
from foedus.views.checkup import Check

if TYPE_CHECKING:
    from foedus.desk.opening import Settings

LOOKS: tuple[tuple[str, Callable[[Settings], Iterator[Check]]], ...] = (
    ("machine", machine),
    ("packages", packages),
    ("language model", model),
    ("library", library),
    ("ledger", ledger),
    ("explorer", explorer),
    ("tagger", tagger),
    ("extras", extras),
)
"""What is looked at, in this order."""


def checkup(settings: Settings) -> tuple[Check, ...]:
    """All that was found; a look that itself breaks is a finding, and the others go on."""
    return tuple(check for name, look in LOOKS for check in _guarded(name, look, settings))


def _guarded(name: str, look: Callable[[Settings], Iterator[Check]], settings: Settings) -> Iterator[Check]:
    try:
        yield from look(settings)
    except Exception as error:  # noqa: BLE001 - whatever is broken here is what was looked for
        told = f"{type(error).__name__}: {error}"
        yield Check(name, "fail", told, "install foedus anew in a fresh environment; if that does not help, report it")

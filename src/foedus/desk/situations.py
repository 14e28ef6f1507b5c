"""Situation files: a question richer than one attack, in YAML or JSON, held against a schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from foedus.desk.acts import AskedAct, sentence
from foedus.desk.asking import MOST_ACTS, answer_to, polity, resolved, today, viewpoint_key
from foedus.desk.days import in_order
from foedus.desk.opening import Desk
from foedus.desk.stating import stated
from foedus.model.problems import LibraryError, UsageError
from foedus.model.situations import Act, Situation, Stated
from foedus.model.time import parse_day


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a call says beside a file, and what goes before what the file says; who is asked about is added to it."""

    on: str | None = None
    viewpoint: str | None = None
    basis: str | None = None
    ask: tuple[str, ...] = ()
    retaliation: str | None = None
    entanglement: bool = False
    given: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()


def read_situation(desk: Desk, path: Path, over: Overrides | None = None) -> Situation:
    """The situation that a file describes, every name resolved.

    Raises UsageError with every fault as ``file:line: what is wrong``.
    """
    from foedus.library.files import read_yaml

    over = over or Overrides()
    try:
        raw = read_yaml(path, "situation")
    except LibraryError as error:
        raise UsageError(str(error)) from error
    reader = _Reader(desk, path)
    acts = [act for i, entry in enumerate(raw["acts"]) for act in reader.acts(entry, ("acts", i))]
    told, day = in_order(acts, reader.day(raw, over, min((act.on for act in acts if act.on), default=None)))
    view = reader.at(("viewpoint",), viewpoint_key, over.viewpoint or raw.get("viewpoint"))
    said = reader.at(("given" if "given" in raw else "not_given",), _stated(raw, day, over), None)
    ask = [reader.at(("ask", i), polity, name) for i, name in enumerate(raw.get("ask", ()))]
    if len(acts) > MOST_ACTS:
        reader.faults.append(f"{path}: {len(acts)} acts; a situation holds at most {MOST_ACTS}")
    if reader.faults:
        raise UsageError("\n".join(reader.faults))
    return Situation(
        acts=told,
        on=day,
        viewpoint=view,
        basis=over.basis or raw.get("basis", "text"),
        ask=(*(key for key in ask if key), *(polity(desk, name) for name in over.ask)),
        retaliation=over.retaliation or raw.get("retaliation", "none"),  # type: ignore[arg-type]  # the schema's word
        entanglement=over.entanglement or raw.get("entanglement", False),
        stated=said,
    )


def _stated(raw: Mapping[str, Any], day: date, over: Overrides) -> Callable[[Desk, None], tuple[Stated, ...]]:
    given, denied = (*raw.get("given", ()), *over.given), (*raw.get("not_given", ()), *over.denied)
    return lambda desk, _: stated(desk, day, given, denied)


def ask_situation(desk: Desk, path: Path, over: Overrides | None = None) -> dict[str, Any]:
    """Who is bound to do what for whom in the situation of a file, as the contract's JSON object.

    Raises UsageError with every fault of the file as ``file:line: what is wrong``.
    """
    return answer_to(desk, read_situation(desk, path, over))


class _Reader:
    """One file under way: its faults, each with its line."""

    def __init__(self, desk: Desk, path: Path) -> None:
        self.desk, self.path = desk, path
        self.faults: list[str] = []

    def acts(self, entry: Any, where: tuple[Any, ...]) -> Iterator[Act]:
        """The acts of one entry: every attacker with every target."""
        for asked in self.asked(entry, where):
            act = self.at(where, resolved, asked)
            if act is not None:
                yield act

    def asked(self, entry: Any, where: tuple[Any, ...]) -> Iterator[AskedAct]:
        """The entry with its names as they are written."""
        try:
            if isinstance(entry, str):
                yield sentence(entry)
            elif "act" in entry:
                yield sentence(entry["act"], entry.get("step"))
            else:
                yield from _written(entry)
        except UsageError as error:
            self.fault(where, error)

    def day(self, raw: Mapping[str, Any], over: Overrides, first: date | None) -> date:
        """The day that the call or the file names; else the first that an act has of its own, or today."""
        try:
            return parse_day(over.on or str(raw.get("on") or first or today()))
        except UsageError as error:
            self.fault(("on",), error)
            return date.min

    def at(self, where: tuple[Any, ...], resolve: Any, value: Any) -> Any:
        """A value with its names resolved, or None and a fault."""
        try:
            return resolve(self.desk, value)
        except UsageError as error:
            self.fault(where, error)
            return None

    def fault(self, where: tuple[Any, ...], error: UsageError) -> None:
        """Keeps what is wrong, with the line."""
        from foedus.library.files import line_of

        self.faults.append(f"{self.path}:{line_of(self.path, where)}: {error}")


def _written(entry: Mapping[str, Any]) -> Iterator[AskedAct]:
    told = entry.get("provoked", False)
    accounts = told if isinstance(told, Mapping) else {}
    for attacker, target in product(_several(entry["attacker"]), _several(entry["target"])):
        yield AskedAct(
            attacker=attacker,
            target=target,
            territory=entry.get("territory"),
            through=_several(entry.get("through", ())),
            provoked=told is True,
            kind=entry.get("kind", "attack"),
            objects=_several(entry.get("objects", ())),
            tellers=_several(accounts.get("according_to", ())),
            deniers=_several(accounts.get("denied_by", ())),
            step=entry.get("step"),
            on=entry.get("on"),
        )


def _several(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)

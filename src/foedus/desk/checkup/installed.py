"""The packages that foedus needs, and the extras: which are there, in which versions."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from foedus.model.extras import EXTRAS, Extra, install_command
from foedus.views.checkup import Check

if TYPE_CHECKING:
    from packaging.requirements import Requirement

    from foedus.desk.opening import Settings


def packages(settings: Settings) -> Iterator[Check]:
    """Whether all that every use needs is there, in versions that fit."""
    try:
        needed = [each for each in _required() if _applies(each, "")]
    except PackageNotFoundError:
        yield Check("packages", "warn", "foedus runs from its source and is not installed", "install it: pip install .")
        return
    wrong = [told for each in needed if (told := _wrong(each))]
    if wrong:
        yield Check("packages", "fail", "; ".join(wrong), "pip install --upgrade foedus")
    else:
        yield Check("packages", "ok", f"{len(needed)} needed, all there")


def extras(settings: Settings) -> Iterator[Check]:
    """Each extra: installed or not, and how one gets it."""
    try:
        needed = list(_required())
    except PackageNotFoundError:
        needed = []
    for name, extra in EXTRAS.items():
        yield _extra(name, extra, [each for each in needed if _applies(each, name) and not _applies(each, "")])


def _extra(name: str, extra: Extra, needed: list[Requirement]) -> Check:
    there = [module for module in extra.modules if find_spec(module) is not None]
    absent = [module for module in extra.modules if module not in there]
    told, todo = f"{extra.use}: ", install_command(name)
    if not there:
        return Check(f"extra {name}", "off", f"{told}not installed", todo)
    if absent:
        return Check(f"extra {name}", "warn", f"{told}{', '.join(absent)} missing", todo)
    wrong = [fault for each in needed if (fault := _wrong(each))]
    if wrong:
        return Check(f"extra {name}", "warn", f"{told}{'; '.join(wrong)}", f"{todo} --upgrade")
    return Check(f"extra {name}", "ok", f"{told}installed")


def _required() -> Iterator[Requirement]:
    from packaging.requirements import Requirement

    return (Requirement(each) for each in requires("foedus") or ())


def _applies(each: Requirement, extra: str) -> bool:
    own = each.name == "foedus"  # an extra that is made of others
    return not own and (each.marker is None or each.marker.evaluate({"extra": extra}))


def _wrong(each: Requirement) -> str:
    """What is wrong with an installed package; empty where nothing is."""
    try:
        found = version(each.name)
    except PackageNotFoundError:
        return f"{each.name} is missing"
    return "" if each.specifier.contains(found, prereleases=True) else f"{each.name} {found} is not {each.specifier}"

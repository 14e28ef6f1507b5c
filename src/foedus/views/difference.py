"""What differs between two answers, as sentences and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.views.bound import question
from foedus.views.further import article
from foedus.views.proofs import named
from foedus.views.table import Label, Record, Table

COLUMNS = ("change", "bearer", "beneficiary", "duty", "agreement", "article", "otherwise", "facts")


def text(difference: Record, label: Label) -> str:
    """The whole difference for people: who is bound in one of the answers only, and why not in the other."""
    return "\n".join(_lines(difference, label))


def _lines(difference: Record, label: Label) -> Iterator[str]:
    for number, asked in enumerate(difference["questions"], start=1):
        yield f"({number}) {question(asked, label)}"
    sections = [
        ("Bound in (1) only", [line for e in difference["no_longer"] for line in entry_lines(e, label, "(2)", "(1)")]),
        ("Bound in (2) only", [line for e in difference["becomes"] for line in entry_lines(e, label, "(1)", "(2)")]),
        (
            "Bound in both, but not alike",
            [line for e in difference["changed"] for line in changed_lines(e, label, "(1)", "(2)")],
        ),
    ]
    for title, lines in sections:
        if lines:
            yield f"{title}:"
            yield from (f"  {line}" for line in lines)
    same = difference["same"]
    nothing = not any(lines for _, lines in sections)
    yield f"{'Nothing differs' if nothing else 'The rest is the same'}: {same} {_counted(same)} in both answers."


def _counted(count: int) -> str:
    return "obligation" if count == 1 else "obligations"


def _duty(owed: Record, label: Label) -> str:
    whom = label(owed["beneficiary"])
    return f"{label(owed['bearer'])}: {owed['duty']}, owed to {whom} ({article(owed['provision'])})"


def entry_lines(entry: Record, label: Label, other: str, here: str) -> Iterator[str]:
    """An obligation of one answer alone: what it is, why the other has it not, and on what only it rests.

    other, here: what the other answer is called, and the one that has it.
    """
    yield _duty(entry["obligation"], label)
    for said in entry["otherwise"]:
        yield f"    {other} {said['status']}, {article(said['provision'])}: {named(said['why'], label)}"
    for fact in entry["facts"]:
        yield f"    {here} rests on: {named(fact['fact'], label)} ({fact['source']})"


def changed_lines(entry: Record, label: Label, first: str, second: str) -> Iterator[str]:
    """An obligation of both answers that is not alike in them, and how."""
    yield _duty(entry["before"], label)
    for name in entry["differs"]:
        was, now = _said(entry["before"][name]), _said(entry["after"][name])
        yield f"    {name.replace('_', ' ')}: {first} {was}, {second} {now}"


def _said(value: object) -> str:
    return ", ".join(map(str, value)) or "nobody" if isinstance(value, list) else str(value)


def table(difference: Record, label: Label) -> Table:
    """The differences as rows."""
    rows = tuple(
        (each["change"], label(each["bearer"]), label(each["beneficiary"]), each["duty"], each["agreement"] or "")
        for each in flat(difference)
    )
    first, second = (question(asked, label) for asked in difference["questions"])
    return Table(f"(1) {first}; (2) {second}", ("change", "bearer", "beneficiary", "duty", "agreement"), rows)


def flat(difference: Record) -> list[Record]:
    """The differences as flat records under :data:`COLUMNS`."""
    entries = [("no longer", entry) for entry in difference["no_longer"]]
    entries += [("becomes", entry) for entry in difference["becomes"]]
    entries += [("changed", {"obligation": e["after"], "otherwise": [], "facts": []}) for e in difference["changed"]]
    return [_row(change, entry) for change, entry in entries]


def _row(change: str, entry: Record) -> Record:
    owed, cited = entry["obligation"], entry["obligation"]["provision"] or {}
    return {
        "change": change,
        "bearer": owed["bearer"],
        "beneficiary": owed["beneficiary"],
        "duty": owed["duty"],
        "agreement": cited.get("agreement"),
        "article": cited.get("article"),
        "otherwise": _joined(said["why"] for said in entry["otherwise"]),
        "facts": _joined(fact["fact"] for fact in entry["facts"]),
    }


def _joined(sentences: Iterable[str]) -> str:
    return "; ".join(sentences)

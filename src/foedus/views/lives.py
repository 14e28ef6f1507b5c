"""An agreement's life as lines of text: how long it runs, who left, what is suspended, reserved and goes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foedus.model.agreements import Agreement, Precedence, Reservation, Suspension
from foedus.model.time import OPEN, Spell
from foedus.views.table import Label, listed


def spell(value: Spell) -> str:
    """A spell in words; what is not known is said, not left blank.

    >>> spell(Spell("2009-01-20")), spell(Spell("1994-04-20", "1999-04-02")), spell(Spell(None))
    ('since 2009-01-20', '1994-04-20 to 1999-04-02', 'since an unknown day')
    """
    start = value.start or "an unknown day"
    if value.end == OPEN:
        return f"since {start}"
    return f"{start} to {value.end or 'an unknown day'}"


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """A title and its lines, indented; nothing where there are none."""
    found = list(lines)
    if found:
        yield f"\n{title}:"
        yield from (f"  {line}" for line in found)


def life(agreement: Agreement, label: Label) -> Iterator[str]:
    """The sections on an agreement's life; those about which the library says nothing are left out."""
    terms = agreement.terms
    yield from section("Terms", [f"article {terms.article}: {terms.text} [{terms.source}]"] if terms else [])
    notices = (
        f"{listed([label(actor) for actor in each.actors])}: notice of {each.date} ({each.notice}), "
        f"{f'taken back on {each.withdrawn}' if each.withdrawn else f'bound until {each.ends}'} [{each.source}]"
        for each in agreement.denunciations
    )
    yield from section("Denunciations", notices)
    yield from section("Suspensions", (_suspension(each, label) for each in agreement.suspensions))
    yield from section("Reservations", (line for each in agreement.reservations for line in _reserved(each, label)))
    yield from section("Precedence", (_precedence(each) for each in agreement.precedence))


def _suspension(each: Suspension, label: Label) -> str:
    whom = f"for {listed([label(actor) for actor in each.actors])}" if each.actors else "as a whole"
    whom += f" towards {listed([label(actor) for actor in each.towards])}" if each.towards else ""
    return f"{whom}: {spell(each.spell)}: {each.text} [{each.source}; {each.confidence}]"


def _reserved(each: Reservation, label: Label) -> Iterator[str]:
    does = "modifies" if each.instead else "excludes"
    where = f"article{'s' if len(each.articles) > 1 else ''} {listed(each.articles)}"
    yield f"{label(each.actor)} {does} {where} ({spell(each.spell)}): {each.text} [{each.source}]"
    for objection in each.objections:
        who = listed([label(actor) for actor in objection.actors])
        also = ", and denies that it binds the two" if objection.no_relations else ""
        yield f"  objection: {who} ({spell(objection.spell)}){also} [{objection.source}]"


def _precedence(each: Precedence) -> str:
    others = {"any": "any other agreement", "earlier": "earlier agreements", "later": "later agreements"}
    names = listed([others.get(name, name) for name in each.others])
    return f"{'before' if each.prevails else 'after'} {names}: {each.text} (article {each.article}) [{each.source}]"

"""What a person states of conditions that agreements set, by agreement and key: ``gb-fr-tr-1939:2(1)``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches

from foedus.desk.opening import Desk
from foedus.model.agreements import Agreement
from foedus.model.problems import UnknownName, UsageError
from foedus.model.situations import REQUEST, Stated


def stated(desk: Desk, day: date, given: Iterable[str], denied: Iterable[str]) -> tuple[Stated, ...]:
    """The conditions that a question says are met, and those that it says are not.

    given, denied: ``AGREEMENT:KEY``; the key is the condition's own, the number of its article where it has none, or
    ``request`` where an article waits for the one attacked to ask.

    Raises UnknownName for an agreement that is not known, UsageError for a key that it does not have, or that is said
    to be met and not met.
    """
    found = [
        Stated(*_known(desk, day, word), holds) for words, holds in ((given, True), (denied, False)) for word in words
    ]
    both = {(each.agreement, each.key) for each in found if each.holds}
    for each in found:
        if not each.holds and (each.agreement, each.key) in both:
            raise UsageError(f"{each.agreement}:{each.key} is given and denied; say one of the two")
    return tuple(dict.fromkeys(found))


def _known(desk: Desk, day: date, word: str) -> tuple[str, str]:
    name, colon, key = word.partition(":")
    agreements = desk.texts_on(day).agreement
    if name not in agreements:
        near = get_close_matches(name, agreements, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`foedus agreements` lists the library's"
        raise UnknownName(f"no agreement {name!r} is asked on {day.isoformat()}; {hint}")
    keys = dict(conditions(agreements[name]))
    if not colon or key not in keys:
        has = "; ".join(f"{name}:{known} ({text})" for known, text in keys.items()) or "it sets none"
        raise UsageError(f"{word!r} names no condition of {name}: {has}")
    return name, key


def conditions(agreement: Agreement) -> Mapping[str, str]:
    """The conditions of an agreement by key, each with its words; one key may stand for several of one article."""
    found: dict[str, dict[str, None]] = {}
    for key, text in _conditions(agreement):
        found.setdefault(key, {})[text] = None
    return {key: ", and ".join(texts) for key, texts in found.items()}


def _conditions(agreement: Agreement) -> Iterator[tuple[str, str]]:
    instead = (rule for reserved in agreement.reservations for rule in reserved.instead)
    for rule in (*agreement.provisions, *instead):
        if rule.trigger is not None:
            for each in rule.trigger.conditions:
                yield each.key or rule.article, each.text
            if rule.trigger.on_request:
                yield REQUEST, f"the one attacked asks for help, as article {rule.article} requires"

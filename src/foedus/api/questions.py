"""Who is bound: questions to the library, and what differs between two."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from foedus.api.answers import Answer, answer
from foedus.api.desks import Place, opened
from foedus.api.proofs import Difference
from foedus.api.words import Day, Names, day, several
from foedus.model.problems import UsageError

if TYPE_CHECKING:
    from foedus.api.ledgers import Ledger

Basis = Literal["text", "declared", "both"]
Act = Literal["threat", "attack", "nuclear-attack"]
Strikes = Literal["none", "helpers", "both"]


def bound(
    attacker: str | None = None,
    target: str | None = None,
    *,
    on: Day | None = None,
    territory: str | None = None,
    through: Names = (),
    viewpoint: str | None = None,
    provoked: bool = False,
    provoked_according_to: Names = (),
    unprovoked_according_to: Names = (),
    act: Act = "attack",
    hits: Names = (),
    also: Names = (),
    then: Names = (),
    situation: Place | None = None,
    retaliation: Strikes | None = None,
    entanglement: bool = False,
    basis: Basis | None = None,
    given: Names = (),
    not_given: Names = (),
    ask: Names = (),
    beside: Names = (),
    data: Place | None = None,
    ledger: Ledger | Place | None = None,
    library: Place | None = None,
) -> Answer:
    """Who is bound to do what for whom if A attacks B, with proofs, and who is not and why.

    A provision is a rule with sets: if one of the attackers attacks one of the protected, the obliged owe a duty.  What
    is in force, for whom and in whose eyes is settled for the day; every proof is passed by an independent checker.  It
    says what texts and statements bind to; it does not predict who will fight.

    Args:
        attacker: Who attacks, by any name or key; ``any`` for an unnamed third state.
        target: Who is attacked.
        on: The day; today (UTC) without it.
        territory: Where the target is hit, if not at home.
        through: Whose territory the attack passes.
        viewpoint: Whose positions are applied: a holder, ``de-facto``, or nobody's, with disputed duties marked.
        provoked: The target struck first or declared war.
        provoked_according_to: Who says so, where that is contested.
        unprovoked_according_to: Who denies it.
        act: What the attacker does: ``attack``, ``threat`` or ``nuclear-attack``.
        hits: What of the target's is hit: ``territory``, ``forces``, ``vessels``, ``aircraft``, ``nationals``.
        also: Further acts as sentences, in no order: ``"A attacks B in T through U"``.
        then: Acts that come afterwards, in order, each with a day of its own or without (``… on DATE``).
        situation: The acts from a YAML or JSON file instead.
        retaliation: Who counts as attacked too: nobody, ``helpers`` of the target, or whoever joins on ``both`` sides.
        entanglement: Whether to say, apart, who would be drawn in if everybody struck back.
        basis: Texts in force (``text``), declared commitments (``declared``), or ``both``.
        given: Conditions that are met, each as ``AGREEMENT:KEY``.
        not_given: Conditions that are not met.
        ask: Whom to answer about in any case.
        beside: Imported data sets whose alliances are asked too: ``atop``.
        data: Where imported data sets are kept; the user's own folder without it.
        ledger: Where declared commitments are: an open ledger, a file or a database's address; the user's own without
            it.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        Obligations with proofs, who is not bound and why, conflicts, and what the data do not cover.

    Raises:
        UnknownName: For an actor, place or viewpoint that is not known; near names are suggested.
        BadDate: For what is no day.
        UsageError: For sides that are none, or words that do not go together.
        DataError: Where a data set was not imported, or the library or ledger cannot be used.

    Examples:
        >>> import foedus
        >>> answer = foedus.bound("Georgia", "South Ossetia", on="2022-02-20", viewpoint="Russia")
        >>> [(owed.bearer, owed.duty, owed.provision.agreement) for owed in answer.obligations][:1]
        [('RUS', 'defend', 'ru-so-alliance-2015')]
        >>> foedus.bound("Georgia", "South Ossetia", on="2022-02-20", viewpoint="Georgia").binds("Russia")
        <Truth.NO: 'no'>
    """
    from foedus.desk import Overrides, Question, read_situation
    from foedus.desk import situation as resolved

    described = (attacker, target, territory, *several(through), *several(also), *several(then), *several(hits))
    if situation is not None and (provoked or any(described)):
        raise UsageError("the situation's file names the acts; leave out what else says who does what where")
    if situation is None and not (attacker and target):
        raise UsageError("say who attacks whom: attacker and target, or situation=FILE")
    with opened(ledger, library=library, beside=several(beside), data=data) as desk:
        if situation is not None:
            over = Overrides(
                day(on), viewpoint, basis, several(ask), retaliation, entanglement, several(given), several(not_given)
            )
            return answer(desk, read_situation(desk, Path(situation), over))
        asked = Question(
            attacker=attacker or "",
            target=target or "",
            on=day(on),
            territory=territory,
            through=several(through),
            viewpoint=viewpoint,
            provoked=provoked,
            basis=_one_of(basis or "text", "basis", ("text", "declared", "both")),
            ask=several(ask),
            kind=_one_of(act, "act", ("threat", "attack", "nuclear-attack")),
            objects=_hits(hits),
            tellers=several(provoked_according_to),
            deniers=several(unprovoked_according_to),
            also=several(also),
            then=several(then),
            retaliation=_one_of(retaliation or "none", "retaliation", ("none", "helpers", "both")),  # type: ignore[arg-type]
            entanglement=entanglement,
            given=several(given),
            denied=several(not_given),
        )
        return answer(desk, resolved(desk, asked))


def _one_of(word: str, what: str, words: tuple[str, ...]) -> str:
    if word not in words:
        raise UsageError(f"{word!r} is no {what}; it is one of {', '.join(words)}")
    return word


def _hits(given: Names) -> tuple[str, ...]:
    from foedus.model.situations import OBJECTS

    return tuple(dict.fromkeys(_one_of(each, "thing to be hit", OBJECTS) for each in several(given)))


def diff(
    attacker: str,
    target: str,
    *,
    on: Day | None = None,
    other_on: Day | None = None,
    viewpoint: str | None = None,
    other_viewpoint: str | None = None,
    territory: str | None = None,
    through: Names = (),
    provoked: bool = False,
    basis: Basis = "text",
    beside: Names = (),
    data: Place | None = None,
    ledger: Ledger | Place | None = None,
    library: Place | None = None,
) -> Difference:
    """Who becomes bound and who is no longer, seen by another or on another day, and which facts differ.

    It compares two answers; it does not say which of the facts that differ would do alone: ``Answer.flip`` does.

    Args:
        attacker: Who attacks, by any name or key; ``any`` for an unnamed third state.
        target: Who is attacked.
        on: The day of the first question; today (UTC) without it.
        other_on: The day of the second question; that of the first without it.
        viewpoint: Whose positions are applied in the first question.
        other_viewpoint: Whose in the second; those of the first without it.
        territory: Where the target is hit, if not at home.
        through: Whose territory the attack passes.
        provoked: The target struck first or declared war.
        basis: Texts in force (``text``), declared commitments (``declared``), or ``both``.
        beside: Imported data sets whose alliances are asked too: ``atop``.
        data: Where imported data sets are kept; the user's own folder without it.
        ledger: Where declared commitments are: an open ledger, a file or a database's address; the user's own without
            it.
        library: A folder of one's own agreements and positions, beside the library.

    Returns:
        The obligations of one answer alone, each with why the other has it not, those that are not alike, and how many
        are the same.

    Raises:
        UsageError: Where both questions are one, and whatever a question may.
        UnknownName: For an actor, place or viewpoint that is not known.
        BadDate: For what is no day.

    Examples:
        >>> import foedus
        >>> found = foedus.diff("RUS", "FIN", on="2022-02-20", other_on="2024-01-01")
        >>> "USA" in {entry["obligation"]["bearer"] for entry in found.becomes}
        True
    """
    from foedus.desk import Question, ask_difference

    with opened(ledger, library=library, beside=several(beside), data=data) as desk:
        source = _one_of(basis, "basis", ("text", "declared", "both"))
        asked = Question(attacker, target, day(on), territory, several(through), viewpoint, provoked, source)
        found = ask_difference(desk, asked, on=day(other_on), viewpoint=other_viewpoint)
        return Difference(found, desk.label, desk.problems)

"""Claims and statements as sentences, rows and flat records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from foedus.views.table import Label, Record, Table, listed, one_line

CLAIM_COLUMNS = ("id", "document", "statement", "kind", "roles", "attributes", "polarity", "status", "time",
                 "evidence", "terms", "confidence", "extractor")  # fmt: skip
STATEMENT_COLUMNS = ("id", "document", "speaker", "on_behalf_of", "via", "cue", "content", "form")

_NO_ONE = "somebody unnamed"


def gist(claim: Record, label: Label) -> str:
    """What a claim says, in the terms of its kind: "Belarus → Russia: defend, if Russia is attacked through Belarus".

    Two-sided commitments, where debtors are the beneficiaries, stand as "A and B owe one another".
    """
    maker = _GISTS.get(claim["kind"], _other)
    said = maker(claim, label)
    return f"not: {said}" if claim["polarity"] == "negated" else said


def speaker(claim: Record, statements: Mapping[str, Record], label: Label) -> str:
    """Whose claim it is: the innermost statement's speaker, or the document itself."""
    key = claim["statement"]
    if key is None:
        return "the document"
    statement = statements.get(key)
    return who_said(statement, label) if statement else "a statement that is not at hand"


def who_said(statement: Record, label: Label) -> str:
    """A statement's speaker, for whom, and through whom: "Alan Gagloev (for South Ossetia), via Izvestia"."""
    said = label(statement["speaker"]["actor"]) if statement["speaker"] else _NO_ONE
    behalf = statement.get("on_behalf_of")
    for_whom = f" (for {label(behalf)})" if behalf and not _is(statement, behalf) else ""
    via = [label(mention["actor"]) for mention in statement.get("via") or ()]
    return f"{said}{for_whom}{', via ' + listed(via) if via else ''}"


def evidence(claim: Record, width: int | None = None) -> str:
    """The claim's exact words, spans joined by an ellipsis."""
    return one_line(" … ".join(quote["text"] for quote in claim["evidence"]), width)


def claims_table(
    claims: Iterable[Record],
    statements: Mapping[str, Record],
    label: Label,
    judged: Mapping[str, str] = MappingProxyType({}),
) -> Table:
    """Claims for people: who says it, what, how sure of it they are, when, in which words, and who judged it.

    judged: what people held of a claim, by its id.
    """
    rows = tuple(
        (
            speaker(claim, statements, label),
            "\n".join(filter(None, (gist(claim, label), manner(claim), judged.get(claim["id"]), claim["id"]))),
            erased(claim) or evidence(claim, 300),
        )
        for claim in claims
    )
    return Table("Claims", ("speaker", "claim", "evidence"), rows)


def quoted(claim: Record, width: int | None = None) -> str:
    """The claim's exact words in quotation marks, or that they were erased."""
    return "(its words were erased)" if claim.get("erased") else f'"{evidence(claim, width)}"'


def erased(claim: Record) -> str:
    """Where a claim's words were erased, who had it done, when and why; else nothing."""
    told = claim.get("erased")
    return f"erased on {told['at'][:10]} by {told['by']}: {told['reason']}" if isinstance(told, Mapping) else ""


def manner(claim: Record) -> str:
    """Kind, modality and time in a row of words."""
    when = f", {claim['time']['edtf']}" if claim["time"] else ""
    return f"{claim['kind']}, {claim['status']}{when}"


def statements_table(statements: Iterable[Record], texts: Mapping[str, str], label: Label) -> Table:
    """Statements for people; texts holds each document's text by its id."""
    rows = tuple(
        (
            who_said(statement, label),
            f"{statement['cue']['text'] if statement['cue'] else ''}\n{statement['form']}".strip(),
            "erased"
            if statement.get("erased")
            else one_line(" … ".join(texts.get(statement["document"], "")[a:b] for a, b in statement["content"]), 300),
            statement["id"],
        )
        for statement in statements
    )
    return Table("Statements", ("speaker", "cue", "content", "id"), rows)


def _is(statement: Record, actor: str) -> bool:
    return bool(statement["speaker"]) and statement["speaker"]["actor"] == actor


def _role(claim: Record, role: str, label: Label) -> str:
    """The fillers of a role, each once, in a list."""
    fillers = dict.fromkeys(mention["actor"] for mention in claim["roles"].get(role) or ())
    return listed([label(actor) for actor in fillers])


def _who(claim: Record, role: str, label: Label) -> str:
    """The fillers of a role that has to have some; a reading that found none says so."""
    return _role(claim, role, label) or "somebody unnamed"


def _commitment(claim: Record, label: Label) -> str:
    roles = {role: {m["actor"] for m in claim["roles"].get(role) or ()} for role in ("debtor", "beneficiary")}
    duty = claim["attributes"].get("duty", "a duty")
    if roles["debtor"] and roles["debtor"] == roles["beneficiary"]:
        members = "'s members" if len(roles["debtor"]) == 1 else ""  # nobody owes itself anything
        said = f"{_who(claim, 'debtor', label)}{members} owe one another: {duty}"
    else:
        beneficiary = _role(claim, "beneficiary", label)
        said = f"{_who(claim, 'debtor', label)}{' → ' + beneficiary if beneficiary else ''}: {duty}"
    trigger = _trigger(claim["attributes"].get("trigger"), label)
    basis = _role(claim, "basis", label)
    return f"{said}{', if ' + trigger if trigger else ''}{' (under ' + basis + ')' if basis else ''}"


def _trigger(trigger: Any, label: Label) -> str:
    """A trigger in words: "attack on Russia through Belarus"."""
    if not isinstance(trigger, Mapping):
        return str(trigger or "")
    words = [str(trigger["act"])] if trigger.get("act") else []
    for preposition in ("on", "through", "near", "from"):
        value = trigger.get(preposition)
        if value:
            keys = [value] if isinstance(value, str) else list(value)
            words.append(f"{preposition} {listed([label(key) for key in keys], 'or')}")
    return " ".join(words)


def _recognition(claim: Record, label: Label) -> str:
    verb = "withdraws its recognition of" if claim["attributes"].get("change") == "withdraws" else "recognises"
    return f"{_who(claim, 'recogniser', label)} {verb} {_who(claim, 'recognised', label)}"


def _membership(claim: Record, label: Label) -> str:
    verb = claim["attributes"].get("change") or "is a member of"
    return f"{_who(claim, 'member', label)} {verb} {_who(claim, 'organisation', label)}"


def _stage(claim: Record, label: Label) -> str:
    parties = _role(claim, "party", label) or _role(claim, "body", label)
    by = f" by {parties}" if parties else ""
    return f"{_who(claim, 'agreement', label)}: {claim['attributes'].get('stage', 'a stage')}{by}"


def _link(claim: Record, label: Label) -> str:
    link = str(claim["attributes"].get("link", "")).replace("-", " ")
    return f"{_who(claim, 'agreement', label)} {link} {_who(claim, 'parent', label)}"


def _validity(claim: Record, label: Label) -> str:
    return f"{_who(claim, 'holder', label)} accepts {_who(claim, 'agreement', label)} as binding"


def _integration(claim: Record, label: Label) -> str:
    step = claim["attributes"].get("step", "a step")
    return f"{_who(claim, 'actor', label)} into {_who(claim, 'target', label)}: {step}"


def _presence(claim: Record, label: Label) -> str:
    against = _role(claim, "against", label)
    kind = claim["attributes"].get("type", "forces")
    place = _role(claim, "location", label)
    where = f" in {place}" if place else ""
    return f"{_who(claim, 'actor', label)}{where}: {kind}{' against ' + against if against else ''}"


def _territory(claim: Record, label: Label) -> str:
    relation = str(claim["attributes"].get("relation", "")).replace("-", " ")
    verb = "is " if relation else ""
    return f"{_who(claim, 'territory', label)} {verb}{relation} {_who(claim, 'of', label)}"


def _stance(claim: Record, label: Label) -> str:
    target = _role(claim, "target", label)
    stance = claim["attributes"].get("stance", "a stance")
    return f"{_who(claim, 'holder', label)}: {stance}{' – ' + target if target else ''}"


_BY_ANOTHER = ("counterpart", "colleague", "homologue", "predecessor", "successor")
"""Titles that tell an office by another's: "his successor" is no successor of the state."""


def _office(claim: Record, label: Label) -> str:
    office, title = claim["attributes"].get("office", "an office"), claim["attributes"].get("title")
    if title and title.split()[-1].lower() not in _BY_ANOTHER:
        office = title
    was = "was" if claim["attributes"].get("former") else "is"
    of = _role(claim, "of", label)
    return f"{_who(claim, 'person', label)} {was} {office}{' of ' + of if of else ''}"


def _other(claim: Record, label: Label) -> str:
    parts = [f"{role} {_role(claim, role, label)}" for role in claim["roles"] if claim["roles"][role]]
    what = claim["attributes"].get("event") or claim["kind"]
    return f"{what}: {', '.join(parts)}"


_GISTS = {
    "commitment": _commitment,
    "recognition": _recognition,
    "membership": _membership,
    "agreement-stage": _stage,
    "agreement-link": _link,
    "validity": _validity,
    "integration": _integration,
    "presence": _presence,
    "territory": _territory,
    "stance": _stance,
    "office": _office,
}

"""Who holds an office that a text names without its holder: "the minister", "the Turkish leader", "its president".

The text's own introductions come first, those that follow included; then the tenures of people whom the text names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.model.time import Truth
from foedus.reading.lexicon import words
from foedus.reading.links import PERSON
from foedus.reading.office_titles import lookup

if TYPE_CHECKING:
    from foedus.model.claims import Mention
    from foedus.reading.parse import Token
    from foedus.reading.referents import Referents

_HEADS = ("president", "prime-minister", "head")
_VAGUE = frozenset({None, "other", "politician", "expert"})
_MASTERS = frozenset({"state", "former-state", "de-facto-state", "region", "alliance", "union", "organisation"})
_OF = frozenset({"of", "of the"})
_OWNING = frozenset({"", "'s", "’s", "'", "’", ", whose"})
_AGED = frozenset({"year", "years"})


def holder(referents: Referents, title: str, of: str | None, at: int) -> Mention | None:
    """The person who holds an office in this text, by its title and (where it is named) its polity.

    at: the offset of the title; the last introduction before it counts first.
    """
    bearer = referents.affiliations.bearer(title, of, at)
    if bearer is None and of is not None:
        return _by_tenure(referents, title, of) or _introduced_later(referents, title, of)
    return bearer.mention if bearer is not None else None


def _introduced_later(referents: Referents, title: str, of: str) -> Mention | None:
    last = referents.page.passages[-1].end
    later = referents.affiliations.bearer(title, of, last)
    return later.mention if later is not None else None


def _by_tenure(referents: Referents, title: str, of: str) -> Mention | None:
    """The one person named in the text who held the office on the day of the text."""
    office = lookup(title)
    if office in _VAGUE or office is None or "former" in title or "ex-" in title:
        return None
    offices = _HEADS if office == "head" else (office,)
    day = referents.page.day
    tenures = [tenure for name in offices for tenure in referents.gazetteer.holders(name, of, day)]
    if day is not None:  # whose end is not known counts where nobody else is known to hold it
        tenures = [tenure for tenure in tenures if tenure.spell.on(day) is Truth.YES] or tenures
    held = {tenure.person for tenure in tenures}
    if not held:
        return None
    named = {link.key: link for link in referents.links.ordered if link.type == PERSON and link.key in held}
    return next(iter(named.values())).mention if len(named) == 1 else None


def state_of_title(referents: Referents, mention: Mention) -> str | None:
    """The state or body that an unnamed holder of an office acts for: "the Austrian envoy", "the emir of Qatar"."""
    last = mention.text.replace("-", " ").rpartition(" ")[2].lower()
    if last not in words("nouns", "person") or referents.gazetteer.actor(mention.actor) is not None:
        return None
    inside = [link for link in referents.links.within(mention.start, mention.end) if link.type in _MASTERS]
    if inside:
        return inside[0].key
    text = referents.page.document.text
    before = next(referents.links.before(mention.start), None)
    if before is not None and before.type in _MASTERS:
        between = text[before.mention.end : mention.start].strip().lower()
        if between in _OWNING:
            return before.key
    after = next(referents.links.after(mention.end), None)
    if after is None or after.type not in _MASTERS or after.role == "demonym":
        return None
    return after.key if text[mention.end : after.mention.start].strip().lower() in _OF else None


def may_hold(referents: Referents, person: str, title: str) -> bool:
    """Whether nothing speaks against a person's being meant by a title: no other office is known of them."""
    wanted = lookup(title) or lookup(title.rsplit(maxsplit=1)[-1])
    if wanted in _VAGUE:
        return True
    known = referents.affiliations.offices_of(person)
    known |= {tenure.office for tenure in referents.gazetteer.offices(person, referents.page.day)}
    return not known or any(fits(wanted, office) for office in known)


def fits(wanted: str | None, office: str) -> bool:
    """Whether a title's office can be the one that somebody holds: "the minister" is a foreign minister too."""
    return (
        office == wanted
        or (wanted == "minister" and office.endswith("minister"))
        or (wanted == "head" and office in _HEADS)
        or office == "other"
    )


def is_aged(token: Token) -> bool:
    """Whether words name a person by age alone: "the 58-year-old"."""
    if token.lower_.endswith("-year-old"):
        return _definite(token)
    before = token.doc[max(0, token.i - 3) : token.i]
    return token.lower_ == "old" and _definite(token) and any(t.lower_ in _AGED for t in before)


def _definite(token: Token) -> bool:
    return any(c.lower_ in ("the", "this") for c in token.children) and not any(
        c.dep_ in ("amod", "compound") and c.lower_ in words("nouns", "person") for c in token.children
    )

"""Why a claim was read, for people and as a JSON object."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from foedus.views.claims import gist, manner, who_said
from foedus.views.table import Label, one_line

if TYPE_CHECKING:
    from foedus.reading.explaining import Explained, Filler

COLUMNS = ("claim", "kind", "rule", "cue", "lemma", "steps", "lexicon", "fillers", "confidence", "sureness")
_MOST = 3
"""Entries of the word lists that people are shown."""
_FEATURES: Mapping[str, str] = {
    "base": "any claim",
    "unknown": "fillers that the gazetteer does not have",
    "described": "fillers that are only meant, not named",
    "outside": "fillers outside the evidence",
    "far": "how far the farthest filler stands",
    "long": "the length of the evidence",
    "several": "several fillers in a role",
    "empty": "roles without a filler",
    "possible": "told as possible",
    "inferred": "a time that was reckoned",
}
_ROLES: Mapping[str | None, str] = {
    "name": "a name",
    "short": "a short name",
    "alias": "another name",
    "metonym": "the capital or seat",
    "demonym": "the adjective",
    "plural-demonym": "the people",
    "surname": "a surname",
    "abbreviation": "an abbreviation",
    "institution": "a body",
}


def reasons_record(each: Explained) -> dict[str, Any]:
    """The explanation as a JSON object."""
    return {
        "type": "explanation",
        "claim": each.claim.id,
        "kind": each.claim.kind,
        "rule": each.rule,
        "cue": each.cue.record(),
        "lemma": each.lemma,
        "steps": [{"file": step.file, "function": step.function, "line": step.line} for step in each.steps],
        "lexicon": list(each.entries),
        "fillers": [_filler_record(filler) for filler in each.fillers],
        "confidence": each.claim.confidence,
        "sureness": dict(each.sureness),
    }


def _filler_record(filler: Filler) -> dict[str, Any]:
    return {
        "role": filler.claim_role,
        "mention": filler.mention.record(),
        "way": filler.way,
        "name": filler.role,
        "whom": filler.whom,
        "antecedent": filler.antecedent and filler.antecedent.record(),
    }


def reasons(each: Explained, label: Label) -> str:
    """The explanation in lines: what was read, in which words, by which rule and entry, who is meant and why."""
    return "\n".join(_lines(each, label))


def _lines(each: Explained, label: Label) -> Iterator[str]:
    record = each.claim.record()
    yield gist(record, label)
    yield f"  {manner(record)}, {each.claim.id}"
    yield f"  words: {one_line(marked(each))}"
    yield f"  said by: {who_said(each.statement.record(), label) if each.statement else 'the document'}"
    yield f"  cue: {each.cue.text!r}, by its lemma {each.lemma!r}{_entries(each)}"
    yield f"  rule: {each.rule or each.claim.kind}{_made(each)}"
    for filler in each.fillers:
        yield f"  {filler.claim_role}: {filler.mention.text!r} → {_meant(filler, label)}"
    yield f"  confidence: {each.claim.confidence:.2f}{_sure(each)}"


def marked(each: Explained) -> str:
    """The evidence with the cue in «marks» and every filler in [brackets]; what overlaps an earlier mark has none."""
    quote = each.claim.evidence[0]
    spans = [(each.cue.start, each.cue.end, "«", "»")]
    spans += [(filler.mention.start, filler.mention.end, "[", "]") for filler in each.fillers]
    done, out = quote.start, []
    for start, end, opening, closing in sorted(set(spans)):
        if done <= start and end <= quote.end:
            out.append(quote.text[done - quote.start : start - quote.start])
            out.append(opening + quote.text[start - quote.start : end - quote.start] + closing)
            done = end
    return "".join((*out, quote.text[done - quote.start :]))


def _entries(each: Explained) -> str:
    if not each.entries:
        return ", which no word list has: the rule goes by grammar"
    shown = sorted(each.entries, key=lambda entry: (entry.count("/"), entry))[:_MOST]
    rest = len(each.entries) - len(shown)
    return f", in the word lists {'; '.join(shown)}{f' and {rest} more' if rest else ''}"


def _made(each: Explained) -> str:
    """The functions that made it, the innermost first, each with its file."""
    steps = dict.fromkeys(f"{step.file}, {step.function}" for step in reversed(each.steps))
    return f" (reading/claims/{' ← '.join(steps)})" if steps else ""


def _meant(filler: Filler, label: Label) -> str:
    key = filler.mention.actor
    named = f"{key} ({label(key)})" if label(key) != key else key
    role = _ROLES.get(filler.role, filler.role)
    if filler.way == "named":
        return f"{named}: {role} that the gazetteer has"
    if filler.way == "introduced":
        return f"{named}: a name that the text itself introduces"
    if filler.way == "acts for" and filler.whom:
        return f"{named}: {role} of {label(filler.whom)}, who acts for it"
    if filler.way == "refers" and filler.antecedent:
        return f"{named}: meant by the words; last named as {filler.antecedent.text!r} at {filler.antecedent.start}"
    if filler.way == "refers":
        return f"{named}: meant by the words, though nothing before them names it"
    return f"{named}: nobody is known by these words, so they are the key"


def _sure(each: Explained) -> str:
    told = [f"{_FEATURES.get(name, 'the kind')} {value:+.2f}" for name, value in each.sureness]
    return f" (logarithm of the odds: {', '.join(told)})" if told else ""

"""The statements of a page, and whose words a span of it is.

Without a learned tagger the statements are asked themselves.  With one it is the grammar's own that are asked, for on
annotated claims the grammar alone tells more speakers right, and what they answer is told by the list of statements:

1. The statement of the list answers in which the same speaker says the span.
2. Where the list ends that speaker's words earlier, or the grammar knows no speaker, the act around is asked.
3. Otherwise the grammar's statement answers, though the list does without it, and is recorded with the claim.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.model.claims import Mention, Statement

_BIN = 512


@dataclass(frozen=True, slots=True)
class Attributions:
    """The statements of a page in the order of the text, and whose words a span is.

    voices: the statements that are asked whose words a span is: the grammar's own where a tagger reads too.
    """

    statements: tuple[Statement, ...]
    voices: tuple[Statement, ...]
    _places: dict[int, tuple[Statement, ...]] = field(repr=False)
    _cues: dict[int, Statement] = field(repr=False)
    _kin: dict[Statement, tuple[Statement, ...]] | None = field(repr=False)

    @staticmethod
    def of(statements: tuple[Statement, ...], voices: tuple[Statement, ...] | None = None) -> Attributions:
        """The attributions of some statements, indexed for look-up; voices: None where they are the statements."""
        speaking = statements if voices is None else voices
        cues = {statement.cue.start: statement for statement in speaking if statement.cue is not None}
        kin = None if voices is None else _kin(voices, _places(statements))
        return Attributions(statements, speaking, _places(speaking), cues, kin)

    def innermost(self, start: int, end: int) -> Statement | None:
        """The innermost statement whose content contains a span; None for the document's own voice.

        A source phrase or a cue is outside its own statement: it belongs to the level around it.
        """
        around = (voice for voice in self._places.get(start // _BIN, ()) if voice.covers(start, end))
        if self._kin is None:
            return next(around, None)
        answers = (_told(voice, self._kin[voice], start, end) for voice in around)
        return next((answer for answer in answers if answer is not None), None)

    def opened(self, start: int) -> Statement | None:
        """The statement whose cue is the word at an offset: what "called" opens in "called it void"."""
        voice = self._cues.get(start)
        return voice if voice is None or self._kin is None else next(iter(self._kin[voice]), voice)

    def speaker(self, start: int, end: int) -> Mention | None:
        """Who says the words of a span; None for the document itself or a hidden source."""
        statement = self.innermost(start, end)
        return statement.speaker if statement else None

    def recorded(self, told_by: Collection[str | None]) -> tuple[Statement, ...]:
        """The statements, and with them those voices of some identifiers that are not among them.

        told_by: the statements that claims name, so that each of them is there.
        """
        if self._kin is None:
            return self.statements
        known = {statement.id for statement in self.statements}
        missing = [voice for voice in self.voices if voice.id in told_by and voice.id not in known]
        return tuple(sorted((*self.statements, *missing), key=lambda s: (s.content[0][0], -s.content[-1][1])))


def agreed(statements: Iterable[Statement], voices: Iterable[Statement]) -> tuple[Statement, ...]:
    """The statements; of those that a voice tells too the voice's speaker speaks, where it knows one."""
    known = {voice.content: voice for voice in voices if voice.speaker is not None}
    return tuple(_by(statement, known.get(statement.content)) for statement in statements)


def _by(statement: Statement, voice: Statement | None) -> Statement:
    if voice is None or voice.speaker is None:
        return statement
    via = tuple(mention for mention in statement.via if mention.actor != voice.speaker.actor)
    return replace(statement, speaker=voice.speaker, on_behalf_of=voice.on_behalf_of, via=via)


def _told(voice: Statement, kin: Sequence[Statement], start: int, end: int) -> Statement | None:
    """The statement that tells the span as a voice does; None where the voice is not to be believed of the span."""
    told = next((statement for statement in kin if statement.covers(start, end)), None)
    if told is not None:
        return told
    shorter = any(voice.covers(low, high) for statement in kin for low, high in statement.content)
    return None if shorter or voice.speaker is None else voice


def _kin(
    voices: Iterable[Statement], places: dict[int, tuple[Statement, ...]]
) -> dict[Statement, tuple[Statement, ...]]:
    """For each voice the listed statements that touch it and are its speaker's, the same content first."""
    found: dict[Statement, tuple[Statement, ...]] = {}
    for voice in voices:
        near = {s: None for low, high in voice.content for place in _bins(low, high) for s in places.get(place, ())}
        kin = [s for s in near if _touch(s, voice) and _is_by(s, voice)]
        found[voice] = tuple(sorted(kin, key=lambda s: (s.content != voice.content, _size(s))))
    return found


def _is_by(statement: Statement, voice: Statement) -> bool:
    """Whether a statement is of the same speaker; where one is hidden only the same content is the same act."""
    if voice.speaker is None or statement.speaker is None:
        return statement.content == voice.content
    return statement.speaker.actor == voice.speaker.actor


def _touch(one: Statement, other: Statement) -> bool:
    return any(a < d and c < b for a, b in one.content for c, d in other.content)


def _places(statements: Iterable[Statement]) -> dict[int, tuple[Statement, ...]]:
    """The statements that have content in each stretch of the text, the shortest first."""
    places: dict[int, list[Statement]] = {}
    for statement in statements:
        for low, high in statement.content:
            for place in _bins(low, high):
                held = places.setdefault(place, [])
                if not held or held[-1] is not statement:
                    held.append(statement)
    return {place: tuple(sorted(held, key=_size)) for place, held in places.items()}


def _bins(low: int, high: int) -> range:
    return range(low // _BIN, high // _BIN + 1)


def _size(statement: Statement) -> int:
    return sum(high - low for low, high in statement.content)

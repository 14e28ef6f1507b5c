"""Who is meant by the source of an act, from the outermost act inwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.model.claims import Mention, Statement
from foedus.model.ids import slug
from foedus.reading.links import PERSON
from foedus.reading.page import begin, finish
from foedus.reading.statements.acts import Act
from foedus.reading.statements.cues import cues
from foedus.reading.statements.turns import guest_of, turn_speaker
from foedus.reading.syntax import nominal_agents

if TYPE_CHECKING:
    from spacy.tokens import Token

    from foedus.reading.links import Links
    from foedus.reading.page import Page
    from foedus.reading.referents import Referents

_PERSONAL = frozenset({"he", "she"})
_NOBODY = frozenset({"it", "there", "that", "this", "these", "those", "what", "which"})


class Speakers:
    """Resolves the sources of a page's acts in the order of the text."""

    def __init__(self, page: Page, links: Links, referents: Referents) -> None:
        self.page, self.links, self.referents = page, links, referents
        self.guest = guest_of(page, links)
        self.recent: list[tuple[int, Mention]] = []

    def statements(self, acts: list[Act]) -> tuple[Statement, ...]:
        """The statements of acts that stand in the order of the text, outer before inner."""
        made: list[Statement] = []
        stack: list[tuple[Act, Statement]] = []
        previous: Mention | None = None
        for act in acts:
            at = act.cue or (act.start, act.start + 1)
            stack = [(a, s) for a, s in stack if a.end > act.start]
            around = [s for a, s in stack if a is not act and _inside(act, at, a)]
            outer = around[-1].speaker if around else None
            speaker = previous if act.continues else self._speaker(act, outer)
            if speaker is not None and not around:
                previous = speaker
            statement = self._statement(act, speaker, around)
            made.append(statement)
            stack.append((act, statement))
        return tuple(made)

    def _statement(self, act: Act, speaker: Mention | None, around: list[Statement]) -> Statement:
        via = [s.speaker for s in around if s.speaker is not None]
        for carrier in act.carriers:
            found = self._mention(carrier, None)
            if found is not None:
                via.append(found)
        via = [m for i, m in enumerate(via) if speaker is None or m.actor != speaker.actor or i < 0]
        cue = self.page.quote(*act.cue) if act.cue else None
        behalf = self.referents.polity_key(speaker.actor) if speaker else None
        if speaker is not None and behalf == speaker.actor:
            behalf = None
        return Statement(self.page.document.id, speaker, cue, act.content, act.form, behalf, tuple(via))

    def _speaker(self, act: Act, outer: Mention | None) -> Mention | None:
        if act.form == "interview":
            return turn_speaker(self.page, self.links, self.referents, act.label, self.guest)
        if act.source is None:
            return None
        found = self._mention(act.source, outer)
        if found is not None and act.source.lower_ not in _PERSONAL:
            link = self.referents.link(act.source)
            self.recent.append((begin(act.source), found))
            if link is not None and link.type == PERSON:
                pass
        return found

    def _mention(self, source: Token, outer: Mention | None) -> Mention | None:
        """The mention of a source, by its head: a name, a title, a pronoun; a text speaks for its issuer."""
        found = self.referents.who(source, outer)
        lower = source.lower_
        if source.lemma_.lower() in cues().texts and self.referents.link(source) is None:
            issuer = nominal_agents(source) or tuple(
                t for c in source.children if c.lower_ in ("by", "from", "of") for t in c.children if t.dep_ == "pobj"
            )
            if issuer:
                inner = self.referents.who(issuer[0], outer)
                if inner:
                    return inner[0]
        if found:
            return found[0]
        if lower in _NOBODY or source.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ"):
            return None
        if source.pos_ == "PRON":
            return Mention(source.text, begin(source), finish(source), slug(source.text) or "unknown")
        return Mention(source.text, begin(source), finish(source), slug(source.text) or "unknown")


def _inside(act: Act, at: tuple[int, int], outer: Act) -> bool:
    """Whether an act happens inside another's content: its cue (or, lacking one, its content) stands there."""
    if act.cue is not None:
        return outer.holds(*at)
    return outer.holds(act.start, act.end) and outer.content != act.content

"""The learned tagger's attributions as acts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from foedus.reading.statements.acts import Act, Spans, trimmed

if TYPE_CHECKING:
    from foedus.reading.page import Page, Passage
    from foedus.reading.parse import Token
    from foedus.reading.statements.quotations import Quotation
    from foedus.reading.tagger import Tagged

FRAME = "learned"
_THAT = "that "
_WHOLE = 0.95
"""The part of a content inside quotation marks from which all of it is quoted."""


def learned_acts(page: Page, tagged: Iterable[Tagged], quotations: Sequence[Sequence[Quotation]]) -> list[Act]:
    """The tagger's attributions as acts, each in the passage of its cue, in the order of the text.

    quotations: those of each passage.  An attribution is left out if nothing but marks is said, or if its source has no
    word of the parse.
    """
    starts = [passage.start for passage in page.passages]
    made = (_act(page, one, starts, quotations) for one in tagged)
    return sorted((act for act in made if act is not None), key=lambda act: (act.start, -act.end))


def _act(page: Page, tagged: Tagged, starts: Sequence[int], quotations: Sequence[Sequence[Quotation]]) -> Act | None:
    content = tuple(_said(page.document.text, tagged.content))
    if not content:
        return None
    passage = _passage(page, starts, (tagged.cue or content[0])[0])
    source = _head(page, starts, tagged.source) if tagged.source else None
    if tagged.source and source is None:
        return None
    cue = _head(page, starts, tagged.cue) if tagged.cue else None
    near = [quotation for around in quotations[passage.index : passage.index + 2] for quotation in around]
    return Act(
        passage.index,
        content,
        _form(content, near),
        verb=cue if cue is not None and cue.pos_ in ("VERB", "AUX") else None,
        cue=tagged.cue,
        source=source,
        frame=FRAME,
    )


def _said(text: str, spans: Spans) -> Iterator[tuple[int, int]]:
    """What is said without the marks and the conjunction at its edges."""
    for low, high in spans:
        cut = trimmed(text, low, high)
        if cut and text[cut[0] : cut[0] + len(_THAT)].lower() == _THAT:
            cut = trimmed(text, cut[0] + len(_THAT), cut[1])
        if cut:
            yield cut


def _passage(page: Page, starts: Sequence[int], at: int) -> Passage:
    return page.passages[max(0, bisect_right(starts, at) - 1)]


def _head(page: Page, starts: Sequence[int], span: tuple[int, int]) -> Token | None:
    """The word of a span that the rest of it hangs on."""
    passage = _passage(page, starts, span[0])
    words = passage.parse.covering(span[0] - passage.start, span[1] - passage.start)
    return words.root if words else None


def _form(content: Spans, quotations: Sequence[Quotation]) -> str:
    """How it is told: ``direct`` inside quotation marks, ``indirect`` without any, ``mixed`` with some."""
    said = sum(high - low for low, high in content)
    quoted = sum(max(0, min(high, q.outer_end) - max(low, q.outer_start)) for low, high in content for q in quotations)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= _WHOLE * said else "mixed"

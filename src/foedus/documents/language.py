"""Which language a text is written in.

English prose shows itself by its function words; only a text without them is put to py3langid, whose
model takes most of a second to load.  Foreign names do not make a text foreign, and a text too short to
tell stays untold.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from foedus.documents.layout import lines
from foedus.documents.lexicon import lexicon

_SAMPLE_LINES, _SAMPLE_CHARS = 60, 600
_SURE, _SHARE = 0.75, 0.2
_LETTERS = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[A-Za-z’']+")


def detect(text: str) -> str | None:
    """The ISO 639 code of the language that most of a text is in, or None where it is too short to tell.

    text: the article's own words, without boilerplate.

    >>> detect("The minister said that it was signed by both of them.")
    'en'
    >>> detect("Министр заявил, что договор был подписан обеими сторонами.")
    'ru'
    >>> detect("1999")
    """
    weights: Counter[str | None] = Counter()
    sample = sorted(lines(text), key=lambda line: (not line.is_prose, line.start))[:_SAMPLE_LINES]
    pieces = [line.text[:_SAMPLE_CHARS] for line in sample]
    latin = [piece for piece in pieces if _is_latin(piece)]
    other = [piece for piece in pieces if not _is_latin(piece)]
    if latin and _is_english(" ".join(latin)):
        weights["en"] += sum(map(_letters, latin))
    else:
        for piece in latin:
            weights[_of_latin(piece)] += _letters(piece)
    for piece in other:
        weights[_classify(piece)[0] if _letters(piece) else None] += _letters(piece)
    told = {language: weight for language, weight in weights.items() if language and weight}
    return max(told, key=lambda language: (told[language], language == "en")) if told else None


def _letters(piece: str) -> int:
    return len(_LETTERS.findall(piece))


def _is_latin(piece: str) -> bool:
    if piece.isascii():
        return True
    letters = _LETTERS.findall(piece)
    latin = sum(c.isascii() or unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return bool(latin * 2 >= len(letters))


def _is_english(piece: str) -> bool:
    words = _WORDS.findall(piece.lower())
    english = lexicon().english
    return len(words) >= 4 and sum(word in english for word in words) >= _SHARE * len(words)


def _of_latin(piece: str) -> str | None:
    """The language of one paragraph in Latin letters; None where it says too little."""
    if _is_english(piece):
        return "en"
    language, probability = _classify(piece)
    return language if probability >= _SURE or (_letters(piece) >= 80 and probability >= 0.5) else None


def _classify(piece: str) -> tuple[str, float]:
    language, probability = _identifier().classify(piece)
    return str(language), float(probability)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(lexicon().languages)
    return identifier

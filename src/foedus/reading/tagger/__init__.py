"""The learned attribution tagger: which characters are said, by which cue, by whom.

A small encoder labels the pieces of a text's paragraphs (content, cue, source) and points from each content to its
cue and from each cue to its source.  It knows nothing of grammar or of the gazetteer; who is meant by a source is for
the rest of reading to say.  How it was trained, on what, and how well it does is told in docs/tagger.md.
"""

from foedus.reading.tagger.decoding import Tagged
from foedus.reading.tagger.model import Tagger, load_tagger

__all__ = ["Tagged", "Tagger", "load_tagger"]

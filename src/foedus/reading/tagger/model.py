"""The tagger's weights: where they are, whether they are what was shipped, and how texts are run through them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.model.extras import needed
from foedus.model.problems import DataError
from foedus.reading.tagger.decoding import Scores, Tagged, attributions
from foedus.reading.tagger.labels import LABELS
from foedus.reading.tagger.pieces import Pieces
from foedus.reading.tagger.windows import Window, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession

OWN = Path(__file__).with_name("weights")
"""The weights that foedus ships."""

CARD, NETWORK, VOCABULARY = "tagger.json", "network.onnx", "vocab.txt"


@dataclass(frozen=True, slots=True)
class Tagger:
    """A loaded tagger.

    name: what its makers call it; sha256: of its network; biases: added to each label's scores.
    """

    name: str
    sha256: str
    pieces: Pieces
    session: InferenceSession
    biases: NDArray[np.float64]

    @property
    def signature(self) -> str:
        """The name and the beginning of the network's hash, for the record of what read a document."""
        return f"tagger:{self.name}@{self.sha256[:12]}"

    def tag(self, text: str, paragraphs: Iterable[tuple[int, int]]) -> list[Tagged]:
        """The attributions of a text's paragraphs (spans of characters), in the order of the text."""
        cut = windows(text, paragraphs, self.pieces)
        return [tagged for window in cut for tagged in attributions(window, self.scores(window), self.biases)]

    def scores(self, window: Window) -> Scores:
        """What the encoder says of a window.

        Windows go through it one by one: its eight bits are scaled by all that it is given at once, so that a window's
        neighbours would change what is read in it; and nothing is padded.
        """
        ids = np.array([[self.pieces.opening, *window.ids, self.pieces.closing]], dtype=np.int64)
        found = self.session.run(None, {"ids": ids, "mask": np.ones_like(ids)})
        labels, ask_cue, cue, ask_source, source, nobody = (each[0, 1:-1] for each in found)
        return Scores(labels, (ask_cue, ask_source), (cue, source), (nobody[:, 0], nobody[:, 1]))


def load_tagger(folder: Path | None = None) -> Tagger:
    """The tagger in a folder, or the one that comes with foedus.

    A folder holds ``tagger.json`` (name, labels, biases, and the SHA-256 of the other two), ``network.onnx`` and
    ``vocab.txt``; docs/tagger.md tells how one is trained.

    Raises DataError where a file is missing, is not what its hash says, or was made for other labels, and UsageError
    where the extra ``tagger`` is not installed.
    """
    with needed("tagger", "--tagger"):
        from onnxruntime import InferenceSession, SessionOptions
    where = folder or OWN
    card = _card(where)
    hashes = {name: _checked(where / name, card) for name in (NETWORK, VOCABULARY)}

    options = SessionOptions()
    options.log_severity_level = 4  # what fails is told once, by the error
    # Threads that spin while they wait would burn the processor that the parser needs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = InferenceSession(str(where / NETWORK), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its errors have no common name
        raise DataError(f"{where / NETWORK}: no network that can be run ({error}); train it anew") from error
    biases = np.array([card["biases"].get(label, 0.0) for label in LABELS])
    return Tagger(str(card["name"]), hashes[NETWORK], Pieces.of(where / VOCABULARY), session, biases)


def vouched(folder: Path | None = None) -> tuple[str, str]:
    """The name of the tagger in a folder and the SHA-256 of its network, once all files are what its card vouches for.

    Raises DataError where one is not.
    """
    where = folder or OWN
    card = _card(where)
    hashes = {name: _checked(where / name, card) for name in (NETWORK, VOCABULARY)}
    return str(card["name"]), hashes[NETWORK]


def _card(folder: Path) -> dict[str, Any]:
    path = folder / CARD
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(
            f"no attribution tagger at {folder} ({error}); name a folder with {CARD}, {NETWORK} and {VOCABULARY}, "
            "or read without one"
        ) from error
    if not isinstance(card, dict) or card.get("labels") != list(LABELS):
        raise DataError(f"{path}: made for other labels than {', '.join(LABELS)}; train it anew (docs/tagger.md)")
    if not ({"name", "biases", "sha256"} <= card.keys() and isinstance(card["biases"], dict)):
        raise DataError(f"{path}: lacks name, biases or sha256; train it anew (docs/tagger.md)")
    return card


def _checked(path: Path, card: dict[str, Any]) -> str:
    """The hash of a file, once it is the one that the card has."""
    try:
        seen = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise DataError(f"{path}: cannot be read ({error}); install foedus anew or name another folder") from error
    if seen != card["sha256"].get(path.name):
        raise DataError(f"{path}: not the file that {CARD} vouches for (its SHA-256 is {seen}); install it anew")
    return seen

"""Training itself, on a tiny network of chance: what it learns, and that foedus reads what it writes.

Runs where the libraries of the group `train` are installed.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")
pytest.importorskip("onnxscript")

from training.attribution.export import export, write_card  # noqa: E402
from training.attribution.network import Network, loss  # noqa: E402
from training.attribution.records import Text, examples, read_texts  # noqa: E402
from training.attribution.train import Recipe, tensors, train  # noqa: E402
from training.attribution.tune import measure  # noqa: E402

from foedus.reading.tagger import load_tagger  # noqa: E402
from foedus.reading.tagger.model import OWN, VOCABULARY  # noqa: E402
from foedus.reading.tagger.pieces import Pieces  # noqa: E402

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

TEXTS = Path(__file__).resolve().parents[2] / "training" / "attribution" / "own-texts.jsonl"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder of chance, two layers thin, with the vocabulary of the true one."""
    from transformers import BertConfig, BertModel

    folder = tmp_path_factory.mktemp("base")
    torch.manual_seed(1)
    config = BertConfig(hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64)
    BertModel(config).save_pretrained(folder)
    shutil.copy(OWN / VOCABULARY, folder / VOCABULARY)
    return folder


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return list(read_texts([TEXTS]))[:4]


def test_a_network_learns_the_few_texts_it_is_shown_and_foedus_reads_it(
    base: Path, texts: list[Text], tmp_path: Path
) -> None:
    shown = [each for text in texts for each in examples(text, Pieces.of(base / VOCABULARY))]
    told: list[str] = []
    recipe = Recipe(epochs=12, batch=4, rate=3e-3)
    network = train(base, shown, recipe, told.append)
    losses = [float(line.split("loss ")[1].split(",")[0]) for line in told]
    assert losses[-1] < losses[0] / 2
    export(network, base, tmp_path / "out")
    write_card(tmp_path / "out", "tiny", {"O": -0.5}, {})
    tagger = load_tagger(tmp_path / "out")
    assert tagger.name == "tiny"
    assert float(tagger.biases[0]) == -0.5
    assert measure(tagger, texts).gold > 0


def test_the_same_recipe_gives_the_same_weights(base: Path, texts: list[Text]) -> None:
    shown = [each for text in texts[:1] for each in examples(text, Pieces.of(base / VOCABULARY))]
    one, other = (train(base, shown, Recipe(epochs=1, batch=4), lambda _: None).state_dict() for _ in range(2))
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_a_batch_moves_pointers_by_the_mark_at_its_start_and_the_loss_is_finite(base: Path, texts: list[Text]) -> None:
    shown = examples(texts[0], Pieces.of(base / VOCABULARY))
    ids, mask, labels, pointers = tensors(shown)
    assert ids.shape == mask.shape == labels.shape
    assert int((labels >= 0).sum()) == sum(len(each.labels) for each in shown)
    for row, which, start, target in pointers:
        assert labels[row, start] == (1 if which == 0 else 3)
        assert target == -1 or labels[row, target] == (3 if which == 0 else 5)
    assert torch.isfinite(loss(Network(base)(ids, mask), labels, pointers))

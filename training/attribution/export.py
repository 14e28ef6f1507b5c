"""A trained network as the folder of files that foedus loads: ONNX with weights of eight bits."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from foedus.reading.tagger.labels import LABELS
from foedus.reading.tagger.model import CARD, NETWORK, VOCABULARY
from training.attribution.network import Network

OUTPUTS = ("labels", "ask_cue", "cue", "ask_source", "source", "nobody")


def export(network: Network, base: Path, folder: Path) -> None:
    """Writes the network and its vocabulary; the card comes from :func:`write_card`."""
    folder.mkdir(parents=True, exist_ok=True)
    ids, mask = (
        torch.ones((2, 16), dtype=torch.long),
        torch.ones((2, 16), dtype=torch.long),
    )  # two: one would be one input
    batch, width = torch.export.Dim("batch"), torch.export.Dim("width", max=512)
    shapes = {"ids": {0: batch, 1: width}, "mask": {0: batch, 1: width}}
    with tempfile.TemporaryDirectory() as scratch:
        whole, ready, small = (str(Path(scratch) / name) for name in ("whole.onnx", "ready.onnx", "small.onnx"))
        program = torch.onnx.export(
            network,
            (ids, mask),
            dynamo=True,
            input_names=["ids", "mask"],
            output_names=list(OUTPUTS),
            dynamic_shapes=shapes,
        )
        program.save(whole)
        quant_pre_process(whole, ready, skip_symbolic_shape=True)
        quantize_dynamic(
            ready,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather", "Gemm"],
        )
        made = onnx.load(small)
        # The exporter notes the sources' paths beside each node; a file that people install tells nothing of its maker.
        for node in made.graph.node:
            node.doc_string = ""
            del node.metadata_props[:]
        onnx.save(made, folder / NETWORK)
    shutil.copy(base / VOCABULARY, folder / VOCABULARY)


def write_card(folder: Path, name: str, biases: Mapping[str, float], trained: Mapping[str, Any]) -> None:
    """Writes the card: name, labels, biases, hashes, and how the weights were made."""
    hashes = {file: hashlib.sha256((folder / file).read_bytes()).hexdigest() for file in (NETWORK, VOCABULARY)}
    card = {"name": name, "labels": list(LABELS), "biases": dict(biases), "sha256": hashes, "trained": dict(trained)}
    (folder / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

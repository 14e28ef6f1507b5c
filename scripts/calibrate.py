"""Learns from annotated texts how sure claims are, and writes the weights that foedus carries.

    python scripts/calibrate.py GOLD... [--others GOLD...]

GOLD are files of annotations as `foedus evaluate` takes them; their texts stand beside them.  --others names those
by people who had not seen the program, on texts of theirs: claims are right less often there, and confidence is told
for such texts.  Without them the difference that was learnt before is kept.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from calibration import SEEN, crossed, examples, learn

import foedus.reading.confidence as carried
from foedus.desk import Desk
from foedus.desk.evaluating import open_gold, predictions, read_gold
from foedus.evaluation import score_sets
from foedus.evaluation.reliability import calibration_error

FILE = Path(carried.__file__).parent / "confidence.json"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--others", nargs="*", default=[])
    parser.add_argument("--texts", action="append", default=[])
    parser.add_argument("--predictions", help="what `foedus read --format jsonl` printed, instead of reading")
    given = parser.parse_args()
    with Desk() as desk:
        opened = [open_gold(path, texts=given.texts) for path in (*given.gold, *given.others)]
        sets = [gold for gold, _ in opened if gold is not None]
        taken = predictions(given.predictions, sets) if given.predictions else read_gold(desk, sets)
        readings, problems = taken
        for problem in (*(p for _, met in opened for p in met), *problems):
            print(problem.line(), file=sys.stderr)
        annotated = [gold.annotated for gold in sets]
        found = examples(annotated, score_sets(annotated, readings), desk.gazetteer, given.others)
    old = json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {"shift": 0.0}
    model = learn(found)
    weights = {name: round(weight, 4) for name, weight in model.weights.items() if name != SEEN}
    # `base` is of texts that rules were written on; `shift` leads from there to texts that nobody looked at.
    seen = model.weights.get(SEEN)
    base, shift = (model.base + seen, -seen) if seen is not None else (model.base, old["shift"])
    content: dict[str, Any] = {
        "learnt_from": {"claims": len(found), "by_others": sum(not e.seen for e in found),
                        "texts": len({e.document for e in found})},
        "base": round(base, 4), "shift": round(shift, 4), "features": weights,
    }  # fmt: skip
    FILE.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    told = list(zip(crossed(found), (example.right for example in found), strict=True))
    print(f"{len(found)} claims of {content['learnt_from']['texts']} texts, {sum(r for _, r in told)} strictly right")
    print(f"calibration error, each text judged by what was learnt on the others: {calibration_error(told):.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

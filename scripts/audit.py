"""Asks the advisory service about every locked package: what is known against it, and what was looked at and explained.

Usage: python scripts/audit.py   (`make audit`; it needs a network)

Zero where nothing is known that is not explained below; one where something is, or where the service could not say:
a package that was not looked up is never counted as clean.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("requirements.lock", "requirements-dev.lock")
EXPLAINED: Mapping[str, str] = {}
"""Advisories that do not touch foedus, by their id, each with why; docs/security notes them too."""


def main() -> int:
    """Asks for each lock."""
    return max(asked(lock) for lock in LOCKS)


def asked(lock: str) -> int:
    """What the service says of one lock."""
    command = [sys.executable, "-m", "pip_audit", "-r", str(ROOT / lock), "--disable-pip", "--require-hashes"]
    command += ["--format", "json", "--progress-spinner", "off", "--desc", "off"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        told = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        print(f"audit: {lock}: pip-audit could not ask: {done.stderr.strip()[-500:]}", file=sys.stderr)
        return 1
    wrong = list(findings(told))
    for each in wrong:
        print(f"audit: {lock}: {each}", file=sys.stderr)
    if not wrong:
        print(f"{lock}: {len(told)} packages, nothing known against them that is not explained")
    return 1 if wrong else 0


def findings(told: list[dict[str, Any]]) -> Iterator[str]:
    """What is wrong, one line each."""
    skipped = [each["name"] for each in told if "skip_reason" in each]
    if skipped and len(skipped) == len(told):
        yield "the advisory service could not be reached, or knows none of the packages: nothing was audited"
    elif skipped:
        yield f"not looked up: {', '.join(skipped)}"
    for each in told:
        for known in each.get("vulns", ()):
            names = {known["id"], *known.get("aliases", ())}
            if not names & EXPLAINED.keys():
                mended = ", ".join(known.get("fix_versions", ())) or "no version yet"
                yield f"{each['name']} {each['version']}: {known['id']} (mended in {mended})"


if __name__ == "__main__":
    sys.exit(main())

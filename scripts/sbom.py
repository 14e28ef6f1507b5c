"""Lists all parts of a release, as CycloneDX has it: locked packages, what the explorer's pages load, the weights.

Usage: python scripts/sbom.py [FILE]   (`make sbom`; without FILE, dist/foedus-VERSION.cdx.json)

It is made of requirements.lock, vendor/package-lock.json and the tagger's card alone, so that the same sources give the
same bytes on every machine and day: no time, no host, no serial number that is drawn.  What an extra brings is not in
it; `cyclonedx-py environment` lists an environment as it is.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import runpy
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import DisjunctiveLicense, LicenseExpression
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

ROOT = Path(__file__).resolve().parent.parent
WEIGHTS = ROOT / "src" / "foedus" / "reading" / "tagger" / "weights"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def main() -> int:
    """Writes the list, and says where."""
    default = ROOT / "dist" / f"foedus-{PROJECT['version']}.cdx.json"
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text(), encoding="utf-8")
    print(f"{place}: {sum(1 for _ in parts())} parts")
    return 0


def text() -> str:
    """The list as JSON."""
    whole = Component(
        name="foedus", version=PROJECT["version"], type=ComponentType.APPLICATION, bom_ref="foedus",
        licenses=[LicenseExpression(PROJECT["license"])], description=PROJECT["description"],
        purl=PackageURL("pypi", name="foedus", version=PROJECT["version"]),
    )  # fmt: skip
    listed = Bom(components=list(parts()))
    listed.metadata.component = whole
    listed.register_dependency(whole, listed.components)
    made = json.loads(make_outputter(listed, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string())
    made["metadata"].pop("timestamp", None)
    content = json.dumps({**made, "serialNumber": ""}, sort_keys=True)
    made["serialNumber"] = f"urn:uuid:{uuid5(NAMESPACE_URL, content)}"
    return json.dumps(made, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def parts() -> Iterator[Component]:
    """Every part, those of the lock first."""
    yield from packages((ROOT / "requirements.lock").read_text(encoding="utf-8"))
    yield from vendored(json.loads((ROOT / "vendor" / "package-lock.json").read_text(encoding="utf-8")))
    yield weights(json.loads((WEIGHTS / "tagger.json").read_text(encoding="utf-8")))


def packages(lock: str) -> Iterator[Component]:
    """The packages of a lock; one that only some Pythons or systems get says so in its description."""
    for name, version, where in re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;\\]+)(?: ; ([^\\\n]+))?", lock, re.M):
        purl = PackageURL("pypi", name=name.lower().replace("_", "-"), version=version)
        yield Component(
            name=name, version=version, purl=purl, bom_ref=purl.to_string(), type=ComponentType.LIBRARY,
            description=f"where {where.strip()}" if where else None,
        )  # fmt: skip


def vendored(lock: dict[str, dict[str, dict[str, str]]]) -> Iterator[Component]:
    """What scripts/vendor.py puts into the package, with the hashes by which it was fetched."""
    for name in runpy.run_path(str(ROOT / "scripts" / "vendor.py"))["FILES"]:
        told = lock["packages"][f"node_modules/{name}"]
        scope, _, plain = name.rpartition("/")
        algorithm, _, value = told["integrity"].partition("-")
        purl = PackageURL("npm", namespace=scope or None, name=plain, version=told["version"])
        yield Component(
            name=plain, group=scope or None, version=told["version"], purl=purl, bom_ref=purl.to_string(),
            type=ComponentType.LIBRARY, licenses=[LicenseExpression(told["license"])] if "license" in told else [],
            hashes=[HashType(alg=_ALGORITHMS[algorithm], content=base64.b64decode(value).hex())],
        )  # fmt: skip


def weights(card: dict[str, object]) -> Component:
    """The learned tagger's network."""
    seen = hashlib.sha256((WEIGHTS / "network.onnx").read_bytes()).hexdigest()
    return Component(
        name=f"foedus-tagger-{card['name']}", version=seen[:12], type=ComponentType.MACHINE_LEARNING_MODEL,
        bom_ref="foedus-tagger", licenses=[DisjunctiveLicense(id="Apache-2.0")],
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=seen)],
    )  # fmt: skip


_ALGORITHMS = {"sha512": HashAlgorithm.SHA_512, "sha384": HashAlgorithm.SHA_384, "sha256": HashAlgorithm.SHA_256}

if __name__ == "__main__":
    sys.exit(main())

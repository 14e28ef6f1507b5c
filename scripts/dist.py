"""Builds the wheel and the source distribution, looks through both, and tries the wheel in an environment of its own.

Usage: python scripts/dist.py [--out FOLDER] [--extras all] [--no-try]   (`make dist` calls this)

What is built is the same for the same sources.  The wheel is tried outside the repository, with the versions that
requirements-dev.lock names, by scripts/smoke.py: what a user would install, not the tree that tests see.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "foedus"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LARGEST = 64 << 20
VENDORED = "foedus/web/static/vendor/"
NOT_IN_A_WHEEL = re.compile(
    r"(^|/)(tests?|training|benchmarks|scripts)/|\.jsonl$|(^|/)(__pycache__|conftest\.py|\.)|\.pyc$"
)
NOT_IN_A_SOURCE = re.compile(r"/training/|/\.venv|/\.vendor/|/__pycache__/|/dist/|\.sqlite|/\.git/")


def main() -> int:
    """Zero, or one where something is wrong; what is wrong is told on stderr."""
    given = _arguments()
    out: Path = given.out.resolve()
    for old in (*out.glob("foedus-*.whl"), *out.glob("foedus-*.tar.gz")):
        old.unlink()
    subprocess.run([sys.executable, str(ROOT / "scripts" / "vendor.py")], check=True)
    source = build("sdist", ROOT, out)
    with tempfile.TemporaryDirectory() as folder:
        unpacked = _unpacked(source, Path(folder))
        wheel = build("wheel", unpacked, out)  # from the source distribution, which must be enough for it
    wrong = [*faults_of_wheel(wheel), *faults_of_source(source)]
    for each in wrong:
        print(f"dist: {each}", file=sys.stderr)
    if wrong:
        return 1
    print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB; {source.name}: {source.stat().st_size / 1e6:.1f} MB")
    return 0 if given.no_try else tried(wheel, given.extras)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "dist", help="where they are put (dist)")
    parser.add_argument("--extras", default="all", help="with which extras the wheel is tried (all)")
    parser.add_argument("--no-try", action="store_true", help="only build, and look through what was built")
    return parser.parse_args()


def build(kind: str, tree: Path, out: Path) -> Path:
    """A wheel or a source distribution of a tree, by the build backend itself."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)]
    subprocess.run(command, cwd=tree, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    (made,) = out.glob("foedus-*.whl" if kind == "wheel" else "foedus-*.tar.gz")
    return made


def _unpacked(source: Path, folder: Path) -> Path:
    with tarfile.open(source) as archive:
        archive.extractall(folder, filter="data")
    (tree,) = folder.iterdir()
    return tree


def faults_of_wheel(wheel: Path) -> Iterator[str]:
    """What a wheel lacks, or has and should not have."""
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        about = archive.read(next(name for name in held if name.endswith(".dist-info/METADATA"))).decode()
    for name in sorted(_wanted() - held):
        yield f"{wheel.name} lacks {name}"
    for name in sorted(each for each in held if NOT_IN_A_WHEEL.search(each) or not each.startswith("foedus")):
        yield f"{wheel.name} has {name}, which is nothing for users"
    for name in ("LICENSE", "NOTICE"):
        if not any(each.endswith(f".dist-info/licenses/{name}") for each in held):
            yield f"{wheel.name} lacks {name}"
    extras = set(re.findall(r"^Provides-Extra: (\S+)$", about, re.MULTILINE))
    for name in sorted(set(PROJECT["optional-dependencies"]) ^ extras):
        yield f"{wheel.name}: the extra {name} is not as pyproject.toml has it"
    if f"Version: {PROJECT['version']}\n" not in about:
        yield f"{wheel.name} is not of version {PROJECT['version']}"
    if wheel.stat().st_size > LARGEST:
        yield f"{wheel.name} takes {wheel.stat().st_size / 1e6:.0f} MB"


def _wanted() -> set[str]:
    """Every file of the package, those that scripts/vendor.py puts there included."""
    skipped = ("__pycache__", ".mypy_cache")
    files = (path for path in PACKAGE.rglob("*") if path.is_file() and not set(skipped) & set(path.parts))
    wanted = {path.relative_to(PACKAGE.parent).as_posix() for path in files}
    return wanted | {"foedus/py.typed", f"{VENDORED}LICENSES.txt", f"{VENDORED}d3.js", f"{VENDORED}world-110m.json"}


def faults_of_source(source: Path) -> Iterator[str]:
    """What a source distribution lacks, or has and should not have."""
    with tarfile.open(source) as archive:
        held = set(archive.getnames())
    top = source.name.removesuffix(".tar.gz")
    needed = ("LICENSE", "NOTICE", "README.md", "CHANGELOG.md", "pyproject.toml", "requirements.lock", "Makefile")
    for name in (*needed, *(f"src/{name}" for name in sorted(_wanted()))):
        if f"{top}/{name}" not in held:
            yield f"{source.name} lacks {name}"
    for name in sorted(each for each in held if NOT_IN_A_SOURCE.search(each)):
        yield f"{source.name} has {name}, which is nothing for others"


def tried(wheel: Path, extras: str) -> int:
    """Whether a wheel works, installed with extras in a new environment outside the repository."""
    with tempfile.TemporaryDirectory(prefix="foedus-") as folder:
        home = Path(folder)
        shutil.copy(ROOT / "scripts" / "smoke.py", home / "smoke.py")
        subprocess.run([sys.executable, "-m", "venv", str(home / "env")], check=True)
        python = home / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
        install(python, wheel, extras, home / "versions.txt")
        return subprocess.run([str(python), "smoke.py", extras], cwd=home, check=False).returncode


def install(python: Path, wheel: Path, extras: str, versions: Path) -> None:
    """The wheel with its extras, in the versions that were tested."""
    locked = (ROOT / "requirements-dev.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.\[\],-]+==[^\s\\]+(?: ;[^\\\n]*)?)", locked, re.MULTILINE)
    versions.write_text("\n".join(re.sub(r"\[.*?\]", "", pin) for pin in pins), encoding="utf-8")
    command = [str(python), "-m", "pip", "--no-input", "--disable-pip-version-check", "install", "--quiet"]
    wanted = f"{wheel}[{extras}]" if extras else str(wheel)
    subprocess.run([*command, "-c", str(versions), wanted], check=True)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except subprocess.CalledProcessError as error:
        sys.exit(f"dist: {' '.join(map(str, error.cmd))} ended with {error.returncode}")

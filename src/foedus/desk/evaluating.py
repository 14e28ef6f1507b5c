"""Evaluating: annotations from files, the texts beside them read, and the one held against the other."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedus.evaluation.aliases import Aliases
from foedus.evaluation.evaluate import Evaluation, evaluate, floors, score_sets
from foedus.evaluation.gold import GoldDocument, GoldSet
from foedus.evaluation.parsing import parse_claims, parse_lines
from foedus.evaluation.parts import Part
from foedus.evaluation.robustness import Robustness
from foedus.evaluation.scoring import Miss, Read, Scored
from foedus.library.files import line_of, load_yaml
from foedus.model.claims import Claim, Statement
from foedus.model.documents import Document
from foedus.model.problems import LibraryError, Problem

if TYPE_CHECKING:
    from foedus.desk.opening import Desk

_LINES = (".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be evaluated.

    gold: files of annotations; texts: folders of their texts; aliases: files of keys that mean the same.
    predictions: a file of readings, instead of reading; held: the part to tell apart, such as ``1/3``.
    least: how sure a claim has to be of itself to count; mangled: whether the texts are mangled and read again too.
    """

    gold: tuple[str, ...]
    texts: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    predictions: str | None = None
    held: str | None = None
    floors: bool = False
    least: float = 0.0
    mangled: bool = False


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The figures, what was missed or spurious in which set, and the problems met.

    robustness: where it was asked for, the figures of all sets as they are, then mangled in each way.
    """

    evaluations: tuple[Evaluation, ...]
    misses: tuple[tuple[str, Miss], ...]
    problems: tuple[Problem, ...]
    robustness: tuple[Robustness, ...] = ()


def evaluated(desk: Desk, asked: Asked) -> Evaluated:
    """The figures of some gold files.

    Raises UsageError for a part that is none; bad annotations and absent texts are problems, and the rest is scored.
    """
    part = Part.of(asked.held) if asked.held else None
    done = held_against(desk, asked)
    found = list(evaluate(done.scored, part)) if done.sets else []
    if asked.floors and done.sets:
        found += floors(done.annotated, done.readings, desk.gazetteer, part)
    misses = tuple(
        (name, miss) for name, documents in done.scored.items() for each in documents for miss in each.misses
    )
    fallen: tuple[Robustness, ...] = ()
    if asked.mangled:
        from foedus.desk.mangling import robustness

        fallen = tuple(robustness(desk, done.sets, done.read))
    return Evaluated(tuple(found), misses, done.problems, fallen)


@dataclass(frozen=True, slots=True)
class HeldAgainst:
    """Gold files against what was read in their texts.

    read: all of it; readings: without what is less sure than asked for; scored: each document's counts.
    """

    sets: tuple[Gold, ...]
    read: Mapping[str, Mapping[str, Read]]
    readings: Mapping[str, Mapping[str, Read]]
    scored: Mapping[str, Sequence[Scored]]
    problems: tuple[Problem, ...]

    @property
    def annotated(self) -> tuple[GoldSet, ...]:
        """The annotations alone."""
        return tuple(gold.annotated for gold in self.sets)


def held_against(desk: Desk, asked: Asked) -> HeldAgainst:
    """Some gold files, and what the desk's reader, or a file of readings, has on their texts.

    Bad annotations and absent texts are problems, and the rest is scored.
    """
    problems: list[Problem] = []
    sets = []
    for path in dict.fromkeys(asked.gold):
        gold, met = open_gold(path, texts=asked.texts, aliases=asked.aliases)
        problems.extend(met)
        sets += [gold] if gold is not None else []
    read, met = predictions(asked.predictions, sets) if asked.predictions else read_gold(desk, sets)
    readings = {name: surest(documents, asked.least) for name, documents in read.items()}
    scored = score_sets([gold.annotated for gold in sets], readings)
    return HeldAgainst(tuple(sets), read, readings, scored, (*problems, *met, *_astray(scored)))


def _astray(scored: Mapping[str, Sequence[Scored]]) -> Iterator[Problem]:
    for name, documents in scored.items():
        for each in documents:
            for words in each.astray:
                yield Problem(
                    "gold", f"annotated words that the text does not have: {words[:120]!r}", f"{name}: {each.document}",
                    "the claim counts as missed", "copy the words from the text as foedus reads it",
                )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold file: its annotations, and where its texts are looked for."""

    path: Path
    annotated: GoldSet
    folders: tuple[Path, ...]


def open_gold(
    path: str, *, texts: Sequence[str] = (), aliases: Sequence[str] = ()
) -> tuple[Gold | None, tuple[Problem, ...]]:
    """The annotations of a file, .yaml with claims and statements or .jsonl with attributions or events.

    texts: folders where the texts are looked for first; then come ``texts`` beside the file, and the file's own folder.
    aliases: files of aliases; without one ``aliases.yaml`` beside the file, or the ``aliases-NAME.yaml`` that it names.
    None where nothing of the file can be used; the problems say why, with lines.
    """
    file = Path(path)
    folders = (*map(Path, texts), file.parent / "texts", file.parent)
    try:
        if file.suffix in _LINES:
            with file.open(encoding="utf-8-sig") as lines:
                documents, problems = parse_lines(lines, path)
        else:
            documents, problems = parse_claims(load_yaml(file), lambda at: f"{path}:{line_of(file, at)}")
    except (OSError, UnicodeDecodeError) as error:
        return None, (Problem("gold", "annotations not read", path, str(error), "check the file's name and encoding"),)
    except LibraryError as error:
        return None, (Problem("gold", "annotations not read", path, str(error).removeprefix(f"{path}:").strip()),)
    found = _aliases(file, aliases) if file.suffix not in _LINES else ([], ())
    gold = Gold(file, GoldSet(path, documents, Aliases.of(*found[0])), folders)
    return (gold if documents else None), (*problems, *found[1])


def _aliases(file: Path, named: Sequence[str]) -> tuple[list[Mapping[str, Any]], tuple[Problem, ...]]:
    tables, problems = [], []
    for path in map(Path, named) if named else _beside(file):
        try:
            table = load_yaml(path)
            if not isinstance(table, Mapping) or not all(isinstance(names or [], list) for names in table.values()):
                raise LibraryError("not a mapping of keys to lists of keys")
            tables.append(table)
        except LibraryError as error:
            todo = "write each key with the list of keys that mean the same"
            problems.append(Problem("gold", "aliases left out", str(path), str(error), todo))
    return tables, tuple(problems)


def _beside(file: Path) -> list[Path]:
    """The aliases that lie beside a gold file, by its name: ``gold-papers.yaml`` has ``aliases-papers.yaml``."""
    stem = file.stem.removeprefix("gold").strip("-")
    own = [p for p in sorted(file.parent.glob("aliases-*.yaml")) if stem.startswith(p.stem.removeprefix("aliases-"))]
    plain = file.parent / "aliases.yaml"
    return own or ([plain] if plain.is_file() else [])


def read_gold(desk: Desk, sets: Sequence[Gold]) -> tuple[dict[str, dict[str, Read]], tuple[Problem, ...]]:
    """What is read in the texts of some gold files: by the file's name and the document's.

    A text that is not there or cannot be read is a problem, and what it should have said counts as missed.
    """
    problems: list[Problem] = []
    places: dict[str, list[tuple[str, str]]] = {}
    with tempfile.TemporaryDirectory(prefix="foedus-") as folder:
        for number, gold in enumerate(sets):
            own = Path(folder) / str(number)
            for document in gold.annotated.documents:
                path = _written(document, own) if document.text is not None else _found(document.name, gold.folders)
                if path is None:
                    problems.append(_absent(gold, document))
                else:
                    places.setdefault(str(path), []).append((gold.annotated.name, document.name))
        return _read(desk, places, problems), tuple(problems)


def _read(
    desk: Desk, places: Mapping[str, list[tuple[str, str]]], problems: list[Problem]
) -> dict[str, dict[str, Read]]:
    from foedus.desk.reading import read_into

    found: dict[str, dict[str, Read]] = {}
    for done in read_into(desk, list(places), record=False):
        problems.extend(done.problems)
        if done.document is not None:
            for name, document in places[done.document.path]:
                found.setdefault(name, {})[document] = Read(done.document, done.statements, done.claims)
    return found


def _written(document: GoldDocument, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{document.name}.txt"
    path.write_bytes((document.text or "").encode("utf-8", "surrogatepass"))
    return path


def _found(name: str, folders: Iterable[Path]) -> Path | None:
    """The text whose file name begins with a name: the first in the first folder that has one."""
    for folder in folders:
        if folder.is_dir():
            for path in sorted(folder.iterdir()):
                if path.name.startswith(name) and path.is_file():
                    return path
    return None


def _absent(gold: Gold, document: GoldDocument) -> Problem:
    looked = ", ".join(map(str, gold.folders))
    return Problem(
        "missing", f"no text for the annotations of {document.name}", gold.annotated.name,
        f"no file whose name begins so in {looked}", "name its folder with --texts",
    )  # fmt: skip


def predictions(path: str, sets: Sequence[Gold]) -> tuple[dict[str, dict[str, Read]], tuple[Problem, ...]]:
    """The same from what ``foedus read --format jsonl`` printed, each text by its file's name."""
    documents, problems = _records(path)
    found: dict[str, dict[str, Read]] = {}
    for gold in sets:
        for document in gold.annotated.documents:
            chosen = next((r for r in documents if Path(r.document.path).name.startswith(document.name)), None)
            if chosen is None:
                why = f"{path} holds no document whose file name begins so"
                problems.append(Problem("missing", f"no reading of {document.name}", gold.annotated.name, why))
            else:
                found.setdefault(gold.annotated.name, {})[document.name] = chosen
    return found, tuple(problems)


def _records(path: str) -> tuple[list[Read], list[Problem]]:
    problems: list[Problem] = []
    documents: dict[str, Read] = {}
    try:
        lines = Path(path).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        return [], [Problem("unreadable", "readings not read", path, str(error), "check the file's name")]
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            _take(json.loads(line), documents)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            why = f"not a record of foedus read ({type(error).__name__}: {error})"
            problems.append(Problem("record", "a line left out", f"{path}:{number}", why, "print it anew"))
    return list(documents.values()), problems


def _take(record: Mapping[str, Any], documents: dict[str, Read]) -> None:
    if record["type"] == "document":
        document = Document.from_record(dict(record))
        documents[record["id"]] = Read(document, (), ())
        return
    read = documents[record["document"]]
    if record["type"] == "statement":
        changed = replace(read, statements=(*read.statements, Statement.from_record(record)))
    else:
        changed = replace(read, claims=(*read.claims, Claim.from_record(record)))
    documents[record["document"]] = changed


def surest(readings: Mapping[str, Read], least: float) -> dict[str, Read]:
    """The readings without the claims that are less sure than asked for."""
    return {
        name: replace(read, claims=tuple(claim for claim in read.claims if claim.confidence >= least))
        for name, read in readings.items()
    }

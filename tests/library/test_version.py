"""A library's version: the same for the same files wherever they lie, another for any other byte or name."""

from __future__ import annotations

from pathlib import Path

import foedus
from foedus.library.version import library_version


def made(folder: Path, name: str, content: str) -> Path:
    """A folder of one's own with a file in it."""
    (folder / "agreements").mkdir(parents=True)
    (folder / "agreements" / name).write_text(content)
    return folder


def test_a_version_is_that_of_the_files(tmp_path: Path) -> None:
    home = library_version()
    assert (home.foedus, home.own) == (foedus.__version__, None)
    one, same, renamed, changed = (
        library_version(made(tmp_path / str(number), name, content))
        for number, (name, content) in enumerate(
            [("a.yaml", "id: x"), ("a.yaml", "id: x"), ("b.yaml", "id: x"), ("a.yaml", "id: y")]
        )
    )
    assert one == same
    assert len({home.id, one.id, renamed.id, changed.id}) == 4
    assert one.files == home.files
    assert type(one).from_record(one.record()) == one

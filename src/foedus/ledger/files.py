"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from foedus.model.problems import LedgerError


@contextmanager
def new_file(path: Path, kind: str) -> Iterator[IO[bytes]]:
    """A file to be written, which gets its name when all of it is on the disk; after an error it is gone.

    kind: what messages call it.

    Raises LedgerError where there is such a file already, or it cannot be written.
    """
    if path.exists():
        raise LedgerError(f"the {kind} {path} is there already; give another name, or move it away")
    part: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False) as out:
            part = Path(out.name)
            yield out
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
        part = None
    except OSError as error:
        raise LedgerError(
            f"the {kind} {path} cannot be written ({error.strerror or error}); give another place or free some space"
        ) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)

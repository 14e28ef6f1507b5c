"""The command line: thin, and quick to say what it can do.

Only typer is imported before a command runs; each command imports what it needs.
"""

from __future__ import annotations

import io
import sys


def main() -> None:
    """The ``foedus`` command; exits with the contract's codes.

    0 done; 1 done, with problems on stderr; 2 the call's words are off; 3 the ledger or the library is unusable.
    """
    from foedus.cli.app import app
    from foedus.model.problems import DataError, UsageError

    if sys.stderr is None:  # closed by whoever started the program: problems are told to nobody
        sys.stderr = io.StringIO()
    try:
        app(prog_name="foedus")
    except UsageError as error:
        _fail(error, 2)
    except DataError as error:
        _fail(error, 3)


def _fail(error: Exception, code: int) -> None:
    sys.stderr.write(f"foedus: {error}\n")
    raise SystemExit(code)

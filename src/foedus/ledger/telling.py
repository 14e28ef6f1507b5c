"""What a store can tell of a description's JSON by itself, without reading it: enough to leave most documents out.

Each question is answered with yes wherever the description may have what is asked for; whoever asks looks at those.
A quote within a JSON text has a backslash before it, so that a field's name with its quotes stands in no value.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles

from foedus.ledger.exact import dumps, escape


def field(name: str, value: str) -> str:
    """A field as the JSON of a description has it.

    >>> field("outlet", "The Times")
    '"outlet":"The Times"'
    """
    return f"{dumps(name)}:{dumps(value)}"


def may_have(word: str, text: sa.ColumnElement[str], written: str) -> sa.ColumnElement[bool]:
    """Whether a word, whose case has been folded, may stand in a text in any case; written: how the text would have it.

    Letters beyond ASCII are folded otherwise by each store, or not at all, so that texts with such are always likely.
    """
    return sa.or_(text.icontains(written, autoescape=True), Odd(text)) if word.isascii() else Odd(text)


class Odd(sa.sql.expression.ColumnElement[bool]):
    """Whether a text has any character beyond ASCII, also such as stand in the store by another name (``exact.py``)."""

    inherit_cache = True
    type = sa.Boolean()

    def __init__(self, text: sa.ColumnElement[str]) -> None:
        self.text = text

    _traverse_internals = [("text", sa.sql.visitors.InternalTraversal.dp_clauseelement)]  # noqa: RUF012


class Published(sa.sql.expression.ColumnElement[str]):
    """A description from its date of publication on, to be compared letter by letter; anything where it has none."""

    inherit_cache = True
    type = sa.Text()

    def __init__(self, record: sa.ColumnElement[str]) -> None:
        self.record = record

    _traverse_internals = [("record", sa.sql.visitors.InternalTraversal.dp_clauseelement)]  # noqa: RUF012


_ESCAPE = ord(escape("\0")[0])
_FIELD = ',"published":"'


@compiles(Odd, "sqlite")
def _odd_sqlite(element: Odd, compiler: Any, **given: Any) -> str:
    text = compiler.process(element.text, **given)
    return f"(length({text}) <> length(CAST({text} AS BLOB)) OR instr({text}, char({_ESCAPE})) > 0)"


@compiles(Odd, "postgresql")
def _odd_postgresql(element: Odd, compiler: Any, **given: Any) -> str:
    text = compiler.process(element.text, **given)
    return f"(length({text}) <> octet_length({text}) OR strpos({text}, chr({_ESCAPE})) > 0)"


@compiles(Published, "sqlite")
def _published_sqlite(element: Published, compiler: Any, **given: Any) -> str:
    record = compiler.process(element.record, **given)
    return f"substr({record}, instr({record}, '{_FIELD}') + {len(_FIELD)}, 40)"


@compiles(Published, "postgresql")
def _published_postgresql(element: Published, compiler: Any, **given: Any) -> str:
    record = compiler.process(element.record, **given)
    return f"substr({record}, strpos({record}, '{_FIELD}') + {len(_FIELD)}, 40) COLLATE \"C\""

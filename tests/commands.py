"""The commands that foedus has, in the order of its help."""

COMMANDS = (
    "read",
    "claims",
    "statements",
    "search",
    "explain",
    "judge",
    "judgements",
    "promote",
    "ledger",
    "agreements",
    "actor",
    "recognition",
    "bound",
    "diff",
    "check",
    "import",
    "panel",
    "backtest",
    "evaluate",
    "demo",
)

"""foedus: who is bound to whom, on which day, seen by whom, and who says so.

Claims are read from news, recorded in an append-only ledger, and held against
agreements that are kept as dated rules.  The path of the data is the path of the
packages: ``documents`` → ``reading`` → ``ledger`` → ``world`` → ``obligations`` → ``views``.
"""

__version__ = "0.1.0"

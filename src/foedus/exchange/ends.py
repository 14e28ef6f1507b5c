"""Which two roles of a claim a link of another format joins."""

from __future__ import annotations

ENDS = {
    "recognition": ("recogniser", "recognised"),
    "commitment": ("debtor", "beneficiary"),
    "territory": ("territory", "of"),
    "stance": ("holder", "target"),
    "validity": ("holder", "agreement"),
    "integration": ("actor", "target"),
    "agreement-link": ("agreement", "parent"),
    "agreement-stage": ("party", "agreement"),
    "presence": ("actor", "location"),
    "membership": ("member", "organisation"),
    "office": ("person", "of"),
    "event": ("actor", "target"),
}
"""The roles at the two ends of a link, by kind of claim."""

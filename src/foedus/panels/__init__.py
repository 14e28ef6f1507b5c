"""Dyad-year and state-year data sets, in and out.

    members = load_members(lines, "atop5_1m.csv", known_codes).records
    panel = directed_dyad_years(members, load_alliance_duties().duties)
    text = "".join(csv_lines(panel))

A panel says 0 only where the data cover the year; elsewhere it says NA.
"""

from foedus.panels.alliances import directed_dyad_years, dyad_years, state_years
from foedus.panels.atop import Member, load_members
from foedus.panels.csvout import csv_lines
from foedus.panels.panel import Panel
from foedus.panels.provisions import MemberProvision, provisions

__all__ = [
    "Member",
    "MemberProvision",
    "Panel",
    "csv_lines",
    "directed_dyad_years",
    "dyad_years",
    "load_members",
    "provisions",
    "state_years",
]

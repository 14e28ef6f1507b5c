"""The use cases that the command line and the web call; library, reader and ledger are opened on first use."""

from foedus.desk.asking import Question, ask_bound, situation
from foedus.desk.cases import CaseResult, try_cases
from foedus.desk.checking import check_commitments
from foedus.desk.differing import ask_difference
from foedus.desk.looking import find_claims, find_statements
from foedus.desk.opening import Desk, Settings
from foedus.desk.reading import ReadDocument, read_into
from foedus.desk.showing import actor_page, find_agreement, find_agreements, find_recognitions

__all__ = [
    "CaseResult",
    "Desk",
    "Question",
    "ReadDocument",
    "Settings",
    "actor_page",
    "ask_bound",
    "ask_difference",
    "check_commitments",
    "find_agreement",
    "find_agreements",
    "find_claims",
    "find_recognitions",
    "find_statements",
    "read_into",
    "situation",
    "try_cases",
]

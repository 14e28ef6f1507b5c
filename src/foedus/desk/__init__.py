"""The use cases that the command line and the web call; library, reader and ledger are opened on first use."""

from foedus.desk.asking import Question, answer_to, ask_bound, situation
from foedus.desk.cases import CaseResult, try_cases
from foedus.desk.checking import check_commitments
from foedus.desk.differing import ask_difference
from foedus.desk.looking import find_claims, find_statements
from foedus.desk.opening import Desk, Settings
from foedus.desk.reading import ReadDocument, read_into
from foedus.desk.showing import actor_page, find_agreement, find_agreements, find_recognitions
from foedus.desk.situations import Overrides, ask_situation, read_situation

__all__ = [
    "CaseResult",
    "Desk",
    "Overrides",
    "Question",
    "ReadDocument",
    "Settings",
    "actor_page",
    "answer_to",
    "ask_bound",
    "ask_difference",
    "ask_situation",
    "check_commitments",
    "find_agreement",
    "find_agreements",
    "find_claims",
    "find_recognitions",
    "find_statements",
    "read_into",
    "read_situation",
    "situation",
    "try_cases",
]

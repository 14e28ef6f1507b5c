"""Obligations: from a situation and a world to duties with proofs, and an independent checker of those proofs."""

from foedus.obligations.answer import answer

__all__ = ["answer"]

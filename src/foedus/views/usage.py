"""What a language model took, as a sentence."""

from __future__ import annotations

from foedus.model.usage import Used


def used_line(used: Used) -> str:
    """How much was asked of a model, and what that cost by the user's own price.

    >>> used_line(Used("m", "localhost:8080", requests=2, tokens_in=1200, tokens_out=None))
    'm at localhost:8080: 2 requests, 1,200 tokens sent, tokens received not counted by the server'
    """
    served = f" (served as {used.served})" if used.served and used.served != used.model else ""
    requests = f"{used.requests:,} request{'' if used.requests == 1 else 's'}"
    tokens = f"{_tokens(used.tokens_in, 'sent')}, {_tokens(used.tokens_out, 'received')}"
    cost = "" if used.cost is None else f"; by your price {used.cost:.4g}"
    return f"{used.model} at {used.host}{served}: {requests}, {tokens}{cost}"


def _tokens(count: int | None, way: str) -> str:
    return f"tokens {way} not counted by the server" if count is None else f"{count:,} tokens {way}"

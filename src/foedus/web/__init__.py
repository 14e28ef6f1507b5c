"""The explorer: a local web application over a ledger and the library.

It shows the path from an article's words to an answer's proof and back.  Pages are made here, in plain HTML that works
by itself; scripts add what HTML cannot.  Nothing is fetched from elsewhere and nothing is sent anywhere.
"""

from foedus.web.app import create_app

__all__ = ["create_app"]

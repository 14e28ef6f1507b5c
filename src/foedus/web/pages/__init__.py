"""The pages, a module each."""

from foedus.web.pages import documents, home, search

ROUTERS = (home.router, documents.router, search.router)

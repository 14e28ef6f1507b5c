"""The pages, a module each."""

from foedus.web.pages import documents, home, proof, scenario, search

ROUTERS = (home.router, documents.router, search.router, scenario.router, proof.router)

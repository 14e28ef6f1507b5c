"""The pages, a module each."""

from foedus.web.pages import (
    actors,
    agreements,
    disagreements,
    documents,
    home,
    judging,
    maps,
    proof,
    reading,
    recognition,
    scenario,
    search,
)

ROUTERS = (
    home.router,
    documents.router,
    judging.router,
    reading.router,
    search.router,
    scenario.router,
    proof.router,
    maps.router,
    recognition.router,
    agreements.router,
    actors.router,
    disagreements.router,
)

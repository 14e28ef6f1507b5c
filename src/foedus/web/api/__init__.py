"""The same answers as JSON under /api/v1, a module each."""

from foedus.web.api import bound, docs, health, held, library, maps, reading

ROUTERS = (bound.router, held.router, library.router, maps.router, reading.router, docs.router, health.router)

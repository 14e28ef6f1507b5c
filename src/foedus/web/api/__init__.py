"""The same answers as JSON under /api/v1, a module each."""

from foedus.web.api import bound, maps

ROUTERS = (bound.router, maps.router)

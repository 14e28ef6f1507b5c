"""The application: its pages, what guards them, and how trouble is told."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Depends, FastAPI, Request
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from foedus.exchange.outlines import disputed_areas
from foedus.model.problems import DataError, UnknownName, UsageError
from foedus.web import api, pages
from foedus.web.apart import Apart, Here
from foedus.web.api.answers import fresh, install, is_api, trouble
from foedus.web.guard import HEADERS, LOOPBACK, Guard
from foedus.web.house import House
from foedus.web.readings import Readings
from foedus.web.rendering import page
from foedus.web.turns import Turns

if TYPE_CHECKING:
    from starlette.responses import Response

    from foedus.desk import Settings

_TITLES = {404: "Not here", 405: "Not to be asked so"}
STATIC = Path(__file__).parent / "static"


def create_app(
    settings: Settings,
    token: str,
    *,
    hosts: Collection[str] = LOOPBACK,
    open_: bool = True,
    disputed: Path | None = None,
    apart: bool = False,
) -> FastAPI:
    """The explorer over the ledger and library of some settings.

    token: what a visitor shows who wants to write.  hosts: the names under which it is asked.
    open_: whether looking needs no token, as on the machine itself.
    disputed: a GeoJSON file of disputed areas, which the map draws in place of its own sketches.
    apart: whether texts are read in a process of their own, which `app.state.readings.close()` ends.

    Raises UsageError for a file of disputed areas that cannot be used.
    """
    app = FastAPI(title="foedus", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    app.state.house = House(settings)
    app.state.disputed = disputed_areas(disputed, app.state.house.desk.gazetteer.resolve) if disputed else ()
    app.state.readings = Readings(Apart(settings) if apart else Here(app.state.house))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in pages.ROUTERS:
        app.include_router(router)
    for router in api.ROUTERS:
        app.include_router(router, dependencies=[Depends(fresh)])
    app.add_exception_handler(UnknownName, _not_there)
    app.add_exception_handler(UsageError, _not_so)
    app.add_exception_handler(DataError, _trouble)
    app.add_exception_handler(HTTPException, _plain)
    app.add_exception_handler(Exception, _broken)
    install(app)
    app.add_middleware(Turns)
    app.add_middleware(Guard, token=token, hosts=hosts, open_=open_)
    return app


def _not_there(request: Request, error: Exception) -> Response:
    if is_api(request):
        return trouble(request, 404, str(error))
    return page(request, "trouble.html", status=404, title="Not here", said=str(error))


def _not_so(request: Request, error: Exception) -> Response:
    if is_api(request):
        return trouble(request, 400, str(error))
    return page(request, "trouble.html", status=400, title="That cannot be asked so", said=str(error))


def _trouble(request: Request, error: Exception) -> Response:
    if is_api(request):
        return trouble(request, 503, str(error))
    return page(request, "trouble.html", status=503, title="The data cannot be used", said=str(error))


def _plain(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if is_api(request):
        return trouble(request, status, str(getattr(error, "detail", error)))
    said = "There is no such page." if status == 404 else str(getattr(error, "detail", error))
    return page(request, "trouble.html", status=status, title=_TITLES.get(status, "That did not work"), said=said)


def _broken(request: Request, error: Exception) -> Response:
    """A fault of foedus itself, which the server prints too; it passes the guard by, so its headers are given here."""
    said = f"Something in foedus failed ({type(error).__name__}). The window that runs `foedus serve` has the details."
    answer: Response = (
        trouble(request, 500, said)
        if is_api(request)
        else page(request, "trouble.html", status=500, title="That did not work", said=said)
    )
    answer.headers.update(HEADERS)
    return answer

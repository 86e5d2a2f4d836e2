"""How a room of the API begins: its routes stand under one prefix, and tell of every refusal."""

from collections.abc import Sequence
from typing import Final

from fastapi import APIRouter
from fastapi.params import Depends

from dashboard.api.described import REFUSALS

PREFIX: Final = "/api/v1"


def api_routes(address: str = "", *, dependencies: Sequence[Depends] = ()) -> APIRouter:
    """Takes in the routes under an address; each depends on all of ``dependencies``.

    They are whole as they are: FastAPI would analyse each of them once more if another router included them.
    """
    return APIRouter(prefix=PREFIX + address, responses=REFUSALS, dependencies=dependencies)

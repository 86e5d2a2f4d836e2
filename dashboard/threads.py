"""Callbacks off the event loop: a question to the register must not hold up everybody else's."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import ParamSpec, TypeVar

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def in_thread(function: Callable[Given, Answer]) -> Callable[Given, Coroutine[None, None, Answer]]:
    """The function as a coroutine that runs it in a worker thread, with the request's context."""

    @wraps(function)
    async def run(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        return await asyncio.to_thread(function, *args, **kwargs)

    return run

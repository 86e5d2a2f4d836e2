"""Statements compiled once for a whole run: each test has a register of its own, and each register compiles anew."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.engine.interfaces import Compiled


class _CompiledOnce(dict[tuple[Any, ...], Compiled]):
    """What SQLAlchemy compiled, by the kind of database: it keeps that for each engine by itself, with its dialect."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(_of_any_engine(key), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Compiled) -> None:
        super().__setitem__(_of_any_engine(key), compiled)


_compiled = _CompiledOnce()


def keep_what_is_compiled() -> None:
    """Let every register of this process know the statements that another of its kind has compiled."""
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_compiled)


def _of_any_engine(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *statement = key
    return (dialect.name, *statement)

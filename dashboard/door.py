"""The port that the dashboard listens on, taken before anything is said of it."""

import errno
import socket
from typing import Final

_LAST: Final = 65_535


class PortError(RuntimeError):
    """The port can't be had; the message says why, and how another is chosen."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens already: who comes before the pages are ready waits. Raises :class:`PortError`."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < _LAST else port - 1
            raise PortError(f"port {port} is taken: `SIJILL_PORT={other} make run`") from error
        raise PortError(f"port {port} can't be had ({error.strerror}): `SIJILL_PORT=8050 make run`") from error

"""PostgreSQL to test against: a server of our own on the loopback interface, stopped at the end of the run."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

DEBIAN = Path("/usr/lib/postgresql")
NOT_FOUND = f"no initdb in PATH or {DEBIAN}; install PostgreSQL's server (Debian: apt-get install postgresql)"
PATIENCE_S = 30
ASKS_HOW_TO_COPY = 150_000
SETTINGS = {"listen_addresses": "127.0.0.1", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(slots=True)
class PostgreSQL:
    """A server of our own on the loopback interface, which keeps nothing: durability is off."""

    port: int
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    copying: str = ""
    """How a database is copied: as files where PostgreSQL is asked how, which takes half as long as by its log."""

    def url(self, name: str) -> str:
        return f"postgresql://sijill@127.0.0.1:{self.port}/{name}"

    def copies(self) -> Iterator[str]:
        """The URL of a copy of the migrated database, for as long as it is used."""
        name = f"register_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE register {self.copying}")
        yield self.url(name)
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def version(self) -> int:
        """The server's version, such as 150018."""
        with psycopg.connect(self.url("postgres")) as connection:
            return connection.info.server_version

    def run(self, statement: str) -> None:
        """One statement outside any transaction, as creating and dropping databases needs."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


def programs() -> Path | None:
    """The folder of PostgreSQL's programs; None where there is no server."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


@contextmanager
def started(binaries: Path, folder: Path) -> Iterator[PostgreSQL]:
    """Make and run a server in ``folder``; it ends with the block, by its own process id.

    Raises ``RuntimeError`` where it does not start.
    """
    who = _unprivileged(folder)
    data, log = folder / "data", folder / "log"
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "sijill", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
        check=True,
        capture_output=True,
        cwd=folder,
        **who,
    )
    server = PostgreSQL(_free_port())
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = [str(binaries / "postgres"), "-D", str(data), "-p", str(server.port), "-k", str(folder), *settings]
    with log.open("wb") as told, subprocess.Popen(command, stdout=told, stderr=told, cwd=folder, **who) as process:
        try:
            _wait_for(server, process, log)
            if server.version() >= ASKS_HOW_TO_COPY:
                server.copying = "STRATEGY file_copy"
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # its "fast shutdown": disconnect everybody and end
            _end(process)


def _wait_for(server: PostgreSQL, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < end:
        try:
            return server.run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How to run a program as somebody who is not root, which PostgreSQL refuses to be; gives them the folder."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            shutil.chown(folder, user=name)
        except LookupError:
            continue
        return {"user": name, "group": folder.stat().st_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

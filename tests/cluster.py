"""A PostgreSQL cluster of its own, in a folder that vanishes. Knows where Debian keeps the server, nothing of ours."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

PATIENCE = 60.0  # seconds a fresh cluster may take to answer
DATABASE = "hundredfold"


class NoPostgres(RuntimeError):
    """There is no PostgreSQL server on this machine; the message says where one was looked for."""


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """A running cluster on a free loopback port; gives the DATABASE_URL of an empty UTF-8 database.

    ``durable`` keeps fsync on, for tests of what survives. It ends by its own process id. Raises NoPostgres.
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="cluster-"))
    password = secrets.token_hex(16)
    try:
        _found(programs, folder, password)
        port = _free_port()
        postmaster = _start(programs, folder, port, durable=durable)
        try:
            address = f"postgresql://postgres:{password}@127.0.0.1:{port}/"
            _await(postmaster, address, folder)
            yield f"{address}{DATABASE}"
        finally:
            _end(postmaster)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder with initdb and postgres of the newest version installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda each: int(each.parts[-3]))
    if not found:
        raise NoPostgres("no PostgreSQL server under /usr/lib/postgresql: install the package postgresql")
    return found[-1].parent


def _owner() -> Mapping[str, Any]:
    """As whom the server runs: it refuses to be root."""
    return {} if os.geteuid() else {"user": "postgres", "group": "postgres", "extra_groups": []}


def _found(programs: Path, folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password, encoding="ascii")
    if not os.geteuid():
        for each in (folder, secret):
            shutil.chown(each, "postgres", "postgres")
    command = [
        *(str(programs / "initdb"), "-D", str(folder / "data"), "-U", "postgres", "--no-sync"),
        *("--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", f"--pwfile={secret}"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False, **_owner())
    if done.returncode:
        raise NoPostgres(f"initdb did not make a cluster: {done.stderr.strip()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _start(programs: Path, folder: Path, port: int, *, durable: bool) -> subprocess.Popen[bytes]:
    kept = "on" if durable else "off"
    command = [
        *(str(programs / "postgres"), "-D", str(folder / "data"), "-p", str(port), "-k", str(folder)),
        *("-c", "listen_addresses=127.0.0.1", "-c", f"fsync={kept}", "-c", f"synchronous_commit={kept}"),
        *("-c", f"full_page_writes={kept}", "-c", "max_connections=200"),
    ]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **_owner())


def _await(postmaster: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while postmaster.poll() is None and time.monotonic() < until:
        try:
            with psycopg.connect(f"{address}postgres", autocommit=True, connect_timeout=5) as connection:
                connection.execute(f'CREATE DATABASE "{DATABASE}"')
                return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise NoPostgres(f"the cluster did not answer: {(folder / 'log').read_text(errors='replace')[-500:]}")


def _end(postmaster: subprocess.Popen[bytes]) -> None:
    """Fast shutdown; a cluster that does not mind is ended at once, its children with it."""
    for number in (signal.SIGINT, signal.SIGQUIT):
        postmaster.send_signal(number)
        try:
            postmaster.wait(timeout=20)
        except subprocess.TimeoutExpired:
            continue
        return
    postmaster.kill()
    postmaster.wait()

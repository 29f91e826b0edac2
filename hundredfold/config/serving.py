"""Runs the server and the worker side by side and ends both together. Knows processes, no pages."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

from hundredfold.base.env import BadSetting

PATIENCE = 30.0  # seconds a server may take to answer first


def serve(host: str, port: int, *, workers: int, note: str) -> int:
    """Starts server and worker, prints the address once it answers, and waits. Returns the exit code."""
    _require_free(host, port)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "hundredfold.config.settings"}
    server = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "4", "--backpressure", "64", "--no-ws"),
        *("--log-level", "warning", "--respawn-failed-workers", "hundredfold.config.wsgi:application"),
    ]
    worker = [sys.executable, "-m", "hundredfold", "worker"]
    started = [subprocess.Popen(command, env=environment) for command in (server, worker)]  # noqa: S603  our own
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _leave)
        _announce(host, port, started[0], note)
        return _wait(started)
    except KeyboardInterrupt:
        return 0
    finally:
        _end(started)


def _leave(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _require_free(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise BadSetting(
                f"端口 {port} 已被占用，换一个，例如 --port {port + 1}。/ Port {port} is taken; try --port {port + 1}."
            ) from taken


def _announce(host: str, port: int, server: subprocess.Popen[bytes], note: str) -> None:
    address = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0'} else host}:{port}/"  # noqa: S104  only shown
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    sys.stdout.write(f"{note}: {address}\n")
    sys.stdout.flush()


def _wait(started: list[subprocess.Popen[bytes]]) -> int:
    """Until one of them ends; the site does not run with half of itself."""
    while True:
        for process in started:
            code = process.poll()
            if code is not None:
                return code
        time.sleep(0.3)


def _end(started: list[subprocess.Popen[bytes]]) -> None:
    for process in started:
        if process.poll() is None:
            process.terminate()
    for process in started:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

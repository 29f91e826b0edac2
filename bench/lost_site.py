"""The site that is killed: its own home, its own port, the real server in a process group of its own."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0  # seconds a start may take before the run is given up


class DidNotStart(RuntimeError):
    """The server did not answer; the message holds the end of its log."""


class Site:
    """A founded site in ``folder`` and its server group. Only this group is ever signalled."""

    def __init__(self, folder: Path, *, database_url: str = "") -> None:
        self.home = folder / "home"
        self.port = _free_port()
        self.log = folder / "server.log"
        self.environment = {
            **os.environ,
            "HUNDREDFOLD_HOME": str(self.home),
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "hundredfold.config.settings",
            "HUNDREDFOLD_LOG": "ERROR",
            "HUNDREDFOLD_FREE_MB": "1",
        }
        self.group: subprocess.Popen[bytes] | None = None
        self.starts: list[float] = []

    def found(self) -> str:
        """Founds the programme and gives a token of its top unit."""
        self._run("found", "nine_hundreds")
        (self.home / "static").mkdir(exist_ok=True)
        return self._run("token", "昆都仑区").strip().splitlines()[-1]

    def start(self) -> float:
        """Starts the server and waits until it says it is well. Returns the seconds it took."""
        begun = time.monotonic()
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"),
            *("--port", str(self.port), "--workers", "2", "--blocking-threads", "4", "--backpressure", "64"),
            *("--no-ws", "--log-level", "error", "hundredfold.config.wsgi:application"),
        ]
        with self.log.open("ab") as log:
            self.group = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
            )
        while not self._is_well():
            if self.group.poll() is not None or time.monotonic() - begun > PATIENCE:
                self.end(signal.SIGKILL)
                raise DidNotStart(self.log.read_text(encoding="utf-8", errors="replace")[-2000:])
            time.sleep(0.02)
        self.starts.append(time.monotonic() - begun)
        return self.starts[-1]

    def end(self, number: signal.Signals) -> None:
        """Signals the whole group and waits until its ports are free."""
        if self.group is None:
            return
        os.killpg(self.group.pid, number)
        try:
            self.group.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self.group.pid, signal.SIGKILL)
            self.group.wait()
        while _group_lives(self.group.pid):
            time.sleep(0.005)
        self.group = None

    def _is_well(self) -> bool:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("GET", "/healthz")
            well = connection.getresponse().status == 200
            connection.close()
        except (OSError, http.client.HTTPException):
            return False
        return well

    def _run(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "hundredfold", *arguments]
        done = subprocess.run(
            command, env=self.environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise DidNotStart(done.stderr[-2000:])
        return done.stdout


def _group_lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

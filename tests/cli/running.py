"""Runs the real program as a process of its own: what it said, how it ended, what it took."""

import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0  # seconds after which a command that has not ended is ended
SAMPLE = 0.02


@dataclass(frozen=True, slots=True)
class Ended:
    """How a command ended. ``megabytes`` is the most that its process and all below it held at one moment.

    ``seconds`` on the wall tell of this machine's other work too; ``cpu`` seconds are the command's own.
    """

    code: int
    out: str
    err: str
    seconds: float = 0.0
    cpu: float = 0.0
    megabytes: float = 0.0

    @property
    def said(self) -> str:
        """What a person reads who gives no thought to which stream it came on."""
        return self.out + self.err


def run(
    *args: str | Path,
    home: Path | None = None,
    folder: Path | None = None,
    language: str = "C.UTF-8",
    seed: str = "",
) -> Ended:
    """``hundredfold ARGS`` with its own home; ``seed`` fixes the order in which sets come out."""
    done = subprocess.run(
        _command(args),
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        env=_environment(home, language, seed),
        timeout=PATIENCE,
        check=False,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def run_measured(*args: str | Path, folder: Path) -> Ended:
    """As ``run``, without a network where we may take it away, and with the time and memory it took."""
    out, err = folder / "said.out", folder / "said.err"
    begun, spent = time.monotonic(), _spent()
    with out.open("wb") as to_out, err.open("wb") as to_err:
        child = psutil.Popen(
            [*_without_network(), *_command(args)],
            stdout=to_out,
            stderr=to_err,
            cwd=folder,
            env=_environment(None, "C.UTF-8", ""),
        )
        most = 0
        while child.poll() is None:
            most = max(most, _held(child))
            if time.monotonic() - begun > PATIENCE:
                child.kill()
            time.sleep(SAMPLE)
    seconds = time.monotonic() - begun
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in (out, err)]
    return Ended(child.returncode, *texts, seconds, _spent() - spent, most / (1 << 20))


def _command(args: tuple[str | Path, ...]) -> list[str]:
    return [sys.executable, "-m", "hundredfold", *map(str, args)]


def _environment(home: Path | None, language: str, seed: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("HUNDREDFOLD_", "DJANGO_"))
    }
    changed = {"PYTHONPATH": str(ROOT), "LANG": language}
    if home is not None:
        changed["HUNDREDFOLD_HOME"] = str(home)
    if seed:
        changed["PYTHONHASHSEED"] = seed
    kept.pop("DATABASE_URL", None)
    return {**kept, **changed}


def _spent() -> float:
    """CPU seconds of all processes of ours that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _held(process: psutil.Process) -> int:
    """Bytes resident in a process and all below it, shared pages counted as often as they are mapped."""
    held = 0
    try:
        for each in (process, *process.children(recursive=True)):
            try:
                held += each.memory_info().rss
            except psutil.NoSuchProcess:
                continue
    except psutil.NoSuchProcess:
        pass
    return held


def is_cut_off() -> bool:
    """Whether measured commands run without a network."""
    return bool(_without_network())


@cache
def _without_network() -> tuple[str, ...]:
    """The words that take the network away from what follows them; none where this user may not."""
    words = ("unshare", "-n", "--")
    if (
        shutil.which("unshare")
        and not subprocess.run([*words, "true"], capture_output=True, check=False).returncode
    ):
        return words
    return ()

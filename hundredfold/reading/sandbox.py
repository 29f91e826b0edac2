"""Runs a reader in a limited child process and brings back its answer; it must not know what is being read.

`run` for one answer, `lines` for an answer of many parts, `stream` for many small jobs. The child has no
network, may start nothing and write nothing (but below `writable`), and is killed when it overstays.
"""

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from hundredfold.reading import confined
from hundredfold.reading.words import Refused

ROOT = str(Path(__file__).resolve().parents[2])
ONE_THREAD = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "RAYON_NUM_THREADS",
    "MALLOC_ARENA_MAX",
)
OUT_OF_MEMORY = (
    "memory allocation of",
    "MemoryError",
    "bad_alloc",
    "OutOfMemory",
    "Insufficient memory",
    "ENOMEM",
)
FILE_MB = 64
NOTE_BYTES = 4096


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may use: wall-clock seconds, MB of memory, MB of answer, and where it may write."""

    seconds: float
    memory_mb: int
    output_mb: int
    writable: str | None = None


class Child:
    """One child process: its pipes, what is still to be sent, what has come back."""

    def __init__(self, target: str, limits: Limits) -> None:
        self.limits = limits
        self.name = ""
        self.note = b""
        self.sending = bytearray()
        self.received = bytearray()
        self.total = 0
        self.left = limits.seconds
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and script, no shell
            [sys.executable, "-I", "-B", "-X", "utf8", confined.__file__, ROOT],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
            env=_environment(),
        )
        self.pipes: dict[str, IO[bytes]] = {
            name: pipe for name in ("stdin", "stdout", "stderr") if (pipe := getattr(self.process, name))
        }
        for pipe in self.pipes.values():
            os.set_blocking(pipe.fileno(), False)
        setup = {"target": target, "memory_mb": limits.memory_mb, "seconds": limits.seconds}
        self._send({**setup, "file_mb": FILE_MB, "writable": limits.writable})

    def call(self, args: list[Any], kwargs: dict[str, Any]) -> None:
        """Start one call; its time and its answer are counted from here."""
        self.name = _file_name(args)
        self.left = self.limits.seconds
        self.total = 0
        self._send([args, kwargs])

    def _send(self, value: Any) -> None:
        self.sending += json.dumps(value).encode() + b"\n"

    def watch(self, selector: selectors.BaseSelector) -> None:
        """Register the pipes that matter now; writing only while something is left to write."""
        for name, pipe in self.pipes.items():
            if not pipe.closed and (name != "stdin" or self.sending):
                selector.register(pipe, _EVENTS[name], (self, name))

    def push(self) -> None:
        """Write what the pipe takes. A child that is gone is found out when its answer ends."""
        try:
            sent = os.write(self.pipes["stdin"].fileno(), self.sending[:65536])
            del self.sending[:sent]
        except BlockingIOError:
            return
        except BrokenPipeError:
            self.sending.clear()

    def pull(self, name: str) -> None:
        """Read what is there; Refused `too_much` beyond the limit. A closed stdout: the child has ended."""
        chunk = os.read(self.pipes[name].fileno(), 1 << 16)
        if not chunk:
            self.pipes[name].close()
        elif name == "stderr":
            self.note = (self.note + chunk)[-NOTE_BYTES:]
        else:
            self.total += len(chunk)
            if self.total > self.limits.output_mb << 20:
                raise Refused("too_much", file=self.name, limit_mb=self.limits.output_mb)
            self.received += chunk

    def frames(self) -> Iterator[tuple[str, Any]]:
        """The whole frames received so far, as (tag, value)."""
        *whole, rest = self.received.split(b"\n")
        self.received = rest
        for line in whole:
            yield chr(line[0]), json.loads(line[1:].decode("utf-8", "surrogatepass"))

    def ended(self) -> Refused:
        """Why a child that gave no answer went: memory, time, or a crash."""
        try:
            code = self.process.wait(timeout=2)
        except subprocess.TimeoutExpired:  # it closed its answers but lives on
            return self.overdue()
        with suppress(BlockingIOError):
            while not self.pipes["stderr"].closed:
                self.pull("stderr")
        note = self.note.decode("utf-8", "replace")
        if code in (confined.EXIT_MEMORY, -signal.SIGKILL) or any(sign in note for sign in OUT_OF_MEMORY):
            refused = Refused("memory", file=self.name, memory_mb=self.limits.memory_mb)
        elif code == -signal.SIGXCPU:
            refused = self.overdue()
        else:
            refused = Refused("crash", file=self.name)
        refused.add_note(f"child ended with {code}: {note}")  # for developers; clerks see the sentence only
        return refused

    def overdue(self) -> Refused:
        """The refusal for a call that took too long."""
        return Refused("time", file=self.name, seconds=f"{self.limits.seconds:g}")

    def kill(self) -> None:
        """End the whole process group and release the pipes."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        for pipe in self.pipes.values():
            pipe.close()


_EVENTS = {"stdin": selectors.EVENT_WRITE, "stdout": selectors.EVENT_READ, "stderr": selectors.EVENT_READ}


def _environment() -> dict[str, str]:
    """Nothing of ours but what an interpreter needs to start; one thread in every numeric library."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TZ") if name in os.environ}
    return {**kept, "LC_ALL": "C.UTF-8", **dict.fromkeys(ONE_THREAD, "1")}


def _file_name(args: list[Any]) -> str:
    """The bare name to use in a sentence: the first argument is the file by custom of this floor."""
    first = args[0] if args else ""
    return Path(first).name or first if isinstance(first, str) and len(first) < 4096 else "?"


def _turn(children: list[Child]) -> None:
    """Wait for the next thing any child does; only time spent waiting counts against a child."""
    with selectors.DefaultSelector() as selector:
        for child in children:
            child.watch(selector)
        started = time.monotonic()
        happened = selector.select(max(0.0, min(child.left for child in children)))
        waited = time.monotonic() - started
        for child in children:
            child.left -= waited
        for key, _ in happened:
            child, name = key.data
            child.push() if name == "stdin" else child.pull(name)


def _values(child: Child) -> Iterator[tuple[str, Any]]:
    """Frames of one call as they come. Raises Refused when the child refuses, overstays or dies."""
    while True:
        for tag, value in child.frames():
            if tag == "e":
                raise Refused(value[0], **value[1])
            yield tag, value
            if tag in "r.":
                return
        if child.pipes["stdout"].closed:
            raise child.ended()
        if child.left <= 0:
            raise child.overdue()
        _turn([child])


def run(
    target: str,
    *args: Any,
    seconds: float = 8.0,
    memory_mb: int = 384,
    output_mb: int = 64,
    writable: str | None = None,
    **kwargs: Any,
) -> Any:
    """Call `module:function` in a fresh child and return its JSON answer (an iterator's values as a list).

    Arguments and answer are JSON. Raises Refused: the function's own, or `memory`, `time`, `crash`,
    `too_much` naming the file, which is the first argument.
    """
    limits = Limits(seconds, memory_mb, output_mb, writable)
    answers = list(_called(target, limits, list(args), kwargs))
    if answers[-1][0] == "r":
        return answers[-1][1]
    return [value for tag, value in answers if tag == "i"]


def lines(
    target: str, *args: Any, seconds: float = 8.0, memory_mb: int = 384, output_mb: int = 1024, **kwargs: Any
) -> Iterator[Any]:
    """As `run`, for a function that gives an iterator: each value as it comes; neither side holds them all.

    Only the time spent waiting for the child counts. Closing the iterator ends the child.
    """
    for tag, value in _called(target, Limits(seconds, memory_mb, output_mb), list(args), kwargs):
        if tag != ".":
            yield value


def _called(
    target: str, limits: Limits, args: list[Any], kwargs: dict[str, Any]
) -> Iterator[tuple[str, Any]]:
    child = Child(target, limits)
    try:
        child.call(args, kwargs)
        yield from _values(child)
    finally:
        child.kill()


def stream(
    target: str,
    items: Iterable[Any],
    *,
    workers: int = 2,
    seconds: float = 8.0,
    memory_mb: int = 192,
    output_mb: int = 16,
    writable: str | None = None,
    **kwargs: Any,
) -> Iterator[tuple[Any, Any]]:
    """Call the function once for each item in a few long-lived children; yields (item, answer or Refused).

    Pairs come as they finish, not in order. A child that dies or overstays takes only its own item with it
    and is replaced. Limits are per item and per child: mind `workers` times `memory_mb`.
    """
    limits = Limits(seconds, memory_mb, output_mb, writable)
    waiting = iter(items)
    busy: dict[Child, Any] = {}
    idle: deque[Child] = deque()
    try:
        while True:
            _fill(busy, idle, waiting, spare=workers - len(busy), target=target, limits=limits, kwargs=kwargs)
            if not busy:
                return
            for child, result in _settled(list(busy)):
                yield busy.pop(child), result
                if child.process.poll() is not None:
                    child.kill()
                else:
                    idle.append(child)
    finally:
        for child in (*busy, *idle):
            child.kill()


def _fill(
    busy: dict[Child, Any],
    idle: deque[Child],
    waiting: Iterator[Any],
    *,
    spare: int,
    target: str,
    limits: Limits,
    kwargs: dict[str, Any],
) -> None:
    """Give every free worker its next item, starting children only while there is work for them."""
    for item in waiting if spare > 0 else ():
        child = idle.popleft() if idle else Child(target, limits)
        child.call([item], kwargs)
        busy[child] = item
        spare -= 1
        if spare <= 0:
            return


def _settled(children: list[Child]) -> list[tuple[Child, Any]]:
    """Take one turn; the children that have answered, refused, died or overstayed, each with its result."""
    try:
        _turn(children)
    except Refused as refused:  # too much output from one child: its name is in the refusal
        return [
            (child, _dead(child, refused)) for child in children if child.total > child.limits.output_mb << 20
        ]
    done: list[tuple[Child, Any]] = []
    for child in children:
        frames = list(child.frames())
        if frames:
            tag, value = frames[-1]
            done.append((child, Refused(value[0], **value[1]) if tag == "e" else value))
        elif child.pipes["stdout"].closed:
            done.append((child, child.ended()))
        elif child.left <= 0:
            done.append((child, _dead(child, child.overdue())))
    return done


def _dead(child: Child, refused: Refused) -> Refused:
    child.kill()
    return refused

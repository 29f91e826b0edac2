"""The child process in which hostile bytes are read: it limits itself, then answers calls line by line.

Started by `sandbox.py` as a script. It must not know what it reads, and imports only what the target needs.
Frames on stdout, one a line: `i` one of many answers, `r` the answer, `e` refused, `.` end of many answers.
"""

import ctypes
import importlib
import json
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

EXIT_MEMORY = 77
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
REFUSED_EVENTS = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.fork",
    "os.system",
    "pty.",
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def limit(memory_mb: int, seconds: float, file_mb: int) -> None:
    """Bound memory (data; with slack for mapped libraries the address space), processor time and files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_mb << 20, file_mb << 20))
    resource.setrlimit(resource.RLIMIT_DATA, (memory_mb << 20, memory_mb << 20))
    # Shared libraries and reserved but unused stacks count here, so the wall stands further out.
    resource.setrlimit(resource.RLIMIT_AS, ((memory_mb + 1024) << 20, (memory_mb + 1024) << 20))
    limit_time(seconds)


def limit_time(seconds: float) -> None:
    """Processor seconds from now on; two spare so that the wall clock of the parent usually speaks first."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime + seconds) + 2
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def leave_the_network() -> None:
    """Linux: die with the parent, gain no rights, and keep an empty network where the kernel allows it."""
    if not sys.platform.startswith("linux"):
        return
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if libc.unshare(CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)


def guard(writable: str | None) -> None:
    """Refuse sockets, other programs, and writing anywhere but below the one folder given."""
    allowed = None if writable is None else os.path.realpath(writable) + os.sep

    def may_write(path: object) -> bool:
        if path == os.devnull:
            return True
        if allowed is None or not isinstance(path, (str, bytes)):
            return False
        return os.path.realpath(os.fsdecode(path)).startswith(allowed)

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            path, flags = args[0], args[2]
            if flags & WRITING and not isinstance(path, int) and not may_write(path):
                raise PermissionError("the reading process may not write here")
        elif event.startswith(REFUSED_EVENTS):
            raise PermissionError("the reading process has no network and starts no programs")

    sys.addaudithook(hook)


def frame(tag: bytes, value: Any) -> bytes:
    """One line for the parent; lone surrogates from damaged text pass through unharmed."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return tag + text.encode("utf-8", "surrogatepass") + b"\n"


def answer(target: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]) -> Iterator[bytes]:
    """Call the target; an iterator gives one frame for each value, anything else gives one answer."""
    # Inline: the import path is complete only once `main` has run.
    from hundredfold.reading.words import Refused  # noqa: PLC0415

    try:
        result = target(*args, **kwargs)
        if isinstance(result, Iterator):
            for value in result:
                yield frame(b"i", value)
            yield frame(b".", None)
        else:
            yield frame(b"r", result)
    except Refused as refused:
        yield frame(b"e", [refused.code, refused.params])


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """First line: target and limits. Every further line: one call."""
    setup = json.loads(requests.readline())
    limit(setup["memory_mb"], setup["seconds"], setup["file_mb"])
    leave_the_network()
    guard(setup["writable"])
    module, _, name = setup["target"].partition(":")
    target = getattr(importlib.import_module(module), name)
    for line in requests:
        limit_time(setup["seconds"])
        args, kwargs = json.loads(line)
        for piece in answer(target, args, kwargs):
            answers.write(piece)
        answers.flush()


def main() -> None:
    """Take the pipes for ourselves, so that a chatty library cannot spoil an answer."""
    sys.path.insert(0, sys.argv[1])
    answers = os.fdopen(os.dup(1), "wb", buffering=1 << 16)
    os.dup2(2, 1)
    try:
        serve(sys.stdin.buffer, answers)
    except MemoryError:
        os._exit(EXIT_MEMORY)
    except RecursionError:
        sys.exit("too deeply nested")


if __name__ == "__main__":
    main()

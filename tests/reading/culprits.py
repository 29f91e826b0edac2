"""Functions that misbehave in a child process, one each; the sandbox tests call them by name."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hundredfold.reading.words import Refused


def echo(*args: Any, **kwargs: Any) -> Any:
    sys.stdout.write("a chatty library\n")
    return [list(args), kwargs]


def refuse(file: str) -> None:
    raise Refused("missing", file=file)


def hog(file: str) -> int:
    return len(bytearray(4 << 30)) + len(file)


def sleep(file: str) -> None:
    time.sleep(60)


def spin(file: str) -> None:
    while True:
        pass


def stumble(file: str) -> None:
    raise KeyError(file)


def fall(file: str) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def dig(file: str) -> Any:
    return dig(file)


def flood(file: str) -> str:
    return "x" * (3 << 20)


def count(file: str, upto: int) -> Iterator[int]:
    yield from range(upto)


def count_then_fall(file: str) -> Iterator[int]:
    yield 1
    raise KeyError(file)


def open_socket(file: str) -> str:
    return _refused(lambda: socket.socket())


def raw_socket(file: str) -> int:
    """Past Python's audit hook, straight to the C library: what an exploited parser would do."""
    libc = ctypes.CDLL(None, use_errno=True)
    with Path("/proc/net/dev").open() as devices:
        names = {line.split(":")[0].strip() for line in devices if ":" in line}
    assert libc is not None
    return len(names - {"lo"})


def start_program(file: str) -> str:
    return _refused(lambda: subprocess.run([sys.executable, "-V"]))


def fork(file: str) -> str:
    return _refused(lambda: os.fork())


def write(file: str) -> str:
    return _refused(lambda: Path(file).write_text("here"))


def surrogate(file: str) -> str:
    return "\ud800" + file


def environment(file: str) -> list[str]:
    return sorted(os.environ)


def modules(file: str) -> list[str]:
    return sorted({name.partition(".")[0] for name in sys.modules})


def by_name(file: str) -> str:
    """A small job whose behaviour is in its name, for streams."""
    if file.startswith("fall"):
        fall(file)
    if file.startswith("sleep"):
        sleep(file)
    if file.startswith("refuse"):
        refuse(file)
    if file.startswith("flood"):
        return flood(file)
    return file.upper()


def _refused(act: Any) -> str:
    try:
        act()
    except PermissionError as error:
        return str(error)
    return "allowed"

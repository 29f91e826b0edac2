"""What the server asks of the disk before it answers, watched from outside: files, folders and database are flushed."""

import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psutil
import pytest

from bench.lost_senders import PHOTOS_EACH, Camera, Journal, Senders
from bench.lost_site import Site

RECORDS = 20
CALLS = "fsync,fdatasync,rename,renameat,renameat2,sendto,write,writev"
A_PHOTO = ["file", "rename", "folder", "folder", "folder"]


def watched(site: Site, out: Path) -> subprocess.Popen[bytes]:
    """A tracer on every process of the server group."""
    group = psutil.Process(site.group.pid)  # type: ignore[union-attr]
    pids = [str(each.pid) for each in (group, *group.children(recursive=True))]
    attach = [argument for pid in pids for argument in ("-p", pid)]
    command = ["strace", "-f", "-y", "-o", str(out), "-e", f"trace={CALLS}", *attach]
    tracer = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while not all("TracerPid:\t0\n" not in Path(f"/proc/{pid}/status").read_text() for pid in pids):
        assert tracer.poll() is None, "the tracer may not attach here"
        time.sleep(0.05)
    return tracer


def steps(trace: str) -> list[list[str]]:
    """What came before each receipt, in order: flushes by what they flush, renames."""
    found: list[list[str]] = [[]]
    for line in trace.splitlines():
        if re.search(r"(fsync|fdatasync)\(", line):
            place = (re.search(r"<([^>]*)>", line) or [""])[0]
            sort = "file" if "/.in-" in place else "folder" if "/evidence" in place else "database"
            found[-1].append(sort if "sqlite3" in place or sort != "database" else "home")
        elif "rename" in line and "/evidence" in line:
            found[-1].append("rename")
        elif "HTTP/1.1 201" in line:
            found.append([])
    return found[:-1]


@pytest.mark.slow
def test_everything_is_flushed_before_the_receipt(tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    site = Site(tmp_path)
    token = site.found()
    journal = Journal(tmp_path / "journal.jsonl")
    try:
        site.start()
        tracer = watched(site, tmp_path / "trace")
        sending = Senders(
            port=site.port,
            token=token,
            camera=Camera(7),
            journal=journal,
            records=RECORDS,
            until=time.monotonic() + 120,
        )
        sending.permits.release(RECORDS + 1)
        sending.begin(threads=1)
        assert sending.wait()
    finally:
        site.end(signal.SIGKILL)
        journal.close()
    tracer.wait(timeout=30)

    found = steps((tmp_path / "trace").read_text(encoding="utf-8", errors="replace"))

    assert len(found) == RECORDS
    for before in found:
        photos = [step for step in before if step in {"file", "rename", "folder"}]
        last = len(before) - before[::-1].index("folder")
        assert photos == A_PHOTO * PHOTOS_EACH
        assert "database" in before[last:]

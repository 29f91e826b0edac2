"""Progress bars of the photo commands, on standard error. Knows only how far along things are."""

from __future__ import annotations

from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


class Steps:
    """Two bars, reading and comparing; silent when nobody watches."""

    def __init__(self, *, quiet: bool) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            disable=quiet,
            transient=True,
        )
        self._reading = self._bars.add_task("读取照片 Reading", total=None)
        self._comparing = self._bars.add_task("比对照片 Comparing", total=None)

    def __enter__(self) -> Steps:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def reading(self, done: int, total: int) -> None:
        """Told after each photograph that was read or refused."""
        self._bars.update(self._reading, completed=done, total=total)

    def comparing(self, done: int, total: int) -> None:
        """Told after each pair that was looked at."""
        self._bars.update(self._comparing, completed=done, total=total)

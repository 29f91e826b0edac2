"""A Spark session for the time of one search: started here or on a cluster, ended with all its processes.

Knows how Spark is started; must not know what is done with it.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

HERE = "local-cluster[2,1,1024]"
OLDEST_JAVA = 17
PATIENCE = 20  # seconds that Spark's own process is given to end
LIBRARIES = ("pyspark", "pandas")
_MASTER = re.compile(r"local(\[[^\]]+\]|-cluster\[\d+,\d+,\d+\])?|(spark|k8s|mesos)://\S+|yarn")
_VERSION = re.compile(r'version "(?:1\.)?(\d+)')


class NoSparkError(ValueError):
    """Spark cannot be used; the message says what to install or to change."""


def check_master(master: str) -> str:
    """The master as given, or the one here for none. Raises NoSparkError for what is no address of Spark's."""
    chosen = master.strip() or HERE
    if not _MASTER.fullmatch(chosen):
        raise NoSparkError(
            f"--master {chosen}：不是 Spark 的地址，例如 spark://host:7077、yarn 或 {HERE}。"
            f" / It is no address of Spark, such as spark://host:7077, yarn or {HERE}."
        )
    return chosen


def require(
    *,
    has: Callable[[str], bool] = lambda name: importlib.util.find_spec(name) is not None,
    java: Callable[[], int] = lambda: java_version(),
) -> None:
    """Raises NoSparkError with one sentence when a library or Java is missing."""
    lacking = [name for name in LIBRARIES if not has(name)]
    if lacking:
        raise NoSparkError(
            f"缺少 {', '.join(lacking)}：请 pip install -r requirements/spark.txt，或用 --engine duckdb，结果相同。"
            f" / {', '.join(lacking)} is missing: pip install -r requirements/spark.txt, or use --engine duckdb, which"
            " gives the same answer."
        )
    if java() < OLDEST_JAVA:
        raise NoSparkError(
            f"Spark 需要 Java {OLDEST_JAVA} 或更新：请安装（Debian：apt install openjdk-17-jre-headless），"
            "或改用 --engine duckdb，结果相同。"
            f" / Spark needs Java {OLDEST_JAVA} or newer: install it (on Debian: apt install openjdk-17-jre-headless),"
            " or use --engine duckdb, which gives the same answer."
        )


def java_version() -> int:
    """The number of the Java that Spark would start; 0 without one."""
    home = os.environ.get("JAVA_HOME")
    program = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not program or not Path(program).is_file():
        return 0
    said = subprocess.run([program, "-version"], capture_output=True, text=True, check=False)  # noqa: S603
    found = _VERSION.search(said.stderr + said.stdout)
    return int(found.group(1)) if found else 0


@contextmanager
def session(master: str = "") -> Iterator[SparkSession]:
    """A session at `master` (two workers of this machine for none). Raises NoSparkError when there is none to be had.

    What Spark itself says goes to a file of the temporary folder, not among our own sentences.
    """
    chosen = check_master(master)
    require()
    with tempfile.TemporaryDirectory(prefix="hundredfold-spark-") as folder:
        log = Path(folder) / "spark.log"
        running = _started(chosen, Path(folder), log)
        # An optional extra: only who asks for Spark has it.
        from py4j.protocol import Py4JError  # noqa: PLC0415
        from pyspark.errors import PySparkException  # noqa: PLC0415  optional as well

        try:
            yield running
        except (PySparkException, Py4JError) as error:
            raise NoSparkError(
                f"Spark 在 {chosen} 中断：{_first_line(error)} / Spark broke off at {chosen}; its own log says more."
            ) from error
        finally:
            _end(running, chosen)


def settings(master: str, folder: str) -> dict[str, str]:
    """What Spark is told. On this machine it listens to nobody else; a cluster's own settings are left alone."""
    told = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.driver.maxResultSize": "0",
        "spark.sql.adaptive.enabled": "true",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "50000",
    }
    if master.startswith("local"):
        told |= {
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.driver.host": "127.0.0.1",
            "spark.local.dir": folder,
            "spark.sql.warehouse.dir": str(Path(folder) / "warehouse"),
            "spark.executorEnv.PYTHONPATH": str(Path(__file__).resolve().parents[3]),
            "spark.sql.shuffle.partitions": "8",
        }
    return told


def _started(master: str, folder: Path, log: Path) -> SparkSession:
    # An optional extra: only who asks for Spark has it.
    from pyspark.errors import PySparkException  # noqa: PLC0415
    from pyspark.sql import SparkSession  # noqa: PLC0415  optional as well

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    if master.startswith("local"):
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    builder = SparkSession.builder.master(master).appName("hundredfold")
    for name, value in settings(master, str(folder)).items():
        builder = builder.config(name, value)
    try:
        with _said_to(log):
            return builder.getOrCreate()
    except (PySparkException, RuntimeError, OSError) as error:
        raise NoSparkError(
            f"Spark 未能在 {master} 启动：{_first_line(error)} / Spark did not start at {master}."
        ) from error


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


@contextmanager
def _said_to(log: Path) -> Iterator[None]:
    """What child processes started meanwhile say on stderr, for as long as they live, goes to `log`."""
    kept = os.dup(2)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def _end(running: SparkSession, master: str) -> None:
    """Stops the session and waits for the process under it; what its workers left on disk is removed."""
    from pyspark import SparkContext  # noqa: PLC0415  optional extra: only who asks for Spark has it

    application = running.sparkContext.applicationId
    running.stop()
    gateway = SparkContext._gateway
    if gateway is not None:
        gateway.shutdown()
        process = getattr(gateway, "proc", None)
        if process is not None:
            process.stdin.close()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        SparkContext._gateway = SparkContext._jvm = None
    if master.startswith("local-cluster"):
        spec = importlib.util.find_spec("pyspark")
        home = Path(os.environ.get("SPARK_HOME") or Path(str(spec and spec.origin)).parent)
        shutil.rmtree(home / "work" / application, ignore_errors=True)

"""The demo is prepared once a run, in the background while other tests run, then copied by whoever reads it.

It takes most of a minute, three languages long. Browser tests serve a copy, those of its contents open one (SQLite).
"""

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import migrated

ROOT = Path(__file__).resolve().parents[1]
COMMAND = [sys.executable, "manage.py", "demo", "--settings=config.settings.demo"]


def environment_of(folder: Path) -> dict[str, str]:
    """What a demo that keeps its things in `folder` runs with."""
    environment = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return environment | {"VAR_DIR": str(folder)}


def begin(shared: Path) -> subprocess.Popen | None:
    """Start to prepare, unless another process of the run did.

    :param shared: folder of the whole run.
    """
    with (shared / "demo.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        folder = shared / "demo"
        if folder.exists():
            return None
        folder.mkdir()
        # Migrated already: that is a tenth of it.
        migrated.bring(folder / "db.sqlite3")
        with (shared / "demo.log").open("w") as log:
            # It inherits the lock, which opens when it ends, however it ends.
            return subprocess.Popen(
                [*COMMAND, "--prepare-only"],
                cwd=ROOT,
                env=environment_of(folder),
                stdout=log,
                stderr=log,
                pass_fds=[lock.fileno()],
            )


def bring(shared: Path, folder: Path) -> None:
    """Wait until it is prepared, and copy it to `folder`.

    :raises RuntimeError: when the demo cannot be prepared; says why.
    """
    with (shared / "demo.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
    if not (shared / "demo" / "demo-accounts.txt").exists():
        raise RuntimeError("The demo was not prepared:\n" + (shared / "demo.log").read_text()[-3000:])
    shutil.copytree(shared / "demo", folder, dirs_exist_ok=True)

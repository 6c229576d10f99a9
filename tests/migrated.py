"""A migrated SQLite database is made once, then copied: all the migrations take a quarter of a minute, in each process.

It is kept in .pytest_cache under a name made of all that migrations depend on: when one changes, is added or taken
away, the name changes too and the database is made anew. `make clean` forgets it. PostgreSQL migrates in each run.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings

FOLDER = settings.BASE_DIR / ".pytest_cache"


def name_of_copy() -> str:
    """Name of the file that the present migrations and settings make."""
    folders = [Path(app.path) / "migrations" for app in apps.get_app_configs()]
    folders.append(settings.BASE_DIR / "site" / "config" / "settings")
    content = hashlib.sha256(f"{django.get_version()} {sqlite3.sqlite_version}".encode())
    for path in sorted(path for folder in folders for path in folder.glob("*.py")):
        content.update(str(path).encode() + path.read_bytes())
    return f"migrated-{content.hexdigest()[:16]}.sqlite3"


def make(copy: Path) -> None:
    """Migrate a new file in a process of its own, and forget those of earlier migrations."""
    for old in copy.parent.glob("migrated-*"):
        old.unlink()
    half_made = copy.with_suffix(".half")
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--run-syncdb", "--verbosity=0", "--settings=config.settings.test"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{half_made}"},
        check=True,
    )
    half_made.rename(copy)


def bring(target: str | Path) -> None:
    """Put a migrated database at `target`; the first process that asks makes it, the others wait."""
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        copy = FOLDER / name_of_copy()
        if not copy.exists():
            make(copy)
        shutil.copyfile(copy, target)

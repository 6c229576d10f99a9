"""A copy of the test database as the migrations leave it, for each child: no test sees what another child writes."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import connection, connections


class FreshDatabase:
    """The database of the run, put aside. No connection may be open when a process forks: SQLite would break it.

    :raises ValueError: when the database is no file.
    """

    def __init__(self) -> None:
        if connection.vendor != "sqlite":
            raise ValueError("Mutants are tried on SQLite, whose database is a file to copy: unset DATABASE_URL.")
        self.name = str(connection.settings_dict["NAME"])
        self.close()

    def close(self) -> None:
        """Leave the file alone."""
        connections.close_all()

    def take(self, folder: Path) -> None:
        """Work on a copy from now on, and write media and mails beside it.

        :param folder: of this process.
        """
        own = folder / "test.sqlite3"
        shutil.copyfile(self.name, own)
        connection.settings_dict["NAME"] = str(own)
        settings.MEDIA_ROOT, settings.MAIL_DIR = folder / "media", folder / "mails"

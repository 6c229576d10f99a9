"""The tuning of each database, in the settings and in the database itself."""

import pytest
from django.db import connection

from config import databases


def test_configure_sqlite_is_tuned_for_writers():
    options = databases.configure("sqlite:////srv/site.sqlite3")["OPTIONS"]
    assert (options["transaction_mode"], options["timeout"]) == ("IMMEDIATE", 20)
    assert options["init_command"] == (
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;"
    )


def test_configure_postgresql_keeps_and_checks_its_connections():
    database = databases.configure("postgres://site:secret@db.example.org:5433/site")
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (600, True)
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", 5433, "site")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pragma", "expected"), [("journal_mode", "wal"), ("synchronous", 1), ("foreign_keys", 1), ("busy_timeout", 20_000)]
)
def test_sqlite_connection_has_its_tuning(pragma, expected):
    if connection.vendor != "sqlite":
        pytest.skip("the suite runs on another database")
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")
        assert cursor.fetchone() == (expected,)

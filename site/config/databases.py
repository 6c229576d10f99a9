"""How each database is tuned, whatever address it is given by.

SQLite is tuned for writers: readers and one writer together (WAL), a transaction that takes the
writer's lock at once instead of failing half-way (IMMEDIATE), and 20 seconds to wait for it.
PostgreSQL keeps its connections, and checks them before use: after a restart of the server the
next request finds a fresh connection instead of an error.
"""

from typing import Any

import dj_database_url

SQLITE_PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "NORMAL",
    "foreign_keys": "ON",
    "temp_store": "MEMORY",
}
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": " ".join(f"PRAGMA {name} = {value};" for name, value in SQLITE_PRAGMAS.items()),
}
POSTGRESQL_CONNECTION_SECONDS = 600


def configure(address: str) -> dict[str, Any]:
    """Return Django's entry of DATABASES for an address such as postgres://user:password@host/name."""
    database: dict[str, Any] = {**dj_database_url.parse(address)}
    if database["ENGINE"].endswith("sqlite3"):
        database["OPTIONS"] = {**SQLITE_OPTIONS, **database.get("OPTIONS", {})}
    else:
        database["CONN_MAX_AGE"] = POSTGRESQL_CONNECTION_SECONDS
        database["CONN_HEALTH_CHECKS"] = True
    return database

"""A PostgreSQL database for a moment, where there is a server."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import psycopg

#: As in the Makefile.
USUAL = "postgres://postgres@127.0.0.1:5432/postgres"


@contextmanager
def scratch_postgresql() -> Iterator[str]:
    """Make a database beside that of TEST_DATABASE_URL and give its address; nothing when no server answers there."""
    address = os.environ.get("TEST_DATABASE_URL", USUAL)
    server = connect(address)
    if server is None:
        yield ""
        return
    name = f"scratch_{os.getpid()}"
    try:
        server.execute(f"CREATE DATABASE {name}")
        yield urlsplit(address)._replace(path=f"/{name}").geturl()
    finally:
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.close()


def connect(address: str) -> psycopg.Connection | None:
    """A connection that commits each statement, or nothing when nobody answers."""
    try:
        return psycopg.connect(address, connect_timeout=5, autocommit=True)
    except psycopg.OperationalError:
        return None

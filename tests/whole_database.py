"""The whole database as one text: every table there is, those that no model knows included (search index, logs)."""

from django.db import connection


def whole_database():
    """Each row of each table, in small letters and without hyphens: so a UUID reads the same on every database."""
    with connection.cursor() as cursor:
        rows = [f"{name}: {row}" for name in table_names(cursor) for row in rows_of(cursor, name)]
    return "\n".join(rows).casefold().replace("-", "")


def table_names(cursor):
    if connection.vendor == "sqlite":
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'")
    else:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    return [name for (name,) in cursor.fetchall()]


def rows_of(cursor, name):
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 - a name from the database itself
    return [[readable(value) for value in row] for row in cursor.fetchall()]


def readable(value):
    """Bytes too: the search index keeps its words in them."""
    return bytes(value).decode("latin-1") if isinstance(value, (bytes, memoryview)) else str(value)

"""What in the database tells of people: each application declares it for its own tables, column by column.

    declare(Declaration("lending", private={"Loan": frozenset({"name", "email"})}, harmless={"Loan": …}))

A test goes through the tables of every application that declares, and fails for a column that is named nowhere. So a
new column is thought about before it is filled.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Declaration:
    """What the tables of one application tell of people.

    :param app_label: of the application.
    :param private: by name of the model, the columns that tell of somebody. A rule of retention empties them, or
        deletes the row.
    :param harmless: the other columns of those tables, and those of the tables that hold no word about people: numbers,
        times, closed lists, keys of rows, accounts of the team.
    :param of_the_team: models of the team's own: what editors write for the public, what forms ask, accounts.
    :param harmless_permissions: on private tables, those with which one learns nothing about anybody, as
        ``app.codename``. All others ask for a second factor.
    """

    app_label: str
    private: Mapping[str, frozenset[str]] = field(default_factory=dict)
    harmless: Mapping[str, frozenset[str]] = field(default_factory=dict)
    of_the_team: frozenset[str] = frozenset()
    harmless_permissions: frozenset[str] = frozenset()


_DECLARATIONS: dict[str, Declaration] = {}


def declare(declaration: Declaration) -> None:
    """Make a declaration known.

    :raises ValueError: when its application has another one.
    """
    if _DECLARATIONS.setdefault(declaration.app_label, declaration) is not declaration:
        raise ValueError(f"{declaration.app_label} has declared what is private already.")


def declarations() -> list[Declaration]:
    """What all applications declared, by name of the application."""
    return [_DECLARATIONS[label] for label in sorted(_DECLARATIONS)]


def private_columns() -> dict[str, frozenset[str]]:
    """All private columns, by label of the model."""
    return {
        f"{declaration.app_label}.{model}": columns
        for declaration in declarations()
        for model, columns in declaration.private.items()
    }

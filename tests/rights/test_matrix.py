"""Each address asked as each role, and sent the form that a superuser would have, with fields that no form offers.

Objects stand for classes of rights (``world``), ``who_may_what.txt`` says what is expected. What a request decided is
rolled back at once. What follows only when a transaction is committed (mails, indexes) is not seen here.
"""

import json
import logging
from types import SimpleNamespace

import pytest
from django.http import HttpResponse

from tests.rights.addresses import Address, addresses
from tests.rights.asked import asked
from tests.rights.asking import Asker, is_open
from tests.rights.forms import BODIES, HOSTILE, sent_by
from tests.rights.matrix import Line, matrix
from tests.rights.world import give, make_world

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.deep,
    pytest.mark.one_database,
]

#: Raises on purpose; and Wagtail’s own faults, which write nothing: a form about a file, by somebody who lost the right
#: to send any since; a list of redirects to import, that nobody sent.
FAULTS = {
    "wagtailadmin_error_test",
    "wagtailimages:create_multiple_*",
    "wagtaildocs:create_multiple_*",
    "wagtailredirects:process_import",
}


@pytest.fixture(scope="module")
def shared_world(shared_home):
    world = make_world(shared_home)
    world.people = {"nobody": Asker()} | {name: Asker(account) for name, account in world.accounts.items()}
    return world


@pytest.fixture(autouse=True)
def _quiet():
    """Refusals are logged one by one."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.parametrize("pattern", [line.pattern for line in matrix().lines])
def test_addresses_do_for_each_role_what_the_file_says(shared_world, db, pattern):
    line = next(line for line in matrix().lines if line.pattern == pattern)
    trial, said = Trial(line, shared_world), {}
    for address in addresses():
        if matrix().line_of(address.name) == line:
            for label, url in asked(address, shared_world):
                trial.ask(address, label, url)
                said[f"{address.name} {label}"] = matrix().who(line.opens, label)
    too_many = {case: trial.opened[case] - who for case, who in said.items() if trial.opened[case] - who}
    too_few = {case: who - trial.opened[case] for case, who in said.items() if who - trial.opened[case]}
    assert (too_many, too_few, trial.unsaid) == ({}, {}, {})
    # What nobody did was not tried: the line says too much, or its form was not filled in well enough.
    assert set(line.changes) - trial.done == set()


class Trial:
    """What the roles can do by the addresses of a line."""

    def __init__(self, line: Line, world: SimpleNamespace) -> None:
        self.line, self.world = line, world
        #: By address and object: the roles that opened it.
        self.opened: dict[str, set[str]] = {}
        #: By address, object, role and method: what was written and that the line does not say, and faults.
        self.unsaid: dict[str, set[str]] = {}
        #: The sets of people of the line of whom somebody wrote what it lets them write.
        self.done: set[str] = set()

    def ask(self, address: Address, label: str, url: str) -> None:
        """Read an address as each role, and send it its form."""
        case = f"{address.name} {label}"
        self.opened[case] = set()
        form = HOSTILE | BODIES | self.form_of(case, url) | {"chooser": str(self.world.pages["private"].pk)}
        for role, asker in self.world.people.items():
            give(self.world, label, self.world.accounts.get(role))
            answer, tables = asker.ask("get", url)
            if is_open(answer):
                self.opened[case].add(role)
            self.note(f"{case} {role} get", answer, {table for table in tables if not matrix().is_read(table)})
            answer, tables = asker.ask("post", url, form)
            may = {table for table in tables if matrix().may_change(self.line, label, role, table)}
            self.note(f"{case} {role} post", answer, tables - may)
            done = (people for people in self.line.changes if matrix().has_done(self.line, people, label, role, may))
            self.done.update(done)

    def form_of(self, case: str, url: str) -> dict[str, list[str]]:
        """What a superuser would send, the page being drawn for it: drawing writes nothing either."""
        answer, tables = self.world.people["superuser"].ask("get", url, drawn=True)
        self.note(f"{case} drawn", answer, {table for table in tables if not matrix().is_read(table)})
        if answer.streaming or not answer.headers.get("Content-Type", "").startswith(("text/html", "application/json")):
            return {}
        content = answer.content.decode()
        if content.startswith("{"):
            content = str(json.loads(content).get("html", ""))
        return sent_by(content)

    def note(self, case: str, answer: HttpResponse, unsaid: set[str]) -> None:
        """Keep what is wrong."""
        if answer.status_code >= 500 and self.line.pattern not in FAULTS:
            unsaid = unsaid | {str(answer.status_code)}
        if unsaid:
            self.unsaid[case] = unsaid

"""Many people at once before the running site: each with a connection and a network address of their own."""

import re
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from http.client import HTTPConnection
from urllib.parse import urlencode

from core.management.commands.demo import HOST

PATIENCE = 120
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
#: Where the token of a form stands in its page.
TOKEN = re.compile(r'<input type="hidden" name="token" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What one person was answered.

    :param seconds: how long they waited for it.
    """

    status: int
    location: str
    body: str
    seconds: float


@dataclass(frozen=True)
class Person:
    """One of the crowd.

    :param number: from 1; it makes their name, their mailbox and the address of their machine.
    """

    number: int

    @property
    def machine(self) -> str:
        """An address of this machine that nobody else in the crowd has: the site counts what comes from one network."""
        return f"127.0.{1 + self.number // 250}.{1 + self.number % 250}"

    @property
    def details(self) -> dict[str, str]:
        """What they write in the form."""
        return {
            "name": f"Personne {self.number}",
            "email": f"personne-{self.number}@mairie-fictive.example",
            "organisation": "Mairie fictive",
            "organisation_kind": "*",
            "department": "57",
            "function": "acheteuse",
        }

    def ask(self, port: int, path: str, sent: dict[str, str] | None = None) -> Answer:
        """Open a page, or send a form to it, over a connection of their own.

        :param port: of the site, on this machine.
        :param path: of the page.
        :param sent: the fields of the form; nothing to read the page.
        """
        start = time.perf_counter()
        with closing(HTTPConnection(HOST, port, timeout=PATIENCE, source_address=(self.machine, 0))) as site:
            if sent is None:
                site.request("GET", path)
            else:
                site.request("POST", path, urlencode(sent), FORM)
            answer = site.getresponse()
            body = answer.read().decode()
        return Answer(answer.status, answer.headers.get("Location", ""), body, time.perf_counter() - start)


def token_in(page: str) -> str:
    """The token that a page of the form holds.

    :raises ValueError: when it holds none: the session takes no sign-up, or the page is an error.
    """
    found = TOKEN.search(page)
    if found is None:
        raise ValueError("This page holds no form.")
    return unescape(found[1])


def all_at_once(people: Sequence[Person], act: Callable[[Person], Answer]) -> tuple[list[Answer], float]:
    """Let everybody do the same thing at the same moment.

    :param people: who; each has a thread.
    :param act: what each does.
    :returns: the answers in the order of the people, and how many seconds it took until the last one had theirs.
    """
    start = threading.Barrier(len(people) + 1)

    def wait_and_act(person: Person) -> Answer:
        start.wait(PATIENCE)
        return act(person)

    with ThreadPoolExecutor(len(people)) as threads:
        waiting = [threads.submit(wait_and_act, person) for person in people]
        start.wait(PATIENCE)
        begun = time.perf_counter()
        answers = [answer.result() for answer in waiting]
    return answers, time.perf_counter() - begun

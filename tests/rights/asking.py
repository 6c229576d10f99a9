"""Asking an address as somebody would, and what the database was told to write meanwhile."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from unittest.mock import patch

from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.template.response import SimpleTemplateResponse
from django.test import Client
from wagtail.models import Page

from core.models import User

WRITE = re.compile(r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE)
#: Where those are sent who may not: Wagtail says so on the first page of the admin.
REFUSALS = ("/admin/", "/admin/login/")


@contextmanager
def writes_recorded() -> Iterator[set[str]]:
    """The tables that are written meanwhile, as a set that fills."""
    tables: set[str] = set()

    def listen(execute, sql, params, many, context):
        if written := WRITE.match(sql):
            tables.add(written[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield tables


class Asker:
    """Somebody with a browser: asks as often as one likes, and leaves the site as it was.

    :param account: who is logged in; None for nobody.
    """

    def __init__(self, account: User | None = None) -> None:
        self.client = Client(raise_request_exception=False)
        if account:
            self.client.force_login(account)
        self.cookies = self.client.cookies.output(header="")
        self.before = state_of_the_site()

    def ask(
        self, method: str, address: str, data: dict | None = None, *, drawn: bool = False
    ) -> tuple[HttpResponse, set[str]]:
        """The answer, and the tables that were written for it.

        :param drawn: whether the page is drawn. Who may open it is known before, and drawing takes most of the time.
        """
        self.client.cookies.clear()
        self.client.cookies.load(self.cookies)
        blank = nullcontext() if drawn else patch.object(SimpleTemplateResponse, "rendered_content", "")
        whole = transaction.atomic()
        # As the transactions of Django’s own tests: what must be one of its own (durable) may begin inside.
        whole._from_testcase = True
        with blank, whole:
            with writes_recorded() as tables:
                answer = getattr(self.client, method)(address, data or {})
                if answer.streaming:
                    # A file is closed once it is read.
                    assert sum(map(len, answer.streaming_content)) > 0
            if tables:
                tables |= self.decided()
            transaction.set_rollback(True)
        return answer, tables

    def decided(self) -> set[str]:
        """What a request decided, whatever tables it wrote: who may do all, and what readers see."""
        cache.clear()
        return {name for name, rows in state_of_the_site().items() if rows != self.before[name]}


def state_of_the_site() -> dict[str, list[tuple]]:
    """Those who may do all, and the pages that readers see, with their version."""
    return {
        "superusers": list(User.objects.filter(is_superuser=True, is_active=True).values_list("pk").order_by("pk")),
        "online": list(Page.objects.filter(live=True).values_list("pk", "live_revision").order_by("pk")),
    }


def is_open(answer: HttpResponse) -> bool:
    """Whether somebody got what they asked for: a page, a file, or the next page of what they did."""
    return answer.status_code < 400 and answer.headers.get("Location", "").partition("?")[0] not in REFUSALS

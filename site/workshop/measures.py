"""What `make bench` measures of a page: its queries, its weight, a first visit, its speed."""

import re
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection
from typing import TYPE_CHECKING, Any

from django.core.management.base import CommandError
from django.db import connection
from django.test import Client

from core.management.commands.demo import HOST
from workshop.demo_pages import DemoPage

if TYPE_CHECKING:
    from playwright.sync_api import Browser

#: A figure by its name; `workshop.bench_table` says which names there are.
Figures = dict[str, float]

KILO = 1000
CONNECTIONS = 8
TIMEOUT = 30
# Drawings inside a picture are not elements of the page.
COUNT_ELEMENTS = "document.querySelectorAll(':not(svg *)').length"


def shape(sql: str) -> str:
    """A query without what changes from one object to the next: how many values a list of them has."""
    return re.sub(r"IN \(%s(, %s)*\)", "IN (...)", sql)


def repeated(queries: Iterable[str]) -> dict[str, int]:
    """The queries made more than once, whatever their values, and how many times each."""
    return {sql: times for sql, times in Counter(map(shape, queries)).items() if times > 1}


def queries_of(address: str) -> list[str]:
    """The queries of a page, without their values.

    The page is asked for twice and the second counts: by then the process knows what it looks up only once
    (the addresses of the sites, the types of contents).
    """
    asked: list[str] = []

    def note(execute: Any, sql: str, *arguments: Any) -> Any:
        asked.append(sql)
        return execute(sql, *arguments)

    client = Client()
    client.get(address)
    with connection.execute_wrapper(note):
        client.get(address)
    return asked


def query_figures(queries: Iterable[str]) -> Figures:
    """How many queries, and how many of them could be spared by asking each shape once."""
    queries = list(queries)
    return {"queries": len(queries), "repeated": sum(times - 1 for times in repeated(queries).values())}


def weight(port: int, page: DemoPage) -> Figures:
    """The page itself as it travels, without and with compression."""
    weights = {}
    with closing(HTTPConnection(HOST, port, timeout=TIMEOUT)) as server:
        for name, encoding in (("html", "identity"), ("gzip", "gzip")):
            server.request("GET", page.address, headers={"Accept-Encoding": encoding})
            answer = server.getresponse()
            weights[name] = len(answer.read()) / KILO
            # An error page is light and fast: never measure one in place of the page.
            check_status(page, answer.status)
    return weights


def check_status(page: DemoPage, status: int) -> None:
    """Stop when a page does not answer as it should: the demo has changed, or a page is broken."""
    if status != page.status:
        raise CommandError(f"{page.address} answers {status}, not {page.status} (site/workshop/demo_pages.py).")


def first_visit(browser: "Browser", url: str) -> Figures:
    """What a browser that knows nothing of the site asks for. Weights are of what travels, headers included."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fr-FR")
    page = context.new_page()
    finished: list[Any] = []
    page.on("requestfinished", lambda request: finished.append(request))
    page.goto(url, wait_until="networkidle")
    pictures, others, scripts = 0, [], 0
    for request in finished:
        sizes = request.sizes()
        travelled = sizes["responseBodySize"] + sizes["responseHeadersSize"]
        if is_picture(request):
            pictures += travelled
            continue
        others.append(travelled)
        if request.resource_type == "script":
            scripts += sizes["responseBodySize"]
    elements = page.evaluate(COUNT_ELEMENTS)
    context.close()
    return {
        "requests": len(others),
        "transferred": sum(others) / KILO,
        "pictures": pictures / KILO,
        "scripts": scripts / KILO,
        "elements": elements,
    }


def is_picture(request: Any) -> bool:
    """Whether a request is for a picture: one of the page, or the sign that the browser puts on its tab."""
    return request.resource_type == "image" or "/favicon." in request.url


def speed(port: int, address: str, seconds: float) -> Figures:
    """Requests a second, and how long half of them and 95% of them wait, when eight visitors ask without pause."""
    start = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as visitors:
        visits = [visitors.submit(list, ask_until(start + seconds, port, address)) for _visitor in range(CONNECTIONS)]
        waits = [wait * KILO for visit in visits for wait in visit.result()]
    elapsed = time.perf_counter() - start
    hundredths = statistics.quantiles(waits, n=100)
    return {"rate": len(waits) / elapsed, "p50": hundredths[49], "p95": hundredths[94]}


def ask_until(end: float, port: int, address: str) -> Iterator[float]:
    """Ask for a page again and again over one connection; give the seconds that each answer takes."""
    with closing(HTTPConnection(HOST, port, timeout=TIMEOUT)) as server:
        now = time.perf_counter()
        while now < end:
            server.request("GET", address, headers={"Accept-Encoding": "gzip"})
            server.getresponse().read()
            before, now = now, time.perf_counter()
            yield now - before

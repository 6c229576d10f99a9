"""`make bench`: what it counts, what it says; no figure of it is tested here."""

import io
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from workshop import bench_table, measures
from workshop.chromium import NoBrowserError, open_chromium
from workshop.demo_pages import BY_NAME, PAGES, DemoPage
from workshop.management.commands.bench import Command
from workshop.running_demo import RunningDemo

LIST = DemoPage("list", "/list/", most_queries=12)
MISSING = DemoPage("missing", "/missing/", status=404)


class OnePage(BaseHTTPRequestHandler):
    """A site of one page."""

    def do_GET(self):
        body = b"small" if self.headers["Accept-Encoding"] == "gzip" else b"a longer page"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server at which eight visitors may knock at once."""

    request_queue_size = 16


@pytest.fixture
def one_page_port():
    server = Server((measures.HOST, 0), OnePage)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server.server_port
    server.shutdown()
    thread.join()
    server.server_close()


def test_same_query_with_other_values_is_repeated():
    title = "SELECT title FROM page WHERE id = %s"
    assert measures.repeated([title, "SELECT 1", title, title]) == {title: 3}


def test_length_of_a_list_of_values_does_not_hide_a_repeated_query():
    asked = ["SELECT title FROM page WHERE id IN (%s)", "SELECT title FROM page WHERE id IN (%s, %s, %s)"]
    assert measures.repeated(asked) == {"SELECT title FROM page WHERE id IN (...)": 2}


def test_query_made_three_times_counts_as_two_too_many():
    assert measures.query_figures(["a", "b", "a", "a"]) == {"queries": 4, "repeated": 2}


def test_queries_of_a_page_are_those_of_any_later_visit(site_root):
    assert len(measures.queries_of("/")) > 0
    assert measures.queries_of("/") == measures.queries_of("/")


def test_count_queries_names_each_page(site_root):
    out = io.StringIO()
    call_command("count_queries", "/", "/healthz", stdout=out)
    asked = measures.query_figures(measures.queries_of("/"))
    lines = [line for line in out.getvalue().splitlines() if not line.startswith("  ")]
    assert lines == [
        "/: {queries} queries, {repeated} repeated".format(**asked),
        "/healthz: 0 queries, 0 repeated",
    ]


def test_weight_is_that_of_what_travels(one_page_port):
    assert measures.weight(one_page_port, LIST) == {"html": 0.013, "gzip": 0.005}


def test_page_that_answers_otherwise_is_not_measured(one_page_port):
    with pytest.raises(CommandError, match=r"^/missing/ answers 200, not 404"):
        measures.weight(one_page_port, MISSING)


def test_speed_counts_the_answers_and_their_waits(one_page_port):
    figures = measures.speed(one_page_port, "/", 0.2)
    assert figures["rate"] > 0
    assert 0 < figures["p50"] <= figures["p95"]


def test_figure_above_its_aim_is_marked():
    queries = bench_table.COLUMNS[0]
    assert bench_table.cell(LIST, queries, {"queries": 12}) == "12"
    assert bench_table.cell(LIST, queries, {"queries": 13}) == "13 !"


def test_figure_is_judged_as_it_is_shown():
    scripts = next(column for column in bench_table.COLUMNS if column.figure == "scripts")
    assert bench_table.cell(LIST, scripts, {"scripts": 3.04}) == "3.0"
    assert bench_table.cell(LIST, scripts, {"scripts": 3.06}) == "3.1 !"


def test_table_has_even_columns_and_says_what_was_not_measured():
    lines = bench_table.table([(LIST, {"queries": 9, "repeated": 0}), (MISSING, {"queries": 120})]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[0].startswith("| page    | queries | repeated |")
    assert lines[1].startswith("|---------|--------:|---------:|")
    assert lines[2].startswith("| list    |       9 |        0 |       – |")
    assert lines[3].startswith("| missing |   120 ! |        – |")


def test_missed_aims_are_summed_up():
    assert bench_table.missed([(LIST, {"queries": 12})]) == "Every aim is reached."
    measured = [(LIST, {"queries": 13, "elements": 251}), (MISSING, {"queries": 10})]
    assert bench_table.missed(measured) == "Missed aims (!): 2, on 1 of 2 pages."


def test_missing_browser_is_said_with_its_remedy(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/nowhere/chromium")
    with pytest.raises(NoBrowserError, match="no Chromium was found"), open_chromium():
        pass
    assert "apt-get install chromium" in Command().add_first_visits(None, {})


def test_demo_of_the_bench_writes_in_its_own_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody@db.example/site")
    environment = RunningDemo(tmp_path).environment
    kept = {name: environment[name] for name in ("VAR_DIR", "DATABASE_URL", "REDIS_URL")}
    assert kept == {"VAR_DIR": str(tmp_path), "DATABASE_URL": "", "REDIS_URL": ""}


def test_each_page_is_measured_once():
    assert len({page.address for page in PAGES}) == len(BY_NAME) == len(PAGES)


def test_crowd_is_shown_a_line_a_database():
    figures = {"rate": 41.26, "slowest": 2.5, "confirmed": 20, "waiting": 180, "refused": 0}
    line = bench_table.rush_table({"SQLite": figures}).splitlines()[-1]
    assert [cell.strip() for cell in line.strip("|").split("|")] == ["SQLite", "41.3", "2.50", "20", "180", "0"]


def test_crowd_without_postgresql_is_said(monkeypatch):
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing")
    output = io.StringIO()
    assert Command(stdout=output).rush_on_postgresql() == {}
    assert "No PostgreSQL answers" in output.getvalue()

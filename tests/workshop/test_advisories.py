"""What lists of advisories say of the locked packages: pip-audit itself asks a list of this machine."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from subprocess import CompletedProcess, TimeoutExpired
from threading import Thread

import pytest
from django.core.management import CommandError, call_command

from workshop import advisories as asking
from workshop.advisories import Advisory, NoAnswer, advisories

FAULT = {
    "id": "CVE-2026-0001",
    "summary": "An invention.",
    "affected": [
        {
            "package": {"name": "a-b", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.1"}]}],
        }
    ],
}


@pytest.fixture
def lock(tmp_path):
    path = tmp_path / "lock.txt"
    path.write_text(f"a-b==1.0 \\\n    --hash=sha256:{'1' * 64}\n")
    return path


@contextmanager
def list_that_answers(known):
    """A list of advisories in the way of OSV, at an address of this machine."""

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(known).encode())

        def log_message(self, *args):
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def no_network(tmp_path, monkeypatch):
    """Nothing but this machine is asked, and no earlier answer is kept."""
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


@pytest.mark.parametrize(
    ("known", "code", "words"),
    [
        ({}, 0, "Nothing is known against the locked packages.\n"),
        ({"vulns": [FAULT]}, 1, "a-b 1.0: CVE-2026-0001 (mended in 1.1)"),
    ],
)
def test_audit_says_what_a_list_says(lock, no_network, capsys, known, code, words):
    with list_that_answers(known) as address:
        assert audit(lock, "--source=osv", f"--osv-url={address}") == (code, words if code else "")
    assert capsys.readouterr().out == ("" if code else words)


def audit(lock, *options):
    """The code that the command would end with, and its words."""
    try:
        call_command("audit", str(lock), *options)
    except CommandError as error:
        return error.returncode, str(error)
    return 0, ""


def test_audit_without_an_answer_says_that_nothing_was_checked(lock, no_network):
    code, words = audit(lock, "--source=osv", "--osv-url=http://127.0.0.1:9/")
    assert (code, words.splitlines()[0]) == (
        2,
        "Rien n’a été vérifié\N{NO-BREAK SPACE}: no list of advisories answered for lock.txt.",
    )


def answers(monkeypatch, *texts):
    """Have pip-audit say these texts, one a time; returns the lists it was to ask."""
    asked, left = [], list(texts)

    def run(order, **options):
        asked.append(order[order.index("--vulnerability-service") + 1])
        text = left.pop(0)
        if text is None:
            raise TimeoutExpired(order, 1)
        return CompletedProcess(order, 1, text, "it said why\n" if not text else "")

    monkeypatch.setattr(asking.subprocess, "run", run)
    return asked


WHOLE = json.dumps(
    {"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": []}]}], "fixes": []}
)
LEFT_OUT = json.dumps({"dependencies": [{"name": "a", "skip_reason": "not found"}], "fixes": []})


def test_second_list_is_asked_where_the_first_does_not_answer(monkeypatch, tmp_path):
    asked = answers(monkeypatch, "", WHOLE)
    assert advisories(tmp_path) == [Advisory("a", "1", "CVE-1", ())]
    assert (asked, str(advisories_of(monkeypatch)[0])) == (["osv", "pypi"], "a 1: CVE-1 (mended in no version yet)")


def advisories_of(monkeypatch):
    answers(monkeypatch, WHOLE)
    return advisories("any")


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        (("", ""), "osv: it said why\npypi: it said why"),
        ((LEFT_OUT, None), "osv: 'vulns'\npypi: no answer in time"),
    ],
)
def test_list_that_leaves_a_package_out_has_not_answered(monkeypatch, tmp_path, texts, why):
    answers(monkeypatch, *texts)
    with pytest.raises(NoAnswer) as error:
        advisories(tmp_path)
    assert str(error.value) == why

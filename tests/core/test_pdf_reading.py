"""A PDF is looked through by another process: what it says is believed, and its end is no harm."""

import io
import resource
import runpy
import subprocess
import sys

import pytest
from pypdf import PdfReader
from pypdf.errors import PdfReadError

from core import pdf_reading
from core.pdf_reading import look_into
from tests.corpus.pdfs import pdf

SCRIPTED = pdf(b"<< /S /JavaScript /JS (x) >>")


@pytest.mark.parametrize(("data", "found"), [(pdf(), ""), (SCRIPTED, "SCRIPT"), (b"%PDF-1.7", "UNREAD")])
def test_other_process_says_what_it_found(data, found):
    assert look_into(data) == found


def test_process_that_takes_too_much_leaves_the_pdf_unread(monkeypatch):
    def take(*args, timeout, **options):
        raise subprocess.TimeoutExpired("pdf", timeout)

    monkeypatch.setattr("subprocess.run", take)
    assert look_into(pdf()) == "UNREAD"


def test_process_that_is_killed_half_way_leaves_the_pdf_unread(monkeypatch):
    killed = subprocess.CompletedProcess([], -9, stdout=b"")
    monkeypatch.setattr("subprocess.run", lambda *args, **options: killed)
    assert look_into(pdf()) == "UNREAD"


def test_process_has_limits_before_it_reads(monkeypatch, capsys):
    limits = {}
    monkeypatch.setattr("resource.setrlimit", lambda which, limit: limits.setdefault(which, limit))
    monkeypatch.setattr("logging.disable", lambda: None)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SCRIPTED)))
    runpy.run_path(pdf_reading.__file__, run_name="__main__")
    assert capsys.readouterr().out == "SCRIPT\n"
    assert limits == {resource.RLIMIT_CPU: (10, 10), resource.RLIMIT_AS: (1024**3, 1024**3)}


def test_object_that_the_reader_cannot_make_out_hides_no_other(monkeypatch):
    read = PdfReader.get_object

    def read_all_but_one(reader, one):
        if one.idnum == 4:
            raise PdfReadError("Could not find object.")
        return read(reader, one)

    reader = PdfReader(io.BytesIO(SCRIPTED))
    monkeypatch.setattr(PdfReader, "get_object", read_all_but_one)
    assert [one["/S"] for one in pdf_reading.dictionaries(reader) if "/S" in one] == ["/JavaScript"]


def test_line_of_the_list_that_leads_nowhere_is_no_object():
    # The place of the contents is that of nothing.
    data = pdf()
    place = b"%010d" % data.index(b"4 0 obj")
    assert pdf_reading.find(data.replace(place, b"0000000001")) == ""


def test_pdf_without_a_page_is_not_read():
    assert pdf_reading.find(pdf().replace(b"/Kids [3 0 R] /Count 1", b"/Kids [] /Count 0     ")) == "UNREAD"

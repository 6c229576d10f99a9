import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from core.models import CustomDocument
from core.uploads import validate_content
from tests.corpus.pdfs import pdf
from tests.factories.core import UserFactory


def archive(*names, mimetype=""):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "<x/>" if name.endswith(".xml") else "x")
    return content.getvalue()


TRUE_FILES = {
    "note.pdf": pdf(),
    "note.rtf": b"{\\rtf1 Bonjour}",
    "liste.csv": "\ufeffnom;département\n".encode(),
    "liste.txt": "Préparer la réunion\n".encode("cp1252"),
    "notes-de-windows.txt": "Préparer la réunion\r\n".encode("utf-16"),
    "notes-de-mac.csv": b"\xfe\xff" + "nom;ville\n".encode("utf-16-be"),
    "lettre.odt": archive("content.xml", mimetype="application/vnd.oasis.opendocument.text"),
    "tableau.ods": archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"),
    "lettre.docx": archive("[Content_Types].xml", "word/document.xml"),
    "tableau.xlsx": archive("docProps/app.xml", "xl/workbook.xml"),
}
FALSE_FILES = {
    "programme.pdf": b"MZ\x90\x00\x03\x00\x00\x00",
    "page.pdf": b"<html><script>alert(1)</script></html>",
    "image.docx": b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
    "archive.xlsx": archive("a.txt"),
    "abime.docx": archive("a.txt", "word/document.xml")[:-30] + b"PK\x05\x06" + b"\x01" * 18,
    "programme.txt": b"MZ\x90\x00\x03\x00\x00\x00",
    "programme-cache.txt": b"\xff\xfeMZ\x00\x00\x03\x00\x00\x00",
    "note.csv": b"%PDF-1.7\n",
    "vide.pdf": b"",
}


@pytest.mark.parametrize("name", TRUE_FILES)
def test_document_of_its_format_is_accepted(name):
    file = ContentFile(TRUE_FILES[name], name=name)
    validate_content(file)
    assert file.tell() == 0


@pytest.mark.parametrize("name", FALSE_FILES)
def test_document_of_another_format_is_refused(name):
    with pytest.raises(ValidationError) as refusal:
        validate_content(ContentFile(FALSE_FILES[name], name=name))
    assert refusal.value.code == "content"


def send(client, name, content):
    fields = {"title": "Note", "language": "fr", "file": ContentFile(content, name=name)}
    return client.post(reverse("wagtaildocs:add"), fields)


def test_upload_of_a_program_named_pdf_says_why_and_keeps_nothing(client, db):
    client.force_login(UserFactory(is_superuser=True))
    response = send(client, "programme.pdf", FALSE_FILES["programme.pdf"])
    assert response.status_code == 200
    assert "Le contenu de ce fichier" in response.content.decode()
    assert CustomDocument.objects.count() == 0


def test_upload_of_a_true_pdf_is_kept(client, db):
    client.force_login(UserFactory(is_superuser=True))
    assert send(client, "note.pdf", TRUE_FILES["note.pdf"]).status_code == 302
    assert [document.format_label for document in CustomDocument.objects.all()] == ["PDF"]


def test_upload_of_a_huge_document_says_the_limit(client, db, settings):
    client.force_login(UserFactory(is_superuser=True))
    response = send(client, "note.pdf", TRUE_FILES["note.pdf"] + b" " * settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)
    assert (response.status_code, CustomDocument.objects.count()) == (200, 0)


@pytest.mark.parametrize("name", ["dessin.svg", "programme.exe", "page.html", "archive.zip"])
def test_upload_of_a_refused_extension_says_which_are_accepted(client, db, name):
    client.force_login(UserFactory(is_superuser=True))
    response = send(client, name, b"<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert (response.status_code, CustomDocument.objects.count()) == (200, 0)
    assert "pdf" in response.content.decode().lower()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("programme.pdf", FALSE_FILES["programme.pdf"], "Le contenu de ce fichier"),
        ("page.html", b"<html></html>", "L'extension de fichier"),
        ("programme.exe", FALSE_FILES["programme.pdf"], "L'extension de fichier"),
    ],
)
def test_upload_that_is_refused_says_why_once(client, db, name, content, words):
    client.force_login(UserFactory(is_superuser=True))
    [message] = send(client, name, content).context["form"].errors["file"]
    assert message.replace("’", "'").startswith(words)

"""Every road on which a file comes in, and what comes on it to do harm: refused with its reason, or inert as served."""

import html
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.users.models import UserProfile

from core.models import CustomDocument, CustomImage, User
from tests.core.test_images import SECRETS
from tests.corpus import hostile_pictures
from tests.corpus.hostile import HOSTILE, TAKEN
from tests.corpus.hostile_pictures import INERT, PAGE, PROGRAM
from tests.corpus.pdfs import found_here
from tests.factories.core import DocumentFactory, ImageFactory, UserFactory, picture_bytes

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

#: Whatever a picture carried beside itself.
CARRIED = (*SECRETS, PAGE, PROGRAM, b"a.html")


@pytest.fixture(scope="module")
def shared_editor(shared_data):
    return UserFactory(is_superuser=True)


@pytest.fixture
def editor(client, shared_editor, monkeypatch):
    monkeypatch.setattr("core.active_content.look_into", found_here)
    client.force_login(User.objects.get(pk=shared_editor.pk))
    return client


def by_form(url, **fields):
    return lambda editor, file: editor.post(reverse(url), fields | {"title": "Titre", "file": file})


def several(url):
    return lambda editor, file: editor.post(reverse(url), {"title": "Titre", "files[]": file})


def chooser(url, prefix):
    def send(editor, file):
        fields = {f"{prefix}-title": "Titre", f"{prefix}-language": "fr", f"{prefix}-file": file}
        return editor.post(reverse(url), fields)

    return send


def replacing(url, make, **fields):
    def send(editor, file):
        one = make()
        changes = {"title": "Titre", "file": file, "collection": one.collection_id, "tags": ""}
        return editor.post(reverse(url, args=[one.pk]), fields | changes)

    return send


def avatar(editor, file):
    fields = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default", "avatar-avatar": file}
    names = {"name_email-first_name": "A", "name_email-last_name": "B", "name_email-email": "a@example.org"}
    places = {"locale-preferred_language": "", "locale-current_time_zone": "", "theme-keyboard_shortcuts": "on"}
    return editor.post(reverse("wagtailadmin_account"), fields | names | places)


DOCUMENT_ROADS = {
    "library": by_form("wagtaildocs:add", language="fr"),
    "several": several("wagtaildocs:add_multiple"),
    "chooser": chooser("wagtaildocs_chooser:create", "document-chooser-upload"),
    "replacing": replacing("wagtaildocs:edit", DocumentFactory, language="fr"),
}
PICTURE_ROADS = {
    "library": by_form("wagtailimages:add"),
    "several": several("wagtailimages:add_multiple"),
    "chooser": chooser("wagtailimages_chooser:create", "image-chooser-upload"),
    "replacing": replacing("wagtailimages:edit", ImageFactory, credit="", description=""),
    "avatar": avatar,
}


def words_of(response):
    """What is said to whoever sent a file: on a page, in a window, in a list."""
    text = response.content.decode()
    if response["Content-Type"].startswith("application/json"):
        text = " ".join(str(value) for value in json.loads(text).values())
    return " ".join(html.unescape(text).replace("'", "’").split())


def files_kept():
    """The bytes of all that the site keeps, by kind."""
    kept = [one.file for model in (CustomDocument, CustomImage) for one in model.objects.order_by("pk")]
    kept += [profile.avatar for profile in UserProfile.objects.exclude(avatar="")]
    found = []
    for file in kept:
        with file.open() as content:
            found.append(content.read())
    return found


def reason_of(sample):
    # The list of extensions is Django's for documents and Wagtail's for pictures: each in its words.
    return " ".join(sample.refusal.replace("'", "’").split())


def refuse_all(samples, editor, road):
    for sample in samples:
        data = sample.make()
        response = road(editor, SimpleUploadedFile(sample.name, data))
        assert response.status_code == 200, sample.name
        assert data not in files_kept(), sample.name
        assert reason_of(sample) in words_of(response), sample.name


#: One of each reason, which the first floor sends on every road; the deep floor sends them all.
ONE_OF_EACH = list({sample.refusal: sample for sample in reversed(HOSTILE)}.values())


@pytest.mark.parametrize("road", DOCUMENT_ROADS)
def test_hostile_document_is_refused_with_its_reason(editor, road):
    refuse_all(ONE_OF_EACH, editor, DOCUMENT_ROADS[road])


@pytest.mark.deep
@pytest.mark.parametrize("road", DOCUMENT_ROADS)
def test_every_hostile_document_is_refused_with_its_reason(editor, road):
    refuse_all(HOSTILE, editor, DOCUMENT_ROADS[road])


@pytest.mark.deep
@pytest.mark.parametrize("road", PICTURE_ROADS)
def test_every_hostile_picture_is_refused_with_its_reason(editor, road):
    refuse_all(hostile_pictures.HOSTILE, editor, PICTURE_ROADS[road])


def keep_inert(samples, editor, road):
    for sample in samples:
        before = len(files_kept())
        response = road(editor, SimpleUploadedFile(sample.name, sample.make()))
        kept = files_kept()
        assert (response.status_code, len(kept) >= before) in {(302, True), (200, True)}, sample.name
        assert [word for word in CARRIED for data in kept if word in data] == [], sample.name


@pytest.mark.parametrize("road", ["library", "avatar"])
def test_picture_that_comes_in_carries_nothing(editor, road):
    keep_inert(INERT[:4], editor, PICTURE_ROADS[road])


@pytest.mark.deep
@pytest.mark.parametrize("road", PICTURE_ROADS)
def test_every_picture_that_comes_in_carries_nothing(editor, road):
    keep_inert(INERT, editor, PICTURE_ROADS[road])
    assert files_kept() != []


#: One of each format.
SERVED = {sample.name.rpartition(".")[2]: sample for sample in TAKEN}


@pytest.mark.parametrize("ending", SERVED)
def test_document_that_comes_in_is_served_inert(editor, ending):
    sample = SERVED[ending]
    assert DOCUMENT_ROADS["library"](editor, SimpleUploadedFile(sample.name, sample.make())).status_code == 302
    response = editor.get(CustomDocument.objects.get().url)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["Content-Type"].startswith("text/html") is False
    # A PDF is read in the browser, which runs nothing of it; all others are kept by the reader.
    assert response["Content-Disposition"].startswith("inline" if ending == "pdf" else "attachment")
    assert b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("redirections.csv", PAGE),
        ("redirections.csv", PROGRAM),
        ("redirections.xlsx", b"PK\x03\x04"),
        ("redirections.csv", picture_bytes()),
    ],
)
def test_hostile_file_of_redirects_makes_none_and_shows_no_tag(editor, name, data):
    response = editor.post(reverse("wagtailredirects:start_import"), {"import_file": SimpleUploadedFile(name, data)})
    assert response.status_code in {200, 302}
    assert b"<script>alert(1)" not in response.content
    assert Redirect.objects.count() == 0

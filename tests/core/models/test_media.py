"""Pictures and documents as the library keeps them, whatever the way they came in."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail.images.utils import find_image_duplicates
from wagtail.permissions import policy_registry

from core.models import CustomImage
from tests.core.test_images import SECRETS, halves, upload
from tests.factories.core import DocumentFactory, ImageFactory, UserFactory, blank_png, picture_bytes

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the scratch file of a rendition for Python to close.
]


@pytest.fixture
def editor(client, settings):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    return user


def stored_bytes(image):
    with image.file.storage.open(image.file.name) as file:
        return file.read()


def send(client, name, data, content_type="image/jpeg"):
    """Upload a picture through the admin's own form."""
    return client.post(
        reverse("wagtailimages:add"),
        {"title": "Photo", "collection": 1, "file": SimpleUploadedFile(name, data, content_type)},
    )


@pytest.mark.parametrize("picture_format", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_upload_in_the_admin_keeps_no_word_of_the_camera(client, editor, picture_format):
    file = upload(picture_format, turn=6)
    response = send(client, file.name, file.read())
    assert response.status_code == 302
    data = stored_bytes(CustomImage.objects.get())
    assert [secret for secret in SECRETS if secret in data] == []


def test_upload_of_several_pictures_keeps_no_word_of_the_camera(client, editor):
    file = upload("JPEG")
    sent = SimpleUploadedFile("photo.jpg", file.read(), "image/jpeg")
    response = client.post(reverse("wagtailimages:add_multiple"), {"title": "Photo", "files[]": sent, "collection": 1})
    assert response.json()["success"] is True
    data = stored_bytes(CustomImage.objects.get())
    assert [secret for secret in SECRETS if secret in data] == []


def test_upload_whose_first_title_was_refused_keeps_no_word_of_the_camera(client, editor):
    file = upload("JPEG", turn=6)
    sent = SimpleUploadedFile("photo.jpg", file.read(), "image/jpeg")
    url = reverse("wagtailimages:add_multiple")
    refused = client.post(url, {"title": "x" * 300, "files[]": sent, "collection": 1}).json()
    number = refused["uploaded_file_id"]
    response = client.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number]),
        {f"uploaded-image-{number}-title": "Photo", f"uploaded-image-{number}-collection": 1},
    )
    assert response.json()["success"] is True
    image = CustomImage.objects.get()
    data = stored_bytes(image)
    assert [secret for secret in SECRETS if secret in data] == []
    assert (image.width, image.height, image.file_size) == (40, 80, len(data))
    kept = image.file_hash
    image._set_file_hash()
    assert image.file_hash == kept
    with image.get_rendition("width-30|format-jpeg").file.open() as rendition:
        data = rendition.read()
    assert [secret for secret in SECRETS if secret in data] == []


def test_upload_in_the_chooser_keeps_no_word_of_the_camera(client, editor):
    file = upload("JPEG")
    response = client.post(
        reverse("wagtailimages_chooser:create"),
        {
            "image-chooser-upload-title": "Photo",
            "image-chooser-upload-collection": 1,
            "image-chooser-upload-file": SimpleUploadedFile("photo.jpg", file.read(), "image/jpeg"),
        },
    )
    assert response.status_code == 200
    data = stored_bytes(CustomImage.objects.get())
    assert [secret for secret in SECRETS if secret in data] == []


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("photo.jpg", picture_bytes("JPEG", quality=95)[:1500], "image/jpeg"),
        ("photo.png", picture_bytes("PNG")[:500], "image/png"),
        ("photo.webp", picture_bytes("WEBP", lossless=True)[:40], "image/webp"),
        ("photo.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "image/svg+xml"),
        ("photo.png", b"MZ a program", "image/png"),
        ("photo.png", blank_png(8000, 6000), "image/png"),
        ("photo.jpg", b"", "image/jpeg"),
    ],
    ids=["jpeg-cut-short", "png-cut-short", "webp-cut-short", "svg", "program", "bomb", "empty"],
)
def test_upload_that_is_no_good_picture_is_refused_with_a_message(client, editor, name, data, content_type):
    response = send(client, name, data, content_type)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]
    assert CustomImage.objects.count() == 0


def test_image_that_was_turned_knows_its_new_size_and_hash():
    image = CustomImage(title="Photo", file=upload("JPEG", halves((80, 40)), turn=6))
    image.save()
    data = stored_bytes(image)
    with Image.open(io.BytesIO(data)) as picture:
        assert (image.width, image.height) == picture.size == (40, 80)
    assert image.file_size == len(data)
    hash_kept = image.file_hash
    image._set_file_hash()
    assert image.file_hash == hash_kept


def test_same_picture_sent_twice_is_known_as_the_same():
    first, second = (CustomImage(title="Photo", file=upload("JPEG", turn=6)) for _ in range(2))
    first.save()
    second.save()
    user = UserFactory(is_superuser=True)
    assert list(find_image_duplicates(second, user, policy_registry.get_by_type(CustomImage))) == [first]


def test_image_saved_again_keeps_its_file():
    image = ImageFactory()
    before = (image.file.name, stored_bytes(image))
    image = CustomImage.objects.get(pk=image.pk)
    image.full_clean()
    image.title = "Autre titre"
    image.save()
    assert (image.file.name, stored_bytes(image)) == before


def test_image_given_another_file_cleans_that_one_too():
    image = ImageFactory()
    image.file = upload("JPEG")
    image.save()
    assert [secret for secret in SECRETS if secret in stored_bytes(image)] == []
    assert (image.width, image.height) == (80, 40)


@pytest.mark.parametrize("output", ["jpeg", "webp", "avif", "png"])
def test_rendition_keeps_no_word_of_the_camera(output):
    image = CustomImage(title="Photo", file=upload("JPEG"))
    image.save()
    rendition = image.get_rendition(f"width-40|format-{output}")
    with rendition.file.open() as file:
        data = file.read()
    assert [secret for secret in SECRETS if secret in data] == []


@pytest.mark.parametrize(
    ("name", "label"), [("note.pdf", "PDF"), ("grille.v2.ods", "ODS"), ("Modele.DOCX", "DOCX"), ("sans", "")]
)
def test_document_format_is_read_from_its_name(name, label):
    assert DocumentFactory(file=ContentFile(b"x", name=name)).format_label == label


@pytest.mark.parametrize("name", ["outil.exe", "page.html", "image.svg", "archive.zip", "sans"])
def test_document_of_another_kind_is_refused_with_a_message(client, editor, name):
    sent = SimpleUploadedFile(name, b"MZ", "application/pdf")
    response = client.post(
        reverse("wagtaildocs:add"), {"title": "Outil", "collection": 1, "language": "fr", "file": sent}
    )
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["file"]


def test_document_says_nothing_of_accessibility_until_it_was_checked():
    assert DocumentFactory().is_accessible is False


def test_document_in_another_language_is_marked(client, site_root):
    html = {}
    for language in ("fr", "de"):
        with translation.override("de"):
            document = DocumentFactory(title="Merkblatt", language=language)
            html[language] = render_to_string("components/document_link.html", {"document": document})
    assert ('hreflang="fr"><span lang="fr">' in html["fr"], "hreflang" in html["de"]) == (True, False)

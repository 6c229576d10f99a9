"""What the library of pictures refuses, with a word of why."""

import io

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from core.models import CustomImage
from core.uploads import WholePictureField
from tests.factories.core import UserFactory, blank_png, picture_bytes


@pytest.fixture
def library(client, db):
    client.force_login(UserFactory(is_superuser=True))
    return client


def send(client, name, content):
    """What the form says of a file: its errors, and how many pictures are kept."""
    file = SimpleUploadedFile(name, content)
    response = client.post(reverse("wagtailimages:add"), {"title": "Une image", "file": file})
    errors = BeautifulSoup(response.content, "html.parser").select(".error-message, .w-field__errors")
    return response.status_code, bool(errors), CustomImage.objects.count()


REFUSED = {
    "dessin.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "dessin.png": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "programme.png": b"MZ\x90\x00\x03\x00\x00\x00",
    "programme.exe": b"MZ\x90\x00\x03\x00\x00\x00",
    "anime.gif": picture_bytes("GIF"),
    "photo.jpg": picture_bytes("PNG"),
    "coupee.png": picture_bytes("PNG")[:60],
    "vide.png": b"",
    # Would open into 400 million points.
    "bombe.png": blank_png(20_000, 20_000),
}


@pytest.mark.parametrize("name", REFUSED)
def test_upload_that_is_no_picture_we_keep_is_refused_with_a_word(library, name):
    assert send(library, name, REFUSED[name]) == (200, True, 0)


def test_upload_over_the_weight_is_refused_with_a_word(library, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000
    noise = Image.effect_noise((200, 200), 80)
    content = io.BytesIO()
    noise.save(content, format="PNG")
    # The limit is read when the form is made, at each request.
    assert send(library, "bruit.png", content.getvalue())[1:] == (True, 0)


def test_picture_that_the_server_has_no_room_for_is_refused_with_that_reason(monkeypatch):
    def fill(file):
        raise MemoryError

    monkeypatch.setattr("core.uploads.try_to_show", fill)
    with pytest.raises(ValidationError) as refusal:
        WholePictureField().clean(SimpleUploadedFile("photo.jpg", picture_bytes("JPEG")))
    assert refusal.value.messages[0].startswith("Cette image demande plus de mémoire")


def test_upload_of_a_picture_is_kept(library):
    assert send(library, "photo.jpg", picture_bytes("JPEG")) == (302, False, 1)

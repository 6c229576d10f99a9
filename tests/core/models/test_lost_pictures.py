"""A picture whose file is gone, damaged or impossible takes no page down, neither a reader's nor an editor's."""

import gc
import re

import pytest
from bs4 import BeautifulSoup
from django.db import DatabaseError
from django.urls import reverse
from wagtail.images.exceptions import InvalidFilterSpecError

from core.models import CustomImage, Rendition
from tests.corpus import pictures
from tests.factories.core import ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory

pytestmark = [
    pytest.mark.django_db,
    # Wagtail leaves the scratch file of a rendition for Python to close.
]


@pytest.fixture(autouse=True)
def _scratch_files_are_closed():
    """Now, while nobody minds, and not among the tests that follow: errors hold them in a circle."""
    yield
    gc.collect()


ADMIN = ("wagtailimages:index", "wagtailimages_chooser:choose", "wagtailimages:edit", "wagtailimages:image_usage")


def lost(image, monkeypatch):
    image.file.storage.delete(image.file.name)


def damaged(image, monkeypatch):
    overwrite(image, b"\x89PNG\r\n\x1a\n and no picture")


def cut_short(image, monkeypatch):
    overwrite(image, pictures.PNG()[:60])


def impossible(image, monkeypatch):
    """Sixteen bits of grey, which came in before pictures were changed at the upload."""
    overwrite(image, pictures.png(16, 0, 1))


def full_disk(image, monkeypatch):
    def refuse(*args, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Rendition._meta.get_field("file").storage, "_save", refuse)


def overwrite(image, data):
    with open(image.file.path, "wb") as file:
        file.write(data)


FAULTS = [lost, damaged, cut_short, impossible, full_disk]


@pytest.fixture(params=FAULTS, ids=[fault.__name__ for fault in FAULTS])
def image(request, site_root, monkeypatch):
    image = ImageFactory(title="IMG_1234")
    request.param(image, monkeypatch)
    return image


def page_with(image):
    value = {"image": {"image": image.pk, "decorative": False, "alt_text": "Un atelier de couture"}}
    text = {"text": "<p>Un texte.</p>", "picture_side": "start"}
    page = ContentPageFactory(social_image=image)
    page.body = [
        {"type": "picture", "value": value | {"caption": "Une légende"}},
        {"type": "picture_text", "value": value | text},
    ]
    page.save()
    return page


def test_page_stays_with_the_words_of_the_picture(client, image):
    response = client.get(page_with(image).url)
    shown = BeautifulSoup(response.content, "html.parser")
    assert response.status_code == 200
    assert [img["alt"] for img in shown.select("figure.picture img")] == ["Un atelier de couture"] * 2


def test_page_shares_no_picture_that_is_not_there(client, image):
    shared = BeautifulSoup(client.get(page_with(image).url).content, "html.parser").find(property="og:image")
    assert re.search(r"/social/fr/\w+\.png$|\.jpg$", shared["content"])
    assert "not-found" not in shared["content"]


@pytest.mark.parametrize("address", ADMIN)
def test_editor_finds_the_picture(client, image, address):
    client.force_login(UserFactory(is_superuser=True))
    keys = [image.pk] if address.endswith(("edit", "usage")) else []
    response = client.get(reverse(address, args=keys))
    assert (response.status_code, "IMG_1234" in response.content.decode()) == (200, True)


def test_editor_opens_the_page(client, image):
    client.force_login(UserFactory(is_superuser=True))
    assert client.get(reverse("wagtailadmin_pages:edit", args=[page_with(image).pk])).status_code == 200


def test_why_it_is_not_shown_is_in_the_log(site_root, monkeypatch, caplog):
    image = ImageFactory()
    damaged(image, monkeypatch)
    with pytest.raises(OSError, match=r".+"):
        image.get_rendition("width-30|format-jpeg")
    assert f"Picture {image.pk} cannot be shown" in caplog.text


@pytest.mark.parametrize("error", [DatabaseError, InvalidFilterSpecError])
def test_fault_that_is_none_of_the_file_is_raised_as_it_is(site_root, monkeypatch, error):
    def fail(*args, **options):
        raise error

    monkeypatch.setattr(CustomImage, "generate_rendition_file", fail)
    with pytest.raises(error):
        ImageFactory().get_rendition("width-30")

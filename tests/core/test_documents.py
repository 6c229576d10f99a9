"""A document answers at every name it had; no other name, and no private document, tells anything."""

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from core.models import CustomDocument
from tests.factories.core import DocumentFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(site_root):
    return DocumentFactory(file=ContentFile(b"un", name="guide.txt"))


def address(document, name):
    return f"/documents/{document.pk}/{name}"


def read(response):
    return response.status_code, b"".join(response.streaming_content) if response.streaming else b""


def replace(document, data, name):
    document = CustomDocument.objects.get(pk=document.pk)
    document.file = ContentFile(data, name=name)
    document.save()
    return document


@pytest.mark.parametrize("name", ["guide.txt", "guide-2027.txt", "guide.csv", "Guide à l’œuvre.txt"])
def test_replaced_document_answers_at_all_its_addresses(client, document, name):
    first = document.url
    second = replace(document, b"deux", name).url
    third = replace(document, b"trois", "tout-autre.txt").url
    assert len({first, second, third}) == 3
    assert {read(client.get(url)) for url in (first, second, third)} == {(200, b"trois")}


def test_document_replaced_in_the_admin_answers_at_its_former_address(client, document):
    client.force_login(UserFactory(is_superuser=True))
    file = SimpleUploadedFile("guide.txt", b"deux", "text/plain")
    fields = {"title": "Guide", "collection": 1, "language": "fr", "file": file}
    assert client.post(reverse("wagtaildocs:edit", args=[document.pk]), fields).status_code == 302
    client.logout()
    assert CustomDocument.objects.get().filename != "guide.txt"
    assert read(client.get(document.url)) == (200, b"deux")


def test_document_whose_name_comes_back_has_it_once(document):
    first = document.filename
    for name in ["guide-a.txt", "guide-b.txt"] * 2:
        document.file.name = f"documents/{name}"
        document.save(update_fields=["file"])
    document.refresh_from_db()
    assert (document.filename, document.former_names) == ("guide-b.txt", [first, "guide-a.txt"])


def test_document_that_keeps_its_file_has_no_former_name(document):
    document.title = "Autre titre"
    document.save()
    document.refresh_from_db()
    assert document.former_names == []


@pytest.mark.parametrize("name", ["autre.txt", "", "guide", "guide.txt/"])
def test_name_that_a_document_never_had_is_not_found(client, document, name):
    replace(document, b"deux", "neuf.txt")
    assert client.get(address(document, name)).status_code == 404


def test_document_that_is_gone_is_not_found(client, document):
    replace(document, b"deux", "neuf.txt")
    former = document.url
    CustomDocument.objects.all().delete()
    assert client.get(former).status_code == 404


def test_former_address_of_a_private_document_asks_who_it_is(client, document):
    private = Collection.get_first_root_node().add_child(name="Interne")
    restriction = CollectionViewRestriction.objects.create(collection=private, restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="Équipe"))
    document.collection = private
    document.save()
    replace(document, b"deux", "neuf.txt")
    response = client.get(document.url)
    assert (response.status_code, "neuf" in response["Location"]) == (302, False)


def test_link_to_a_document_is_that_of_its_file_of_today(document):
    document = replace(document, b"deux", "neuf.txt")
    assert (
        document.url
        == address(document, document.filename)
        == reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    )

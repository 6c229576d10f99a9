"""Pictures online whose words are the name of a file wait for those who may change their page."""

import pytest
from django.urls import reverse

from core.desk.picture_waiting import PICTURES
from core.waiting import waiting_for
from home.roles import ROLES
from tests.factories.core import ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of

pytestmark = pytest.mark.django_db


def page_with(*words, **fields):
    """A page online since before its pictures were judged."""
    page = ContentPageFactory(**fields)
    image = ImageFactory()
    page.body = [
        {
            "type": "picture",
            "value": {"image": {"image": image.pk, "alt_text": text, "decorative": False}, "caption": ""},
        }
        for text in words
    ]
    page.save()
    return page


def test_pictures_wait_with_their_words(site_root):
    page = page_with("IMG_1234", "Trois vélos", "photo", title="Nos achats")
    page_with("Deux vélos")
    [line] = PICTURES.find(UserFactory(is_superuser=True))
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (line.many, line.text, line.url) == (2, "2 images ont pour description un nom de fichier", edit)
    [item] = line.items
    assert (item.title, item.url, item.note.replace("\u00a0", " ")) == ("Nos achats", edit, "« IMG_1234 », « photo »")


def test_nothing_waits_when_all_describe(site_root):
    page_with("Trois vélos")
    assert list(PICTURES.find(UserFactory(is_superuser=True))) == []


def test_page_that_is_offline_does_not_wait(site_root):
    page_with("IMG_1234", live=False)
    assert list(PICTURES.find(UserFactory(is_superuser=True))) == []


@pytest.mark.parametrize(("role", "many"), [("redaction", 1), ("relecture", 1), ("traduction", 0), ("intervenants", 0)])
def test_it_is_for_those_who_may_change_the_page(site_root, role, many):
    page_with("IMG_1234")
    user = member_of(role)
    assert len([line for line in waiting_for(user) if "nom de fichier" in line.text]) == many


def test_every_role_may_look_at_its_first_page(site_root):
    assert {role for role in ROLES if PICTURES.is_for(member_of(role))} >= {"redaction", "relecture"}


def test_queries_do_not_grow_with_the_pictures(site_root, django_assert_num_queries):
    user = UserFactory(is_superuser=True)
    page_with("IMG_1")
    list(PICTURES.find(user))
    with django_assert_num_queries(3):
        list(PICTURES.find(user))
    page_with("IMG_2", "IMG_3")
    page_with("photo", "image")
    with django_assert_num_queries(3):
        list(PICTURES.find(user))

"""What a reviewer decides about: the passages whose words would change for readers."""

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from core.translation.progress import translation_of
from core.translation.publication import ask_for_review
from core.translation.review import Reviewed, changed_words
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db


def reword(french, now):
    row = StringTranslation.objects.get(translation_of__data=french)
    row.data = now
    row.save()


def test_review_of_a_new_translation_shows_every_passage(page):
    translation = begin(page)
    fill(translation, only=2)
    assert changed_words(translation) == [
        Reviewed("Mentions", "", "Mentions DE"),
        Reviewed("mentions", "", "mentions-de"),
    ]


def test_review_shows_what_changes_for_readers_and_nothing_else(page):
    translation = translation_of(translated(page))
    assert changed_words(translation) == []
    reword("Qui publie ce site.", "Wer diese Seite herausgibt.")
    assert changed_words(translation) == [
        Reviewed("Qui publie ce site.", "Qui publie ce site. DE", "Wer diese Seite herausgibt.")
    ]


def test_review_shows_new_words_beside_those_of_the_reworded_passage(page):
    translation = translation_of(translated(page))
    page.summary = "Qui écrit ce site."
    page.save_revision().publish()
    reword("Qui écrit ce site.", "Wer hier schreibt.")
    assert changed_words(translation) == [
        Reviewed("Qui écrit ce site.", "Qui publie ce site. DE", "Wer hier schreibt.")
    ]


def test_review_page_marks_the_words_that_went_and_came(client, page):
    translation = translation_of(translated(page))
    reword("Qui publie ce site.", "Qui publie cette page. DE")
    ask_for_review(translation=translation, user=member_of("traduction"))
    client.force_login(member_of("relecture"))
    text = client.get(reverse("core_review_translation", args=[translation.pk])).content.decode()
    assert "1 passage change pour le public" in text
    assert "Qui publie <del>ce</del><ins>cette</ins> <del>site</del><ins>page</ins>. DE" in text

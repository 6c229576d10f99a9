"""The desk beside the text: how far one is, what changed in French, the words of the trade."""

from copy import deepcopy

import pytest
from django.urls import reverse

from core.models import GlossaryTerm
from core.translation.progress import translation_of
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_page(shared_home):
    translated(shared_home)
    return ContentPageFactory(title="Mentions", slug="mentions", summary="Le sourçage en six semaines.")


@pytest.fixture
def page(shared_page, db):
    return deepcopy(shared_page)


def desk(client, translation, role="traduction"):
    """What the column says, on one line, with plain spaces."""
    client.force_login(member_of(role))
    target = translation.get_target_instance()
    text = client.get(reverse("wagtailadmin_pages:edit", args=[target.pk])).content.decode()
    column = text[text.index('<aside class="translation-desk"') :]
    return " ".join(column[: column.index("</aside>")].replace("\u00a0", " ").split())


def test_desk_says_what_is_missing_and_why_it_cannot_be_published(client, page):
    said = desk(client, begin(page))
    assert "Passages traduits : 0 sur 3" in said
    assert "3 passages de « Mentions » ne sont pas encore traduits." in said
    assert "Demander la relecture" not in said


def test_desk_offers_each_what_they_may_do_with_a_whole_translation(client, page):
    translation = begin(page)
    fill(translation)
    assert "Demander la relecture" in desk(client, translation)
    assert "Elle est complète : vous pouvez la publier" in desk(client, translation, "relecture")


def test_desk_gives_the_terms_of_the_page(client, page):
    GlossaryTerm.objects.create(
        slug="sourcage", term_fr="sourçage", term_de="Marktkonsultation", term_en="market consultation",
        definition_fr="…", definition_de="…", definition_en="…",
    )  # fmt: skip
    assert '<dt lang="fr">sourçage</dt><dd lang="de">Marktkonsultation</dd>' in desk(client, begin(page))


def test_desk_shows_the_change_then_the_earlier_translation(client, page):
    translation = translation_of(translated(page))
    page.summary = "Le sourçage en huit semaines."
    page.save_revision().publish()
    said = desk(client, translation)
    assert "Le sourçage en <del>six</del><ins>huit</ins> semaines." in said
    assert "Plus ancien que le texte français" in said
    assert "Le sourçage en six semaines. DE" in said


def test_desk_of_a_page_online_says_that_new_passages_wait(client, page):
    translation = translation_of(translated(page))
    page.seo_title = "Un passage tout neuf"
    page.save_revision().publish()
    said = desk(client, translation, "relecture")
    assert "Vous pouvez la publier telle quelle" in said
    assert "Elle est complète" not in said
    assert "Une personne qui a le droit de la publier peut la relire telle quelle" in desk(client, translation)

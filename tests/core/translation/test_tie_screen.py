"""Before a page edited by hand is tied to its French page, somebody reads what becomes of each word."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import Locale, Page, PageLogEntry
from wagtail_localize.models import StringTranslation, Translation

from core.translation import tie_screen
from core.translation.gate import TranslationNotReady
from core.translation.progress import translation_of
from core.translation.tying import TIE, NotToTie
from tests.core.translation.bodies import body_of, keys, publish
from tests.core.translation.hand import anew, stop
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translate, translated

pytestmark = pytest.mark.django_db

RESTART = {"localize-restart-translation": ""}


@pytest.fixture
def german(page):
    """A German page that was taken out of translation and edited by hand."""
    german = translated(page)
    stop(german)
    publish(anew(german), title="Impressum", body=body_of(("heading", "Eigenes", keys(1)[0])))
    return anew(german)


@pytest.fixture
def reviewer(client, home):
    client.force_login(member_of("relecture"))
    return client


def address(page):
    return reverse("core_tie", args=[page.pk])


def words(response):
    return " ".join(strip_tags(response.content.decode()).split()).replace("\u00a0", " ").replace("\u202f", " ")


def confirm(client, page, **data):
    seen = client.get(address(page)).context["seen"]
    return client.post(address(page), {"seen": seen} | data)


def said(response):
    return [" ".join(str(message).split()) for message in get_messages(response.wsgi_request)]


def test_page_says_what_is_taken_over_and_what_leaves(reviewer, page, german):
    publish(anew(page), body=body_of(("heading", "Neuf", keys(1)[0])))
    text = words(reviewer.get(address(german)))
    assert "1 texte n’a pas de place dans la page française" in text
    assert "1 passage français n’a pas de traduction ici" in text
    assert "1 passage écrit à la main est repris 1 autre passage reste tel qu’il était traduit." in text
    assert [part for part in ("Eigenes", "Neuf", "Impressum") if part not in text] == []


def test_page_says_what_comes_back_and_what_stays_its_own(reviewer, home):
    (key,) = keys(1)
    html = '<p>Voir <a href="https://a.example/">la liste</a>.</p><p>Deux</p>'
    german = translated(ContentPageFactory(title="Titre", slug="texte", body=body_of(("rich_text", html, key))))
    stop(german)
    mine = '<p>Siehe <a href="https://b.example/">Liste</a>.</p>'
    publish(anew(german), body=body_of(("rich_text", mine, key)))
    text = words(reviewer.get(address(german)))
    assert "1 passage retiré de cette page y revient" in text
    assert "1 lien, image ou document qui lui est propre est gardé." in text


def test_reading_the_page_changes_nothing(reviewer, german):
    def everything():
        return (
            list(Page.objects.order_by("pk").values()),
            list(Translation.objects.values()),
            list(StringTranslation.objects.order_by("pk").values()),
        )

    before = everything()
    reviewer.get(address(german))
    assert everything() == before


def test_confirmation_ties_the_page_and_leads_to_the_desk(reviewer, german):
    response = confirm(reviewer, german)
    assert (response.url, translation_of(german).enabled) == (
        reverse("wagtailadmin_pages:edit", args=[german.pk]),
        True,
    )
    assert said(response) == ["Rattachée à la page française : 1 passage repris."]
    assert anew(german).get_latest_revision_as_object().title == "Impressum"
    history = reviewer.get(reverse("wagtailadmin_pages:history", args=[german.pk]))
    assert "Rattachée à la page française. Passages : 1 repris, 1 sans place" in words(history)


def test_confirmation_says_how_much_is_to_translate(reviewer, page, german):
    publish(anew(page), body=body_of(("heading", "Neuf", keys(1)[0])))
    assert said(confirm(reviewer, german)) == [
        "Rattachée à la page française : 1 passage repris. 1 passage reste à traduire."
    ]


@pytest.mark.parametrize("which", ["page", "german"])
def test_page_that_changed_meanwhile_is_read_again(reviewer, page, german, which):
    seen = reviewer.get(address(german)).context["seen"]
    publish(anew({"page": page, "german": german}[which]), title="Autre")
    response = reviewer.post(address(german), {"seen": seen})
    assert response.context["form"].non_field_errors() == [
        "L’une des deux pages a changé entre-temps. Relisez ce qui en découle."
    ]
    assert (translation_of(german).enabled, response.context["seen"] != seen) == (False, True)
    assert reviewer.post(address(german), {"seen": response.context["seen"]}).status_code == 302


@pytest.mark.parametrize(
    ("refusal", "text"),
    [
        (TranslationNotReady("Trop long."), "Trop long."),
        (NotToTie(), "Cette page est déjà rattachée à sa page française."),
    ],
)
def test_refusal_is_said_on_the_same_page(reviewer, german, monkeypatch, refusal, text):
    def refuse(**kwargs):
        raise refusal

    monkeypatch.setattr(tie_screen, "tie", refuse)
    assert confirm(reviewer, german).context["form"].non_field_errors() == [text]


# --- Obstacles --------------------------------------------------------------------------------------------------


def obstacle(client, page):
    return client.get(address(page)).context["obstacle"]


def test_page_whose_french_one_is_offline_waits(reviewer, page, german):
    anew(page).unpublish()
    assert obstacle(reviewer, german) == "La page française n’est pas en ligne."
    assert reviewer.post(address(german), {}).status_code == 200
    anew(page).delete()
    assert obstacle(reviewer, german) == "La page française n’est pas en ligne."


def test_page_that_is_tied_already_says_so(reviewer, page):
    assert obstacle(reviewer, translated(page)) == "Cette page est déjà rattachée à sa page française."


def test_page_under_review_waits(reviewer, german):
    german.get_workflow().start(german, UserFactory())
    assert obstacle(reviewer, german) == "Cette page attend sa relecture."


# --- Who may ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("role", "may"), [("relecture", True), ("traduction", False), ("redaction", False)])
def test_tying_is_for_those_who_may_publish_the_page(client, german, role, may):
    client.force_login(member_of(role))
    assert client.get(address(german)).status_code == (200 if may else 302)
    client.post(address(german), {"seen": tie_screen.TieView.seen.fget(view_of(german))})
    assert translation_of(german).enabled is may


def view_of(page):
    view = tie_screen.TieView()
    view.page, view.french = page, page.get_translation(Locale.get_default())
    return view


def test_french_page_is_not_tied(reviewer, page):
    assert reviewer.get(address(page)).status_code == 404


# --- The ways there ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["relecture", "traduction"])
def test_way_of_the_library_leads_to_the_question(client, german, role):
    client.force_login(member_of(role))
    response = client.post(reverse("wagtailadmin_pages:edit", args=[german.pk]), RESTART)
    assert (response.url, translation_of(german).enabled) == (address(german), False)
    assert not PageLogEntry.objects.filter(action=TIE).exists()


def editor(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def test_editor_offers_our_way_and_not_that_of_the_library(reviewer, german):
    shown = editor(reviewer, german)
    assert [address(german) in shown, "localize-restart" in shown, "localize-convert" in shown] == [True, False, False]


def test_editor_of_a_page_that_was_never_sent_offers_it_too(reviewer, home):
    german = translate(ContentPageFactory(slug="seule"), slug="allein")
    assert address(german) in editor(reviewer, german)


def test_way_is_not_offered_where_there_is_nothing_to_tie(client, reviewer, page, german):
    assert address(page) not in editor(reviewer, page)
    tied = begin(ContentPageFactory(slug="autre"))
    fill(tied)
    assert address(tied.get_target_instance()) not in editor(reviewer, tied.get_target_instance())
    index = reviewer.get(reverse("wagtailadmin_pages:add", args=["home", "contentpage", page.get_parent().pk]))
    assert "/tie/" not in index.content.decode()
    client.force_login(member_of("traduction"))
    assert address(german) not in editor(client, german)
    client.force_login(member_of("relecture"))
    anew(page).delete()
    assert address(german) not in editor(client, german)


def test_grid_leads_there(reviewer, german):
    row = reviewer.get(reverse("core_translations")).context["rows"][-1]
    assert row["cells"][0]["step_url"] == address(german)

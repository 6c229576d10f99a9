"""The column beside the text: made anew after each change, for the passage in hand."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from core.blocks import BodyBlock
from core.demo import stream
from core.models import PassageQuestion
from core.translation.desk import IN_PLACE
from core.translation.progress import translation_of
from tests.counting import queries_of
from tests.factories.core import GlossaryTermFactory, ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(page):
    return begin(page)


@pytest.fixture
def translator(client):
    client.force_login(member_of("traduction"))
    return client


def passage(translation, path):
    return translation.source.stringsegment_set.get(context__path=path)


def address(translation):
    return reverse("core_translation_beside", args=[translation.pk])


def column(client, translation, **asked):
    response = client.get(address(translation), asked)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def text_of(part):
    return " ".join(part.get_text(" ").replace("\u00a0", " ").split())


def test_column_helps_with_the_passage_in_hand(translator, translation):
    GlossaryTermFactory(term_fr="site", term_de="Website")
    GlossaryTermFactory(term_fr="mentions", term_de="Angaben")
    fill(begin(ContentPageFactory(title="Ailleurs", slug="ailleurs", summary="Qui publie ce site ?")))
    help_shown = column(translator, translation, passage=passage(translation, "summary").pk).select_one("section")
    assert [(dt.text, dt.find_next("dd").text) for dt in help_shown.find_all("dt")] == [("site", "Website")]
    button = help_shown.select_one("button[data-words]")
    assert (button["data-words"], text_of(button)) == ("Qui publie ce site ? DE", "Reprendre")
    assert "Déjà traduit, ressemblant à 92 %" in text_of(help_shown)
    assert "Ailleurs" in text_of(help_shown)


def test_column_does_not_suggest_the_words_that_a_passage_has(translator, page):
    translation = translation_of(translated(page))
    shown = column(translator, translation, passage=passage(translation, "summary").pk)
    assert shown.select("button[data-words]") == []
    assert "Aucun passage semblable n’a été traduit" in text_of(shown.select_one("section"))


@pytest.mark.parametrize("asked", ["", "0", "-1", "abc", "99999999", "²"])
def test_column_helps_with_no_passage_that_is_not_there(translator, translation, asked):
    assert column(translator, translation, passage=asked).select("section") == []


def test_column_looks_words_up(translator, translation):
    fill(begin(ContentPageFactory(title="Ailleurs", slug="ailleurs", summary="Le marché public.")))
    shown = column(translator, translation, query="marche")
    assert [text_of(item) for item in shown.select("ul li:has(mark)")] == [
        "Le marché public. → Le marché public. DE Ailleurs"
    ]
    assert shown.mark.text == "marché"
    assert shown.select_one("[name=query]")["value"] == "marche"
    assert "Aucun passage traduit ne le dit." in text_of(column(translator, translation, query="jamais"))


def test_column_takes_as_many_queries_for_one_passage_as_for_three(translator, page):
    translation = begin(page)
    fill(translation, only=2)
    url = f"{address(translation)}?passage={passage(translation, 'summary').pk}&query=a"
    counts = []
    for number in (1, 2, 3):
        fill(begin(ContentPageFactory(title=f"Qui {number}", slug=f"qui-{number}", summary=f"Qui publie {number}.")))
        PassageQuestion.objects.create(translation=translation, text="Pourquoi ?", asked_by=UserFactory())
        counts.append(len(queries_of(translator, url)))
    assert column(translator, translation, passage=passage(translation, "summary").pk).select("button[data-words]")
    assert counts[0] == counts[2]


@pytest.mark.parametrize("name", ["core_translation_beside", "core_ask_author"])
def test_column_is_for_those_who_may_translate_the_page(client, translation, name):
    client.force_login(member_of("suivi"))
    ask = client.get if name == "core_translation_beside" else client.post
    assert ask(reverse(name, args=[translation.pk]), {"text": "Pourquoi ?"}).status_code in (302, 403)
    assert not PassageQuestion.objects.exists()


def test_question_is_asked_in_place_and_stands_in_the_column(translator, translation):
    url = reverse("core_ask_author", args=[translation.pk])
    words = {"passage": "Qui publie ce site.", "text": "Qui, au juste ?"}
    response = translator.post(url, words, headers={"X-Requested-With": IN_PLACE})
    shown = BeautifulSoup(response.content, "html.parser").select_one(".translation-questions")
    assert "Qui publie ce site. Qui, au juste ? Pas encore de réponse" in text_of(shown)
    assert PassageQuestion.objects.values_list("asked_by__username", "text").get() == (
        response.wsgi_request.user.username,
        "Qui, au juste ?",
    )


def test_question_without_the_script_leads_back_to_the_editor(translator, translation):
    url = reverse("core_ask_author", args=[translation.pk])
    response = translator.post(url, {"text": "Qui, au juste ?"}, follow=True)
    assert response.redirect_chain == [(f"/admin/pages/{translation.get_target_instance().pk}/edit/", 302)]
    assert "Question envoyée" in text_of(BeautifulSoup(response.content, "html.parser").select_one(".messages"))


@pytest.mark.parametrize(("text", "reason"), [("", "Champ requis."), ("   ", "Champ requis."), ("a" * 1001, "1000")])
def test_question_without_words_or_with_too_many_is_refused_with_the_reason(translator, translation, text, reason):
    url = reverse("core_ask_author", args=[translation.pk])
    response = translator.post(url, {"text": text}, headers={"X-Requested-With": IN_PLACE})
    assert (response.status_code, reason in response.content.decode()) == (400, True)
    page = BeautifulSoup(translator.post(url, {"text": text}, follow=True).content, "html.parser")
    assert reason in text_of(page.select_one(".messages"))
    assert not PassageQuestion.objects.exists()


def test_question_is_not_asked_by_reading(translator, translation):
    assert translator.get(reverse("core_ask_author", args=[translation.pk])).status_code == 405


def test_column_says_what_each_passage_is(translator, translation):
    shown = column(translator, translation)
    assert [text_of(item) for item in shown.select(".translation-go")] == [
        "Titre Mentions",
        "Fin de l’adresse web mentions",
        "Résumé Qui publie ce site.",
    ]


@pytest.mark.parametrize(
    ("title", "address"),
    [("Über uns & Größe", "ueber-uns-und-groesse"), ("R&amp;D", "r-und-d"), ("", ""), ("Mentions DE", "")],
)
def test_column_makes_the_address_of_the_translated_title(translator, translation, title, address):
    fill(translation, only=2 if title else 0)
    StringTranslation.objects.filter(context__path="title").update(data=title)
    shown = column(translator, translation, passage=passage(translation, "slug").pk).select_one("section")
    assert [button["data-words"] for button in shown.select("button")] == [address] * bool(address)


def test_column_shows_the_picture_that_a_passage_describes(translator, home):
    image = ImageFactory()
    blocks = [{"type": "picture", "value": {"image": {"image": image.pk, "alt_text": "Un vélo.", "decorative": False}}}]
    page = ContentPageFactory(title="Vélos", slug="velos")
    page.body = stream(BodyBlock(), blocks, page)
    page.save_revision().publish()
    translation = begin(page)
    described = translation.source.stringsegment_set.get(string__data="Un vélo.")
    shown = column(translator, translation, passage=described.pk).select_one("section")
    assert (shown.p.text, shown.img["alt"]) == ("Texte alternatif", "Un vélo.")
    assert column(translator, translation, passage=passage(translation, "title").pk).select("section img") == []
    image.delete()
    assert column(translator, translation, passage=described.pk).select("section img") == []

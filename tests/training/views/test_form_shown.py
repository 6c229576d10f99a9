"""The public form as people get it: labels, help and errors belong to their field, whatever reads them."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.utils.translation import gettext, override

from tests.factories.label_directory import OrganisationTypeFactory
from tests.factories.training import SignUpFormFactory, question
from training.views.forms import HandOverForm, ParticipantForm

pytestmark = pytest.mark.django_db

CHOICES = {"kind": "one_choice", "options_fr": "Un\nDeux", "options_de": "Eins\nZwei"}


def shown(form, language="fr", **words):
    """The fragment of a form, read as a browser would."""
    with override(language):
        return BeautifulSoup(render_to_string(form.fields_template, {"form": form, **words}), "html.parser")


def participant_form(data=None, language="fr", questions=()):
    OrganisationTypeFactory()
    asks = SignUpFormFactory(questions=questions)
    return ParticipantForm(data, asks=asks, language=language, access_needs_days=15)


ALL_KINDS = [
    question("Court"),
    question("Long", kind="long_text", help_fr="En deux lignes."),
    question("Choix", is_required=True, **CHOICES),
    question("Thèmes", is_required=True, **CHOICES | {"kind": "several_choices"}),
    question("Repas", kind="yes_no"),
]


@pytest.mark.parametrize("data", [None, {}, {"email": "zoe"}])
def test_every_element_has_its_label(data):
    page = shown(participant_form(data, questions=ALL_KINDS))
    named = {label["for"] for label in page.select("label[for]")}
    elements = [element["id"] for element in page.select("input:not([type=hidden]), select, textarea")]
    assert (len(elements), sorted(elements)) == (len(set(elements)), sorted(named))
    assert [len(fieldset.select("legend")) for fieldset in page.select("fieldset")] == [1, 1, 1]


@pytest.mark.parametrize("data", [None, {}, {"email": "zoe"}])
def test_every_description_stands_on_the_page(data):
    page = shown(participant_form(data, questions=ALL_KINDS))
    described = [name for element in page.select("[aria-describedby]") for name in element["aria-describedby"].split()]
    texts = [element["id"] for element in page.select(".help, .error")]
    assert (sorted(described), len(texts) > 2) == (sorted(texts), True)


def test_errors_are_listed_first_and_lead_to_their_fields():
    form = participant_form({"name": "Zoé"}, questions=ALL_KINDS)
    page = shown(form)
    summary = page.find()
    links = [link["href"].removeprefix("#") for link in summary.select("a")]
    assert (summary["role"], summary["tabindex"], summary.has_attr("autofocus")) == ("alert", "-1", True)
    assert [page.find(id=link).get("name") for link in links] == [field.name for field in form.invalid_fields]
    assert {element.get("name") for element in page.select("[aria-invalid=true]")} >= {"email", "organisation"}


def test_form_without_errors_has_no_list_of_them():
    assert shown(participant_form()).select("[role=alert], .error, [aria-invalid]") == []


def test_optional_is_said_in_words_and_required_is_an_attribute():
    page = shown(participant_form(questions=ALL_KINDS))
    optional = gettext("(optional)")
    by_name = {}
    for field in page.select(".field"):
        element = field.find(["input", "select", "textarea"])
        by_name[element["name"]] = (optional in field.get_text(), element.has_attr("required"))
    choices, several = (f"question_{row.uid.hex}" for row in (ALL_KINDS[2], ALL_KINDS[3]))
    # Of several boxes, no one is required: the browser cannot know.
    assert by_name.pop(several) == (False, False)
    assert {name for name, state in by_name.items() if state == (False, True)} == {
        "name",
        "email",
        "organisation",
        choices,
    }
    assert {state for name, state in by_name.items()} == {(False, True), (True, False)}


def test_browsers_are_told_what_the_fields_hold():
    page = shown(participant_form())
    names = ("name", "email", "organisation", "function")
    hints = {name: page.find(attrs={"name": name}).get("autocomplete") for name in names}
    assert hints == {
        "name": "name",
        "email": "email",
        "organisation": "organization",
        "function": "organization-title",
    }
    email = page.find(attrs={"name": "email"})
    assert (email["type"], email["inputmode"], email["maxlength"]) == ("email", "email", "254")


def test_trap_is_out_of_the_way_of_people():
    trap = shown(participant_form()).find(attrs={"name": "website"})
    assert (trap["tabindex"], trap["autocomplete"], trap.find_parent(class_="trap") is not None) == ("-1", "off", True)
    assert shown(HandOverForm()).select(".trap") == []


def test_words_in_another_language_say_so():
    row = question("Niveau", label_en="Level", **CHOICES)
    page = shown(participant_form(language="en", questions=[row]), "en")
    field = page.find("fieldset")
    foreign = [element.get_text() for element in field.select("[lang=fr]")]
    assert foreign == ["Un", "Deux"]


def test_words_typed_are_shown_as_words():
    page = shown(participant_form({"name": "<script>alert(1)</script>", "email": '"><b>zoe'}))
    assert (page.select("script"), page.find(attrs={"name": "email"})["value"]) == ([], '"><b>zoe')


def test_use_and_keeping_of_data_are_told():
    text = shown(HandOverForm(), kept_until=date(2027, 7, 12), privacy_url="/donnees/")
    assert ("12\u00a0juillet\u00a02027" in text.get_text(), text.find("a")["href"]) == (True, "/donnees/")


def test_token_comes_back_with_the_form():
    assert shown(HandOverForm(), token="abc").find(type="hidden")["value"] == "abc"
    assert shown(HandOverForm()).find(type="hidden") is None

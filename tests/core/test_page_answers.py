"""Pages answer what was registered for them, and say clearly what nobody answers."""

import pytest
from django.urls import URLPattern
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import get_page_models

from core import page_answers
from core.page_answers import answer, answers
from home.models import ContentPage, HomePage

# To make a page asks for its type.
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_answers(monkeypatch):
    monkeypatch.setattr(page_answers, "_ANSWERS", dict(page_answers._ANSWERS))


def test_answer_is_that_of_the_type_of_the_page(rf):
    request = rf.get("/")
    answers(HomePage, "tea")(lambda page, request: ("home", page.title, request))
    answers(ContentPage, "tea")(lambda page, request: ("content", page.title, request))
    assert answer(HomePage(title="Accueil"), "tea", request) == ("home", "Accueil", request)
    assert answer(ContentPage(title="Contact"), "tea", request) == ("content", "Contact", request)


def test_answer_that_nobody_gives_says_which(rf):
    with pytest.raises(LookupError, match="Nobody answers 'tea' for HomePage"):
        answer(HomePage(), "tea", rf.get("/"))


def test_second_answer_by_the_same_name_is_refused():
    def brew(page, request):
        return "tea"

    answers(HomePage, "tea")(brew)
    assert answers(HomePage, "tea")(brew) is brew
    with pytest.raises(ValueError, match="HomePage has an answer named 'tea' already"):
        answers(HomePage, "tea")(lambda page, request: "coffee")


ASKED = [
    (page_type, route.name)
    for page_type in get_page_models()
    if issubclass(page_type, RoutablePageMixin)
    for route in page_type.get_subpage_urls()
    if isinstance(route, URLPattern) and "answer" in route.callback.__code__.co_names
]


def test_addresses_below_pages_that_ask_for_an_answer_are_found():
    assert {page_type.__name__ for page_type, _name in ASKED} == {"SessionPage", "TrainingIndexPage"}


@pytest.mark.parametrize(("page_type", "name"), ASKED)
def test_every_answer_that_a_page_asks_for_is_registered(page_type, name):
    assert (page_type, name) in page_answers._ANSWERS

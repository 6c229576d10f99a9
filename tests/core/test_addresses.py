"""No page takes an address that something else answers: the site itself, or the page above it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import Resolver404, get_resolver, resolve, reverse
from django.utils import translation
from wagtail.contrib.routable_page.models import RoutablePageMixin
from wagtail.models import Locale, get_page_models
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.views import serve

from core.addresses import first_steps, taken_slugs
from core.models import BasePage
from core.translation.gate import TranslationNotReady
from core.translation.progress import missing_strings
from core.translation.publication import save_draft
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.training import CoursePageFactory, TrainingIndexPageFactory
from tests.factories.translations import begin, fill, translate

pytestmark = pytest.mark.django_db

LANGUAGES = ("fr", "de", "en")
REFUSED = "Cette adresse est celle d’une page du site lui-même\u00a0: choisissez une autre fin d’adresse."
PAGE_TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]
ROUTABLE = [model for model in PAGE_TYPES if issubclass(model, RoutablePageMixin)]
#: A page type, and an address that a page above it adds to its own.
HIDING = [
    (below, step)
    for above in ROUTABLE
    for below in above.allowed_subpage_models()
    for step in first_steps(above.get_subpage_urls())
]


def words_of(patterns):
    """Every word in the addresses of some patterns, whatever it is there for."""
    for pattern in patterns:
        yield from str(pattern.pattern).replace("^", "/").replace("$", "/").split("/")
        yield from words_of(getattr(pattern, "url_patterns", []))


def is_for_pages(address):
    """Whether an address is looked for among pages."""
    try:
        return getattr(resolve(address).func, "__wrapped__", resolve(address).func) is serve
    except Resolver404:
        return False


@pytest.mark.parametrize("code", LANGUAGES)
def test_whatever_is_answered_before_pages_are_looked_for_is_taken(code):
    with translation.override(code):
        home = reverse("wagtail_serve", args=[""])
        words = {word for word in words_of(get_resolver().url_patterns) if word.replace("-", "").isalnum()}
        hidden = {word for word in words if not is_for_pages(f"{home}{word}/")}
    assert len(words) > 50
    assert hidden - taken_slugs() == set()


def test_taken_are_the_first_steps_alone():
    assert {"admin", "documents", "healthz", "media", "static", *LANGUAGES, "recherche", "suche", "search"} < set(
        taken_slugs()
    )
    assert {"pages", "inscription", "fichier", "guides", "page"} & taken_slugs() == set()


def test_page_whose_addresses_begin_with_anything_has_no_page_below_it():
    open_ended = {
        model
        for model in ROUTABLE
        for route in model.get_subpage_urls()
        if str(route.pattern).strip("^$") and not list(first_steps([route]))
    }
    assert [model for model in open_ended if model.allowed_subpage_models()] == []


def test_there_are_pages_that_could_hide_an_address():
    assert [(model.__name__, step) for model, step in HIDING] == [("CoursePage", "ical")]


@pytest.mark.parametrize(("model", "step"), HIDING)
def test_address_that_the_page_above_adds_to_its_own_is_taken(model, step):
    assert model.why_not_slug(step) == REFUSED
    assert model.why_not_slug(f"{step}-2") == ""


@pytest.mark.parametrize("model", PAGE_TYPES, ids=lambda model: model.__name__)
def test_address_of_the_site_is_taken_for_each_page_type(model):
    assert {slug for slug in taken_slugs() if not model.why_not_slug(slug)} == set()


# --- Wherever a slug is saved ------------------------------------------------------------------------------------


@pytest.fixture
def editor(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.fixture
def course(site_root):
    return CoursePageFactory(parent=TrainingIndexPageFactory(slug="formations"), slug="sourcage")


@pytest.mark.parametrize("action", [{}, {"action-publish": "1"}])
@pytest.mark.parametrize("slug", ["admin", "recherche", "de"])
def test_new_page_is_refused_at_the_field(editor, site_root, slug, action):
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", site_root.pk])
    fields = {"title": "Une page", "slug": slug, "summary": "", "body": streamfield([]), "comments": inline_formset([])}
    response = editor.post(address, nested_form_data(fields | action))
    assert response.context["form"].errors == {"slug": [REFUSED]}


def test_copy_is_refused_at_the_field(editor, course):
    fields = {"new_title": "Copie", "new_slug": "ical", "new_parent_page": course.get_parent().pk}
    response = editor.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), fields)
    assert response.context["form"].errors == {"new_slug": [REFUSED]}
    editor.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), fields | {"new_slug": "ical-2"})
    assert course.get_parent().get_children().filter(slug="ical-2").count() == 1


def test_copy_without_a_slug_is_asked_for_one(editor, course):
    fields = {"new_title": "Copie", "new_slug": "", "new_parent_page": course.get_parent().pk}
    response = editor.post(reverse("wagtailadmin_pages:copy", args=[course.pk]), fields)
    assert list(response.context["form"].errors) == ["new_slug"]


@pytest.mark.parametrize("live", [True, False])
@pytest.mark.parametrize("slug", ["ical", "admin"])
def test_page_saved_by_a_script_is_refused(course, slug, live):
    course.live, course.slug = live, slug
    with pytest.raises(ValidationError) as refusal:
        course.save()
    assert refusal.value.message_dict == {"slug": [REFUSED]}


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_translation_is_refused_at_its_field_and_counts_as_missing(editor, course, code):
    translation_ = begin(course, code)
    segment = translation_.source.stringsegment_set.get(context__path="slug")
    address = reverse("wagtail_localize:edit_string_translation", args=[translation_.pk, segment.pk])
    for typed, error in (("ical", REFUSED), ("ICAL!", REFUSED), ("admin", REFUSED), ("Größe", None)):
        response = editor.put(address, f"value={typed}", content_type="application/x-www-form-urlencoded")
        assert response.json()["error"] == error
    response = editor.put(address, "value=Жук", content_type="application/x-www-form-urlencoded")
    assert response.json()["error"].startswith("Une adresse s’écrit avec les lettres")


def test_translated_slug_is_looked_at_when_it_changes_alone(course):
    translation_ = begin(course)
    fill(translation_)
    row = translation_.source.stringsegment_set.get(context__path="slug").string.translations.get()
    row.data = "ical"
    row.save()
    assert (row.has_error, row.field_error, missing_strings(translation_).count()) == (True, REFUSED, 1)
    row.has_error = False
    row.save(update_fields=["has_error"])
    assert row.has_error is False
    row.data = "kalender"
    row.save()
    assert (row.has_error, row.field_error) == (False, "")


def test_calendar_of_the_catalogue_answers_in_each_language(client, course):
    for code in LANGUAGES:
        page = course if code == "fr" else translate(course, code)
        assert client.get(f"{page.get_parent().url}ical/")["Content-Type"].startswith("text/calendar")


# --- Where nobody says a slug ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "title", "slug"),
    [
        ("fr", "L’été des œuvres", "l-ete-des-oeuvres"),
        ("de", "Größe für Bürger", "groesse-fuer-buerger"),
        ("en", "Buyer’s guide", "buyers-guide"),
        ("fr", "Admin", "admin-2"),
        ("de", "Suche", "suche-2"),
    ],
)
@pytest.mark.parametrize("live", [True, False])
def test_page_without_a_slug_takes_that_of_its_title(site_root, code, title, slug, live):
    locale = Locale.objects.get(language_code=code)
    home = site_root if code == "fr" else translate(site_root, code)
    pages = [ContentPageFactory(parent=home, title=title, slug="", locale=locale, live=live) for _number in range(2)]
    beside = f"{slug[:-1]}3" if slug.endswith("-2") else f"{slug}-2"
    assert [page.slug for page in pages] == [slug, beside]


def test_page_without_a_letter_is_asked_for_a_slug(editor, site_root):
    address = reverse("wagtailadmin_pages:add", args=["home", "contentpage", site_root.pk])
    fields = {"title": "Жук", "slug": "", "summary": "", "body": streamfield([]), "comments": inline_formset([])}
    assert list(editor.post(address, nested_form_data(fields)).context["form"].errors) == ["slug"]


def test_very_long_slugs_are_told_apart(site_root):
    pages = [ContentPageFactory(title="a" * 255, slug="") for _number in range(2)]
    assert [page.slug for page in pages] == ["a" * 255, "a" * 250 + "-2"]


def test_translated_slug_is_written_as_its_language_writes(site_root):
    german = begin(ContentPageFactory(title="Taille"))
    fill(german)
    row = german.source.stringsegment_set.get(context__path="slug").string.translations.get()
    row.data = "Größe für Bürger"
    row.save()
    assert save_draft(translation=german, user=None).as_object().slug == "groesse-fuer-buerger"


def test_slug_that_no_field_saw_is_not_written(course):
    translation_ = begin(course)
    fill(translation_)
    row = translation_.source.stringsegment_set.get(context__path="slug").string.translations.get()
    type(row).objects.filter(pk=row.pk).update(data="ical")
    with pytest.raises(TranslationNotReady):
        save_draft(translation=translation_, user=None)

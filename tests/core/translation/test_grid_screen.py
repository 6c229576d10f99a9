"""The grid of translations in the admin: what it shows, what narrows it, who sees it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.models import GroupPagePermission, Locale, Page

from core.translation.grid_screen import ROWS
from core.translation.publication import ask_for_review
from core.translation.states import State
from tests.core.translation.bodies import publish
from tests.factories.core import UserFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import begin, fill, translate, translated

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/translations/"


@pytest.fixture
def reviewer(client, home):
    client.force_login(member_of("relecture"))
    return client


def titles(client, **asked):
    """The French pages shown."""
    response = client.get(ADDRESS, asked)
    return [row["title"] for row in response.context["rows"]]


def words(client, **asked):
    text = strip_tags(client.get(ADDRESS, asked).content.decode())
    return " ".join(text.split()).replace("\u202f", " ")


def steps(client, title, **asked):
    """What is offered about a page: by language, the address."""
    row = next(row for row in client.get(ADDRESS, asked).context["rows"] if row["title"] == title)
    return {cell["locale"].language_code: cell["step_url"] for cell in row["cells"] if cell}


def test_each_step_leads_where_it_is_done(reviewer, page):
    send = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    # There is no place for it in English yet.
    assert steps(reviewer, "Mentions") == {"de": f"{send}?select_locale=de", "en": ""}
    form = reviewer.get(f"{send}?select_locale=de").context["form"]
    assert form.initial["locales"] == [Locale.objects.get(language_code="de")]
    draft = begin(page).get_target_instance()
    assert steps(reviewer, "Mentions")["de"] == reverse("wagtailadmin_pages:edit", args=[draft.pk])


def test_review_is_done_on_its_own_page(reviewer, page):
    translation = begin(page)
    fill(translation)
    ask_for_review(translation=translation, user=UserFactory())
    assert steps(reviewer, "Mentions")["de"] == reverse("core_review_translation", args=[translation.pk])


def test_state_progress_and_date_are_words(reviewer, page):
    translation = begin(page)
    fill(translation, only=2)
    assert "En cours de traduction, Mentions, Deutsch 2 passages sur 3" in words(reviewer)
    translated(page)
    publish(page, summary="Un autre résumé.")
    said = words(reviewer)
    assert "En ligne, plus ancienne que la page française" in said
    assert "plus ancienne depuis le" in said
    assert "3 passages sur 3, 1 plus anciens" in said


def test_totals_say_how_far_each_language_is(reviewer, page):
    fill(begin(page), only=1)
    totals = {
        total["locale"].language_code: [total[name] for name in ("done", "passages", "online", "pages", "not_sent")]
        for total in reviewer.get(ADDRESS).context["totals"]
    }
    home = totals["de"][1] - 3
    assert totals == {"de": [home + 1, home + 3, 1, 2, 0], "en": [0, 0, 0, 2, 2]}


# --- Narrowing --------------------------------------------------------------------------------------------------


@pytest.fixture
def section(home, page):
    """Two sections: a guide below its index, and the notices."""
    index = GuideIndexPageFactory(title="Guides", slug="guides")
    GuidePageFactory(title="Allotir un marché", slug="allotir", parent=index)
    return index


def test_grid_is_narrowed_by_section_type_and_title(reviewer, page, section):
    assert titles(reviewer, section=section.pk) == ["Guides", "Allotir un marché"]
    assert titles(reviewer, kind=page.content_type_id) == ["Mentions"]
    assert titles(reviewer, q="marche ALLOTIR") == ["Allotir un marché"]
    assert titles(reviewer, q="rien") == []
    assert "Aucune page ne correspond." in words(reviewer, q="rien")


def test_grid_is_searched_by_the_titles_of_translations(reviewer, page):
    translate(page, title="Impressum", slug="impressum")
    assert titles(reviewer, q="impressum") == ["Mentions"]


@pytest.mark.parametrize("language", ["de", "en"])
def test_grid_is_narrowed_by_language(reviewer, page, language):
    response = reviewer.get(ADDRESS, {"language": language})
    assert [locale.language_code for locale in response.context["locales"]] == [language]
    assert list(steps(reviewer, "Mentions", language=language)) == [language]


def test_grid_is_narrowed_by_state_in_the_language_asked_for(reviewer, home, page):
    translation = begin(page)
    fill(translation)
    assert titles(reviewer, state=State.WHOLE) == ["Mentions"]
    assert titles(reviewer, state=State.WHOLE, language="en") == []
    assert titles(reviewer, state=State.NOT_SENT) == [home.title, "Mentions"]
    assert titles(reviewer, state=State.DOUBTFUL) == []


@pytest.mark.parametrize("name", ["state", "language", "section", "kind"])
def test_filter_that_is_no_more_narrows_nothing(reviewer, home, page, name):
    assert titles(reviewer, **{name: "gone"}) == [home.title, "Mentions"]


def test_long_grid_has_several_pages(reviewer, home):
    for number in range(ROWS):
        ContentPageFactory(title=f"Page {number}", slug=f"p-{number}")
    everything = [home.title, "Mentions", *(f"Page {number}" for number in range(ROWS))]
    assert titles(reviewer) == everything[:ROWS]
    assert titles(reviewer, p=2) == titles(reviewer, p=99) == everything[ROWS:]


# --- Who sees it ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "may"),
    [("relecture", True), ("traduction", True), ("administration", True), ("redaction", False), ("formations", False)],
)
def test_grid_and_its_place_in_the_menu_are_for_those_who_open_a_page_in_another_language(client, home, role, may):
    client.force_login(member_of(role))
    assert client.get(ADDRESS).status_code == (200 if may else 302)
    assert (ADDRESS in client.get(reverse("wagtailadmin_home")).content.decode()) is may


@pytest.mark.parametrize(("whole_tree", "may"), [(True, True), (False, False)])
def test_right_on_the_root_is_one_on_every_language(client, home, whole_tree, may):
    user = member_of("redaction")
    root = Page.objects.get(depth=1)
    if whole_tree:
        GroupPagePermission.objects.filter(group__user=user).update(page=root)
    client.force_login(user)
    assert client.get(ADDRESS).status_code == (200 if may else 302)


def test_translator_sees_french_titles_without_a_way_to_edit_them(client, page):
    begin(page)
    client.force_login(member_of("traduction"))
    row = client.get(ADDRESS).context["rows"][-1]
    assert (row["title"], row["url"], row["cells"][1]) == ("Mentions", "", None)
    assert "Pas accessible avec vos droits" in words(client)


@pytest.mark.parametrize("name", ["translations_report", "translations_report_results"])
def test_report_of_the_library_leads_to_the_grid(reviewer, name):
    assert reviewer.get(reverse(f"wagtail_localize:{name}")).url == ADDRESS
    menu = reviewer.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("wagtail_localize:translations_report") not in menu


def test_grid_names_no_page_that_one_may_not_open(client, home):
    guide = GuidePageFactory(parent=GuideIndexPageFactory(), title="Secret de fabrique", slug="secret")
    draft = begin(guide).get_target_instance()
    user = member_of("traduction")
    client.force_login(user)
    assert "Secret de fabrique" in words(client)
    draft.delete()
    assert "Secret de fabrique" not in words(client)


def test_search_finds_no_title_that_one_may_not_open(client, page):
    begin(page)
    translate(page, "en", title="Legal notice", slug="legal")
    user = member_of("traduction")
    client.force_login(user)
    assert titles(client, q="legal") == ["Mentions"]
    english = Page.objects.get(depth=2, locale__language_code="en")
    GroupPagePermission.objects.filter(group__user=user, page=english).delete()
    assert titles(client, q="legal") == []


# --- Its price --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [{}, {"state": "started"}])
def test_number_of_queries_is_the_same_for_one_page_and_for_three(client, page, asked):
    begin(page)
    client.force_login(UserFactory(is_superuser=True))
    client.get(ADDRESS, asked)
    with CaptureQueriesContext(connection) as one:
        client.get(ADDRESS, asked)
    for slug in ("b", "c"):
        begin(ContentPageFactory(slug=slug))
    with CaptureQueriesContext(connection) as three:
        client.get(ADDRESS, asked)
    assert len(three) == len(one)

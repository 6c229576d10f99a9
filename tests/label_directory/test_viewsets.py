"""Organisations and awards in the admin: an award is recorded, and nobody changes it."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import ModelLogEntry

from label_directory.models import Award, Organisation
from tests.counting import queries_of
from tests.factories.core import UserFactory
from tests.factories.label_directory import (
    AwardFactory,
    DirectoryIndexPageFactory,
    OrganisationFactory,
    OrganisationTypeFactory,
)
from tests.factories.roles import member_of

pytestmark = pytest.mark.django_db

DATES = {"awarded_on": "2026-04-01", "valid_until": "2029-03-31"}


@pytest.fixture
def award(site_root):
    DirectoryIndexPageFactory()
    return AwardFactory(awarded_on=date(2025, 4, 1), valid_until=date(2028, 3, 31))


def log_in(client, who):
    """Somebody of a role, or a superuser."""
    user = UserFactory(is_superuser=True) if who == "superuser" else member_of(who)
    client.force_login(user)
    return user


def is_refused(response):
    """Wagtail sends people who may not back to the first page of the admin, with a message."""
    return (response.status_code, getattr(response, "url", "")) == (302, reverse("wagtailadmin_home"))


def links(client, url):
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return {link["href"].partition("?")[0] for link in page.select("a[href]")}


# Awards


@pytest.mark.parametrize("who", ["superuser", "administration", "label", "relecture"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_award_is_edited_by_nobody(award, client, who, method):
    log_in(client, who)
    data = {"organisation": award.organisation_id, **DATES}
    response = getattr(client, method)(reverse("award:edit", args=[award.pk]), data)
    award.refresh_from_db()
    assert (is_refused(response), award.awarded_on, award.valid_until) == (
        True,
        date(2025, 4, 1),
        date(2028, 3, 31),
    )


@pytest.mark.parametrize("who", ["label", "administration", "superuser"])
def test_award_is_recorded(award, client, who):
    log_in(client, who)
    organisation = OrganisationFactory()
    url = reverse("award:add")
    assert client.get(url).status_code == 200
    response = client.post(url, {"organisation": organisation.pk, **DATES})
    recorded = Award.objects.get(organisation=organisation)
    assert (response.status_code, recorded.awarded_on, recorded.valid_until) == (
        302,
        date(2026, 4, 1),
        date(2029, 3, 31),
    )


def test_award_that_ends_before_it_starts_is_refused_by_the_form(award, client):
    log_in(client, "label")
    data = {"organisation": award.organisation_id, "awarded_on": "2026-04-01", "valid_until": "2026-04-01"}
    response = client.post(reverse("award:add"), data)
    assert (response.status_code, response.context["form"].is_valid(), Award.objects.count()) == (200, False, 1)


@pytest.mark.parametrize("who", ["redaction", "relecture", "traduction", "formations"])
def test_award_is_recorded_by_no_other_role(award, client, who):
    log_in(client, who)
    response = client.post(reverse("award:add"), {"organisation": OrganisationFactory().pk, **DATES})
    assert (is_refused(response), Award.objects.count()) == (True, 1)


@pytest.mark.parametrize(
    ("who", "remaining"),
    [("administration", 0), ("superuser", 0), ("label", 1), ("redaction", 1), ("relecture", 1), ("formations", 1)],
)
def test_award_is_deleted_by_administration_only(award, client, who, remaining):
    log_in(client, who)
    client.post(reverse("award:delete", args=[award.pk]))
    assert Award.objects.count() == remaining


def test_wrong_award_is_deleted_by_administration_and_recorded_anew_by_the_label_team(award, client):
    """As docs/howto/mend-an-award.md says."""
    log_in(client, "administration")
    assert reverse("award:delete", args=[award.pk]) in links(client, reverse("award:inspect", args=[award.pk]))
    client.post(reverse("award:delete", args=[award.pk]))
    log_in(client, "label")
    client.post(reverse("award:add"), {"organisation": award.organisation_id, **DATES})
    organisation = Organisation.objects.get(pk=award.organisation_id)
    assert list(organisation.awards.values_list("awarded_on", "valid_until")) == [(date(2026, 4, 1), date(2029, 3, 31))]
    history = ModelLogEntry.objects.order_by("pk").values_list("action", "label")
    assert list(history) == [("wagtail.delete", str(award)), ("wagtail.create", str(organisation.awards.get()))]


def test_award_is_not_deleted_by_looking(award, client):
    log_in(client, "administration")
    assert client.get(reverse("award:delete", args=[award.pk])).status_code == 200
    assert Award.objects.count() == 1


@pytest.mark.parametrize("who", ["superuser", "administration", "label"])
def test_award_list_offers_no_edition(award, client, who):
    log_in(client, who)
    found = links(client, reverse("award:index"))
    edit, inspect = (reverse(f"award:{view}", args=[award.pk]) for view in ("edit", "inspect"))
    assert (edit in found, inspect in found) == (False, True)


@pytest.mark.parametrize("who", ["superuser", "label"])
def test_award_is_inspected(award, client, who):
    log_in(client, who)
    url = reverse("award:inspect", args=[award.pk])
    assert client.get(url).status_code == 200
    assert (reverse("award:edit", args=[award.pk]) in links(client, url)) is False


def test_award_is_not_copied(award, client):
    log_in(client, "superuser")
    url = reverse("award:edit", args=[award.pk]).replace("edit", "copy")
    response = client.post(url, {"organisation": award.organisation_id, **DATES})
    assert (response.status_code, Award.objects.count()) == (404, 1)


# Organisations


def organisation_form(**changes):
    return {
        "name": "Valmont",
        "slug": "valmont",
        "kind": "buyer",
        "type": OrganisationTypeFactory().pk,
        "siret": "73282932000074",
        "department": "88",
        "city": "Valmont",
        "website": "",
        "email": "",
        "presentation": "",
    } | changes


def test_organisation_form_prefills_the_end_of_the_address(award, client):
    log_in(client, "label")
    form = BeautifulSoup(client.get(reverse("organisation:add")).content, "html.parser")
    name, slug = form.find(id="id_name"), form.find(id="id_slug")
    assert (name["data-w-sync-target-value"], slug["data-controller"]) == ("#id_slug", "w-slug")


@pytest.mark.parametrize(
    "typed", ["732 829 320 00074", "732\u00a0829\u00a0320\u202f00074", "732.829.320.00074", " 73282932000074 "]
)
def test_organisation_form_takes_a_siret_as_people_copy_it(award, client, typed):
    log_in(client, "label")
    client.post(reverse("organisation:add"), organisation_form(siret=typed))
    assert Organisation.objects.get(slug="valmont").siret == "73282932000074"


def test_organisations_without_a_siret_are_not_the_same(award, client):
    log_in(client, "label")
    for slug in ("un", "deux"):
        client.post(reverse("organisation:add"), organisation_form(siret="  ", slug=slug))
    assert list(Organisation.objects.filter(slug__in=["un", "deux"]).values_list("siret", flat=True)) == [None, None]


@pytest.mark.parametrize("typed", ["732 829 320 00075", "7328293200007", "732829320000744", "SIRET"])
def test_organisation_form_refuses_what_is_no_siret(award, client, typed):
    log_in(client, "label")
    response = client.post(reverse("organisation:add"), organisation_form(siret=typed))
    assert list(response.context["form"].errors) == ["siret"]


@pytest.mark.parametrize("who", ["label", "administration"])
def test_organisation_is_added_and_changed(award, client, who):
    log_in(client, who)
    client.post(reverse("organisation:add"), organisation_form())
    organisation = Organisation.objects.get(slug="valmont")
    client.post(reverse("organisation:edit", args=[organisation.pk]), organisation_form(city="Épinal"))
    organisation.refresh_from_db()
    assert (organisation.name, organisation.city) == ("Valmont", "Épinal")


@pytest.mark.parametrize("who", ["redaction", "relecture", "traduction", "formations"])
def test_organisation_is_added_by_no_other_role(award, client, who):
    log_in(client, who)
    response = client.post(reverse("organisation:add"), organisation_form())
    assert (is_refused(response), Organisation.objects.count()) == (True, 1)


def test_organisations_without_siret_are_not_twins(award, client):
    log_in(client, "label")
    for slug in ("a", "b"):
        response = client.post(reverse("organisation:add"), organisation_form(slug=slug, siret=""))
        assert response.status_code == 302
    assert list(Organisation.objects.filter(slug__in=["a", "b"]).values_list("siret", flat=True)) == [None, None]


@pytest.mark.parametrize("siret", ["73282932000075", "732 829 320", "abcdefghijklmn"])
def test_organisation_with_a_wrong_siret_is_refused(award, client, siret):
    log_in(client, "label")
    response = client.post(reverse("organisation:add"), organisation_form(siret=siret))
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["siret"])


@pytest.mark.parametrize("who", ["superuser", "label", "administration"])
def test_organisation_with_an_award_is_kept_without_an_error(award, client, who):
    log_in(client, who)
    response = client.post(reverse("organisation:delete", args=[award.organisation_id]))
    assert (response.status_code < 500, Organisation.objects.count()) == (True, 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [("valm", ["Valmont"]), ("épinal", ["Autre"]), ("73282932000074", ["Valmont"]), ("rien", [])],
)
def test_organisation_is_found_by_name_town_or_siret(site_root, client, words, found):
    log_in(client, "superuser")
    OrganisationFactory(name="Valmont", city="Metz", siret="73282932000074")
    OrganisationFactory(name="Autre", city="épinal", siret=None)
    response = client.get(reverse("organisation:index"), {"q": words})
    assert [organisation.name for organisation in response.context["object_list"]] == found


@pytest.mark.parametrize("query", ["q=val", "q=%00", "q=%22", "department=88", "kind=nothing", "p=abc"])
def test_organisation_list_answers_any_question(award, client, query):
    log_in(client, "label")
    assert client.get(f"{reverse('organisation:index')}?{query}").status_code == 200


@pytest.mark.parametrize("model", ["organisation", "award"])
def test_lists_of_the_label_cost_the_same_however_many_rows(award, client, model):
    log_in(client, "label")
    url = reverse(f"{model}:index")
    one = len(queries_of(client, url))
    for number in range(2):
        kind = OrganisationTypeFactory(slug=f"type-{number}")
        AwardFactory(organisation=OrganisationFactory(type=kind))
    assert len(queries_of(client, url)) == one

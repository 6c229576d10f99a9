"""Who must have a second factor, and what they see of the admin until they have."""

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.urls import ResolverMatch, URLResolver
from wagtail.admin import urls as admin_urls

from core.login.duty import SETTING_UP, DutyMiddleware, needs_factor, telling_permissions
from core.models import User
from home.models import HomePage
from home.roles import ROLES, grant_roles
from tests.factories.core import UserFactory
from tests.factories.label_directory import DirectoryIndexPageFactory
from tests.second_factor import code_of, factors_of, give_password, is_in, link_app

pytestmark = pytest.mark.django_db

#: By role: who writes without publishing, and who sees numbers only, may do without.
NEEDS = {
    "redaction": False,
    "relecture": True,
    "traduction": False,
    "formations": True,
    "intervenants": True,
    "suivi": False,
    "label": True,
    "administration": True,
}
SETUP = "/admin/account/second-factor/"


@pytest.fixture(scope="module")
def shared_roles(shared_home):
    DirectoryIndexPageFactory(parent=shared_home)
    grant_roles(HomePage.objects.get(pk=shared_home.pk))
    for key, role in ROLES.items():
        UserFactory(username=key).groups.add(Group.objects.get(name=role.name))


@pytest.fixture
def roles(shared_roles, site_root):
    return {key: User.objects.get(username=key) for key in ROLES}


@pytest.fixture
def asked(settings):
    settings.SECOND_FACTOR = "asked"


@pytest.fixture
def superuser():
    return UserFactory(is_superuser=True)


def test_roles_that_need_a_factor(roles):
    assert {key: needs_factor(account) for key, account in roles.items()} == NEEDS


def test_superuser_needs_a_factor_and_who_has_no_role_does_not(superuser):
    assert (needs_factor(superuser), needs_factor(UserFactory())) == (True, False)


def test_numbers_tell_nothing_of_anybody_and_every_other_right_on_people_does():
    telling = telling_permissions()
    assert "training.view_signup_numbers" not in telling
    assert {"core.view_user", "auth.change_group", "core.view_outboxmail", "training.manage_signups"} <= telling


def test_first_log_in_without_a_factor_is_forgiven_and_says_so(client, asked, superuser):
    give_password(client, superuser)
    assert "Votre compte demande un second facteur" in client.get("/admin/").content.decode()


def test_second_log_in_reaches_the_page_of_the_factor_only(client, asked, superuser):
    give_password(client, superuser)
    client.logout()
    give_password(client, superuser)
    response = client.get("/admin/")
    assert (response.status_code, response.url) == (302, SETUP)
    assert client.get(SETUP).status_code == 200


def test_setting_it_up_opens_the_admin_again(client, asked, superuser, django_capture_on_commit_callbacks):
    User.objects.update(grace_used_at="2026-01-01T00:00Z")
    give_password(client, superuser)
    page = client.get(f"{SETUP}app/")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{SETUP}app/", {"code": code_of(page.context["form"].secret)})
    response = client.get(response.url)
    assert factors_of(superuser) == ["recovery_codes", "totp"]
    assert response.request["PATH_INFO"] == f"{SETUP}codes/"
    assert len(response.context["unused_codes"]) == 10
    assert client.get("/admin/").status_code == 200


def test_removing_the_only_factor_closes_the_admin_again(client, asked, superuser):
    client.force_login(superuser)
    secret = link_app(superuser)
    client.logout()
    give_password(client, superuser)
    client.post("/admin/login/code/", {"code": code_of(secret)})
    client.post("/admin/account/confirm/", {"password": "mot-de-passe-des-tests"})
    response = client.post(f"{SETUP}app/unlink/")
    assert (response.status_code, factors_of(superuser)) == (302, [])
    assert client.get("/admin/").url == SETUP


def test_nothing_is_asked_where_it_is_only_offered(client, superuser):
    User.objects.update(grace_used_at="2026-01-01T00:00Z")
    give_password(client, superuser)
    assert is_in(client)


def test_who_needs_none_is_asked_for_none(client, asked, roles):
    for _ in range(2):
        client.logout()
        give_password(client, roles["redaction"])
        assert is_in(client)


def test_script_is_told_that_it_may_not(client, asked, superuser):
    User.objects.update(grace_used_at="2026-01-01T00:00Z")
    client.force_login(superuser)
    response = client.get("/admin/pages/", headers={"X-Requested-With": "XMLHttpRequest"})
    assert response.status_code == 403


def admin_addresses(patterns, spaces=()):
    """Every address of the admin: its pattern, and the spaces its name is in."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from admin_addresses(pattern.url_patterns, (*spaces, *filter(None, [pattern.namespace])))
        else:
            yield pattern, spaces


def test_every_address_of_the_admin_leads_to_the_page_of_the_factor(rf, asked, superuser):
    """Asked of the guard itself: it stands before all views."""
    guard = DutyMiddleware(lambda request: HttpResponse())
    answers = {}
    for pattern, spaces in admin_addresses(admin_urls.urlpatterns):
        request = rf.get("/admin/anything/")
        request.user, request.session = superuser, {}
        request.resolver_match = ResolverMatch(pattern.callback, (), {}, pattern.name, namespaces=spaces)
        response = guard.process_view(request, pattern.callback, (), {})
        answers[request.resolver_match.view_name] = response and response.url
    assert len(answers) > 300
    assert {name for name, url in answers.items() if url != SETUP} == SETTING_UP

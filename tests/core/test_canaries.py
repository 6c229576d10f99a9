"""Nobody without rights on it reads the title of a draft or of a private page: each address of the admin is asked."""

import re

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Page, PageViewRestriction

from core.hidden_pages import visible_to
from tests.factories.core import UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory
from tests.factories.roles import member_of
from tests.factories.training import SessionPageFactory

pytestmark = [pytest.mark.deep, pytest.mark.django_db, pytest.mark.one_database]

DRAFT, PRIVATE, BELOW = "Serinbrouillon", "Serinprive", "Serindessous"
ROLES = ("intervenants", "suivi", "label", "formations", "nobody")
#: These end the session, and fail on purpose.
UNASKED = re.compile(r"/logout/|/failwhale/")
#: What an address names an object by, beyond its number.
NAMES = {
    "app_label": "home", "model_name": "contentpage", "content_type_app_name": "home", "action": "delete",
    "content_type_model_name": "contentpage", "parent_model_name": "contentpage", "parent_app_label": "home",
}  # fmt: skip
#: What choosers and searches are asked.
QUESTIONS = ("", "?q=Serin&page_type=wagtailcore.page")


@pytest.fixture(scope="module")
def shared_canaries(shared_home):
    """A draft, and a private page with one below it; the trees of two roles beside them."""
    SessionPageFactory()
    DirectoryIndexPageFactory(parent=shared_home)
    draft = ContentPageFactory(parent=shared_home, title=DRAFT, slug="a", live=False)
    private = ContentPageFactory(parent=shared_home, title=PRIVATE, slug="b")
    restriction = PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.create(name="Quelques-uns"))
    below = ContentPageFactory(parent=private, title=BELOW, slug="c")
    for page in (draft, private, below):
        page.save_revision()
    return [draft, private, below]


@pytest.fixture(scope="module")
def shared_clients(shared_canaries):
    clients = {}
    for role in ROLES:
        if role == "nobody":
            user = UserFactory()
            user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        else:
            user = member_of(role)
        clients[role] = Client(raise_request_exception=False)
        clients[role].force_login(user)
    return clients


def patterns(resolver=None, spaces=()):
    """Every named address: its full name, and the names of what it is made of."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, (*spaces, *([pattern.namespace] if pattern.namespace else [])))
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield ":".join([*spaces, pattern.name]), tuple(pattern.pattern.regex.groupindex)


def addresses(number):
    """Every address of the admin that a number fills, one page wherever something is named by it."""
    for name, parts in set(patterns()):
        try:
            url = reverse(name, kwargs={part: NAMES.get(part, number) for part in parts})
        except NoReverseMatch:
            continue
        if url.startswith(reverse("wagtailadmin_home")) and not UNASKED.search(url):
            yield url


def asked(pages):
    """All that is asked: about each page where a number stands, with each question where none does."""
    numbers = [page.pk for page in pages]
    plain = set(addresses(numbers[0])) & set(addresses(numbers[1]))
    about = {url for number in (numbers[0], numbers[-1]) for url in addresses(number)} - plain
    home = pages[0].get_parent().pk
    ids = "&".join(f"id={number}" for number in numbers)
    actions = [action.action_type for action in bulk_action_registry.get_bulk_actions_for_model("wagtailcore", "page")]
    bulk = [reverse("wagtail_bulk_action", args=["wagtailcore", "page", action]) for action in actions]
    chosen = reverse("wagtailadmin_choose_page_chosen_multiple")
    return sorted(
        about
        | {url + question for url in plain for question in QUESTIONS}
        | {f"{url}?{which}" for url in [*bulk, chosen] for which in (ids, "id=all", f"id=all&childOf={home}")}
    )


@pytest.mark.parametrize("role", ROLES)
def test_no_address_of_the_admin_shows_a_title_that_is_not_public(shared_canaries, shared_clients, role):
    found = []
    for url in asked(shared_canaries):
        response = shared_clients[role].get(url)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        words = body.decode("utf-8", "replace") + str(response.headers)
        found += [(url, canary) for canary in (DRAFT, PRIVATE, BELOW) if canary in words]
    assert found == []


def test_those_who_write_there_and_superusers_see_them(shared_canaries):
    numbers = [page.pk for page in shared_canaries]
    pages = Page.objects.filter(pk__in=numbers)
    for user in (member_of("redaction"), UserFactory(is_superuser=True)):
        assert sorted(visible_to(user, pages).values_list("pk", flat=True)) == sorted(numbers)


def test_somebody_of_another_tree_chooses_every_live_public_page(shared_canaries, shared_clients):
    home = Page.objects.get(depth=2, locale__language_code="fr")
    listed = shared_clients["label"].get(reverse("wagtailadmin_choose_page_child", args=[home.pk])).content.decode()
    shown = [page.title for page in home.get_children() if page.title in listed]
    assert shown == [page.title for page in home.get_children() if page.title not in (DRAFT, PRIVATE)]

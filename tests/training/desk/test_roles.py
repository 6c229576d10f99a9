"""What trainers and readers see of the desk, and what nobody does; who opens which page: ``tests/rights``."""

import pytest
from django.urls import reverse

from home.roles import ROLES
from tests.factories.core import UserFactory
from tests.factories.roles import member_of
from tests.factories.training import participant, sign_up
from training.models import AccessNeed, SessionTrainer, SignUp

pytestmark = pytest.mark.django_db

TEAM = {"formations", "administration"}
TRAINER, READER = {"intervenants"}, {"suivi"}
DECISIONS = ("confirm", "cancel", "move", "resend", "erase", "hand_over", "correct")
OF_SESSION = ("register", "open_seats", "too_many", "announce", "trainers", "export")

#: Which roles open each page; of a trainer, the pages of the own session.
PAGES = {
    "sessions": TEAM | TRAINER | READER,
    "session": TEAM | TRAINER | READER,
    "export_numbers": TEAM | READER,
    "sign_up": TEAM | TRAINER,
    **dict.fromkeys((*DECISIONS, *OF_SESSION), TEAM),
}


@pytest.fixture
def addresses(session, url):
    """The address of each page, of a session that a trainer is named for in ``as_role``."""
    row = sign_up(session)
    rows = dict.fromkeys(("session", *OF_SESSION), session) | dict.fromkeys(("sign_up", *DECISIONS), row)
    return {name: url(name, rows.get(name)) for name in PAGES}


@pytest.fixture
def as_role(session, client):
    def enter(role):
        user = member_of(role)
        if role == "intervenants":
            SessionTrainer.objects.create(session_key=session.translation_key, user=user)
        client.force_login(user)
        return user

    return enter


def test_readers_of_the_site_are_asked_to_log_in(addresses, client):
    for user in (None, UserFactory()):
        if user:
            client.force_login(user)
        for address in addresses.values():
            assert client.get(address).url.partition("?")[0] == reverse("wagtailadmin_login")


def test_refusal_is_a_403_for_a_program(addresses, as_role, client):
    as_role("redaction")
    headers = {"x-requested-with": "XMLHttpRequest"}
    assert {client.get(address, headers=headers).status_code for address in addresses.values()} == {403}


@pytest.mark.parametrize(("role", "is_shown"), [*((role, role in PAGES["sessions"]) for role in ROLES)])
def test_menu_leads_to_the_desk_those_who_may_open_it(site_root, client, role, is_shown):
    client.force_login(member_of(role))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("training_desk:sessions") in page) is is_shown


# Trainers


def test_trainer_sees_no_other_session(session, other_session, as_role, client, url):
    as_role("intervenants")
    stranger = sign_up(other_session, name="Ali Benoît")
    home = reverse("wagtailadmin_home")
    assert [client.get(url(name, row)).url for name, row in (("session", other_session), ("sign_up", stranger))] == [
        home,
        home,
    ]
    rows = client.get(url("sessions")).context["object_list"]
    assert [row.pk for row in rows] == [session.pk]
    assert client.post(url("session", session), {"q": "Ali"}).context["object_list"].count() == 0


def test_trainer_with_the_right_to_export_exports_the_own_session_only(session, other_session, as_role, client, url):
    user = as_role("intervenants")
    user.user_permissions.add(*permission("export_signups"))
    # Another right ends the sessions.
    client.force_login(user)
    sign_up(session), sign_up(other_session, name="Ali Benoît")
    form = {"purpose": "trainer", "format": "csv"}
    own, other = client.post(url("export", session), form), client.post(url("export", other_session), form)
    assert (own.status_code, "Zoé Lambert" in own.content.decode()) == (200, True)
    assert "zoe-lambert@" not in own.content.decode()
    assert other.url == reverse("wagtailadmin_home")


def permission(codename):
    from django.contrib.auth.models import Permission  # noqa: PLC0415 - thin method

    return Permission.objects.filter(content_type__app_label="training", codename=codename)


def test_trainer_sees_who_comes_and_what_they_need_but_no_address(session, as_role, client, url):
    as_role("intervenants")
    row = sign_up(session, answers=[{"question": "q", "label": "Vos attentes ?", "value": "Des exemples."}])
    SignUp.objects.filter(pk=row.pk).update(
        answers=[{"question": "q", "label": "Vos attentes ?", "value": "Des exemples."}]
    )
    AccessNeed.objects.create(sign_up=row, text="Une boucle magnétique.")
    waiting = sign_up(session, "waiting", name="Ali Benoît")
    listed, shown = client.get(url("session", session)), client.get(url("sign_up", row))
    assert [found.pk for found in listed.context["object_list"]] == [row.pk]
    texts = listed.content.decode() + shown.content.decode()
    assert [word in texts for word in ("Zoé Lambert", "Une boucle magnétique.", "Des exemples.")] == [True] * 3
    assert [word in texts for word in (participant().email, "Ali Benoît", "/cancel/")] == [False] * 3
    assert client.get(url("sign_up", waiting)).url == reverse("wagtailadmin_home")


def test_trainer_cannot_search_by_address(session, as_role, client, url):
    as_role("intervenants")
    sign_up(session)
    assert client.post(url("session", session), {"q": "mairie-fictive"}).context["object_list"].count() == 0


def test_access_needs_are_read_by_their_own_right(session, team, client, url):
    row = sign_up(session)
    AccessNeed.objects.create(sign_up=row, text="Une boucle magnétique.")
    assert "Une boucle magnétique." in client.get(url("sign_up", row)).content.decode()
    team.groups.get().permissions.remove(*permission("view_accessneed"))
    assert "Une boucle magnétique." not in client.get(url("sign_up", row)).content.decode()
    export = client.post(
        url("export", session), {"purpose": "venue", "scope": "coming", "format": "csv", "access_needs": "on"}
    )
    assert "Une boucle magnétique." not in export.content.decode()


# Readers


def test_reader_of_numbers_finds_no_name(session, as_role, client, url):
    as_role("suivi")
    sign_up(session), sign_up(session, "waiting", name="Ali Benoît")
    pages = [client.get(url("sessions")), client.get(url("session", session))]
    pages += [client.post(url("session", session), {"q": "Zoé"})]
    pages += [client.post(url("export_numbers"), {"format": "csv"})]
    texts = "".join(page.content.decode() for page in pages)
    assert [word in texts for word in ("Lambert", "Benoît", "mairie-fictive")] == [False] * 3

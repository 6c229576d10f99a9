"""Cancelling a session in the admin, and who may."""

import copy

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from wagtail.models import PageLogEntry

from core.models import OutboxMail
from tests.factories.core import UserFactory
from tests.factories.roles import member_of
from tests.factories.training import SessionCancellationFactory, SessionPageFactory, make_course, sign_up
from tests.factories.translations import translate
from training.models import SessionCancellation, SignUp

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_session(shared_home):
    return SessionPageFactory(parent=make_course(), title="Le 12 janvier à Metz")


@pytest.fixture
def session(shared_session, db):
    return copy.deepcopy(shared_session)


@pytest.fixture
def trainer(session, client):
    user = member_of("formations")
    client.force_login(user)
    return user


def cancel_url(page):
    return reverse("training_cancel_session", args=[page.pk])


def restore_url(page):
    return reverse("training_restore_session", args=[page.pk])


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


# Cancel


def test_cancel_view_asks_before_it_decides(session, trainer, client):
    response = client.get(cancel_url(session))
    page = BeautifulSoup(response.content, "html.parser")
    assert (response.status_code, SessionCancellation.objects.count()) == (200, 0)
    assert [choice["value"] for choice in page.select("input[name=reason]")] == ["too_few", "trainer", "venue", "other"]
    assert page.select_one("main form[method=post] input[name=csrfmiddlewaretoken]")["type"] == "hidden"


def test_cancel_view_cancels(session, trainer, client):
    response = client.post(cancel_url(session), {"reason": "venue"})
    cancellation = SessionCancellation.objects.get()
    assert (response.status_code, response.url) == (302, edit_url(session))
    assert (cancellation.session_key, cancellation.reason, cancellation.cancelled_by) == (
        session.translation_key,
        "venue",
        trainer,
    )
    assert PageLogEntry.objects.filter(action="training.cancel_session", page=session.pk, user=trainer).count() == 1


@pytest.mark.parametrize("data", [{}, {"reason": ""}, {"reason": "weather"}])
def test_cancel_view_wants_a_reason(session, trainer, client, data):
    response = client.post(cancel_url(session), data)
    assert (response.status_code, list(response.context["form"].errors)) == (200, ["reason"])
    assert SessionCancellation.objects.count() == 0


def test_cancel_view_twice_is_no_error(session, trainer, client):
    answers = [client.post(cancel_url(session), {"reason": reason}).status_code for reason in ("venue", "other")]
    assert (answers, SessionCancellation.objects.get().reason) == ([302, 302], "venue")


def test_cancel_view_of_a_page_that_is_no_session_is_not_found(session, trainer, client):
    assert client.post(cancel_url(session.get_parent()), {"reason": "venue"}).status_code == 404


# Restore


def test_restore_view_asks_before_it_decides(session, trainer, client):
    SessionCancellationFactory(session_key=session.translation_key)
    assert client.get(restore_url(session)).status_code == 200
    assert SessionCancellation.objects.count() == 1


def test_restore_view_restores(session, trainer, client):
    SessionCancellationFactory(session_key=session.translation_key)
    response = client.post(restore_url(session))
    assert (response.status_code, response.url, SessionCancellation.objects.count()) == (302, edit_url(session), 0)
    assert PageLogEntry.objects.filter(action="training.restore_session", page=session.pk, user=trainer).count() == 1


def test_restore_view_twice_is_no_error(session, trainer, client):
    SessionCancellationFactory(session_key=session.translation_key)
    assert [client.post(restore_url(session)).status_code for _ in range(2)] == [302, 302]
    assert PageLogEntry.objects.filter(action="training.restore_session").count() == 1


# Who may


@pytest.mark.parametrize("role", ["formations", "administration"])
def test_decisions_belong_to_training_and_administration(session, client, role):
    client.force_login(member_of(role))
    assert client.post(cancel_url(session), {"reason": "venue"}).url == edit_url(session)
    assert SessionCancellation.objects.count() == 1
    assert client.post(restore_url(session)).url == edit_url(session)
    assert SessionCancellation.objects.count() == 0


@pytest.mark.parametrize("role", ["redaction", "relecture", "traduction", "label"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_cancel_view_is_refused_to_other_roles(session, client, role, method):
    client.force_login(member_of(role))
    response = getattr(client, method)(cancel_url(session), {"reason": "venue"})
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert SessionCancellation.objects.count() == 0


@pytest.mark.parametrize("role", ["redaction", "relecture", "traduction", "label"])
def test_restore_view_is_refused_to_other_roles(session, client, role):
    SessionCancellationFactory(session_key=session.translation_key)
    client.force_login(member_of(role))
    response = client.post(restore_url(session))
    assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
    assert SessionCancellation.objects.count() == 1


def test_refusal_is_a_403_for_a_program(session, client):
    client.force_login(member_of("redaction"))
    headers = {"x-requested-with": "XMLHttpRequest"}
    assert client.post(cancel_url(session), {"reason": "venue"}, headers=headers).status_code == 403


def test_decisions_are_refused_to_readers(session, client):
    for url in (cancel_url(session), restore_url(session)):
        response = client.post(url, {"reason": "venue"})
        assert (response.status_code, response.url.partition("?")[0]) == (302, reverse("wagtailadmin_login"))
    client.force_login(UserFactory())
    assert client.post(cancel_url(session), {"reason": "venue"}).status_code == 302
    assert SessionCancellation.objects.count() == 0


def test_right_to_cancel_is_not_enough_on_pages_one_may_not_edit(session, client):
    german = translate(session)
    client.force_login(member_of("formations"))
    response = client.post(cancel_url(german), {"reason": "venue"})
    assert (response.url, SessionCancellation.objects.count()) == (reverse("wagtailadmin_home"), 0)


# With people


@pytest.fixture
def people(session):
    return [sign_up(session), sign_up(session, "waiting", name="Ali Benoît"), sign_up(session, name="Kim", email="")]


def test_cancel_view_shows_who_is_told_what(session, people, trainer, client):
    context = client.get(cancel_url(session)).context
    assert [[row.name for row in group.people] for group in context["groups"]] == [["Zoé Lambert"], ["Ali Benoît"]]
    assert ([row.name for row in context["without_address"]], context["concerned"]) == (["Kim"], 3)


@pytest.mark.parametrize("typed", ["", "2", "trois"])
def test_cancel_view_wants_the_number_of_people(session, people, trainer, client, typed):
    response = client.post(cancel_url(session), {"reason": "venue", "people": typed})
    assert (list(response.context["form"].errors), SessionCancellation.objects.count()) == (["people"], 0)


def test_cancel_view_tells_each_person_once(session, people, trainer, client):
    for _again in range(2):
        client.post(cancel_url(session), {"reason": "venue", "people": "3"})
    assert OutboxMail.objects.filter(kind="session_cancelled").count() == 2
    assert set(SignUp.objects.values_list("state", flat=True)) == {"voided"}


def test_cancel_view_of_a_cancelled_session_says_so(session, people, trainer, client):
    SessionCancellationFactory(session_key=session.translation_key)
    response = client.get(cancel_url(session))
    said = "La session est déjà annulée : personne n’est prévenu deux fois."
    assert (response.context["obstacle"].replace("\u00a0", " "), response.context["form"]) == (said, None)


def test_restore_view_says_that_people_who_were_told_stay_out(session, people, trainer, client):
    client.post(cancel_url(session), {"reason": "venue", "people": "3"})
    assert client.get(restore_url(session)).context["explanation"][1].startswith("3\u00a0personnes ont été prévenues")
    client.post(restore_url(session))
    assert set(SignUp.objects.values_list("state", flat=True)) == {"voided"}

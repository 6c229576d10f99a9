"""How often a password may be tried: by what was typed and where, there being an account or not."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth import login as log_in
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.login.limits import proved_themselves, refuse_guessing
from core.models import KnownNetwork, RateBucket
from tests.factories.core import UserFactory
from tests.threads import in_threads

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
PASSWORD = "une-phrase-de-passe"
TOWN_HALL, HOME, STRANGER = "192.0.2.7", "198.51.100.1", "203.0.113.9"


@pytest.fixture(autouse=True)
def _limits(settings):
    settings.LOGIN_TRIES_AN_HOUR = {"here": 3, "elsewhere": 5, "network": 8}
    with time_machine.travel(NOON + timedelta(minutes=26), tick=False):
        yield


@pytest.fixture
def camille(client):
    return UserFactory(username="camille", password=PASSWORD, is_superuser=True, email="camille@commune.example")


def asked_from(network):
    return RequestFactory().post("/admin/login/", REMOTE_ADDR=network)


def tried(name, network, times=1):
    """Whether each of some tries was let through."""
    answers = []
    for _time in range(times):
        try:
            refuse_guessing(asked_from(network), name)
        except ValidationError:
            answers.append(False)
        else:
            answers.append(True)
    return answers


def log_in_from(network, user, client):
    request = asked_from(network)
    request.session = client.session
    log_in(request, user, backend="django.contrib.auth.backends.ModelBackend")


def test_wrong_passwords_of_one_name_from_one_network_are_counted():
    assert tried("camille", STRANGER, 4) == [True, True, True, False]
    assert tried("camille", HOME) == tried("dominique", STRANGER) == [True]


@pytest.mark.parametrize("typed", ["CAMILLE", " camille ", "camille", "Camille"])
def test_a_name_written_otherwise_is_the_same_name(typed):
    tried("camille", STRANGER, 3)
    assert tried(typed, STRANGER) == [False]


def test_names_from_one_network_are_counted_together():
    assert [answer for number in range(9) for answer in tried(f"agent-{number}", STRANGER)] == [True] * 8 + [False]


def test_what_is_refused_for_one_name_is_not_held_against_the_others():
    tried("camille", TOWN_HALL, 50)
    assert [answer for number in range(6) for answer in tried(f"agent-{number}", TOWN_HALL)] == [True] * 5 + [False]


def test_strangers_everywhere_do_not_shut_out_a_colleague_where_she_has_logged_in(camille, client):
    log_in_from(TOWN_HALL, camille, client)
    answers = [answer for number in range(9) for answer in tried("camille", f"203.0.113.{number}")]
    assert answers == [True] * 5 + [False] * 4
    assert tried("camille", HOME) == [False]
    assert tried("camille", TOWN_HALL, 4) == tried("camille@commune.example", TOWN_HALL, 4) == [True, True, True, False]


def test_colleague_who_proved_herself_by_mail_is_let_in(camille):
    for number in range(9):
        tried("camille", f"203.0.113.{number}")
    tried("camille", HOME, 4)
    proved_themselves(asked_from(HOME), camille)
    assert tried("camille", HOME) == [True]


def test_right_password_is_given_back_and_a_town_hall_counts_its_mistakes_alone(camille, client):
    for _time in range(20):
        assert tried("camille", TOWN_HALL) == [True]
        log_in_from(TOWN_HALL, camille, client)
    assert set(RateBucket.objects.values_list("hits", flat=True)) == {0}
    assert tried("camille", TOWN_HALL, 4) == [True, True, True, False]


def test_network_that_is_not_told_is_not_remembered(camille, client):
    log_in_from("", camille, client)
    assert KnownNetwork.objects.count() == 0


def test_network_is_remembered_once_with_its_last_day_and_tells_nothing(camille, client):
    log_in_from(TOWN_HALL, camille, client)
    with time_machine.travel(NOON + timedelta(days=3), tick=False):
        log_in_from(TOWN_HALL, camille, client)
    rows = list(KnownNetwork.objects.all())
    assert [row.seen_on.isoformat() for row in rows] == ["2026-11-28"] * 2
    assert [len(row.mark) for row in rows] == [64, 64]
    assert str(rows[0]) == f"{rows[0].pk} 2026-11-28"


def test_count_begins_again_with_the_hour():
    assert tried("camille", STRANGER, 4)[-1] is False
    with time_machine.travel(NOON + timedelta(hours=1), tick=False):
        assert tried("camille", STRANGER) == [True]


@pytest.mark.parametrize(("minute", "words"), [(26, "dans 34 minutes"), (59, "dans 1 minute.")])
def test_refusal_says_how_long_to_wait(minute, words):
    with time_machine.travel(NOON + timedelta(minutes=minute), tick=False):
        tried("camille", STRANGER, 3)
        with pytest.raises(ValidationError, match=words):
            refuse_guessing(asked_from(STRANGER), "camille")


@pytest.mark.parametrize("name", ["camille", "nobody", "asleep", "", "\udcff\x00", "é" * 5000])
def test_every_name_makes_the_same_queries(camille, name):
    UserFactory(username="asleep", is_active=False)
    with CaptureQueriesContext(connection) as queries:
        tried(name, STRANGER)
    verbs = [query["sql"].split()[0] for query in queries]
    with CaptureQueriesContext(connection) as others:
        tried("somebody else", HOME)
    assert verbs == [query["sql"].split()[0] for query in others]


def send(client, name, password=PASSWORD, network=STRANGER):
    fields = {"username": name, "password": password}
    return client.post(reverse("wagtailadmin_login"), fields, REMOTE_ADDR=network)


@pytest.mark.parametrize("name", ["camille", "nobody"])
def test_form_refuses_before_it_hashes_in_the_same_words_for_every_name(camille, client, name, monkeypatch):
    for _time in range(3):
        send(client, name, "wrong")
    monkeypatch.setattr("django.contrib.auth.forms.authenticate", lambda *args, **more: pytest.fail("it was hashed"))
    response = send(client, name)
    assert response.context["form"].non_field_errors() == ["Trop d’essais. Réessayez dans 34 minutes."]
    assert "_auth_user_id" not in client.session


def test_form_that_lacks_a_password_counts_nothing(client):
    send(client, "camille", "")
    assert RateBucket.objects.count() == 0


def test_right_password_after_wrong_ones_logs_in(camille, client):
    send(client, "camille", "wrong")
    assert send(client, "camille").url == reverse("wagtailadmin_home")


def test_log_tells_failures_and_refusals_without_name_password_or_address(camille, client, caplog):
    with caplog.at_level(logging.INFO):
        for name in ("camille", "Camille", "camille", "camille", "secret-typed-as-name"):
            send(client, name, "wrong-password")
    lines = [record.getMessage() for record in caplog.records if record.name == "security"]
    mark = lines[0].rpartition(" ")[2]
    assert lines[:4] == [f"Wrong password: account {mark}"] * 3 + [
        f"Refused: log-in, too many times (here), account {mark}"
    ]
    assert lines[4].startswith("Wrong password: account ")
    assert not lines[4].endswith(mark)
    assert [word in caplog.text for word in ("camille", "wrong-password", STRANGER, "secret-typed")] == [False] * 4


@pytest.mark.django_db(transaction=True)
def test_crowd_at_once_passes_no_more_than_the_limit():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite writes one at a time")
    passed = []
    in_threads(12, lambda: passed.extend(tried("camille", STRANGER)))
    assert passed.count(True) == 3

"""“I lost my mail”: the same answer for any address, and a limit for those who try many."""

import pytest
from django.db import OperationalError
from django.urls import reverse

from core.models import OutboxMail
from tests.factories.training import sign_up
from tests.training.views.conftest import main_of, nothing_written

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask(browser):
    def fill_in(email, **more):
        return browser.post(reverse("sign_ups:lost_link"), {"email": email, **more})

    return fill_in


def test_answer_is_the_same_for_a_known_and_an_unknown_address(session, browser, ask):
    zoe = sign_up(session)
    answers = [ask(zoe.email), ask("personne@ailleurs.example")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (303, reverse("sign_ups:lost_link_sent"))
    }
    # What each is worth is found out when the mails leave.
    assert list(OutboxMail.objects.values_list("kind", "about")) == [("links", None)] * 2
    with nothing_written():
        assert browser.get(answers[0]["Location"]).status_code == 200


def test_wrong_address_is_said_and_kept(session, ask):
    main = main_of(ask("zoe.example"))
    assert (main.select_one("#id_email")["value"], main.select_one("#id_email_error") is not None) == (
        "zoe.example",
        True,
    )


def test_program_that_fills_in_everything_has_nothing_sent(session, ask):
    with nothing_written():
        assert ask("zoe@mairie-fictive.example", website="x")["Location"] == reverse("sign_ups:lost_link_sent")


def test_network_that_tries_many_addresses_is_stopped(session, ask, settings):
    settings.SIGN_UP_FORMS_AN_HOUR = 2
    assert [ask(f"zoe{number}@mairie-fictive.example").status_code for number in range(3)] == [303, 303, 429]
    assert OutboxMail.objects.count() == 2


def test_busy_database_loses_nothing_typed(session, ask, monkeypatch):
    def refuse(**kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr("training.views.lost_link.resend_links", refuse)
    answer = ask("zoe@mairie-fictive.example")
    assert (answer.status_code, main_of(answer).select_one("#id_email")["value"]) == (503, "zoe@mairie-fictive.example")

"""A marker in every private column: after the purge, it is nowhere in the database."""

import datetime
import uuid

import pytest
from django.apps import apps
from django.db import models
from wagtail.log_actions import log

from core.models import OutboxMail
from core.outbox import retention as outbox
from core.outbox.retention import ADDRESS, WORDS
from core.retention.declarations import private_columns
from core.retention.purge import purge
from tests.training.services.conftest import SESSION_DAY
from tests.whole_database import whole_database
from training.models import AccessNeed, SignUp
from training.rules import privacy
from training.services.cancel_sign_up import cancel_sign_up
from training.services.correct_sign_up import correct_sign_up
from training.services.hand_over import hand_over
from training.services.resend_links import resend_links
from training.services.shared import forget

pytestmark = pytest.mark.django_db

MARKER = "zqmarqueur"
#: The same in a column that holds a number: how it begins.
NUMBER = "abcdef0123454678"
PERIODS = {"confirmed": 180, "not_confirmed": 90, "access_needs": 15}


def marked(field, position):
    """A value for a column that holds the marker."""
    if isinstance(field, models.JSONField):
        return [{"value": f"{MARKER}{position}"}]
    if isinstance(field, models.UUIDField):
        return uuid.UUID(f"{NUMBER}{position:016x}")
    return f"{MARKER}{field.name}{position}@example"[: field.max_length]


def mark_everything():
    """Write the marker into each private column of each row, whatever the services have left empty."""
    for label, names in private_columns().items():
        model = apps.get_model(label)
        for position, row in enumerate(model.objects.order_by("pk")):
            values = {name: marked(model._meta.get_field(name), position) for name in names}
            assert model.objects.filter(pk=row.pk).update(**values) == 1


@pytest.fixture
def people(session, other_session, ask, enter, user):
    """Somebody in each way of being known, after what services write of them."""
    details = {"organisation": MARKER, "function": MARKER, "access_needs": MARKER}
    confirmed = enter(f"Une {MARKER}", **details)
    correct_sign_up(
        session_key=confirmed.session_key, public_id=confirmed.public_id, participant=confirmed.participant, user=user
    )
    giver = enter(f"Deux {MARKER}", **details)
    hand_over(session_key=giver.session_key, public_id=giver.public_id, name=f"Trois {MARKER}", email="trois@e.example")
    waiting = enter(f"Quatre {MARKER}", **details)
    gone = enter(f"Cinq {MARKER}", **details)
    cancel_sign_up(session_key=gone.session_key, public_id=gone.public_id)
    asked = ask(f"Six {MARKER}", **details)
    resend_links(email=f"{MARKER}@mairie-fictive.example", language="fr")
    for instance in (confirmed, confirmed.access_need, OutboxMail.objects.first()):
        log(instance=instance, action="wagtail.edit", user=user)
    return {"confirmed": confirmed, "waiting": waiting, "gone": gone, "asked": asked}


def all_mails_leave():
    now = SignUp.objects.order_by("created_at").first().created_at
    OutboxMail.objects.filter(state="waiting").update(state="sent", sent_at=now)


def after(rule, more=1):
    """Noon of the first day after a period, counted from the session."""
    day = SESSION_DAY + datetime.timedelta(days=PERIODS[rule] + more)
    return datetime.datetime.combine(day, datetime.time(12), tzinfo=datetime.UTC)


def holds_marker():
    text = whole_database()
    return MARKER in text or NUMBER in text


@pytest.fixture
def purged(people, clock):
    all_mails_leave()
    mark_everything()
    assert MARKER in whole_database()
    assert NUMBER in whole_database()
    clock.move_to(after("confirmed"))
    return purge


def test_no_word_about_anybody_is_left(purged):
    purged()
    assert [line for line in whole_database().split("\n") if MARKER in line or NUMBER in line] == []
    # What is counted is still there.
    assert SignUp.objects.count() == 6
    assert SignUp.objects.filter(anonymised_at=None).count() == 0


def test_no_word_is_left_even_of_mails_that_never_left(people, clock):
    mark_everything()
    clock.move_to(after("confirmed"))
    purge()
    # The one that is about nobody may still leave: its address is asked for by whoever typed it.
    OutboxMail.objects.filter(about=None).delete()
    assert holds_marker() is False


@pytest.mark.parametrize("column", sorted(privacy.FORGOTTEN))
def test_a_column_that_is_forgotten_shows(purged, monkeypatch, column):
    monkeypatch.setattr(
        forget, "FORGOTTEN", {name: value for name, value in privacy.FORGOTTEN.items() if name != column}
    )
    purged()
    assert holds_marker() is True


@pytest.mark.parametrize("column", sorted(WORDS | ADDRESS))
def test_a_column_of_the_outbox_that_is_forgotten_shows(purged, monkeypatch, column):
    for values in (WORDS, ADDRESS, outbox.PRIVATE):
        monkeypatch.delitem(values, column, raising=False)
    purged()
    assert holds_marker() is True


def test_each_period_takes_its_own(people, clock):
    all_mails_leave()
    mark_everything()
    clock.move_to(after("access_needs", more=0))
    purge()
    # Of those who still come, or wait; the others' were of no more use.
    assert (AccessNeed.objects.count(), known()) == (2, ["cancelled", "cancelled", "confirmed", "confirmed", "waiting"])
    clock.move_to(after("access_needs"))
    purge()
    assert AccessNeed.objects.count() == 0
    clock.move_to(after("not_confirmed", more=0))
    purge()
    assert known() == ["cancelled", "cancelled", "confirmed", "confirmed", "waiting"]
    clock.move_to(after("not_confirmed"))
    purge()
    assert known() == ["confirmed", "confirmed"]
    clock.move_to(after("confirmed", more=0))
    purge()
    assert known() == ["confirmed", "confirmed"]
    clock.move_to(after("confirmed"))
    purge()
    assert (known(), holds_marker()) == ([], False)


def known():
    """The states of those whose names are still there."""
    return sorted(SignUp.objects.filter(anonymised_at=None).values_list("state", flat=True))

"""The demo's sessions and their participants, loaded on any day, and where the team has been before."""

import pytest
import time_machine

from guides.reference import load_vocabularies
from tests.factories.core import UserFactory
from tests.factories.training import SignUpFormFactory
from tests.training.test_demo import DAYS, REFERENCE_DAY, SESSIONS, check_dates
from tests.training.test_demo_sign_ups import situation
from training import demo, demo_sign_ups
from training.models import SessionPage, SessionSlot, SignUpForm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("day", DAYS)
def test_load_shows_sessions_past_and_to_come_whatever_the_day(site_root, day):
    load_vocabularies()
    with time_machine.travel(f"{day} 12:00+01:00", tick=False):
        demo.load(site_root)
        check_dates()


def test_load_on_the_reference_day_keeps_the_days_of_the_file(site_root):
    load_vocabularies()
    with time_machine.travel(f"{REFERENCE_DAY} 12:00+01:00", tick=False):
        demo.load(site_root)
    written = [slot["day"] for session in SESSIONS for slot in session["slots"]]
    assert sorted(str(slot.day) for slot in SessionSlot.objects.all()) == sorted(written)
    assert sorted(SessionPage.objects.filter(city__in=["Metz", "Colmar"]).values_list("title", "slug")) == [
        ("Colmar et à distance", "colmar"),
        ("Metz", "metz"),
    ]


def test_load_keeps_the_default_form_of_the_team(site_root):
    load_vocabularies()
    own = SignUpFormFactory(is_default=True)
    demo.load(site_root)
    assert list(SignUpForm.objects.all()) == [own]


@pytest.mark.parametrize("day", ["2026-11-29", "2027-06-01", "2028-02-29"])
def test_situations_are_those_of_any_day(site_root, day):
    load_vocabularies()
    with time_machine.travel(f"{day} 12:00+01:00", tick=False):
        demo.load(site_root)
        demo_sign_ups.load(UserFactory())
        assert situation("epinal") == ("queue", {"confirmed": 8, "waiting": 3})
        assert situation("strasbourg-allemand")[1]["offered"] == 1

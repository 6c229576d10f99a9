"""The participants of the demo: each situation a newcomer should see, made once, however often it is cut short."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from core.demo import read_content
from core.models import OutboxMail
from guides.reference import load_vocabularies
from label_directory.models import OrganisationType
from tests.factories.core import UserFactory
from training import demo, demo_sign_ups
from training.models import AccessNeed, SeatLedger, SessionCancellation, SessionPage, SignUp, SignUpForm, Transition
from training.services.cancel_session import restore_session
from training.services.cancel_sign_up import cancel_sign_up
from training.services.shared.forget import forget

pytestmark = pytest.mark.django_db

CONTENT = read_content(demo_sign_ups.__file__, "sign_ups")
KINDS = {term["slug"] for term in read_content("label_directory/demo.py", "organisations")["types"]}
EVERYBODY = sum(len(entry["people"]) for entry in CONTENT["sessions"])


@pytest.fixture
def user(db):
    return UserFactory()


@pytest.fixture(scope="module")
def shared_sessions(shared_home):
    load_vocabularies()
    for slug in KINDS:
        OrganisationType.objects.get_or_create(slug=slug, defaults={"kind": "buyer", "name_fr": slug})
    demo.load(shared_home)


@pytest.fixture
def empty(shared_sessions, site_root):
    """The sessions of the demo, to which nobody has signed up."""


@pytest.fixture
def loaded(empty, user):
    demo_sign_ups.load(user)


def situation(slug):
    """How a session stands, and how many sign-ups it has in each state."""
    session = SessionPage.objects.in_source_language().get(slug=slug, seats__lt=30)
    counts = SignUp.objects.counts([session.translation_key])[session.translation_key]
    return str(SessionPage.objects.get(pk=session.pk).availability.status), dict(counts)


def state():
    """All that loading may change, but for the lock, which every look takes."""
    models = SignUp, Transition, AccessNeed, OutboxMail, SessionCancellation
    ledgers = list(SeatLedger.objects.order_by("pk").values("session_key", "capacity", "next_rank"))
    return [list(model.objects.order_by("pk").values()) for model in models], ledgers


def test_a_newcomer_finds_each_situation(loaded):
    assert situation("metz") == ("open", {"confirmed": 12, "requested": 1})
    assert situation("epinal") == ("queue", {"confirmed": 8, "waiting": 3})
    assert situation("strasbourg-allemand") == (
        "queue",
        {"confirmed": 5, "offered": 1, "waiting": 1, "cancelled": 1},
    )
    assert situation("chaumont") == ("cancelled", {"voided": 4})
    assert SessionCancellation.objects.get().reason == "too_few"
    past = SignUp.objects.filter(state_since__lt=timezone.now() - timedelta(days=1))
    assert set(past.values_list("state", flat=True)) == {"confirmed"}
    assert SignUp.objects.filter(source="team").count() == 2
    assert set(AccessNeed.objects.values_list("sign_up__state", flat=True)) == {"confirmed"}


def test_mails_wait_for_the_worker_of_the_demo(loaded):
    kinds = set(OutboxMail.objects.values_list("kind", "state"))
    assert kinds == {
        (kind, "waiting")
        for kind in ("confirm_address", "offer", "seat_confirmed", "session_cancelled", "waiting", "withdrawn")
    }


def test_nobody_is_written_to_about_a_session_that_is_over(loaded):
    past = [page for page in SessionPage.objects.all() if page.is_past]
    people = SignUp.objects.filter(session_key__in=[page.translation_key for page in past])
    assert people.count() == 13
    assert OutboxMail.objects.filter(about__in=people.values("public_id")).count() == 0
    assert all(row.created_at == row.state_since == row.transitions.last().at for row in people)


def test_participants_answer_the_form(loaded):
    questions = {str(question.uid): question for question in SignUpForm.objects.get().questions.all()}
    for row in SignUp.objects.all():
        answers = {questions[answer["question"]].kind: answer["value"] for answer in row.answers}
        options = [option for option, _shown in next(iter(questions.values())).options("fr")[0]]
        assert answers["one_choice"] in options
        assert row.organisation_kind.slug in KINDS


def test_loading_again_changes_nothing(loaded, user):
    before = state()
    demo_sign_ups.load(user)
    assert state() == before


@pytest.mark.parametrize("after", [1, 20, 30, EVERYBODY - 1])
def test_loading_that_is_cut_short_is_taken_up_again(empty, user, monkeypatch, after):
    write = demo_sign_ups.write_details
    calls = iter(range(after))

    def die(*arguments, **details):
        if next(calls, None) is None:
            raise KeyboardInterrupt
        return write(*arguments, **details)

    monkeypatch.setattr(demo_sign_ups, "write_details", die)
    with pytest.raises(KeyboardInterrupt):
        demo_sign_ups.load(user)
    monkeypatch.undo()
    demo_sign_ups.load(user)
    assert SignUp.objects.count() == EVERYBODY
    test_a_newcomer_finds_each_situation(None)
    before = state()
    demo_sign_ups.load(user)
    assert state() == before


def test_loading_again_undoes_nothing_that_people_did(loaded, user):
    gone = SignUp.objects.filter(state="confirmed", source="team").first()
    forgotten = SignUp.objects.filter(state="waiting").first()
    cancel_sign_up(session_key=gone.session_key, public_id=gone.public_id)
    forget(session_key=forgotten.session_key, public_id=forgotten.public_id)
    restore_session(session=SessionPage.objects.in_source_language().get(slug="chaumont"), user=user)
    before = state()
    demo_sign_ups.load(user)
    assert state() == before


def test_a_session_that_an_editor_removed_is_left_out(empty, user):
    SessionPage.objects.get(slug="metz").delete()
    demo_sign_ups.load(user)
    assert SignUp.objects.count() == EVERYBODY - 13


def test_content_names_people_once_and_addresses_of_nobody():
    keys = [person["key"] for person in CONTENT["people"]]
    assert len(keys) == len(set(keys))
    assert {row["key"] for entry in CONTENT["sessions"] for row in entry["people"]} == set(keys)
    assert [
        person for person in CONTENT["people"] if not re.fullmatch(r"[a-z.]+@[a-z-]+\.example", person["email"])
    ] == []
    assert {person["kind"] for person in CONTENT["people"]} <= KINDS
    assert {row.get("by", "") for entry in CONTENT["sessions"] for row in entry["people"]} == {"", "team", "request"}

import datetime

import factory
from django.utils import timezone
from django.utils.text import slugify

from tests.factories.core import PageFactory
from training.models import (
    CoursePage,
    SessionCancellation,
    SessionPage,
    SessionSlot,
    SignUp,
    SignUpForm,
    SignUpQuestion,
    TrainingIndexPage,
)
from training.rules.participants import Participant
from training.rules.states import SignUpState
from training.services.request_seat import write_details
from training.services.shared.moves import next_rank
from training.services.shared.seats import open_ledger


class TrainingIndexPageFactory(PageFactory):
    class Meta:
        model = TrainingIndexPage

    title = "Formations"
    slug = "formations"
    contact_email = "formations@commande-publique.example"


class CoursePageFactory(PageFactory):
    class Meta:
        model = CoursePage

    duration_hours = 6


class SessionPageFactory(PageFactory):
    """A session of one morning in Metz; give other half-days as ``slots=[slot(...), ...]``."""

    class Meta:
        model = SessionPage

    city = "Metz"
    seats = 20

    @classmethod
    def _create(cls, model_class, *args, slots=None, **kwargs):
        slots = slots or [slot(datetime.date(2027, 1, 12))]
        return super()._create(model_class, *args, many_to_many={"slots": slots}, **kwargs)


def slot(day, start="09:00", end="12:30"):
    """A half-day, times as written on the wall in Paris."""
    times = datetime.time.fromisoformat(start), datetime.time.fromisoformat(end)
    return SessionSlot(day=day, start=times[0], end=times[1])


class SessionCancellationFactory(factory.django.DjangoModelFactory):
    """The decision to cancel a session: ``SessionCancellationFactory(session_key=session.translation_key)``."""

    class Meta:
        model = SessionCancellation

    reason = "trainer"


class SignUpFormFactory(factory.django.DjangoModelFactory):
    """What a session asks; give its own questions as ``questions=[question("Avez-vous…"), ...]``."""

    class Meta:
        model = SignUpForm

    title = factory.Sequence(lambda n: f"Formulaire {n}")

    @classmethod
    def _create(cls, model_class, *args, questions=(), **kwargs):
        form = model_class(**kwargs)
        form.questions = list(questions)
        form.save()
        return form


def question(label_fr="Qu’attendez-vous de la session ?", kind="short_text", **words):
    """A question of the team, not saved yet; options one a line."""
    return SignUpQuestion(label_fr=label_fr, kind=kind, **words)


def make_course(**kwargs):
    """A course in a catalogue, which is made if there is none yet."""
    return CoursePageFactory(parent=TrainingIndexPage.objects.first() or TrainingIndexPageFactory(), **kwargs)


def participant(name="Zoé Lambert", email=None, **details):
    """Somebody who fills in the form; the address is made of the name unless there is one."""
    address = email if email is not None else f"{slugify(name)}@mairie-fictive.example"
    return Participant(name=name, email=address, **details)


def sign_up(session, state=SignUpState.CONFIRMED, *, name="Zoé Lambert", email=None, **details):
    """A sign-up in any state, as the services leave it, its clock not running: ``sign_up(session, "waiting")``.

    Its address is confirmed, unless that is what it waits for.
    """
    row = SignUp(session_key=session.translation_key, state=state)
    write_details(row, participant(name, email), language="fr")
    row.address_confirmed_at = None if state == SignUpState.REQUESTED else timezone.now()
    for field, value in details.items():
        setattr(row, field, value)
    if state in (SignUpState.WAITING, SignUpState.OFFERED):
        row.rank = next_rank(open_ledger(session.translation_key))
    row.save()
    return row

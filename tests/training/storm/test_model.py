"""One operation after the other, hundreds of ways, beside a model in memory: each database says what the model says."""

from contextlib import suppress
from datetime import timedelta

from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.factories.training import participant
from tests.training.storm.invariants import faults
from tests.training.storm.model import Model
from tests.training.storm.operations import whose
from tests.training.storm.world import SEATS, entered, set_seats, sweep
from training.enums import CancellationReason
from training.models import SessionPage, SignUp
from training.rules.states import SignUpState
from training.services.answer_offer import accept_offer, decline_offer
from training.services.cancel_session import cancel_session, restore_session
from training.services.cancel_sign_up import cancel_sign_up
from training.services.capacity import open_seats
from training.services.change_session import change_session
from training.services.expire import expire
from training.services.hand_over import hand_over
from training.services.shared.errors import Refused
from training.services.shared.start_clock import start_offer_clock

EXAMPLES = settings(
    max_examples=12, stateful_step_count=40, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
ROOM = st.integers(0, 1)
WHO = st.integers(1, 7)


class Beside(RuleBasedStateMachine):
    """Does each thing twice: in the model, and in the database."""

    def __init__(self, pages, user):
        super().__init__()
        sweep()
        self.pages, self.user = pages, user
        for page in pages:
            set_seats(page, SEATS)
        self.model = Model(SEATS)
        # One room full, with a queue: the rest follows.
        for who in range(1, SEATS + 4):
            self.both("enter", 0, who)

    def one_of(self, room, pick, *states):
        """Somebody in one of these states, if there is anybody: most things are done to those they can be done to."""
        people = [line.who for line in self.model.rooms[room].lines if line.state in states]
        return people[pick % len(people)] if people else pick

    def both(self, name, room, *arguments):
        """The same in both."""
        getattr(self.model, name)(self.model.rooms[room], *arguments)
        # What cannot be done changes nothing: the comparison will show it.
        with suppress(Refused, SignUp.DoesNotExist):
            getattr(self, f"really_{name}")(self.pages[room], *arguments)

    def line(self, page, who, *states):
        """The sign-up of somebody that counts."""
        person_key = participant(f"Personne {who}").person_key
        found = SignUp.objects.of_session(page.translation_key).active().filter(person_key=person_key)
        return found.get(state__in=states or list(SignUpState))

    @rule(room=ROOM, who=WHO)
    def enter(self, room, who):
        self.both("enter", room, who)

    def really_enter(self, page, who):
        entered(page, who)

    @rule(room=ROOM, pick=WHO)
    def cancel(self, room, pick):
        self.both("cancel", room, self.one_of(room, pick, "confirmed", "offered", "waiting"))

    def really_cancel(self, page, who):
        cancel_sign_up(**whose(self.line(page, who)))

    @rule(room=ROOM, pick=WHO)
    def accept(self, room, pick):
        self.both("accept", room, self.one_of(room, pick, "offered"))

    def really_accept(self, page, who):
        accept_offer(**whose(self.line(page, who)))

    @rule(room=ROOM, pick=WHO)
    def decline(self, room, pick):
        self.both("decline", room, self.one_of(room, pick, "offered"))

    def really_decline(self, page, who):
        decline_offer(**whose(self.line(page, who)))

    @rule(room=ROOM, pick=WHO)
    def lapse(self, room, pick):
        self.both("lapse", room, self.one_of(room, pick, "offered"))

    def really_lapse(self, page, who):
        start_offer_clock(self.line(page, who, SignUpState.OFFERED), timezone.now() - timedelta(days=10))
        expire(session_key=page.translation_key)

    @rule(room=ROOM, pick=WHO, to=WHO)
    def give(self, room, pick, to):
        self.both("give", room, self.one_of(room, pick, "confirmed"), to)

    def really_give(self, page, who, to):
        colleague = participant(f"Personne {to}")
        hand_over(**whose(self.line(page, who)), name=colleague.name, email=colleague.email)

    @rule(room=ROOM, pick=WHO)
    def change(self, room, pick):
        self.both("change", room, self.one_of(room, pick, "confirmed", "offered", "waiting"))

    def really_change(self, page, who):
        (target,) = [other for other in self.pages if other.pk != page.pk]
        change_session(**whose(self.line(page, who)), to_session_key=target.translation_key)

    @rule(room=ROOM, seats=st.integers(1, 5))
    def publish(self, room, seats):
        self.both("publish", room, seats)

    def really_publish(self, page, seats):
        set_seats(page, seats)

    @rule(room=ROOM)
    def open(self, room):
        self.both("open", room)

    def really_open(self, page):
        open_seats(session_key=page.translation_key, user=self.user)

    @rule(room=ROOM)
    def call_off_and_on(self, room):
        self.both("call_off", room)
        self.both("call_on", room)

    def really_call_off(self, page):
        cancel_session(session=SessionPage.objects.get(pk=page.pk), reason=CancellationReason.VENUE, user=self.user)

    def really_call_on(self, page):
        restore_session(session=page, user=self.user)

    @invariant()
    def agree(self):
        assert self.states() == self.model.states()

    def states(self):
        """The states of everybody, as the model tells them."""
        rows = [SignUp.objects.of_session(page.translation_key).values_list("name", "state") for page in self.pages]
        return [sorted((int(name.split()[1]), state) for name, state in room) for room in rows]

    def teardown(self):
        queues = [
            [int(name.split()[1]) for name in SignUp.objects.of_session(key).waiting().values_list("name", flat=True)]
            for key in (page.translation_key for page in self.pages)
        ]
        assert queues == self.model.queues()
        assert faults(*self.pages) == []


def test_database_says_what_the_model_says(pages, user, settings):
    settings.SIGN_UP_MAILS_A_DAY = 10_000
    run_state_machine_as_test(lambda: Beside(pages, user), settings=EXAMPLES)

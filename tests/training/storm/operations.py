"""What people, the team and time may do to two sessions, one random thing at a time.

Each operation looks at the database as a page would: without a lock, so that what it saw may be over when it acts. What
a service refuses in words of the trade is an answer like another. Anything else that it raises is a fault.
"""

import random
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.outbox import pauses
from core.outbox.delivery import deliver_due
from tests.factories.training import participant
from tests.training.storm.world import asked, entered, set_seats
from training.enums import CancellationReason
from training.models import SessionPage, SignUp
from training.rules.states import ACTIVE, SignUpState
from training.services.answer_offer import accept_offer, decline_offer
from training.services.cancel_session import cancel_session, restore_session
from training.services.cancel_sign_up import cancel_sign_up
from training.services.capacity import open_seats
from training.services.change_session import MAY_CHANGE, change_session
from training.services.confirm_address import confirm_address
from training.services.correct_sign_up import correct_sign_up
from training.services.erase_sign_up import ask_for_erasure, erase_due
from training.services.expire import expire
from training.services.hand_over import hand_over
from training.services.register_by_team import confirm_by_team, register_by_team
from training.services.shared.errors import Refused
from training.services.shared.settle import serve_queue
from training.services.shared.start_clock import start_offer_clock

PEOPLE = 30
MOST_SEATS = 8
LONG_AGO = timedelta(days=10)


class Nobody(Exception):
    """There is nobody to do that with."""


class Hand:
    """Somebody who does random things.

    :param seed: the same one does the same things, as long as it sees the same.
    :param sessions: the two sessions.
    """

    def __init__(self, seed, sessions, user):
        self.random, self.sessions, self.user = random.Random(seed), sessions, user  # noqa: S311 - a seed is what it needs

    def act(self):
        """Do one thing. Returns its name and what came of it."""
        name = self.random.choices(list(WEIGHTS), WEIGHTS.values())[0]
        try:
            return name, getattr(self, name)()
        except (Nobody, Refused) as answer:
            return name, f"{type(answer).__name__} {answer}"

    def a_session(self):
        return self.random.choice(self.sessions)

    def a_number(self):
        return self.random.randint(1, PEOPLE)

    def somebody(self, *states):
        """A sign-up in one of these states."""
        keys = [session.translation_key for session in self.sessions]
        found = list(SignUp.objects.filter(session_key__in=keys, state__in=states).order_by("pk"))
        if not found:
            raise Nobody
        return self.random.choice(found)

    def the_team(self):
        """The team, or nobody: the person acts."""
        return self.random.choice([None, self.user])

    def ask(self):
        return f"{asked(self.a_session(), self.a_number())}"

    def enter(self):
        return told(entered(self.a_session(), self.a_number()))

    def confirm(self):
        return told(confirm_address(**whose(self.somebody(SignUpState.REQUESTED))))

    def cancel(self):
        return told(cancel_sign_up(**whose(self.somebody(*ACTIVE)), user=self.the_team()))

    def accept(self):
        return told(accept_offer(**whose(self.somebody(SignUpState.OFFERED))))

    def decline(self):
        return told(decline_offer(**whose(self.somebody(SignUpState.OFFERED))))

    def lapse(self):
        """The mail of an offer left long ago, and time comes round."""
        offered = self.somebody(SignUpState.OFFERED)
        start_offer_clock(offered, timezone.now() - LONG_AGO)
        return f"{offered}: {expire(session_key=offered.session_key)} lapsed"

    def wait(self):
        return expire(session_key=self.a_session().translation_key)

    def give(self):
        giver, colleague = self.somebody(SignUpState.CONFIRMED), participant(f"Personne {self.a_number()}")
        given = hand_over(**whose(giver), name=colleague.name, email=colleague.email, user=self.the_team())
        return f"{giver} gives to {given}"

    def change(self):
        former = self.somebody(*MAY_CHANGE)
        (target,) = [session for session in self.sessions if session.translation_key != former.session_key]
        new = change_session(**whose(former), to_session_key=target.translation_key, user=self.the_team())
        return f"{former} to {told(new)}"

    def correct(self):
        """A name or an address written better: now and then, that of somebody else who signed up."""
        sign_up, number = self.somebody(*ACTIVE), self.a_number()
        person = participant(f"Personne {number}", function=f"Fonction {number}")
        return f"{correct_sign_up(**whose(sign_up), participant=person)} is {number}"

    def publish(self):
        session, seats = self.a_session(), self.random.randint(1, MOST_SEATS)
        return f"{session.pk}: {seats} announced, {set_seats(session, seats).capacity} open"

    def open(self):
        return open_seats(session_key=self.a_session().translation_key, user=self.user)

    def serve(self):
        return serve_queue(session_key=self.a_session().translation_key)

    def register(self):
        options = {"may_wait": self.random.random() < 0.8, "over_capacity": self.random.random() < 0.1}
        person, key = participant(f"Personne {self.a_number()}"), self.a_session().translation_key
        new = register_by_team(session_key=key, participant=person, language="fr", user=self.user, **options)
        return told(new)

    def prefer(self):
        sign_up = self.somebody(SignUpState.WAITING, SignUpState.OFFERED, SignUpState.REQUESTED)
        over = self.random.random() < 0.2
        return told(confirm_by_team(**whose(sign_up), user=self.user, over_capacity=over))

    def call_off(self):
        session = SessionPage.objects.get(pk=self.a_session().pk)
        return cancel_session(session=session, reason=CancellationReason.VENUE, user=self.user).pk

    def call_on(self):
        return restore_session(session=self.a_session(), user=self.user)

    def erase(self):
        return f"{ask_for_erasure(**whose(self.somebody(*ACTIVE)))} asks, {erase_due()} erased"

    def deliver(self):
        seen = []
        return dict(deliver_due(lambda: len(seen) > 4 or seen.append(1)).counts)

    def pause(self):
        """Mails stop, and leave again soon: while they are stopped, no seat is offered."""
        pauses.pause(user=self.user)

    def resume(self):
        return pauses.resume(user=self.user)


#: How often each is done, beside the others.
WEIGHTS = {
    "ask": 6,
    "enter": 24,
    "confirm": 8,
    "cancel": 12,
    "accept": 12,
    "decline": 4,
    "lapse": 4,
    "wait": 3,
    "give": 4,
    "change": 8,
    "correct": 3,
    "publish": 7,
    "open": 4,
    "serve": 2,
    "register": 4,
    "prefer": 2,
    "call_off": 0.4,
    "call_on": 3,
    "erase": 1,
    "deliver": 6,
    "pause": 0.5,
    "resume": 4,
}


def whose(sign_up):
    """How services name a sign-up."""
    return {"session_key": sign_up.session_key, "public_id": sign_up.public_id}


def told(sign_up):
    return f"{sign_up} {sign_up.state}"


def come_to_rest(sessions):
    """Mails leave again, and the clock goes round once."""
    with transaction.atomic():
        pauses.resume()
    for session in sessions:
        expire(session_key=session.translation_key)

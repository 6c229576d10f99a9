"""The participants of the demo: nobody real, signed up with the parts that real sign-ups are made of.

Each person is one transaction, under the lock of the session, and has a number made of the session and the address:
who is there, or was, is not signed up again. So it may be cut short anywhere, and run again once people use the demo.
"""

import uuid
from datetime import datetime, timedelta
from typing import Any

from core.demo import read_content
from core.enums import Language
from core.models import User
from label_directory.models import OrganisationType
from training.enums import CancellationReason
from training.models import SessionPage, SignUp, SignUpForm
from training.rules.mail_names import MailName
from training.rules.participants import Participant
from training.rules.states import Actor, Reason, SignUpState, Source
from training.services.cancel_session import cancel_session
from training.services.cancel_sign_up import cancel_sign_up
from training.services.confirm_address import place
from training.services.request_seat import write_access_needs, write_details
from training.services.shared.moves import begin, move, post, seat_for_newcomer
from training.services.shared.seats import lock_seats, seat_operation

#: Who came to a session that is over had signed up some time before.
BEFORE_A_SESSION = timedelta(days=20)


def load(user: User | None) -> None:
    """Sign the participants up, have one withdraw, cancel a session; what is done already is left alone.

    Not to be called in a transaction: services make their own.

    :param user: the member of the team who registers people, and cancels.
    """
    content = read_content(__file__, "sign_ups")
    people = {person["key"]: person for person in content["people"]}
    kinds = {kind.slug: kind for kind in OrganisationType.objects.all()}
    form = SignUpForm.default()
    for entry in content["sessions"]:
        session = session_at(entry["course"], entry["session"])
        if session is None:
            continue
        numbers = {number_of(session, people[row["key"]]["email"]): row for row in entry["people"]}
        for number, row in numbers.items():
            person = people[row["key"]]
            participant = participant_of(person, row.get("needs", ""), kinds, form)
            new = SignUp(public_id=number, session_key=session.translation_key, state=SignUpState.REQUESTED)
            write_details(new, participant, language=person.get("language", Language.FRENCH))
            if session.is_past and session.starts_at:
                note_past(new, asked_at=session.starts_at - BEFORE_A_SESSION)
            else:
                sign_up(new, participant, by=row.get("by", ""), user=user, session=session)
        finish(session, numbers, cancelled=entry.get("cancelled"), user=user)


def session_at(course: str, slug: str) -> SessionPage | None:
    """A session of the demo in the source language, unless somebody has removed it."""
    pages = SessionPage.objects.in_source_language().live().filter(slug=slug)
    return next((page for page in pages if page.get_parent().slug == course), None)


def participant_of(
    person: dict[str, Any], needs: str, kinds: dict[str, OrganisationType], form: SignUpForm
) -> Participant:
    """Somebody as a form would give them.

    :param needs: what they need for this session.
    :param form: what the sessions ask: how well one knows the subject, and what one comes for.
    """
    answers = []
    if form.pk:
        for question in form.questions.all():
            options = [option for option, _shown in question.options(Language.FRENCH)[0]]
            value = options[person["level"]] if options else person.get("question", "")
            if value:
                answers.append({"question": str(question.uid), "label": question.label_fr, "value": value})
    return Participant(
        name=person["name"],
        email=person["email"],
        organisation=person["organisation"],
        organisation_kind=kinds.get(person["kind"]),
        department=person["department"],
        function=person["function"],
        access_needs=needs,
        answers=answers,
    )


def number_of(session: SessionPage, email: str) -> uuid.UUID:
    """The number of somebody's sign-up for a session: the same at each run."""
    return uuid.uuid5(session.translation_key, email)


@seat_operation
def sign_up(new: SignUp, participant: Participant, *, session: SessionPage, by: str, user: User | None) -> None:
    """Sign somebody up for a session to come, whose address is taken for confirmed.

    :param new: not saved yet.
    :param by: “team” when somebody phoned; “request” when the address has yet to be confirmed.
    """
    (ledger,) = lock_seats(new.session_key)
    if is_there(new):
        return
    if by == "team" and seat_for_newcomer(ledger):
        new.source, new.state = Source.TEAM, SignUpState.CONFIRMED
        begin(new, ledger=ledger, actor=Actor.TEAM, reason=Reason.REGISTERED, user=user)
        post(MailName.SEAT_CONFIRMED, new, by_team=True)
    else:
        begin(new, ledger=ledger, actor=Actor.PARTICIPANT, reason=Reason.ASKED)
        if by == "request":
            post(MailName.CONFIRM_ADDRESS, new, key="1")
        else:
            place(new, ledger, has_waiting_list=session.has_waiting_list)
    write_access_needs(new, participant)


@seat_operation
def note_past(new: SignUp, *, asked_at: datetime) -> None:
    """Note that somebody had signed up for a session that is over: no mail, and the days of then.

    :param new: not saved yet.
    """
    (ledger,) = lock_seats(new.session_key)
    if is_there(new):
        return
    new.created_at = asked_at
    begin(new, ledger=ledger, actor=Actor.PARTICIPANT, reason=Reason.ASKED)
    move(new, SignUpState.CONFIRMED, ledger=ledger, actor=Actor.PARTICIPANT, reason=Reason.ADDRESS_CONFIRMED)
    SignUp.objects.filter(pk=new.pk).update(state_since=asked_at)
    new.transitions.update(at=asked_at)


def is_there(new: SignUp) -> bool:
    """Whether somebody has this sign-up, or had it: even one that was forgotten keeps its number."""
    return SignUp.objects.filter(public_id=new.public_id).exists()


def finish(
    session: SessionPage, numbers: dict[uuid.UUID, dict[str, Any]], *, cancelled: str | None, user: User | None
) -> None:
    """Do what follows once all have signed up: somebody withdraws, the team cancels; never twice.

    :param numbers: what the content says of each sign-up.
    :param cancelled: why the session is cancelled, if it is.
    """
    coming = SignUp.objects.of_session(session.translation_key).confirmed().filter(public_id__in=numbers)
    if cancelled and coming.exists():
        cancel_session(session=session, reason=CancellationReason(cancelled), user=user)
    for public_id in coming.values_list("public_id", flat=True):
        if numbers[public_id].get("leaves"):
            cancel_sign_up(session_key=session.translation_key, public_id=public_id)

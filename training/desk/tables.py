"""What the exports hold: people of a session, numbers of all sessions."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from core.exports import Column, Kind, Table, shown
from label_directory.models import OrganisationType
from training.desk.sessions import sessions_of_desk, with_numbers
from training.enums import DEPARTMENTS
from training.models import SessionPage, SignUp
from training.querysets import SessionPageQuerySet
from training.rules.states import SignUpState


def participants_table(
    session: SessionPage, people: Sequence[SignUp], *, has_addresses: bool, has_access_needs: bool
) -> Table:
    """The participants of a session, one a line, each question of the team a column.

    :param people: with their kind of organisation and access need.
    :param has_addresses: whether the reader may see mail addresses.
    :param has_access_needs: whether it was asked for, by somebody who may read them.
    """
    questions = questions_of(people)
    needs = Column(_("Access needs"), meaning=_("Confidential: may reveal something about someone’s health."))
    columns = [
        Column(_("Reference"), meaning=_("Identifies the booking, in the journal too.")),
        Column(_("Name")),
        *([Column(_("Email address"))] if has_addresses else []),
        Column(_("Organisation")),
        Column(_("Type of organisation")),
        Column(_("Département")),
        Column(_("Function")),
        Column(_("Language"), meaning=_("The language in which we write to the person.")),
        Column(_("State")),
        Column(_("Requested on"), Kind.DATETIME, _("Paris time.")),
        *([needs] if has_access_needs else []),
        *(Column(label, meaning=_("A question from the team.")) for label in questions.values()),
    ]
    departments = dict(DEPARTMENTS)
    rows = []
    for person in people:
        answers = {answer["question"]: answer["value"] for answer in person.answers}
        need = getattr(person, "access_need", None)
        rows.append(
            [
                person.reference,
                person.name,
                *([person.email] if has_addresses else []),
                person.organisation,
                str(person.organisation_kind or ""),
                departments.get(person.department, ""),
                person.function,
                person.get_language_display(),
                person.get_state_display(),
                person.created_at,
                *([need.text if need else ""] if has_access_needs else []),
                *(answers.get(question, "") for question in questions),
            ]
        )
    return Table(_("Participants"), columns, rows, [(_("Session"), session.full_title)])


def questions_of(people: Sequence[SignUp]) -> dict[str, str]:
    """The questions that these people answered, in order of appearance: their words, by identifier."""
    return {answer["question"]: answer["label"] for person in people for answer in person.answers}


def numbers_table(sessions: SessionPageQuerySet) -> Table:
    """Sessions and how full they are, one a line; no name. The number of queries is constant."""
    found = with_numbers(sessions_of_desk(sessions).by_first_day())
    keys = [session.translation_key for session in found]
    kinds = list(OrganisationType.objects.order_by("kind", "sort_order", "pk"))
    by_kind, by_department = shares(keys, "organisation_kind"), shares(keys, "department")
    counts = SignUp.objects.counts(keys)
    columns = [
        Column(_("Course")),
        Column(_("First day"), Kind.DATE),
        Column(_("Town")),
        Column(_("Booking")),
        Column(_("Places"), Kind.NUMBER, _("Places that can be booked.")),
        Column(_("Confirmed"), Kind.NUMBER),
        Column(_("Offered"), Kind.NUMBER, _("Places offered, not yet answered.")),
        Column(_("Waiting"), Kind.NUMBER),
        *(Column(str(kind), Kind.NUMBER, _("Confirmed, for this type of organisation.")) for kind in kinds),
        *(Column(str(label), Kind.NUMBER, _("Confirmed, for this département.")) for _code, label in DEPARTMENTS),
    ]
    rows = [
        [
            session.course.title,
            session.first_day,
            session.city,
            str(session.availability.status.label),
            session.availability.capacity,
            counts[key].get(SignUpState.CONFIRMED, 0),
            counts[key].get(SignUpState.OFFERED, 0),
            counts[key].get(SignUpState.WAITING, 0),
            *(by_kind[key][kind.pk] for kind in kinds),
            *(by_department[key][code] for code, _label in DEPARTMENTS),
        ]
        for key, session in zip(keys, found, strict=True)
    ]
    return Table(_("Sessions"), columns, rows, [(_("Made on"), shown(timezone.now()))])


def breakdown(session_key: UUID) -> list[tuple[str, list[tuple[str, int, int]]]]:
    """Who comes to a session and who waits, by kind of organisation and by département: numbers only."""
    kinds = [(kind.pk, str(kind)) for kind in OrganisationType.objects.order_by("kind", "sort_order", "pk")]
    found = []
    for title, name, values in (
        (_("Type of organisation"), "organisation_kind", [*kinds, (None, _("Not given"))]),
        (_("Département"), "department", [*DEPARTMENTS, ("", _("Not given"))]),
    ):
        come, wait = (
            shares([session_key], name, state)[session_key] for state in (SignUpState.CONFIRMED, SignUpState.WAITING)
        )
        rows = [(str(label), come[value], wait[value]) for value, label in values if come[value] or wait[value]]
        found.append((title, rows))
    return found


def shares(session_keys: Sequence[UUID], name: str, state: SignUpState = SignUpState.CONFIRMED) -> dict[UUID, Counter]:
    """How many people come to each session, by the value of a field, in one query.

    :param name: a field of a sign-up.
    :param state: of those who are counted.
    """
    rows = SignUp.objects.filter(state=state, session_key__in=session_keys).order_by()
    found: dict[UUID, Counter] = defaultdict(Counter)
    for key, value, many in rows.values_list("session_key", name).annotate(Count("pk")):
        found[key][value] = many
    return found

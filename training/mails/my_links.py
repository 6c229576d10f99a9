"""“I lost my mail”: every sign-up of an address that something is still to come of, each with its own links."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.languages import active_locale
from core.mails.letter import Fact, Letter, Part
from core.mails.record import NotRelevant
from core.models import OutboxMail
from training.mails.case import Case
from training.mails.facts import SessionFacts, Team, hours_of, places_of
from training.mails.parts import closed, manage_action, state_action, state_sentence
from training.models import SessionPage, SignUp
from training.models.listing import in_language
from training.rules.states import SignUpState

NOTHING = _("There are no upcoming bookings for this address.")


def my_links(mail: OutboxMail) -> Letter:
    """List the sign-ups of an address, colleagues who share it by their names once they have confirmed it.

    :raises NotRelevant: there is none: nobody learns that from a mail either.
    """
    now = timezone.now()
    found = SignUp.objects.active().filter(email_key=mail.recipient_key).exclude(email_key="")
    sign_ups = list(found.order_by("name", "created_at", "pk"))
    pages = pages_of({sign_up.session_key for sign_up in sign_ups})
    cases = []
    for sign_up in sign_ups:
        page = pages.get(sign_up.session_key)
        if page is None:
            continue
        facts = SessionFacts.of(page.facts, page.course)
        if not facts.is_past(now):
            # The words are those of the mail, the links those of the person.
            cases.append(Case(mail.language, now, {}, sign_up, facts, Team("", ""), page))
    if not cases:
        raise NotRelevant(NOTHING)
    first = cases[0].page
    return links_letter(cases, Team.of(first.course.facts if first else None))


def links_letter(cases: Sequence[Case], team: Team) -> Letter:
    """The letter of some sign-ups, one at least."""
    letter = Letter(values={"contact": team.email}, parts=[sign_up_part(case) for case in cases])
    return closed(letter, cases[0].words, team, state=None)


def sign_up_part(case: Case) -> Part:
    """Who, for which session, where they stand, and what they can do."""
    words = case.words
    title = case.session.course
    if case.name:
        title = words.form("person_session", personne=case.name, formation=title)
    told = case.session.told
    facts = [Fact(words.fact("when"), hours_of(told, words)), Fact(words.fact("where"), places_of(told, words))]
    links = [state_action(case)]
    if case.state == SignUpState.OFFERED:
        links.append(manage_action(case))
    return Part(title, [Fact("", [state_sentence(case)]), *facts], links)


def pages_of(keys: Iterable) -> dict:
    """The pages of some sessions in the active language, by their key; few queries, however many they are."""
    sources = SessionPage.objects.in_source_language().filter(translation_key__in=keys)
    return {page.translation_key: page for page in in_language(sources, active_locale())}

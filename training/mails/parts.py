"""The parts that mails share: facts, links, last lines."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from core.mails.letter import Action, Fact, Letter, Part
from training.mails.case import Case
from training.mails.facts import Team, facts_of, hours_of, places_of
from training.mails.links import confirm_url, manage_url, offer_url
from training.mails.wording import Words
from training.rules.states import SignUpState
from training.rules.told import Told


def session_part(case: Case, title: str = "session") -> Part:
    """All that one must know of the session, and its page.

    :param title: name of the title among the words for facts; “ended” and “former” are of sessions one will not go to.
    """
    words, session = case.words, case.session
    links = [Action(words.button("session"), session.url)] if session.url else []
    is_over = title != "session"
    facts = facts_of(session, words, language=case.language, has_seat=case.has_seat, is_over=is_over)
    return Part(words.fact(title), facts, links)


def changes_part(case: Case, before: Told, changes: list[str]) -> Part:
    """What was planned, and what is planned now.

    :param changes: which of ``when``, ``where`` and ``link`` differ.
    """
    words, now = case.words, case.session.told
    facts: list[Fact] = []
    if "when" in changes:
        facts += [
            Fact(words.fact("when_before"), hours_of(before, words)),
            Fact(words.fact("when_after"), hours_of(now, words)),
        ]
    if "where" in changes:
        facts += [
            Fact(words.fact("where_before"), places_of(before, words)),
            Fact(words.fact("where_after"), places_of(now, words)),
        ]
    if "link" in changes:
        label = words.fact("link_after")
        facts.append(Fact(label, url=now.link) if now.link else Fact(label, [words.fact("link_gone")]))
    return Part(words.fact("changes"), facts)


def others_part(case: Case) -> Part | None:
    """The other sessions of the course that take sign-ups; where there are none, the course."""
    links = [Action(label, url) for label, url in case.open_sessions() if url]
    if not links and case.session.course_url:
        return Part("", links=[Action(case.words.button("course"), case.session.course_url)])
    return Part(case.words.fact("others"), links=links) if links else None


def confirm_action(case: Case, deadline: datetime) -> Action:
    """Confirm one’s address."""
    note = case.words.button("confirm_note", échéance=case.moment(deadline))
    return Action(case.words.button("confirm"), confirm_url(case.sign_up), note)


def offer_action(case: Case, deadline: datetime | None) -> Action:
    """Accept or decline the seat."""
    note = case.words.button("offer_note", échéance=case.moment(deadline)) if deadline else ""
    return Action(case.words.button("offer"), offer_url(case.sign_up), note)


def manage_action(case: Case, label: str = "manage") -> Action:
    """See and change one’s sign-up.

    :param label: name of its words among those of buttons.
    """
    return Action(case.words.button(label), manage_url(case.sign_up))


def state_sentence(case: Case) -> str:
    """Where somebody stands."""
    deadline = case.deadline
    values = {"échéance": case.moment(deadline)} if deadline else {}
    if case.state == SignUpState.WAITING:
        values["rang"] = str(case.place_in_queue)
    soon = case.state == SignUpState.OFFERED and not deadline
    return case.words.situation("state", "offered_soon" if soon else case.state, **values)


def state_action(case: Case) -> Action:
    """What somebody can do, by where they stand."""
    if case.state == SignUpState.OFFERED:
        return offer_action(case, case.deadline)
    if case.state == SignUpState.REQUESTED and case.deadline:
        return confirm_action(case, case.deadline)
    return manage_action(case)


def data_note(words: Words, state: str | None) -> str:
    """How long data is kept, by what became of the sign-up.

    :param state: of the sign-up; none when there are several.
    """
    periods = settings.RETENTION_DAYS
    if state is None:
        return words.form("data_many", jours=str(periods["confirmed"]))
    if state == SignUpState.REQUESTED:
        return words.form("data_request", jours=str(periods["request"]))
    period = periods["confirmed" if state == SignUpState.CONFIRMED else "not_confirmed"]
    return words.form("data", jours=str(period))


def contact_note(words: Words, team: Team) -> str:
    """Whom to write to; nothing while the team has given no address."""
    if not team.email:
        return ""
    form = "contact_phone" if team.phone else "contact"
    return words.form(form, contact=team.email, téléphone=team.phone)


def closed(letter: Letter, words: Words, team: Team, state: str | None) -> Letter:
    """A letter with the lines that close every mail, and the address that answers go to.

    :param state: of the sign-up, on which depends how long it is kept; none when the letter is about several.
    """
    closing = [note for note in (contact_note(words, team), data_note(words, state)) if note]
    return replace(letter, notes=[*letter.notes, *closing], reply_to=team.email)

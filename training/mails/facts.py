"""A session as mails tell it: in the language of the mail where its page has one, its facts in any case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from wagtail.models import Site
from wagtail.rich_text import get_text_for_indexing

from core.dates import PARIS
from core.languages import beside, language_of
from core.mails.letter import Fact
from core.models import ProgrammeSettings
from core.words import clock, day_of_week, days_of
from training.enums import Modality
from training.mails.invitations import page_url
from training.mails.wording import Words
from training.models import CoursePage, SessionPage, TrainingIndexPage
from training.rules.told import Told


@dataclass(frozen=True)
class SessionFacts:
    """A session.

    :param language: of the title of its course and of the words about its place.
    :param access: accessibility of the venue, as plain text.
    :param url: public page; nothing when it is not online.
    :param course_url: public page of the course, likewise.
    """

    course: str
    told: Told
    access: str = ""
    language: str = "fr"
    url: str = ""
    course_url: str = ""

    @classmethod
    def of(cls, session: SessionPage, course: CoursePage) -> "SessionFacts":
        """A session in the active language.

        :param session: its page in the source language.
        :param course: the page of its course, in any language.
        """
        page, course = beside(session), beside(course)
        access = page.place_access or session.place_access
        return cls(
            course=course.title,
            told=session.to_tell,
            access=" ".join(get_text_for_indexing(access).split()),
            language=language_of(course),
            url=page_url(page),
            course_url=page_url(course),
        )

    @property
    def starts_at(self) -> datetime | None:
        hours = sorted(self.told.hours)
        return datetime.combine(hours[0][0], hours[0][1], tzinfo=PARIS) if hours else None

    @property
    def ends_at(self) -> datetime | None:
        hours = sorted(self.told.hours)
        return datetime.combine(hours[-1][0], hours[-1][2], tzinfo=PARIS) if hours else None

    def has_begun(self, now: datetime) -> bool:
        """Whether it is too late to get ready for it."""
        return self.starts_at is None or self.starts_at <= now

    def is_past(self, now: datetime) -> bool:
        """Whether it is over."""
        return self.ends_at is None or self.ends_at <= now

    def dates(self, words: Words) -> str:
        """Its day, or its first and last day."""
        return dates_of(self.told, words)


def dates_of(told: Told, words: Words) -> str:
    """The day of a session, or its first and last day."""
    known = sorted({day for day, _start, _end in told.hours})
    if not known:
        return words.fact("unknown")
    return day_of_week(known[0]) if len(known) == 1 else days_of(known)


def hours_of(told: Told, words: Words) -> list[str]:
    """One line a day: its date, and the hours of its half-days by the clock in Paris."""
    lines = []
    for day, group in groupby(sorted(told.hours), key=lambda half: half[0]):
        ranges = [words.form("hours", début=clock(start), fin=clock(end)) for _day, start, end in group]
        lines.append(words.form("day_hours", jour=day_of_week(day), heures=words.form("and").join(ranges)))
    return lines or [words.fact("unknown")]


def places_of(told: Told, words: Words) -> list[str]:
    """Where one takes part: the venue on a line, and online on another if one may."""
    lines = [told.place] if told.place else []
    if told.modality in (Modality.REMOTE, Modality.HYBRID):
        lines.append(words.fact("online"))
    return lines or [words.fact("unknown")]


def facts_of(
    session: SessionFacts, words: Words, *, language: str, has_seat: bool, is_over: bool = False
) -> list[Fact]:
    """All that one must know to come.

    :param language: of the mail.
    :param has_seat: whether the reader has one: nobody else gets the link to the meeting.
    :param is_over: whether the reader will not come: then how to come is of no use.
    """
    other = session.language if session.language != language else ""
    told = session.told
    facts = [
        Fact(words.fact("course"), [session.course], language=other),
        Fact(words.fact("when"), hours_of(told, words)),
        Fact(words.fact("where"), places_of(told, words)),
    ]
    if session.access and told.place and not is_over:
        facts.append(Fact(words.fact("access"), [session.access], language=other))
    if has_seat:
        facts += link_of(told, words)
    return facts


def link_of(told: Told, words: Words) -> list[Fact]:
    """The link to the online meeting, or that it will follow; nothing where there is no meeting."""
    if told.link:
        return [Fact(words.fact("link"), url=told.link)]
    if told.modality in (Modality.REMOTE, Modality.HYBRID):
        return [Fact(words.fact("link"), [words.fact("link_later")])]
    return []


@dataclass(frozen=True)
class Team:
    """Whom participants write to."""

    email: str
    phone: str

    @classmethod
    def of(cls, course: CoursePage | None) -> "Team":
        """The training team; where its catalogue says nothing, the programme.

        :param course: any course, or nothing for the catalogue as such.
        """
        index: TrainingIndexPage | None = course.index_page.facts if course else None
        if index is not None and index.contact_email:
            return cls(email=index.contact_email, phone=index.contact_phone)
        site = Site.objects.filter(is_default_site=True).first()
        settings = ProgrammeSettings.for_site(site) if site else None
        return cls(email=settings.email, phone=settings.phone) if settings else cls("", "")


def listing(sessions: Sequence[SessionPage], words: Words) -> list[tuple[str, str]]:
    """Sessions that take sign-ups, each as its day and town, and its address.

    :param sessions: pages in the language of the mail that know their facts and their availability.
    """
    open_ones = [session for session in sessions if session.availability.takes_sign_ups]
    return [
        (", ".join(filter(None, [dates_of(session.to_tell, words), session.facts.city])), page_url(session))
        for session in open_ones
    ]

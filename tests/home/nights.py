"""A small site on which something begins or ends around each of a few nights, and what is true of it at any moment.

What is true is worked out here from days and hours on the wall in Paris alone, not as the site works it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from wagtail.models import Page

from core.demo import stream
from home.blocks import SectionsBlock
from home.models import HomePage
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory, make_holder
from tests.factories.training import SessionPageFactory, make_course, slot
from tests.factories.translations import translate, translated

PARIS = ZoneInfo("Europe/Paris")
LANGUAGES = ("fr", "de", "en")
#: Clocks go forward, clocks go back, the year ends, and an ordinary night in summer. Each is named after its morning.
NIGHTS = (date(2027, 3, 28), date(2027, 10, 31), date(2028, 1, 1), date(2027, 6, 15))
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
#: The label is said to end soon from this long before its last day.
SOON = timedelta(days=90)


def midnight(day: date) -> datetime:
    """The first moment of a day in Paris."""
    return datetime.combine(day, time(), PARIS)


def at(day: date, wall: str, fold: int = 0) -> datetime:
    """A time on the wall in Paris; `fold` 1 for the second of two, when clocks go back."""
    return datetime.combine(day, time.fromisoformat(wall).replace(fold=fold), PARIS)


@dataclass
class Session:
    """A session of one half-day, and when one may sign up for it."""

    page: Page
    begins: datetime
    ends: datetime
    opens: datetime | None = None
    closes: datetime | None = None

    def state(self, now: datetime) -> str:
        """What readers are told of it."""
        if self.ends <= now:
            return "past"
        if self.begins <= now or self.closes and self.closes <= now:
            return "closed"
        return "later" if self.opens and now < self.opens else "open"


@dataclass
class Holder:
    """An organisation, and the days its one award begins and ends."""

    path: str
    name: str
    first: date
    last: date

    def state(self, today: date) -> str | None:
        """What readers are told of its label; None before they know of it."""
        if today < self.first:
            return None
        if self.last < today:
            return "expired"
        return "soon" if self.last - today <= SOON else "valid"


@dataclass
class Guide:
    """A guide that appears, leaves or has to be reviewed at a moment."""

    page: Page
    appears: datetime | None = None
    leaves: datetime | None = None
    review: date | None = None

    def is_online(self, now: datetime) -> bool:
        """Whether readers find it."""
        return not (self.appears and now < self.appears) and not (self.leaves and self.leaves <= now)


class World:
    """The site, its things by night."""

    def __init__(self, home: HomePage):
        course = make_course(title="Acheter sans gaspiller", slug="acheter")
        self.course, self.agenda = course, course.get_parent().specific
        self.directory, self.guides = DirectoryIndexPageFactory(), GuideIndexPageFactory()
        self.sessions, self.holders, self.leaflets = [], [], []
        for night in NIGHTS:
            self.sessions += self.sessions_of(night)
            self.holders += self.holders_of(night)
            self.leaflets += self.guides_of(night)
        # As it is now: it has children.
        home = HomePage.objects.get(pk=home.pk)
        furnish(home, self.agenda, self.directory)
        for code in ("de", "en"):
            for page in (home, self.agenda, self.course, self.directory, self.guides):
                translate(page, code)
        for session in self.sessions[::2]:
            translate(session.page)
        for leaflet in self.leaflets:
            if leaflet.leaves:
                translated(leaflet.page, "de")

    def sessions_of(self, night: date) -> Iterator[Session]:
        """One that ends in the evening, one in the morning that opens at midnight, one whose sign-up closes then."""
        for day, start, end, window in (
            (night - DAY, "20:00", "23:30", {}),
            (night, "09:00", "12:30", {"opens": midnight(night)}),
            (night + 3 * DAY, "09:00", "12:30", {"closes": midnight(night)}),
        ):
            columns = {f"sign_up_{name}_at": moment for name, moment in window.items()}
            page = SessionPageFactory(parent=self.course, slots=[slot(day, start, end)], city=f"{day}", **columns)
            yield Session(page, at(day, start), at(day, end), **window)

    def holders_of(self, night: date) -> Iterator[Holder]:
        """One whose label ends at midnight, one whose label begins, one whose label ends soon from then on."""
        for first, last in (
            (night - 400 * DAY, night - DAY),
            (night, night + 800 * DAY),
            (night - 300 * DAY, night + SOON),
        ):
            organisation = make_holder(first, last, name=f"Ville de {first}", slug=f"ville-{first}-{last}")
            yield Holder(f"annuaire/{organisation.slug}/", organisation.name, first, last)

    def guides_of(self, night: date) -> Iterator[Guide]:
        """One that leaves at midnight, one that appears, one that has to be reviewed from then on."""
        make = partial(GuidePageFactory, parent=self.guides)
        yield Guide(make(title=f"Part le {night}", expire_at=midnight(night)), leaves=midnight(night))
        waiting = make(title=f"Arrive le {night}", live=False)
        waiting.go_live_at = midnight(night)
        waiting.save_revision().publish()
        yield Guide(waiting, appears=midnight(night))
        reviewed = {"last_reviewed_on": night.replace(year=night.year - 2), "review_every_months": 24}
        yield Guide(make(title=f"À revoir le {night}", **reviewed), review=night)


def furnish(home: HomePage, agenda: Page, directory: Page) -> None:
    """Put the next sessions and the latest holders on the home page."""
    sections = [
        ("agenda", {"title": "Agenda", "index": agenda.pk, "count": 3, "link_label": "Tout"}),
        ("latest", {"title": "Label", "index": directory.pk, "count": 3, "link_label": "Tout"}),
    ]
    home.sections = stream(SectionsBlock(), [{"type": kind, "value": value} for kind, value in sections], home)
    home.save_revision().publish()


def moments_around(night: date) -> list[datetime]:
    """The hours at which something changes, in the order they come: the last moment before, and the first after."""
    borders = [at(night - DAY, "23:30"), midnight(night), at(night, "12:30"), midnight(night + DAY)]
    moments = {moment.astimezone(UTC) for moment in [*borders, at(night - DAY, "20:00"), at(night, "09:00")]}
    moments |= {moment.astimezone(UTC) - SECOND for moment in borders}
    before, after = midnight(night), midnight(night + DAY)
    if before.utcoffset() != after.utcoffset():
        # The hour that there is not, or twice.
        moments |= {
            at(night, wall, fold).astimezone(UTC) for wall, fold in (("01:59:59", 0), ("02:00", 1), ("03:00", 0))
        }
    return sorted(moments)

"""Across midnight in Paris, when clocks change, a year, an award, a session or a page ends: nothing contradicts.

Every place that tells of a thing is read, a second before and at each moment when something changes, and held against
the days and hours themselves (:mod:`tests.home.nights`).
"""

import json
import re
from datetime import UTC, datetime

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from icalendar import Calendar
from wagtail.models import Locale

from tests.home.nights import LANGUAGES, NIGHTS, PARIS, SECOND, SOON, World, midnight, moments_around

pytestmark = [pytest.mark.django_db, pytest.mark.deep]

#: What readers are told of a session or a label, how it begins: in a list in French, German and English, on a page.
SAID = {
    "past": (
        "Passée",
        "Vorbei",
        "Past",
        "Cette session est passée",
        "Dieser Termin ist vorbei",
        "This session is over",
    ),
    "closed": (
        *("Inscriptions closes", "Anmeldung geschlossen", "Bookings are closed"),
        *("Les inscriptions à cette", "Die Anmeldung für diesen", "Bookings for this"),
    ),
    "later": ("Ouverture des inscriptions le", "Anmeldung ab", "Bookings open on"),
    "open": ("20 places libres sur 20", "Noch 20 von 20", "20 of 20 places left"),
    "valid": ("Valable jusqu", "Gültig bis", "Valid until"),
    "expired": ("Expiré", "Abgelaufen", "Expired"),
}
OFFERS = {"open": "InStock", "later": "InStock", "closed": "SoldOut", "past": None}
MAPS = {"fr": "plan-du-site", "de": "seitenuebersicht", "en": "site-map"}
SEARCHES = {"fr": "recherche", "de": "suche", "en": "search"}
#: The titles of the guides of :mod:`tests.home.nights` begin so.
WORDS_OF_GUIDES = ("Part", "Arrive", "À")


@pytest.fixture(scope="module")
def shared_world(shared_home):
    with time_machine.travel("2026-12-01 12:00+01:00", tick=False):
        return World(shared_home)


def state_in(element):
    """The state of a session or a label that an element tells."""
    words = re.sub(r"\s+", " ", element.text).strip()
    told = [state for state, beginnings in SAID.items() if words.startswith(beginnings)]
    assert len(told) == 1, words
    return "soon" if told == ["valid"] and words.endswith(")") else told[0]


def states_in(part, items):
    """Where each item of a list leads, and what is told of it, in their order."""
    found = part.select(items) if part else []
    return [(item.h3.a["href"], state_in(item.select_one(".badge"))) for item in found]


def main_entity(page):
    """What a page tells search engines of its thing."""
    return json.loads(page.select_one("script[type='application/ld+json']").string)["@graph"][-1]


def offer_of(node):
    return node["offers"]["availability"].removeprefix("https://schema.org/") if "offers" in node else None


class Reader:
    """Somebody who reads the site in a language at a moment, and what is true then.

    :param now: the moment, in UTC.
    """

    def __init__(self, client, world, code, now):
        self.client, self.world, self.code, self.now = client, world, code, now
        self.today = now.astimezone(PARIS).date()
        self.start = "/" if code == "fr" else f"/{code}/"
        self.locale = Locale.objects.get(language_code=code)

    def path(self, page):
        """Where a page is read: in this language, or else in French."""
        own = page.get_translations(inclusive=True).filter(locale=self.locale).live().first()
        return (own or page).url

    def read(self, path):
        response = self.client.get(path)
        assert response.status_code == 200, path
        return BeautifulSoup(response.content, "html.parser")

    def found_by(self, word, below):
        """Addresses that a search finds, of those below a part of the site."""
        page = self.read(f"{self.start}{SEARCHES[self.code]}/?q={word}")
        return {link["href"] for link in page.select("main .rows h4 a") if f"/{below}/" in link["href"]}

    def starts_in(self, path):
        """When the events of a calendar start."""
        return {event["dtstart"].dt for event in Calendar.from_ical(self.client.get(path).content).walk("vevent")}

    def sessions(self, *, over):
        """The sessions to come, the nearest first, or those that are over, the latest first; and the state of each."""
        found = sorted(self.world.sessions, key=lambda session: session.begins.astimezone(UTC), reverse=over)
        states = ((self.path(session.page), session.state(self.now)) for session in found)
        return [(path, state) for path, state in states if (state == "past") == over]

    def labels(self, *states):
        """The organisations whose label is in one of these states."""
        found = ((f"{self.start}{holder.path}", holder.state(self.today)) for holder in self.world.holders)
        return {path: state for path, state in found if state in states}

    def guides(self):
        """Where the guides that are online are read."""
        return {self.path(guide.page) for guide in self.world.leaflets if guide.is_online(self.now)}


def check_sessions_in_lists(reader):
    to_come, over = reader.sessions(over=False), reader.sessions(over=True)
    for index, shown in ((reader.world.agenda, over[:6]), (reader.world.course, over)):
        page = reader.read(reader.path(index))
        past = page.select_one("main details:has(.agenda)")
        assert states_in(past.extract() if past else None, ".agenda > li") == shown
        assert states_in(page.main, ".agenda > li") == to_come
    offers = [(node["url"], offer_of(node)) for node in main_entity(page)["hasCourseInstance"]]
    assert offers == [(f"http://localhost{path}", OFFERS[state]) for path, state in to_come]
    assert states_in(reader.read(reader.start).main, ".agenda > li") == to_come[:3]
    last_year = [session for session in reader.world.sessions if (reader.today - session.ends.date()).days <= 366]
    assert reader.starts_in(f"{reader.path(reader.world.agenda)}ical/") == {session.begins for session in last_year}


def check_labels_in_lists(reader):
    held = reader.labels("valid", "soon")
    assert dict(states_in(reader.read(reader.path(reader.world.directory)).main, ".rows > li")) == held
    latest = sorted(reader.world.holders, key=lambda holder: holder.first, reverse=True)
    latest = [f"{reader.start}{holder.path}" for holder in latest if f"{reader.start}{holder.path}" in held][:3]
    assert states_in(reader.read(reader.start).main, ".card:has(.badge)") == [(path, held[path]) for path in latest]
    assert reader.found_by("Ville", "annuaire") == set(reader.labels("valid", "soon", "expired"))


def check_guides_in_lists(reader):
    online = reader.guides()
    assert {link["href"] for link in reader.read(reader.path(reader.world.guides)).select("main .card a")} == online
    tree = reader.read(f"{reader.start}{MAPS[reader.code]}/").select("main a")
    assert {link["href"] for link in tree if link.text.split()[0] in WORDS_OF_GUIDES} == online
    assert {path for word in WORDS_OF_GUIDES for path in reader.found_by(word, "guides")} == online


def check_map_for_robots(reader):
    """It is one for all languages."""
    listed = set(re.findall(r"<loc>http://localhost(.*?)</loc>", reader.client.get("/sitemap.xml").content.decode()))
    assert {path for path in listed if path.startswith("/guides/a") or path.startswith("/guides/p")} == reader.guides()
    below = {path for path in listed if path.startswith("/annuaire/") and path != "/annuaire/"}
    assert below == set(reader.labels("valid", "soon", "expired"))


def check_session(reader, session):
    """Its own page: what is said, whether one can sign up, what search engines and calendars are told."""
    path, state = reader.path(session.page), session.state(reader.now)
    page = reader.read(path)
    assert state_in(page.select_one("[role=note] .box-title")) == state
    assert bool(page.select(".page-head a[href$='/inscription/']")) == (state == "open")
    entity = main_entity(page)
    assert offer_of(entity) == OFFERS[state]
    for name, moment in (("startDate", session.begins), ("endDate", session.ends)):
        told = datetime.fromisoformat(entity[name])
        assert (told, told.utcoffset()) == (moment, moment.utcoffset())
    assert reader.starts_in(f"{path}ical/") == {session.begins}


def check_holder(reader, holder):
    """The page of an organisation: there once its label has begun, with what is so of it that day."""
    response = reader.client.get(f"{reader.start}{holder.path}")
    state = holder.state(reader.today)
    assert response.status_code == (404 if state is None else 200)
    if state:
        page = BeautifulSoup(response.content, "html.parser")
        assert state_in(page.select_one(".headline .badge")) == state
        assert bool(page.select(".seal.is-over")) == (state == "expired")
        assert (holder.last - reader.today <= SOON) == (state in ("soon", "expired"))


def check_guide(reader, guide):
    """Its own page, in each language it has: there while it is online; due for review from a day on."""
    for page in guide.page.get_translations(inclusive=True):
        response = reader.client.get(page.get_url_parts()[2])
        assert response.status_code == (200 if guide.is_online(reader.now) else 404)
    if guide.review:
        overdue = reader.read(guide.page.url).select(".prose > .box.is-warning")
        assert bool(overdue) == (guide.review <= reader.today)


def check(reader, night):
    """All that is read in a language at a moment; the things of other nights are in the lists."""
    check_sessions_in_lists(reader)
    check_labels_in_lists(reader)
    check_guides_in_lists(reader)
    if reader.code == "fr":
        check_map_for_robots(reader)
    own = slice(NIGHTS.index(night) * 3, NIGHTS.index(night) * 3 + 3)
    for session in reader.world.sessions[own]:
        check_session(reader, session)
    for holder in reader.world.holders[own]:
        check_holder(reader, holder)
    for guide in reader.world.leaflets[own]:
        check_guide(reader, guide)


# One night tells what another database would change.
@pytest.mark.parametrize(
    "night", [NIGHTS[0], *(pytest.param(night, marks=pytest.mark.one_database) for night in NIGHTS[1:])], ids=str
)
def test_what_readers_are_told_is_so_at_each_moment_around_a_night(shared_world, client, night):
    for place, now in enumerate(moments_around(night)):
        # In the night, all languages; at other hours, one after the other.
        at_midnight = abs(now - midnight(night)) <= SECOND
        with time_machine.travel(now, tick=False):
            call_command("publish_scheduled")
            for code in LANGUAGES if at_midnight else [LANGUAGES[place % 3]]:
                check(Reader(client, shared_world, code, now), night)

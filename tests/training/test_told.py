from datetime import date, time
from types import SimpleNamespace
from uuid import UUID

import pytest

from training.told import Told, former_days

MORNING = {"uid": "a1", "day": "2027-01-12", "start": "09:00", "end": "12:30"}
AFTERNOON = {"uid": "b2", "day": "2027-01-12", "start": "13:30", "end": "17:00"}
NEXT_WEEK = {"uid": "c3", "day": "2027-01-19", "start": "09:00", "end": "12:30"}


def told(*slots, place="Metz", modality="on_site", link="https://meet.example/a"):
    return Told(slots=slots or (MORNING,), place=place, modality=modality, link=link)


def session(first, last, *, is_to_come=True):
    return SimpleNamespace(first_day=first, last_day=last, is_to_come=is_to_come)


def move(before, after):
    return SimpleNamespace(before=before.as_json(), after=after.as_json())


def test_told_is_what_the_page_says():
    facts = SimpleNamespace(location="Salle A, Metz", modality="hybrid", remote_link="https://meet.example/b")
    uid = UUID("0a0b0c0d-0000-4000-8000-000000000001")
    slot = SimpleNamespace(uid=uid, day=date(2027, 1, 12), start=time(9), end=time(12, 30))
    assert Told.of(SimpleNamespace(facts=facts, slots_in_order=[slot])) == Told(
        slots=({"uid": uid.hex, "day": "2027-01-12", "start": "09:00", "end": "12:30"},),
        place="Salle A, Metz",
        modality="hybrid",
        link="https://meet.example/b",
    )


def test_told_is_kept_as_it_was():
    before = told(MORNING, AFTERNOON)
    assert before.as_json() == {
        "slots": [MORNING, AFTERNOON],
        "place": "Metz",
        "modality": "on_site",
        "link": "https://meet.example/a",
    }
    assert Told.from_json(before.as_json()) == before


def test_nothing_told_yet_is_empty():
    assert Told.from_json({}) == Told(slots=(), place="", modality="", link="")


@pytest.mark.parametrize(
    ("now", "changes"),
    [
        (told(), []),
        (told({**MORNING, "uid": "z9"}), []),
        (told({**MORNING, "day": "2027-01-13"}), ["when"]),
        (told({**MORNING, "start": "09:30"}), ["when"]),
        (told({**MORNING, "end": "12:00"}), ["when"]),
        (told(MORNING, AFTERNOON), ["when"]),
        (told(place="Nancy"), ["where"]),
        (told(modality="remote"), ["where"]),
        (told(link=""), ["link"]),
        (told(AFTERNOON, place="", modality="remote", link="https://meet.example/c"), ["when", "where", "link"]),
    ],
)
def test_changes_are_those_that_matter_to_somebody(now, changes):
    assert now.changes_from(told()) == changes


def test_days_are_the_first_and_the_last():
    assert told(MORNING, AFTERNOON, NEXT_WEEK).days == (date(2027, 1, 12), date(2027, 1, 19))
    assert told(AFTERNOON).days == (date(2027, 1, 12), date(2027, 1, 12))
    assert Told.from_json({}).days is None


def test_hours_are_without_the_identity_of_rows():
    assert told(MORNING).hours == [(date(2027, 1, 12), time(9), time(12, 30))]


JANUARY, APRIL, MAY = (date(2027, 1, 12),) * 2, (date(2027, 4, 6),) * 2, (date(2027, 5, 4),) * 2
ON_JANUARY = told(MORNING)
ON_APRIL = told({**MORNING, "day": "2027-04-06"})
IN_NANCY = told({**MORNING, "day": "2027-04-06"}, place="Nancy")
ON_MAY = told({**MORNING, "day": "2027-05-04"})


@pytest.mark.parametrize(
    ("moves", "page", "former"),
    [
        ([], JANUARY, None),
        ([move(ON_JANUARY, ON_APRIL)], APRIL, JANUARY),
        # Other hours of the same days, or another place: no other days.
        ([move(ON_JANUARY, told(AFTERNOON, place="Nancy"))], JANUARY, None),
        (
            [move(ON_JANUARY, ON_APRIL), move(ON_APRIL, IN_NANCY)],
            APRIL,
            JANUARY,
        ),
        # The last move that told other days.
        ([move(ON_JANUARY, ON_APRIL), move(ON_APRIL, ON_MAY)], MAY, APRIL),
        # Back where it was before the last move.
        ([move(ON_JANUARY, ON_APRIL), move(ON_APRIL, ON_JANUARY)], JANUARY, APRIL),
        ([move(ON_JANUARY, ON_APRIL)], JANUARY, None),
        # Days unknown before.
        ([move(Told.from_json({}), ON_APRIL)], APRIL, None),
    ],
)
def test_former_days_are_those_before_the_last_move(moves, page, former):
    assert former_days(session(*page), moves) == former


def test_former_days_of_what_is_over_are_nobody_s_business():
    assert former_days(session(*APRIL, is_to_come=False), [move(ON_JANUARY, ON_APRIL)]) is None


def test_former_days_differ_by_the_last_one_too():
    two_days = told(MORNING, NEXT_WEEK)
    page = session(date(2027, 1, 12), date(2027, 1, 12))
    assert former_days(page, [move(two_days, ON_JANUARY)]) == (date(2027, 1, 12), date(2027, 1, 19))

from datetime import date, time

import pytest

from training.rules.told import Told, former_days

MORNING = {"uid": "a1", "day": "2027-01-12", "start": "09:00", "end": "12:30"}
AFTERNOON = {"uid": "b2", "day": "2027-01-12", "start": "13:30", "end": "17:00"}
NEXT_WEEK = {"uid": "c3", "day": "2027-01-19", "start": "09:00", "end": "12:30"}


def told(*slots, place="Metz", modality="on_site", link="https://meet.example/a"):
    return Told(slots=slots or (MORNING,), place=place, modality=modality, link=link)


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
        ([(ON_JANUARY, ON_APRIL)], APRIL, JANUARY),
        # Other hours of the same days, or another place: no other days.
        ([(ON_JANUARY, told(AFTERNOON, place="Nancy"))], JANUARY, None),
        (
            [(ON_JANUARY, ON_APRIL), (ON_APRIL, IN_NANCY)],
            APRIL,
            JANUARY,
        ),
        # The last move that told other days.
        ([(ON_JANUARY, ON_APRIL), (ON_APRIL, ON_MAY)], MAY, APRIL),
        # Back where it was before the last move.
        ([(ON_JANUARY, ON_APRIL), (ON_APRIL, ON_JANUARY)], JANUARY, APRIL),
        ([(ON_JANUARY, ON_APRIL)], JANUARY, None),
        # Days unknown before.
        ([(Told.from_json({}), ON_APRIL)], APRIL, None),
    ],
)
def test_former_days_are_those_before_the_last_move(moves, page, former):
    assert former_days(moves, page) == former


def test_former_days_differ_by_the_last_one_too():
    two_days = told(MORNING, NEXT_WEEK)
    assert former_days([(two_days, ON_JANUARY)], JANUARY) == (date(2027, 1, 12), date(2027, 1, 19))


def test_former_days_of_a_page_without_days_are_those_that_were_told():
    assert former_days([(ON_JANUARY, ON_APRIL)], None) == JANUARY

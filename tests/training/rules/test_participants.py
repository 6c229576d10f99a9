import pytest

from training.rules.participants import Participant, person_key

KEY = person_key("Zoé Lambert", "zoe@mairie.example")


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("zoé  LAMBERT", "zoe@mairie.example"),
        ("Zoe\u0301 Lambert", "ZOE@Mairie.Example"),
        (" Zoé Lambert ", " zoe@mairie.example"),
    ],
)
def test_person_is_the_same_however_it_is_written(name, email):
    assert person_key(name, email) == KEY


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Ali Benoît", "zoe@mairie.example"),
        ("Zoé Lambert", "mairie@mairie.example"),
        ("Zoé Lambert", ""),
        ("zoe@mairie.example Zoé Lambert", ""),
    ],
)
def test_person_is_a_name_and_an_address(name, email):
    assert person_key(name, email) != KEY


def test_person_is_a_digest_of_one_length():
    assert {len(person_key(name, "")) for name in ("Z", "Zoé " * 99)} == {64}


def test_participant_says_who_counts_as_the_same():
    zoe = Participant("Zoé Lambert", "Zoe@Mairie.example")
    assert (zoe.person_key, zoe.email_key) == (KEY, "zoe@mairie.example")


def test_participant_without_an_address_has_no_key_of_one():
    ali = Participant("Ali Benoît", "")
    assert (ali.email_key, ali.person_key) == ("", person_key("Ali Benoît", ""))

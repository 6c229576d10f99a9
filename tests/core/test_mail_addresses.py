"""One person’s address is one address, however it is typed; and it travels to the domain that was meant."""

import pytest

from core.mail_addresses import address_key, sendable_address


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Zoe.Martin@Mairie.Example", "zoe.martin@mairie.example"),
        (" zoe@mairie.example. ", "zoe@mairie.example"),
        ("zoe@RÉGION.example", "zoe@xn--rgion-bsa.example"),
        ("zoe@re\u0301gion.example", "zoe@xn--rgion-bsa.example"),
        ("zoe@région。example", "zoe@xn--rgion-bsa.example"),
        ("ZOE\u0308@mairie.example", "zoë@mairie.example"),
        ("nothing", "nothing"),
        ("", ""),
    ],
)
def test_address_key_is_one_form_of_an_address(typed, key):
    assert address_key(typed) == key
    assert address_key(key) == key


def test_sharp_s_is_a_letter_of_its_own():
    assert address_key("zoe@straße.example") == "zoe@xn--strae-oqa.example"
    assert address_key("zoe@straße.example") != address_key("zoe@strasse.example")


def test_sendable_address_leaves_the_local_part_as_it_is():
    assert sendable_address("Zoe.Martin@Région.example") == "Zoe.Martin@xn--rgion-bsa.example"

from training.rules.privacy import DECLARATION, FORGOTTEN


def test_what_is_forgotten_of_a_sign_up_is_declared_once():
    assert DECLARATION.private["SignUp"] - FORGOTTEN.keys() == {"person_key"}

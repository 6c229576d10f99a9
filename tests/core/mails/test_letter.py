"""What of a letter is kept nowhere."""

from itertools import product

import pytest

from core.mails.letter import Action, Letter, Part


@pytest.mark.parametrize(("button", "link", "inside"), list(product([True, False, None], repeat=3)))
def test_secret_addresses_are_known_wherever_they_stand(button, link, inside):
    actions = [
        Action("Open", f"https://{name}", is_secret=bool(kind)) if kind is not None else None
        for name, kind in (("button", button), ("link", link), ("inside", inside))
    ]
    action, *links = actions
    letter = Letter(action=action, links=[*filter(None, links[:1])], parts=[Part("", links=[*filter(None, links[1:])])])
    assert letter.secrets == tuple(action.url for action in actions if action and action.is_secret)

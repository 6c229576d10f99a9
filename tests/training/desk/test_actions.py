"""What the decisions about sign-ups have in common."""

from training.desk.actions import REFUSALS
from training.services.shared import errors
from training.services.shared.errors import Refused


def test_every_refusal_of_the_services_has_its_words():
    assert set(REFUSALS) == {
        error
        for error in vars(errors).values()
        if isinstance(error, type) and issubclass(error, Refused) and error is not Refused
    }

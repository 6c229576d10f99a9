"""Links and forms that only this site can have made."""

import re
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.signing import Signer, TimestampSigner
from hypothesis import example, given
from hypothesis import strategies as st

from core import links
from core.links import FormToken, Verdict, is_valid, issue_form_token, read_form_token, token_for

NUMBER = UUID("2b1c5e0a-7a51-4c55-9a0f-3f5a1d0c7b11")
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=[]))


def valid(token: str, *, purpose: str = "manage", public_id: UUID = NUMBER, version: int | None = 1) -> bool:
    return is_valid(token, purpose=purpose, public_id=public_id, version=version)


def test_token_has_160_bits_in_characters_an_address_may_hold():
    assert re.fullmatch(r"[A-Za-z0-9_-]{27}", token_for("manage", NUMBER, 1))


def test_token_is_the_same_after_an_update_of_the_site(settings):
    settings.SECRET_KEY = "a-key-that-does-not-change"
    assert token_for("manage", NUMBER, 1) == "qQrPrquc5MlH_scsYRddyCk72PE"


def test_token_opens_its_link():
    assert valid(token_for("manage", NUMBER, 1)) is True


@pytest.mark.parametrize(
    ("purpose", "public_id", "version"),
    [("offer", NUMBER, 1), ("manage", UUID(int=NUMBER.int + 1), 1), ("manage", NUMBER, 2), ("manage", NUMBER, 11)],
)
def test_token_opens_no_other_link(purpose, public_id, version):
    assert valid(token_for(purpose, public_id, version)) is False


def test_token_ends_with_the_version_it_was_made_for():
    old = token_for("manage", NUMBER, 1)
    assert (valid(old, version=1), valid(old, version=2)) == (True, False)


def test_token_of_what_does_not_exist_is_refused_after_the_same_work(monkeypatch, settings):
    settings.SECRET_KEY_FALLBACKS = ["the-key-of-before"]
    compared = []
    compare = links.hmac.compare_digest
    monkeypatch.setattr(links.hmac, "compare_digest", lambda *pair: compared.append(pair) or compare(*pair))
    # The token that would fit the comparison made in its place.
    assert valid(token_for("manage", NUMBER, 0), version=None) is False
    work_for_nothing = len(compared)
    assert valid(token_for("manage", NUMBER, 1)) is True
    assert (work_for_nothing, len(compared)) == (2, 4)


def test_token_outlives_the_change_of_key(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the-key-of-before", []
    old = token_for("manage", NUMBER, 1)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the-key-of-today", ["the-key-of-before"]
    assert (valid(old), valid(token_for("manage", NUMBER, 1))) == (True, True)
    settings.SECRET_KEY_FALLBACKS = []
    assert valid(old) is False


@given(ANY_TEXT)
@example("")
@example("\udcff" * 27)
@example("é" * 27)
def test_token_made_up_is_refused(made_up):
    assert valid(made_up) is False
    assert valid(token_for("manage", NUMBER, 1) + made_up) is (made_up == "")


def test_token_with_another_spelling_of_its_bits_is_refused():
    """The last of 27 characters carries two bits of nothing: four spellings would decode to one token."""
    token = token_for("manage", NUMBER, 1)
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    assert [letter for letter in alphabet if valid(token[:-1] + letter)] == [token[-1]]


def read(value: str) -> FormToken:
    return read_form_token(value, youngest_seconds=3, oldest_seconds=12 * 60 * 60)


@pytest.mark.parametrize(
    ("seconds", "verdict"),
    [
        (0, Verdict.TOO_FAST),
        (2.99, Verdict.TOO_FAST),
        (3, Verdict.GOOD),
        (12 * 60 * 60, Verdict.GOOD),
        (12 * 60 * 60 + 0.01, Verdict.TOO_OLD),
        # Two machines, two clocks.
        (-5, Verdict.TOO_FAST),
    ],
)
def test_form_is_judged_by_the_time_it_took(seconds, verdict):
    with time_machine.travel(NOON, tick=False):
        value = issue_form_token()
    with time_machine.travel(NOON + timedelta(seconds=seconds), tick=False):
        token = read(value)
    assert (token.verdict, token.age) == (verdict, pytest.approx(seconds, abs=1e-3))
    assert token.uuid is not None


def test_form_has_a_number_of_its_own_that_does_not_change():
    first, second = issue_form_token(), issue_form_token()
    assert read(first).uuid == read(first).uuid
    assert read(first).uuid != read(second).uuid


@given(ANY_TEXT)
@example("")
@example("\udcff:a")
def test_form_made_up_is_forged(made_up):
    assert read(made_up) == FormToken(uuid=None, age=0, verdict=Verdict.FORGED)


@pytest.mark.parametrize("signer", [Signer(), TimestampSigner(), Signer(salt="another")])
def test_form_signed_for_something_else_is_forged(signer):
    assert read(signer.sign(f"{uuid4()} 0.000")).verdict == Verdict.FORGED


def test_form_outlives_the_change_of_key(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the-key-of-before", []
    value = issue_form_token()
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the-key-of-today", ["the-key-of-before"]
    assert read(value).verdict == Verdict.TOO_FAST

"""The tables of states, each written out once more: a rule that decides who gets a seat is said twice."""

from training.rules.states import ACTIVE, ALLOWED_MOVES, OCCUPYING, TIMED, SignUpState

MOVES = """
    -          → requested waiting confirmed
    requested  → waiting confirmed cancelled lapsed voided
    waiting    → offered confirmed cancelled lapsed voided
    offered    → confirmed cancelled declined lapsed voided
    confirmed  → cancelled voided
    cancelled  →
    declined   →
    lapsed     →
    voided     →
"""


def test_moves_are_these_and_no_others():
    lines = [line.split("→") for line in MOVES.strip().splitlines()]
    written = {before.strip().replace("-", ""): set(after.split()) for before, after in lines}
    assert {before or "": set(after) for before, after in ALLOWED_MOVES.items()} == written


def test_every_state_says_where_it_may_go():
    assert set(ALLOWED_MOVES) == {None, *SignUpState}


def test_states_that_are_active_hold_a_seat_or_a_deadline():
    assert set(ACTIVE) == {"requested", "waiting", "offered", "confirmed"}
    assert set(OCCUPYING) == {"offered", "confirmed"}
    assert set(TIMED) == {"requested", "offered"}


def test_final_states_are_those_that_nothing_leaves():
    assert {state for state in SignUpState if not ALLOWED_MOVES[state]} == set(SignUpState) - set(ACTIVE)

"""Where a translation stands is decided from facts alone, and what comes next from them and from rights."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from core.translation.states import Facts, Rights, State, Step, next_step, state_of

TIED = Facts(exists=True, is_tied=True, total=4, done=4)
LIVE = replace(TIED, is_live=True)
SINCE = date(2026, 3, 2)
ALL = Rights(send=True, edit=True, publish=True, review=True)
EDIT = Rights(edit=True)

EACH_STATE = [
    (Facts(french_is_live=False), State.FRENCH_OFFLINE, None),
    (replace(LIVE, french_is_live=False), State.FRENCH_OFFLINE, None),
    (replace(TIED, french_is_live=False, done=3), State.FRENCH_OFFLINE, Step.CONTINUE),
    (Facts(exists=True, french_is_live=False), State.FRENCH_OFFLINE, None),
    (Facts(), State.NOT_SENT, Step.SEND),
    (Facts(exists=True), State.BY_HAND, Step.TIE),
    (Facts(exists=True, awaits_review=True), State.BY_HAND, Step.TIE),
    (replace(TIED, awaits_review=True), State.REVIEW, Step.REVIEW),
    (replace(LIVE, awaits_review=True, older_since=SINCE), State.REVIEW, Step.REVIEW),
    (replace(TIED, done=0), State.STARTED, Step.CONTINUE),
    (replace(TIED, done=3, doubtful=1), State.STARTED, Step.CONTINUE),
    (replace(TIED, doubtful=1), State.DOUBTFUL, Step.CONFIRM),
    (replace(LIVE, doubtful=1, older_since=SINCE), State.DOUBTFUL, Step.CONFIRM),
    (TIED, State.WHOLE, Step.PUBLISH),
    (replace(TIED, parent_is_live=False), State.WHOLE, None),
    (replace(TIED, older=1), State.WHOLE, Step.CONTINUE),
    (LIVE, State.ONLINE, None),
    (replace(LIVE, older_since=SINCE, older=1), State.OLDER, Step.CONTINUE),
    (replace(LIVE, older_since=SINCE), State.OLDER, Step.PUBLISH),
    (replace(LIVE, done=3, older_since=SINCE), State.INCOMPLETE, Step.CONTINUE),
    (replace(LIVE, in_french=1), State.INCOMPLETE, Step.PUBLISH),
]


@pytest.mark.parametrize(("facts", "state", "step"), EACH_STATE)
def test_state_and_next_step_of_somebody_who_may_all(facts, state, step):
    assert (state_of(facts), next_step(facts, ALL)) == (state, step)


def test_each_state_has_an_example():
    assert {state for _facts, state, _step in EACH_STATE} == set(State)


@pytest.mark.parametrize(("facts", "state", "step"), EACH_STATE)
def test_nothing_comes_next_for_somebody_who_may_nothing(facts, state, step):
    assert next_step(facts, Rights()) is None


@pytest.mark.parametrize(
    ("facts", "step"),
    [
        (TIED, Step.ASK),
        (replace(LIVE, older_since=SINCE), Step.ASK),
        (LIVE, None),
        (replace(TIED, done=1), Step.CONTINUE),
    ],
)
def test_translator_asks_for_a_review_of_what_is_whole(facts, step):
    assert next_step(facts, EDIT) == step


NEEDED = {
    Step.SEND: "send",
    Step.CONTINUE: "edit",
    Step.CONFIRM: "edit",
    Step.ASK: "edit",
    Step.REVIEW: "review",
    Step.PUBLISH: "publish",
    Step.TIE: "publish",
}


def test_no_step_is_offered_without_its_right():
    for (facts, _state, _step), rights in product(EACH_STATE, product([False, True], repeat=4)):
        own = Rights(*rights)
        step = next_step(facts, own)
        assert step is None or getattr(own, NEEDED[step])

import pytest

from workshop.mutants.results import Outcome, Result, Results


def test_results_are_kept_in_a_file_and_the_last_one_is_true(tmp_path):
    path = tmp_path / "var" / "results.jsonl"
    first, second = Result("a", Outcome.SURVIVED, "s", "t"), Result("b", Outcome.KILLED, "s", "t", "tests/x.py::y")
    again = Result("a", Outcome.KILLED, "s", "u", "tests/x.py::z")
    for result in (first, second, again):
        Results(path).add(result)
    assert Results(path).kept == {"a": again, "b": second}
    assert Results(path).of(["b", "c"]) == {"b": second}


def test_line_half_written_when_a_run_was_broken_off_is_left_out(tmp_path):
    path = tmp_path / "results.jsonl"
    Results(path).add(Result("a", Outcome.KILLED, "s", "t"))
    with path.open("a") as file:
        file.write('{"mutant": "b", "outc')
    Results(path).add(Result("c", Outcome.KILLED, "s", "t"))
    assert set(Results(path).kept) == {"a", "c"}


@pytest.mark.parametrize("outcome", list(Outcome))
def test_killed_are_those_that_a_test_noticed(outcome):
    assert outcome.is_killed == (outcome in {"killed", "too long"})

"""The deep floor, `make test-deep`: random walks, crowds and faults, matrices, scale; what it may take, and its seed.

Chance lives here and nowhere else: `make test` gives the same answer twice. What keeps a file within its budget is the
count of what it does (its examples, its steps, its people), never the clock: a busy machine fails no test. The budgets
are printed at the start, what was taken at the end; a file that has outgrown its own needs a smaller count, or a word
in review.
"""

from collections import Counter

import pytest

FLOOR = "deep"
#: Seconds of one process that a file may take, on a quick machine; one line for each file of this floor.
BUDGETS = {
    "tests/core/outbox/test_envelope.py": 5,
    "tests/core/test_address_walks.py": 60,
    "tests/core/test_canaries.py": 60,
    "tests/core/test_articles.py": 5,
    "tests/core/test_dates.py": 5,
    "tests/core/test_corpus.py": 30,
    "tests/core/test_exports.py": 5,
    "tests/core/test_glossary.py": 5,
    "tests/core/test_hostile_uploads.py": 60,
    "tests/core/test_limits.py": 5,
    "tests/core/test_links.py": 5,
    "tests/core/test_log_filters.py": 5,
    "tests/core/test_malformed_posts.py": 120,
    "tests/core/test_markup.py": 5,
    "tests/core/test_roads.py": 180,
    "tests/core/test_slugs.py": 5,
    "tests/core/test_typed_text.py": 5,
    "tests/core/translation/test_block_matrix.py": 120,
    "tests/core/translation/test_any_change.py": 60,
    "tests/core/translation/test_carrying.py": 5,
    "tests/core/translation/test_walks.py": 90,
    "tests/core/translation/test_tie_any_page.py": 120,
    "tests/home/test_clock.py": 120,
    "tests/home/test_facts.py": 60,
    "tests/home/test_search.py": 5,
    "tests/label_directory/test_siret.py": 5,
    "tests/rights/test_matrix.py": 240,
    "tests/training/mails/test_hostile_words.py": 5,
    "tests/training/storm/test_killed.py": 60,
    "tests/training/storm/test_mail_faults.py": 60,
    "tests/training/storm/test_meetings.py": 60,
    "tests/training/storm/test_meetings_with_the_clock.py": 60,
    "tests/training/storm/test_model.py": 60,
    "tests/training/storm/test_random_operations.py": 60,
    "tests/training/storm/test_rush.py": 60,
    "tests/training/views/test_calendar_text.py": 5,
    "tests/training/mails/test_invitations.py": 5,
    "tests/core/mails/test_placeholders.py": 5,
    "tests/training/views/test_forms.py": 10,
    "tests/training/views/test_anything_typed.py": 10,
}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Put what chance decides on this floor: whatever Hypothesis draws, and the folder of the storms.

    :raises pytest.UsageError: when a file on this floor has no budget.
    """
    for item in items:
        path = item.path.relative_to(item.config.rootpath)
        if "storm" in path.parts or getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(FLOOR)
        if item.get_closest_marker(FLOOR) and path.as_posix() not in BUDGETS:
            raise pytest.UsageError(f"{path} has tests of the deep floor and no budget in tests/deep.py.")


def pytest_report_header(config):
    """Say the budgets, before anything runs."""
    if config.option.markexpr != FLOOR:
        return None
    seed = config.getoption("hypothesis_seed")
    said = [f"{seconds:5d} s  {name}" for name, seconds in BUDGETS.items()]
    return [f"deep floor: seed of the walks {seed}; at most, in one process, {sum(BUDGETS.values())} s:", *said]


def pytest_terminal_summary(terminalreporter, config):
    """Say what was taken of each budget."""
    if config.option.markexpr != FLOOR:
        return
    taken = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if hasattr(report, "duration"):
                taken[report.nodeid.split("::")[0]] += report.duration
    terminalreporter.section("deep floor: seconds taken, of the budget")
    for name, seconds in taken.most_common():
        terminalreporter.line(f"{seconds:7.1f} of {BUDGETS.get(name, 0):3d}  {name}")

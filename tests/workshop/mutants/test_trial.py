"""The whole of it, on a project of three files, in a process of its own."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

SHOP = """
LIMIT = 3


def is_open(size):
    return size < LIMIT


def keep(name):
    from django.contrib.contenttypes.models import ContentType
    if name:
        ContentType.objects.create(app_label=name, model=name)
    return ContentType.objects.filter(model="shop").count()


def for_ever(size):
    while size > 0:
        size -= 1


def forgotten():
    return 1
"""

TESTS = """
import pytest
from shop import LIMIT, for_ever, is_open, keep


def test_open():
    assert [is_open(LIMIT - 1), is_open(LIMIT + 1)] == [True, False]


@pytest.mark.django_db
def test_keep():
    assert keep("shop") == keep("") == 1


def test_for_ever():
    for_ever(3)


def test_always_fails():
    assert is_open(9)
"""

RUN = """
import sys
from pathlib import Path
import django
from django.conf import settings
root = Path.cwd()
settings.configure(
    BASE_DIR=root,
    SECRET_KEY="of nobody",
    INSTALLED_APPS=["django.contrib.contenttypes"],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "TEST": {"NAME": str(root / "test.sqlite3")}}},
)
django.setup()
from workshop.mutants import children, rooms, trial
room = rooms.Room("shop", ("shop.py",), ("test_shop.py",))
rooms.ROOMS = (room,)
trial.GRACE = 1
import pytest
code = pytest.main(
    ["-p", "no:cacheprovider", "-p", "no:randomly", "-qs", "--import-mode=importlib", "test_shop.py"],
    plugins=[trial.Trial([room], root / "kept", 2, lambda text: print(text, file=sys.stderr))],
)
sys.exit(int(code))
"""

EXPECTED = {
    "LIMIT: 3 → 4": "survived",
    "LIMIT: 3 → 2": "survived",
    "is_open: return size < LIMIT → return None": "killed",
    "is_open: size < LIMIT → size <= LIMIT": "survived",
    "is_open: size < LIMIT → size >= LIMIT": "killed",
    "keep: name → not name": "killed",
    "keep: ContentType.objects.create(app_label=name, model=name) → pass": "killed",
    "keep: return ContentType.objects.filter(model='shop').count() → return None": "killed",
    "for_ever: size > 0 → size >= 0": "survived",
    "for_ever: size > 0 → size <= 0": "survived",
    "for_ever: 0 → 1": "survived",
    "for_ever: 0 → -1": "survived",
    "for_ever: size -= 1 → size += 1": "too long",
    "for_ever: size -= 1 → pass": "too long",
    "for_ever: 1 → 2": "survived",
    "for_ever: 1 → 0": "too long",
    "forgotten: return 1 → return None": "unreached",
    "forgotten: 1 → 2": "unreached",
    "forgotten: 1 → 0": "unreached",
}


@pytest.fixture
def run(tmp_path):
    """Run it in the small project, and give what it says and the outcomes that it keeps."""
    (tmp_path / "shop.py").write_text(SHOP)
    (tmp_path / "test_shop.py").write_text(TESTS)

    def once():
        done = subprocess.run(
            [sys.executable, "-c", RUN],
            cwd=tmp_path,
            env={"PYTHONPATH": f"{settings.BASE_DIR / 'site'}:{tmp_path}", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        kept = map(json.loads, (tmp_path / "kept" / "results.jsonl").read_text().splitlines())
        return done.stderr, {line["mutant"].removeprefix("shop.py: "): line["outcome"] for line in kept}

    return once


def test_mutants_are_tried_once_and_again_when_their_tests_change(run, tmp_path):
    said, outcomes = run()
    assert outcomes == EXPECTED
    assert "left out, for it fails without any mutant: test_shop.py::test_always_fails" in said
    assert "· shop: 19 mutants, 19 to try" in said

    said, _same = run()
    assert "· shop: 19 mutants, 0 to try" in said

    better = TESTS.replace("LIMIT - 1), is_open(LIMIT + 1)", "2), is_open(3)")
    (tmp_path / "test_shop.py").write_text(better)
    said, outcomes = run()
    assert {name for name, outcome in outcomes.items() if outcome != EXPECTED[name]} == {
        "LIMIT: 3 → 4",
        "LIMIT: 3 → 2",
        "is_open: size < LIMIT → size <= LIMIT",
    }

"""Random operations by several hands at once, then every invariant. SQLite and PostgreSQL do the same.

    STORM_SEED=1234 STORM_OPERATIONS=5000 .venv/bin/pytest tests/training/storm/test_random_operations.py

repeats a storm, or makes a longer one. The threads meet as they please, so the same seed need not fail again; what each
did, in the order in which it ended, is in the report.
"""

import os
import random
import threading
import time
import traceback

import pytest
from django.db import connections

from core.mails.letter import Message
from core.outbox import delivery
from tests.training.storm.invariants import faults
from tests.training.storm.operations import Hand, come_to_rest
from training.models import Transition

OPERATIONS = int(os.environ.get("STORM_OPERATIONS", "400"))
HANDS = 6
#: Fewer moves than this are no storm: most operations were refused.
FEWEST_MOVES = OPERATIONS // 2


@pytest.fixture(autouse=True)
def _short_mails(monkeypatch, settings):
    """What mails say is tested elsewhere; thirty people who come again and again are no abuse here."""
    settings.SIGN_UP_MAILS_A_DAY = OPERATIONS
    monkeypatch.setattr(delivery, "render", lambda mail: Message(mail.kind, mail.kind, ""))


def test_random_operations_at_once_keep_every_invariant(pages, user):
    seed = os.environ.get("STORM_SEED") or random.getrandbits(32)
    history, crashes = [], []

    def work(hand):
        try:
            for _operation in range(OPERATIONS // HANDS):
                before = time.perf_counter()
                done = hand.act()
                history.append((threading.current_thread().name, *done, f"{time.perf_counter() - before:.3f} s"))
        except Exception:
            crashes.append(f"{threading.current_thread().name}: {traceback.format_exc()}")
        finally:
            connections.close_all()

    hands = [Hand(f"{seed}:{number}", pages, user) for number in range(HANDS)]
    threads = [threading.Thread(target=work, args=[hand], name=f"hand {n}") for n, hand in enumerate(hands)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    come_to_rest(pages)
    found = crashes + faults(*pages)
    story = "\n".join(" ".join(map(str, line)) for line in history)
    if found:
        pytest.fail("\n".join([f"seed {seed}", story, *found]), pytrace=False)
    assert Transition.objects.count() > FEWEST_MOVES

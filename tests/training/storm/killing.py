"""Processes that are killed between two statements, as by a power cut: SIGKILL, which no code of ours can answer.

Starting Django takes seconds, and there are many statements. So one process starts it, holds no connection, and makes a
copy of itself (fork) for each death: the copy connects, works, and kills itself before its statement number *n*, or
before a commit, which counts as one.

    killer.kill(7, accept_offer, session_key=…, public_id=…)    # whether it died: it may have ended before
"""

import base64
import os
import pickle
import signal
import subprocess
import sys
import traceback
from itertools import count

ALIVE, DEAD, FAULTY = "alive", "dead", "faulty"
ENVIRONMENT = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "PYTHONPATH": os.pathsep.join([".", "site"])}


class Killer:
    """The process that makes copies of itself.

    :param address: of the database, as in DATABASE_URL.
    :param folder: of the project.
    """

    def __init__(self, address, folder):
        self.process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=folder,
            env={**os.environ, **ENVIRONMENT, "DATABASE_URL": address},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def kill(self, at, function, *arguments, settings=None, **keywords):
        """Do something in a copy that dies at that point. Returns whether it died; if not, it has ended.

        :param at: number of the statement, from 1; 0 lets it live.
        :param function: one that a module of the project or of the tests names.
        :param settings: of Django, for the copy.
        """
        order = pickle.dumps((at, function, arguments, keywords, settings or {}))
        self.process.stdin.write(base64.b64encode(order).decode() + "\n")
        self.process.stdin.flush()
        end, _space, words = self.process.stdout.readline().strip().partition(" ")
        assert end in (ALIVE, DEAD), base64.b64decode(words).decode()
        return end == DEAD

    def deaths(self, function, *arguments, step=1, settings=None, **keywords):
        """Die at each point in turn, until one lives: give the number of each point after its death.

        :param step: for long ways: one point in so many.
        """
        for at in count(1, step):
            if not self.kill(at, function, *arguments, settings=settings, **keywords):
                return
            yield at

    def close(self):
        """End it."""
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)


def die_at(at):
    """Kill this process before its statement number `at`."""
    from django.db import connection  # noqa: PLC0415 - app ready: this module runs before Django is set up

    left = at

    def count_one():
        nonlocal left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def wrapper(execute, sql, *rest):
        count_one()
        return execute(sql, *rest)

    commit = connection._commit

    def counted_commit():
        count_one()
        return commit()

    connection._commit = counted_commit
    connection.execute_wrappers.append(wrapper)


def obey(order):
    """What a copy does with its life."""
    from django.db import connections  # noqa: PLC0415 - app ready: this module runs before Django is set up
    from django.test import override_settings  # noqa: PLC0415 - app ready: same

    at, function, arguments, keywords, settings = pickle.loads(order)  # noqa: S301 - from our own test
    with override_settings(**settings):
        die_at(at)
        function(*arguments, **keywords)
    connections.close_all()


def serve():
    """Make a copy for each line, and say how it ended."""
    import django  # noqa: PLC0415 - app ready: this module runs before Django is set up

    django.setup()
    # Read once here, and not by each copy.
    from django.urls import get_resolver  # noqa: PLC0415 - app ready: same

    get_resolver().url_patterns  # noqa: B018 - for what it reads
    for line in sys.stdin:
        order = base64.b64decode(line)
        inlet, outlet = os.pipe()
        copy = os.fork()
        if copy == 0:
            os.close(inlet)
            try:
                obey(order)
            except BaseException:
                os.write(outlet, base64.b64encode(traceback.format_exc().encode()[-3000:]))
            finally:
                os._exit(0)
        os.close(outlet)
        with os.fdopen(inlet) as pipe:
            words = pipe.read()
        _copy, status = os.waitpid(copy, 0)
        end = DEAD if os.WIFSIGNALED(status) else FAULTY if words else ALIVE
        sys.stdout.write(f"{end} {words}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()

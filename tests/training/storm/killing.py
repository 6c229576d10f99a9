"""Processes that are killed between two statements, as by a power cut: SIGKILL, which no code of ours can answer.

Starting Django takes seconds, and there are many statements. So one process starts it, holds no connection, and makes a
copy of itself (fork) for each death: the copy connects, works, and kills itself before its statement number *n*, or
before a commit, which counts as one.

    killer.kill(7, accept_offer, session_key=…, public_id=…)    # whether it died: it may have ended before

What a process reads only once (templates, imports) each copy would read again: `warm` does something in the first one.
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
        return self.send((at, function, arguments, keywords, settings or {})) == DEAD

    def warm(self, function, *arguments, settings=None, **keywords):
        """Do something in the process itself, which its copies then know how to do."""
        self.send((None, function, arguments, keywords, settings or {}))

    def send(self, order):
        """Give an order. Returns how it ended."""
        order = pickle.dumps(order)
        self.process.stdin.write(base64.b64encode(order).decode() + "\n")
        self.process.stdin.flush()
        end, _space, words = self.process.stdout.readline().strip().partition(" ")
        assert end in (ALIVE, DEAD), base64.b64decode(words).decode()
        return end

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


def obey(at, function, arguments, keywords, settings):
    """What a copy does with its life."""
    from django.db import connections  # noqa: PLC0415 - app ready: this module runs before Django is set up
    from django.test import override_settings  # noqa: PLC0415 - app ready: same

    with override_settings(**settings):
        if at is not None:
            die_at(at)
        function(*arguments, **keywords)
    connections.close_all()


def live_and_die(order):
    """Make a copy that obeys. Returns how it ended, and the fault of one that failed."""
    inlet, outlet = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(inlet)
        try:
            obey(*order)
        except BaseException:
            os.write(outlet, traceback.format_exc().encode()[-3000:])
        finally:
            os._exit(0)
    os.close(outlet)
    with os.fdopen(inlet) as pipe:
        fault = pipe.read()
    _copy, status = os.waitpid(copy, 0)
    return DEAD if os.WIFSIGNALED(status) else FAULTY if fault else ALIVE, fault


def serve():
    """Obey each line, in a copy or at once, and say how it ended."""
    import django  # noqa: PLC0415 - app ready: this module runs before Django is set up

    django.setup()
    for line in sys.stdin:
        order = pickle.loads(base64.b64decode(line))  # noqa: S301 - from our own test
        if order[0] is None:
            obey(*order)
            end, fault = ALIVE, ""
        else:
            end, fault = live_and_die(order)
        sys.stdout.write(f"{end} {base64.b64encode(fault.encode()).decode()}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()

"""Several threads at once, each with its own connection to the database: what only real commits show."""

import threading

from django.db import connections


def in_threads(number, work):
    """Do a piece of work in so many threads, which start together; the first fault of one of them is the test's."""
    start, faults = threading.Barrier(number), []

    def run():
        try:
            start.wait()
            work()
        except Exception as error:
            faults.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]

"""How a command that goes on for long is told to stop: SIGTERM and Ctrl+C, obeyed between two pieces of work."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SIGNALS = (signal.SIGTERM, signal.SIGINT)

_stop: threading.Event | None = None


@contextmanager
def stop_on_signal() -> Iterator[threading.Event]:
    """Give an event that a signal sets; a command that runs inside another one shares its event."""
    global _stop
    if _stop is not None:
        yield _stop
        return
    _stop = threading.Event()
    former = {number: signal.signal(number, _obey) for number in SIGNALS}
    try:
        yield _stop
    finally:
        _stop = None
        for number, handler in former.items():
            signal.signal(number, handler)


def _obey(number: int, frame: object) -> None:
    if _stop is not None:
        _stop.set()

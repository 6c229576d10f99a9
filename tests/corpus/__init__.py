"""Files that people upload, honest and not, made by code; each with what is said of it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """A file, and the verdict on it.

    :param name: its name, as sent.
    :param make: gives its bytes.
    :param refusal: how the reason begins for which it is refused; nothing when it is taken.
    """

    name: str
    make: Callable[[], bytes]
    refusal: str = ""

    @property
    def is_taken(self) -> bool:
        return not self.refusal

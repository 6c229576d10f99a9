"""How wagtail-localize's translators reach their server: within a time, within a size, and nowhere else.

The library (1.14) posts with `requests` as it comes: it follows a redirect with the key and the text, waits ten seconds
between any two bytes without an end, and reads an answer of any size.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import requests
from urllib3.exceptions import HTTPError
from wagtail_localize.machine_translators import deepl, libretranslate

#: To find the server; to answer, whatever the library says: somebody is waiting in front of a screen.
CONNECT_SECONDS, ANSWER_SECONDS = 3.0, 10.0
#: Twenty times what is asked at once.
LARGEST_ANSWER = 512 * 1024


class ServerError(Exception):
    """A server answers, and not with what it was asked for."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class Answer:
    """What a server answered, whole; an answer that is an error was never made one of these."""

    body: bytes

    def raise_for_status(self) -> None:
        """For the library, which asks: all is well."""

    def json(self) -> Any:
        """The answer as data.

        :raises ValueError: it is something else.
        """
        return json.loads(self.body)


class Transport:
    """Stands for the module `requests` in the library's translators, which ask nothing else of it."""

    @staticmethod
    def post(url: str, data: Any, *, headers: Mapping[str, str], timeout: float) -> Answer:
        """Ask a server, once, and read its answer.

        :param timeout: the library's; ours is shorter.
        :raises ServerError: it answers with an error, or a redirect.
        :raises requests.RequestException: nobody answers in time.
        :raises ValueError: the answer is too long.
        """
        ends = time.monotonic() + ANSWER_SECONDS
        asked = requests.post(
            url,
            data,
            # Nothing to unpack: what is read is as long as it says.
            headers={"Accept-Encoding": "identity", **headers},
            timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
            allow_redirects=False,
            stream=True,
        )
        with asked as response:
            if response.status_code != requests.codes.ok:
                raise ServerError(response.status_code)
            try:
                return Answer(read(response.raw, ends))
            except HTTPError as error:
                raise requests.ConnectionError from error


def read(raw: Any, ends: float) -> bytes:
    """The body of an answer.

    :param raw: the answer as it comes, a urllib3 one.
    :param ends: when there is no more time, on the clock of `time.monotonic`.
    :raises ValueError: it is too long.
    :raises requests.Timeout: it comes too slowly.
    """
    body = b""
    while piece := raw.read1(LARGEST_ANSWER):
        body += piece
        if len(body) > LARGEST_ANSWER:
            raise ValueError("too long")
        if time.monotonic() > ends:
            raise requests.Timeout
    return body


def mend_machines() -> None:
    """Have the library's translators ask by this road; done once, when the site starts."""
    libretranslate.requests = deepl.requests = Transport

"""Messages live in the session there is: whoever is not logged in gets no session by one."""

from collections.abc import Sequence
from typing import Any

from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage
from django.http import HttpResponse


class TeamMessages(SessionStorage):
    """Django's storage in sessions. “You are logged out” would open a new session, to say that the last one is over."""

    def _store(self, messages: Sequence[Message], response: HttpResponse, *args: Any, **kwargs: Any) -> list[Message]:
        """Keep what the answer itself has not shown, for somebody who is logged in or on the way to it."""
        if not self.request.user.is_authenticated and not self.request.session.keys():
            return []
        kept: list[Message] = super()._store(messages, response, *args, **kwargs)  # type: ignore[misc]
        return kept

"""Messages live in the session there is: whoever is not logged in gets no session by one."""

from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.session import SessionStorage
from django.http.response import HttpResponseBase


class TeamMessages(SessionStorage):
    """Django's storage in sessions. “You are logged out” would open a new session, to say that the last one is over."""

    def update(self, response: HttpResponseBase) -> list[Message] | None:
        """Keep what the answer itself has not shown, for somebody who is logged in or on the way to it."""
        if self.request.user.is_authenticated or self.request.session.keys():
            return super().update(response)
        return None

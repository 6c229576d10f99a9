"""Messages live in the session of those who are logged in: whoever is not gets none, and no session by one."""

from django.contrib.messages.storage.session import SessionStorage


class TeamMessages(SessionStorage):
    """Django's storage in sessions. “You are logged out” would open a new session, to say that the last one is over."""

    def add(self, level: int, message: str, extra_tags: str | None = "") -> None:
        """Keep a message for somebody who is logged in."""
        if self.request.user.is_authenticated:
            super().add(level, message, extra_tags)

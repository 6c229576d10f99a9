from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models


class TeamSessionManager(BaseSessionManager):
    """Sessions of accounts."""

    def end_all(self, account: models.Model, *, but: str | None = None) -> int:
        """End the sessions of an account: whoever holds one must log in again.

        :param but: key of one that goes on.
        :returns: how many ended.
        """
        return self.filter(account=account).exclude(session_key=but or "").delete()[0]


class TeamSession(AbstractBaseSession):
    """A session of somebody of the team, whose it is told beside its data. Written by ``core.login.sessions`` only."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+")
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    #: Family of the browser and system, of a closed list; neither version nor address.
    browser = models.CharField(max_length=40, blank=True)

    objects = TeamSessionManager()  # type: ignore[misc]  # Django’s is of the class

    class Meta(AbstractBaseSession.Meta):
        # Nobody looks at these rows but those whose they are: no permission to give to anyone.
        default_permissions = ()

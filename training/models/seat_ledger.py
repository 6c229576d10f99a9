from django.db import models
from django.utils.translation import gettext_lazy as _


class SeatLedger(models.Model):
    """The seats of a session, apart from its page: one row a session, whatever its languages.

    A save in the admin rewrites every column of a page, read before; so what is counted stands here. The row is also
    the lock of the session: each operation on its seats begins by writing to it, which waits for the one before on
    SQLite and PostgreSQL alike (``lock_seats``).
    """

    session_key = models.UUIDField(_("session"), unique=True)
    #: Seats that may be taken. Those that the page announces are opened by a decision.
    capacity = models.PositiveIntegerField(_("open places"))
    next_rank = models.PositiveIntegerField(default=1)
    version = models.PositiveBigIntegerField(default=0)
    #: Days, hours and place that participants were told last (:mod:`training.rules.told`).
    told = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("places at a session")
        verbose_name_plural = _("places at sessions")

    def __str__(self) -> str:
        return str(self.session_key)

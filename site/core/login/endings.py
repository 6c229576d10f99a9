"""What ends the sessions of an account: a new password, another role, an account put to sleep, a factor taken away.

Whoever does it to their own account keeps the session in which they did.
"""

from typing import Any

from allauth.core import context
from django.db.models.signals import m2m_changed, post_save, pre_save
from django.dispatch import receiver

from core.models import TeamSession, User

#: Of an account: what decides who may come in with it, and what they may do.
DECISIVE = frozenset({"password", "is_active", "is_superuser"})
#: What one signal of a save tells the other.
CHANGED = "_decisive_change"


def end_sessions(account: User) -> None:
    """End all sessions of an account, but for the one in which it is done."""
    request = context.request
    own = request is not None and getattr(request, "user", None) == account
    TeamSession.objects.end_all(account, but=request.session.session_key if own else None)


@receiver(pre_save, sender=User)
def compare(instance: User, update_fields: frozenset[str] | None, **kwargs: Any) -> None:
    """Find out what a save changes, before it does."""
    watched = DECISIVE if update_fields is None else DECISIVE.intersection(update_fields)
    before = User.objects.filter(pk=instance.pk).values(*watched).first() if instance.pk and watched else None
    changed = before is not None and any(getattr(instance, name) != value for name, value in before.items())
    instance.__dict__[CHANGED] = changed


@receiver(post_save, sender=User)
def end_when_changed(instance: User, **kwargs: Any) -> None:
    """End the sessions of an account whose password or standing was changed."""
    if instance.__dict__.pop(CHANGED):
        end_sessions(instance)


@receiver(m2m_changed, sender=User.groups.through)
@receiver(m2m_changed, sender=User.user_permissions.through)
def end_when_role_changes(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """End the sessions of accounts that get or lose a role, or a permission of their own."""
    if action not in {"post_add", "post_remove", "pre_clear"} or pk_set == set():
        return
    if not reverse:
        end_sessions(instance)
        return
    # Seen from the group: its accounts; all of them when it is emptied.
    members = instance.user_set.all() if pk_set is None else User.objects.filter(pk__in=pk_set)
    for account in members:
        end_sessions(account)

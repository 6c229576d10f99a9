"""Who must have a second factor: whoever sees personal data or publishes. One log-in without it is forgiven.

Asked at the log-in, by whatever road it came, and remembered in the session: nobody is asked twice, and no page of the
admin costs a question more. What changes rights, or takes a factor away, ends the sessions (`core.login.endings`).
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import PermissionDenied
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.models import User
from core.retention.declarations import declarations

#: In a session: “has” a second factor, “grace” for the one log-in without. Nothing where none is needed, or one lacks.
STATE = "second_factor"
HAS, GRACE = "has", "grace"
#: What somebody may open who must first set a second factor up, by name.
SETTING_UP = frozenset(
    {
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_index",
        "mfa_view_recovery_codes",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
    }
)


@cache
def telling_permissions() -> frozenset[str]:
    """The permissions that show or change something of people, as ``app.codename``.

    Those of every table that an application declares private, but for the ones it names harmless; and those of accounts
    and groups, with which one could give oneself the others.
    """
    labels = {f"{said.app_label}.{model}" for said in declarations() for model in said.private}
    labels |= {User._meta.label, Group._meta.label}
    harmless = frozenset[str]().union(*(said.harmless_permissions for said in declarations()))
    found = set()
    for options in (model._meta for model in apps.get_models() if model._meta.label in labels):
        codenames = {f"{action}_{options.model_name}" for action in options.default_permissions}
        codenames |= {codename for codename, _name in options.permissions}
        found |= {f"{options.app_label}.{codename}" for codename in codenames}
    return frozenset(found) - harmless


def needs_factor(account: User) -> bool:
    """Whether the rights of an account ask for a second factor: it sees personal data, or publishes."""
    if account.is_superuser or telling_permissions() & account.get_all_permissions():
        return True
    return policy_registry.get_by_type(Page).user_has_permission(account, "publish")


def has_factor(account: User) -> bool:
    """Whether an account has a second factor. Recovery codes are none: they stand in for one."""
    return Authenticator.objects.filter(user=account).exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def must_set_up(request: HttpRequest) -> bool:
    """Whether whoever asks has to set a second factor up before anything else."""
    if settings.SECOND_FACTOR != "asked" or not isinstance(request.user, User) or STATE in request.session:
        return False
    return needs_factor(request.user) and not has_factor(request.user)


@receiver(user_logged_in)
def come_in(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Remember in the session of a log-in how the account stands; the first one without a factor is forgiven."""
    request.session.pop(STATE, None)
    if settings.SECOND_FACTOR != "asked" or not needs_factor(user):
        return
    if has_factor(user):
        request.session[STATE] = HAS
    # Two log-ins at once: one of them is the first.
    elif User.objects.filter(pk=user.pk, grace_used_at=None).update(grace_used_at=timezone.now()):
        request.session[STATE] = GRACE


@receiver([authenticator_added, authenticator_removed])
def follow(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Remember what somebody adds to their own account, or takes away."""
    if has_factor(user):
        request.session[STATE] = HAS
    else:
        request.session.pop(STATE, None)


class DutyMiddleware:
    """Whoever must set a second factor up sees nothing else of the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, arguments: object, names: object) -> HttpResponse | None:
        """Lead to the page of the second factor; a script is told that it may not.

        :raises PermissionDenied: to a script.
        """
        if not request.path_info.startswith(reverse("wagtailadmin_home")) or not must_set_up(request):
            return None
        if request.resolver_match is not None and request.resolver_match.view_name in SETTING_UP:
            return None
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            raise PermissionDenied
        return redirect("mfa_index")

"""What the pages of the desk share: who may open them, which session they are about, the way back."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.desk.pages import HOME, DeskPage
from training.desk.attention import session_url
from training.desk.rights import Rights, rights_of
from training.models import SessionPage, SignUp


class DeskMixin(DeskPage):
    """A page of the desk."""

    header_icon = "group"
    #: The trail to the list of sessions.
    desk_items = (HOME, {"url": reverse_lazy("training_desk:sessions"), "label": _("Bookings")})

    @cached_property
    def rights(self) -> Rights:
        return rights_of(self.user)

    def may_enter(self) -> bool:
        return self.rights.opens_desk

    def trail(self) -> list[dict[str, Any]]:
        return list(self.desk_items)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(rights=self.rights, **kwargs)


class SessionMixin(DeskMixin):
    """A page about one session, whichever language it was reached from."""

    def load(self) -> None:
        self.session = get_object_or_404(SessionPage, pk=self.kwargs["page_id"]).facts

    def may_open(self) -> bool:
        return self.rights.sees_session(self.session.translation_key)

    def trail(self) -> list[dict[str, Any]]:
        item = {"url": session_url("session", self.session), "label": self.session.get_admin_display_title()}
        return [*super().trail(), item]

    def get_page_subtitle(self) -> str:
        return self.session.full_title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            session=self.session, session_url=session_url("session", self.session), **kwargs
        )


class SignUpMixin(SessionMixin):
    """A page about one sign-up: for those who may see the person."""

    def load(self) -> None:
        rows = SignUp.objects.select_related("organisation_kind", "replaces")
        self.sign_up: SignUp = get_object_or_404(rows, pk=self.kwargs["sign_up_id"])
        session = SessionPage.objects.in_source_language().filter(translation_key=self.sign_up.session_key)
        self.session = get_object_or_404(session)

    def may_open(self) -> bool:
        return self.rights.sign_ups(self.session.translation_key).filter(pk=self.sign_up.pk).exists()

    @property
    def sign_up_url(self) -> str:
        return sign_up_url(self.sign_up)

    def trail(self) -> list[dict[str, Any]]:
        return [*super().trail(), {"url": self.sign_up_url, "label": self.sign_up.reference}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sign_up=self.sign_up, sign_up_url=self.sign_up_url, **kwargs)


def sign_up_url(sign_up: SignUp, name: str = "sign_up") -> str:
    """The address of a page of the desk about a sign-up."""
    return reverse(f"training_desk:{name}", args=[sign_up.pk])

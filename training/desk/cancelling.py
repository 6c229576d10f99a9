"""Decisions about a session, in the admin: each with its own page, permission and confirmation."""

from collections.abc import Sequence
from functools import cached_property

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from training.desk.telling import people_by_state, without_address
from training.enums import CancellationReason
from training.models import SessionPage, SignUp
from training.rules.states import SignUpState
from training.services.cancel_session import cancel_session, concerned_by, restore_session


class CancelSessionForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=CancellationReason.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Readers will see it on the session’s page."),
    )


class CancelForSomebodyForm(CancelSessionForm):
    """People are concerned: who cancels has counted them."""

    people = forms.IntegerField(
        label=gettext_lazy("Type how many people are concerned"),
        error_messages={"required": gettext_lazy("Type the number of people, as it stands above.")},
    )

    def __init__(self, *args: object, concerned: int, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.concerned = concerned

    def clean_people(self) -> int:
        if self.cleaned_data["people"] != self.concerned:
            raise forms.ValidationError(
                _("The list has changed: read it again, then type how many people it names (%(number)d).")
                % {"number": self.concerned}
            )
        return self.concerned


#: What each is told of a cancelled session.
WHAT_OF_A_CANCELLATION = {
    SignUpState.CONFIRMED: gettext_lazy("the session is cancelled; the entry in their calendar is taken away"),
    SignUpState.OFFERED: gettext_lazy("the session is cancelled; the offer ends"),
    SignUpState.WAITING: gettext_lazy("the session is cancelled; the waiting list is closed"),
    SignUpState.REQUESTED: gettext_lazy("the session is cancelled; there is no address to confirm any more"),
}


class SessionDecisionView(WagtailAdminTemplateMixin, FormView):
    """A page that asks before it decides. Reading it changes nothing; only its button does."""

    permission = ""
    header_icon = "date"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        self.session = get_object_or_404(SessionPage, pk=kwargs["page_id"])
        may_edit = self.session.permissions_for_user(request.user).can_edit()
        if not (may_edit and request.user.has_perm(self.permission)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        return []

    def get_page_subtitle(self) -> str:
        return self.session.get_admin_display_title()

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(session=self.session, **kwargs)

    def back_to_session(self) -> HttpResponse:
        return redirect("wagtailadmin_pages:edit", self.session.pk)


class CancelSessionView(SessionDecisionView):
    form_class = CancelSessionForm
    permission = "training.add_sessioncancellation"
    template_name = "training/admin/cancel_session.html"
    page_title = gettext_lazy("Cancel the session")

    @cached_property
    def people(self) -> Sequence[SignUp]:
        return concerned_by(self.session)

    def get_form(self, form_class: type | None = None) -> CancelSessionForm:
        if self.people:
            return CancelForSomebodyForm(**self.get_form_kwargs(), concerned=len(self.people))
        return super().get_form(form_class)

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if self.session.is_cancelled:
            messages.info(request, _("The session is cancelled already: nobody is told twice."))
            return self.back_to_session()
        return super().post(request, *args, **kwargs)

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return super().get_context_data(
            groups=people_by_state(self.people, WHAT_OF_A_CANCELLATION),
            without_address=without_address(self.people),
            concerned=len(self.people),
            is_over=self.session.is_cancelled,
            **kwargs,
        )

    def form_valid(self, form: CancelSessionForm) -> HttpResponse:
        reason = CancellationReason(form.cleaned_data["reason"])
        cancel_session(session=self.session, reason=reason, user=self.request.user)
        messages.success(self.request, _("The session is cancelled. Its page now tells readers so."))
        return self.back_to_session()


class RestoreSessionView(SessionDecisionView):
    form_class = forms.Form
    permission = "training.delete_sessioncancellation"
    template_name = "training/admin/restore_session.html"
    page_title = gettext_lazy("Reinstate the session")

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        out = SignUp.objects.of_session(self.session.translation_key).filter(state=SignUpState.VOIDED)
        return super().get_context_data(told=out.count(), **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        if restore_session(session=self.session, user=self.request.user):
            messages.success(self.request, _("The session has been reinstated."))
        else:
            messages.info(self.request, _("The session is not cancelled: nothing was changed."))
        return self.back_to_session()

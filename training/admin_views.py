"""Decisions about a session, in the admin: each with its own page, permission and confirmation."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from training.enums import CancellationReason
from training.models import SessionPage
from training.services.cancel_session import cancel_session, restore_session


class CancelSessionForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Reason"),
        choices=CancellationReason.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Readers will see it on the session’s page."),
    )


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

    def form_valid(self, form: forms.Form) -> HttpResponse:
        restore_session(session=self.session, user=self.request.user)
        messages.success(self.request, _("The session has been reinstated."))
        return self.back_to_session()

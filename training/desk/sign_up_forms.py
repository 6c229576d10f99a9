from typing import Any

from django.conf import settings
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from training.models import SignUpForm

DEFAULT = capfirst(SignUpForm._meta.get_field("is_default").verbose_name)


class SignUpFormIndexView(IndexView):
    def get_base_queryset(self) -> Any:
        # A session is counted once, whatever the languages of its page.
        french = Q(sessions__locale__language_code=settings.LANGUAGE_CODE)
        return (
            super()
            .get_base_queryset()
            .annotate(
                questions_count=Count("questions", distinct=True),
                sessions_count=Count("sessions", filter=french, distinct=True),
            )
        )


class SignUpFormDeleteView(DeleteView):
    """Wagtail’s own screen names the sessions that use the form; what it does not know of is refused in words too."""

    def form_valid(self, form: Any) -> HttpResponse:
        if self.object.sessions.exists():
            messages.error(self.request, _("Sessions use this form: choose another one for them first."))
            return redirect(self.get_success_url())
        return super().form_valid(form)


class SignUpFormViewSet(ModelViewSet):
    """What sessions ask of their participants."""

    model = SignUpForm
    icon = "clipboard-list"
    menu_label = gettext_lazy("Booking forms")
    menu_order = 230
    add_to_admin_menu = True
    list_display = (
        "title",
        BooleanColumn("is_default", label=DEFAULT),
        Column("questions_count", label=gettext_lazy("Own questions")),
        Column("sessions_count", label=gettext_lazy("Sessions")),
    )
    search_fields = ("title",)
    search_backend_name = None
    index_view_class = SignUpFormIndexView
    delete_view_class = SignUpFormDeleteView
    copy_view_enabled = False

"""A French page leaves: what becomes of its translations is asked, not guessed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail import hooks
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, ReferenceIndex

from core.languages import is_source
from core.models import User

ACTIONS = ("unpublish", "delete")


def live_translations_of(page: Page) -> list[Page]:
    """The translations of a French page, and of the pages below it, that readers can open."""
    if not is_source(page) or page.is_root():
        return []
    keys = page.get_descendants(inclusive=True).values("translation_key")
    return list(Page.objects.live().filter(translation_key__in=keys).exclude(locale=page.locale_id).order_by("path"))


@transaction.atomic
def leave(*, page: Page, action: str, with_translations: bool, user: User) -> None:
    """Unpublish or delete a French page with the pages below it.

    :param with_translations: its translations leave too; else they stay, as pages without a French original.
    """
    translations = list(page.get_translations()) if with_translations else []
    for leaving in [*translations, page]:
        # Read anew: deleting one page changes the tree around the others.
        current = Page.objects.filter(pk=leaving.pk).first()
        if current is None:
            continue
        if action == "delete":
            DeletePageAction(current.specific, user=user).execute(skip_permission_checks=True)
        else:
            UnpublishPageAction(current.specific, user=user, include_descendants=True).execute(
                skip_permission_checks=True
            )


class FarewellForm(forms.Form):
    translations = forms.ChoiceField(
        label=gettext_lazy("Its translations"),
        choices=[
            ("leave", gettext_lazy("Do the same to them")),
            ("stay", gettext_lazy("Leave them online, without a French original")),
        ],
        widget=forms.RadioSelect,
    )


class FarewellView(WagtailAdminTemplateMixin, FormView):
    """Asks before a French page is unpublished or deleted. Reading it changes nothing."""

    form_class = FarewellForm
    template_name = "core/admin/farewell.html"
    header_icon = "warning"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.page = get_object_or_404(Page, pk=kwargs["page_id"]).specific
        self.action = kwargs["action"]
        if self.action not in ACTIONS:
            raise Http404
        if not self.may(self.page):
            raise PermissionDenied
        # What an application above knows against it: core asks nobody above itself.
        for hook in hooks.get_hooks("before_farewell"):
            response = hook(request, self.page, self.action)
            if response is not None:
                return response
        self.translations = live_translations_of(self.page)
        return super().dispatch(request, *args, **kwargs)

    def may(self, page: Page) -> bool:
        permissions = page.permissions_for_user(self.request.user)
        return permissions.can_delete() if self.action == "delete" else permissions.can_unpublish()

    def get_page_title(self) -> str:
        return _("Delete a page") if self.action == "delete" else _("Unpublish a page")

    def get_page_subtitle(self) -> str:
        return self.page.get_admin_display_title()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        below = self.page.get_descendants().count()
        return super().get_context_data(
            page=self.page, action=self.action, translations=self.translations, below=below, **kwargs
        )

    def form_valid(self, form: FarewellForm) -> HttpResponse:
        with_translations = form.cleaned_data["translations"] == "leave"
        leaving = self.page.get_translations()
        if self.action == "unpublish":
            # A draft is offline already.
            leaving = leaving.live()
        if with_translations and not all(self.may(page) for page in leaving):
            form.add_error(
                "translations", _("You do not have permission to do this to the pages in the other languages.")
            )
            return self.form_invalid(form)
        usage = ReferenceIndex.get_references_to(self.page).group_by_source_object()
        if self.action == "delete" and usage.is_protected:
            form.add_error(None, _("Other content depends on this page: it cannot be deleted."))
            return self.form_invalid(form)
        parent = self.page.get_parent()
        try:
            leave(page=self.page, action=self.action, with_translations=with_translations, user=self.request.user)
        except ProtectedError:
            form.add_error(None, _("Other content depends on this page: it cannot be deleted."))
            return self.form_invalid(form)
        messages.success(self.request, _("“%(page)s” is no longer online.") % {"page": self.page.title})
        return redirect("wagtailadmin_explore", parent.pk)

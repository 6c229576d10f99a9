"""A French page leaves: what becomes of its translations is asked, not guessed."""

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import ProtectedError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.actions.delete_page import DeletePageAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, ReferenceIndex

from core.desk.decisions import PageDecisionView
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
    :raises ProtectedError: other content depends on a page to delete.
    """
    if action == "delete" and ReferenceIndex.get_references_to(page).group_by_source_object().is_protected:
        raise ProtectedError("Other content depends on this page.", set())
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


class FarewellView(PageDecisionView):
    """Asks before a French page is unpublished or deleted. Reading it changes nothing."""

    form_class = FarewellForm
    template_name = "core/admin/farewell.html"
    header_icon = "warning"
    is_serious = True
    refusals = {ProtectedError: gettext_lazy("Other content depends on this page: it cannot be deleted.")}

    def load(self) -> None:
        self.page = get_object_or_404(Page, pk=self.kwargs["page_id"]).specific
        self.action = self.kwargs["action"]
        # A translation leaves by its own buttons: what is asked here is about those of its French page.
        if self.action not in ACTIONS or not is_source(self.page):
            raise Http404
        self.button = _("Delete") if self.action == "delete" else _("Unpublish")

    def may_open(self) -> bool:
        return self.may(self.page)

    def may(self, page: Page) -> bool:
        """Whether this account may do to a page what is asked for."""
        permissions = page.permissions_for_user(self.user)
        return permissions.can_delete() if self.action == "delete" else permissions.can_unpublish()

    def elsewhere(self) -> HttpResponse | None:
        # What an application above knows against it: core asks nobody above itself.
        answers = (hook(self.request, self.page, self.action) for hook in hooks.get_hooks("before_farewell"))
        return next((answer for answer in answers if answer is not None), None)

    def get_page_title(self) -> str:
        return _("Delete a page") if self.action == "delete" else _("Unpublish a page")

    def explanation(self) -> list[str]:
        is_deleted = self.action == "delete"
        words = [_("This page is about to be deleted.") if is_deleted else _("This page is about to go offline.")]
        if below := self.page.get_descendants().count():
            words.append(ngettext("So is %(n)s page below it.", "So are %(n)s pages below it.", below) % {"n": below})
        return [" ".join(words), _("These pages in other languages are online:")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(translations=live_translations_of(self.page), **kwargs)

    def decide(self, form: FarewellForm) -> HttpResponse:
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
        parent = self.page.get_parent()
        leave(page=self.page, action=self.action, with_translations=with_translations, user=self.user)
        text = _("“%(page)s” is no longer online.") % {"page": self.page.title}
        return self.done(text, reverse("wagtailadmin_explore", args=[parent.pk]))

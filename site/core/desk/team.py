"""Accounts and groups of the team: Wagtail's screens, which give no right that whoever uses them does not hold."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets import Button
from wagtail.users.forms import GroupForm
from wagtail.users.views import groups, users
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction

from core.accounts import RESET_FACTOR, SET_ENTRY, account_of, helped_lately, note_help
from core.models import TeamSession, User
from core.rights import Giver, rights_of_groups

# --- Accounts ---------------------------------------------------------------------------------------------------


def refuse_strangers(request: HttpRequest, account: User) -> None:
    """Keep an account from those who may do less; Wagtail asks before each screen that changes or deletes one.

    :raises PermissionDenied: it may do more than they may.
    """
    if not Giver(account_of(request)).may_manage(account):
        raise PermissionDenied


def offer(form: forms.BaseForm, name: str, giver: Giver) -> None:
    """Let a field choose among the groups that somebody may give."""
    field = cast(forms.ModelChoiceField, form.fields[name])
    field.queryset = Group.objects.filter(pk__in=[group.pk for group in giver.groups()])


def offer_own_rights(form: forms.ModelForm, giver: Giver) -> None:
    """Leave in the form of an account the groups that somebody may give, and no key to everything."""
    if giver.user.is_superuser:
        return
    form.fields.pop("is_superuser", None)
    offer(form, "groups", giver)


class AccountForms:
    """The views of one account: their form is that of whoever gives."""

    request: HttpRequest

    def get_form(self, form_class: type[forms.ModelForm] | None = None) -> forms.ModelForm:
        form = super().get_form(form_class)  # type: ignore[misc]  # a view follows
        offer_own_rights(form, Giver(account_of(self.request)))
        return form


class AccountCreateView(AccountForms, users.CreateView):
    """A new account."""


#: What of an account lets one in without its second factor: the password, and the address that can ask for a new one.
ENTRY = ("password1", "password2", "email")


class AccountEditView(AccountForms, users.EditView):
    """An account of somebody who may do no more. Who has just reset its second factor leaves its password alone."""

    def get_form(self, form_class: type[forms.ModelForm] | None = None) -> forms.ModelForm:
        form = super().get_form(form_class)
        if helped_lately(account_of(self.request), self.object, RESET_FACTOR):
            for name in ENTRY:
                form.fields[name].disabled = True
                form.fields[name].help_text = _(
                    "You have reset the second factor of this account: for 24 hours, only someone else changes this."
                )
        return form

    def save_instance(self) -> User:
        account = super().save_instance()
        if not self.editing_self and {"password1", "email"}.intersection(self.form.changed_data):
            note_help(account_of(self.request), account, SET_ENTRY)
        return account

    def get_header_more_buttons(self) -> list[Button]:
        buttons = super().get_header_more_buttons()
        if not self.editing_self:
            label, url = _("Reset the second factor"), reverse("core_reset_factor", args=[self.object.pk])
            buttons.append(Button(label, url=url, icon_name="key", priority=50))
        return buttons


class AccountIndexView(users.IndexView):
    """All accounts; those that one may not change are no links."""

    @cached_property
    def giver(self) -> Giver:
        return Giver(account_of(self.request))

    def get_base_queryset(self) -> QuerySet[User]:
        return super().get_base_queryset().prefetch_related("groups", "user_permissions")

    def get_edit_url(self, instance: User) -> str | None:
        return super().get_edit_url(instance) if self.giver.may_manage(instance) else None

    def get_delete_url(self, instance: User) -> str | None:
        return super().get_delete_url(instance) if self.giver.may_manage(instance) else None


class AccountViewSet(users.UserViewSet):
    """Accounts of the team."""

    index_view_class = AccountIndexView
    add_view_class = AccountCreateView
    edit_view_class = AccountEditView
    # Wagtail’s form to copy one is that of no view above: with it anybody who adds accounts made one that may do all.
    copy_view_enabled = False


class AboutManageable:
    """What is done to several accounts at once is done to those that one may change, and says so of the others."""

    request: HttpRequest

    @cached_property
    def giver(self) -> Giver:
        return Giver(account_of(self.request))

    def check_perm(self, account: User) -> bool:
        return super().check_perm(account) and self.giver.may_manage(account)  # type: ignore[misc]  # an action follows


class AssignRole(AboutManageable, AssignRoleBulkAction):
    """Wagtail's action, in place of its own."""

    def get_form(self) -> forms.Form:
        form = super().get_form()
        offer(form, "role", self.giver)
        return form


class SetActiveState(AboutManageable, SetActiveStateBulkAction):
    """Wagtail's action, in place of its own. An account put to sleep has no session to wake up to."""

    @classmethod
    def execute_action(cls, objects: list[User], **kwargs: Any) -> tuple[int, int]:
        done = super().execute_action(objects, **kwargs)
        TeamSession.objects.filter(account__in=objects).delete()
        return done


class DeleteAccounts(AboutManageable, DeleteBulkAction):
    """Wagtail's action, in place of its own."""


# --- Groups -----------------------------------------------------------------------------------------------------


class RightsNotHeld(Exception):
    """A group would get or lose rights that whoever saves it does not hold."""


class GroupForms:
    """The views of one group. Its form offers the permissions that one holds; the others stay as they are.

    The panels below it (pages, collections) let choose any place: what the group may do afterwards is compared with
    what it may do now, whatever panel changed it.
    """

    request: HttpRequest
    object: Group
    form: GroupForm

    @cached_property
    def giver(self) -> Giver:
        return Giver(account_of(self.request))

    def get_form(self, form_class: type[GroupForm] | None = None) -> GroupForm:
        form = super().get_form(form_class)  # type: ignore[misc]  # a view follows
        if not self.giver.user.is_superuser:
            held = [right.permission for right in self.giver.held if not right.tree]
            # The form leaves alone whatever is not registered.
            form.registered_permissions = form.registered_permissions.filter(pk__in=held)
            form.fields["permissions"].queryset = form.registered_permissions.select_related("content_type")
        return form

    def save_instance(self) -> Group:
        """Save the group and its panels, or nothing.

        :raises RightsNotHeld: it would get or lose what whoever saves it does not hold.
        """
        before = self.giver.of_groups[self.form.instance.pk]
        group = super().save_instance()  # type: ignore[misc]  # a view follows
        for panel in self.permission_panel_forms:  # type: ignore[attr-defined]  # the view's
            panel.save()
        if not self.giver.holds(before ^ rights_of_groups()[group.pk]):
            raise RightsNotHeld
        return group

    def process_form(self) -> HttpResponseBase:
        before = self.object.pk
        try:
            return super().process_form()  # type: ignore[misc]  # a view follows
        except RightsNotHeld:
            # What was saved is undone: a new group is new again.
            self.form.instance.pk = before
            self.form.add_error(None, _("A group cannot get or lose rights that you do not hold yourself."))
            self.produced_error_message = self.get_error_message()  # type: ignore[attr-defined]  # the view's
            return self.form_invalid(self.form)  # type: ignore[attr-defined]  # the view's


class GroupCreateView(GroupForms, groups.CreateView):
    """A new group."""


class GroupEditView(GroupForms, groups.EditView):
    """A group, and what its members may do."""


class GroupViewSet(groups.GroupViewSet):
    """Groups of the team."""

    add_view_class = GroupCreateView
    edit_view_class = GroupEditView

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy

from label_directory.models import Award, Organisation


class AwardPermissionPolicy(ModelPermissionPolicy):
    """An award is recorded or, by mistake, deleted; nobody edits one, an administrator no more than another."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "change" and super().user_has_permission(user, action)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Award) -> bool:
        return self.user_has_permission(user, action)


class OrganisationIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("type")


class AwardIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet:
        return super().get_base_queryset().select_related("organisation")


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    list_display = ("name", "kind", "type", "city", "department")
    list_filter = ("kind", "department", "type")
    search_fields = ("name", "city", "siret")
    # Plain containment in these columns: the index of the public search knows neither the name alone nor the SIRET.
    search_backend_name = None
    index_view_class = OrganisationIndexView
    copy_view_enabled = False
    inspect_view_enabled = True


class AwardViewSet(ModelViewSet):
    model = Award
    icon = "success"
    menu_label = _("Label awards")
    list_display = ("organisation", "awarded_on", "valid_until")
    list_filter = ("valid_until",)
    index_view_class = AwardIndexView
    copy_view_enabled = False
    inspect_view_enabled = True


class DirectoryViewSetGroup(ModelViewSetGroup):
    """What the label team works with."""

    menu_label = _("Label")
    menu_icon = "success"
    menu_order = 220
    items = (OrganisationViewSet, AwardViewSet)

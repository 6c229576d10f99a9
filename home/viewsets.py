"""Lists of values that editors keep, from all the rooms, in one menu."""

from typing import Any

from django.conf import settings
from django.db.models import Field, Model
from django.forms import Field as FormField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import formfield_for_dbfield
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from core.models import Audience, GlossaryTerm, VocabularyTerm
from guides.models import PurchaseFamily, Stage
from label_directory.models import OrganisationType

LINKED = capfirst(GlossaryTerm._meta.get_field("is_linked").verbose_name)


def by_language(model: type[Model], *names: str) -> list[str]:
    """The fields that hold some texts of a row, such as its name, in each language that the model has."""
    fields = {field.name for field in model._meta.local_fields}
    return [f"{name}_{code}" for code, _name in settings.LANGUAGES for name in names if f"{name}_{code}" in fields]


class ValuesViewSet(ModelViewSet):
    """Rows in a form without panels, whose fields are those of all other forms: see core.typed_fields."""

    def formfield_for_dbfield(self, db_field: Field, **kwargs: Any) -> FormField | None:
        return formfield_for_dbfield(db_field, **kwargs)


class VocabularyViewSet(ValuesViewSet):
    """A list of values, in the order readers see it."""

    icon = "list-ul"
    list_display = (*by_language(VocabularyTerm, "name"), "slug")
    search_fields = by_language(VocabularyTerm, "name")
    form_fields = (*by_language(VocabularyTerm, "name"), "slug")
    sort_order_field = "sort_order"
    copy_view_enabled = False


class StageViewSet(VocabularyViewSet):
    model = Stage


class PurchaseFamilyViewSet(VocabularyViewSet):
    model = PurchaseFamily


class AudienceViewSet(VocabularyViewSet):
    model = Audience


class OrganisationTypeViewSet(VocabularyViewSet):
    model = OrganisationType
    form_fields = ("kind", *VocabularyViewSet.form_fields)
    list_filter = ("kind",)


class GlossaryTermViewSet(ValuesViewSet):
    """The terms of the trade, for readers and translators."""

    model = GlossaryTerm
    icon = "openquote"
    list_display = (*by_language(GlossaryTerm, "term"), BooleanColumn("is_linked", label=LINKED, sort_key="is_linked"))
    list_filter = ("is_linked",)
    search_fields = by_language(GlossaryTerm, "term", "forms")
    form_fields = (*by_language(GlossaryTerm, "term", "forms", "definition"), "slug", "is_linked", "legal_references")
    copy_view_enabled = False


class VocabularyViewSetGroup(ModelViewSetGroup):
    menu_label = _("Lists of values")
    menu_icon = "list-ul"
    menu_order = 450
    items = (StageViewSet, PurchaseFamilyViewSet, AudienceViewSet, OrganisationTypeViewSet, GlossaryTermViewSet)

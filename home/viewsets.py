"""Lists of values that editors keep, from all the rooms, in one menu."""

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from core.models import Audience, GlossaryTerm
from guides.models import PurchaseFamily, Stage
from label_directory.models import OrganisationType

LINKED = capfirst(GlossaryTerm._meta.get_field("is_linked").verbose_name)


class VocabularyViewSet(ModelViewSet):
    """A list of values, in the order readers see it."""

    icon = "list-ul"
    list_display = ("name_fr", "name_de", "name_en", "slug")
    search_fields = ("name_fr", "name_de", "name_en")
    form_fields = ("name_fr", "name_de", "name_en", "slug")
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


class GlossaryTermViewSet(ModelViewSet):
    """The terms of the trade, for readers and translators."""

    model = GlossaryTerm
    icon = "openquote"
    list_display = ("term_fr", "term_de", "term_en", BooleanColumn("is_linked", label=LINKED, sort_key="is_linked"))
    list_filter = ("is_linked",)
    search_fields = ("term_fr", "term_de", "term_en", "forms_fr", "forms_de", "forms_en")
    form_fields = (
        "term_fr", "forms_fr", "definition_fr", "term_de", "forms_de", "definition_de", "term_en", "forms_en",
        "definition_en", "slug", "is_linked",
    )  # fmt: skip
    copy_view_enabled = False


class VocabularyViewSetGroup(ModelViewSetGroup):
    menu_label = _("Lists of values")
    menu_icon = "list-ul"
    menu_order = 450
    items = (StageViewSet, PurchaseFamilyViewSet, AudienceViewSet, OrganisationTypeViewSet, GlossaryTermViewSet)

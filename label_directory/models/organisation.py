from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.coreutils import string_to_ascii
from wagtail.search import index

from core.enums import Department
from core.markup import allowed_address
from core.models import VocabularyTerm
from core.page_forms import slug_input
from label_directory.enums import LabelStatus, OrganisationKind
from label_directory.forms import OrganisationForm
from label_directory.querysets import OrganisationQuerySet
from label_directory.siret import validate_siret

#: Readers are told that a label ends soon from this long before its last day.
SOON = timedelta(days=90)


class OrganisationType(VocabularyTerm):
    """What kind of buyer or supplier an organisation is. Editors may change the list."""

    kind = models.CharField(_("buyer or supplier"), max_length=8, choices=OrganisationKind)

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("type of organisation")
        verbose_name_plural = _("types of organisation")


class Organisation(index.Indexed, models.Model):
    """A public buyer or a supplier: a fact of the directory, the same in every language. No person in it."""

    name = models.CharField(_("name"), max_length=200)
    sort_name = models.CharField(max_length=220, editable=False, db_index=True)
    slug = models.SlugField(_("end of the web address"), max_length=120, unique=True)
    kind = models.CharField(_("buyer or supplier"), max_length=8, choices=OrganisationKind)
    type = models.ForeignKey(
        OrganisationType, verbose_name=_("type"), on_delete=models.PROTECT, related_name="organisations"
    )
    siret = models.CharField(_("SIRET"), max_length=14, unique=True, null=True, blank=True, validators=[validate_siret])
    department = models.CharField(_("département"), max_length=2, choices=Department)
    city = models.CharField(_("municipality"), max_length=80)
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(
        _("public email address"), blank=True, help_text=_("A shared mailbox, not a person’s address.")
    )
    presentation = models.TextField(_("about the organisation"), max_length=600, blank=True)

    #: Template that shows it as one item of a list, like the pages’ own.
    card_template = "label_directory/cards/organisation.html"

    objects = OrganisationQuerySet.as_manager()

    panels = [
        TitleFieldPanel("name", placeholder=False),
        FieldPanel("slug", widget=slug_input(settings.LANGUAGE_CODE)),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("type")]),
        FieldPanel("siret"),
        FieldRowPanel([FieldPanel("city"), FieldPanel("department")]),
        MultiFieldPanel([FieldPanel("website"), FieldPanel("email")], heading=_("Public contact details")),
        FieldPanel("presentation"),
    ]
    base_form_class = OrganisationForm
    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("title", boost=2),
        index.SearchField("presentation"),
        index.SearchField("city"),
        index.AutocompleteField("title"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar[list[str]] = ["sort_name", "name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Databases sort “É” after “Z”, each in its own way; a folded name sorts as readers expect on all of them.
        self.sort_name = string_to_ascii(self.name).casefold()[:220]
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.type_id and self.type.kind != self.kind:
            message = _("This type does not suit: a buyer has a type of buyer, a supplier a type of supplier.")
            raise ValidationError({"type": message})

    @property
    def title(self) -> str:
        """The name, under the only word that search gives a title's weight to."""
        return self.name

    @property
    def awards_begun(self) -> models.QuerySet:
        """Its awards, those recorded ahead of their first day left out: nobody is told of them yet."""
        return self.awards.filter(awarded_on__lte=timezone.localdate())

    @cached_property
    def label_until(self) -> date | None:
        """Last day of the label; lists have it from ``with_label_until``."""
        latest = self.awards_begun.order_by("-valid_until").first()
        return latest.valid_until if latest else None

    @property
    def status(self) -> LabelStatus:
        """Computed from the dates at each reading: kept in a column, it would lie from one midnight to the next."""
        today = timezone.localdate()
        if self.label_until is None:
            return LabelStatus.NONE
        if self.label_until < today:
            return LabelStatus.EXPIRED
        return LabelStatus.SOON if self.label_until - today <= SOON else LabelStatus.VALID

    # What templates ask: a state is named in Python only.

    @property
    def is_valid(self) -> bool:
        """Whether it holds the label, and for some time still."""
        return self.status == LabelStatus.VALID

    @property
    def expires_soon(self) -> bool:
        """Whether it holds the label, but not for long."""
        return self.status == LabelStatus.SOON

    @property
    def is_on_its_last_day(self) -> bool:
        """Whether its label ends tonight."""
        return self.label_until == timezone.localdate()

    @property
    def is_expired(self) -> bool:
        """Whether it held the label, and does no more."""
        return self.status == LabelStatus.EXPIRED

    @property
    def days_left(self) -> int:
        """Days until the label ends, today not counted; negative once it has."""
        return (self.label_until - timezone.localdate()).days if self.label_until else 0

    @property
    def text(self) -> str:
        """What it is, for search engines and where its page is shared: its presentation in French, else a few facts."""
        if self.presentation and get_language() == settings.LANGUAGE_CODE:
            return self.presentation
        return f"{self.get_kind_display()} · {self.type} · {self.city} ({self.get_department_display()})"

    def main_entity(self) -> dict[str, Any]:
        """The organisation in the words of schema.org."""
        node = {
            "@type": "Organization",
            "name": self.name,
            "description": self.text,
            "url": allowed_address(self.website),
            "email": self.email,
            "address": {"@type": "PostalAddress", "addressLocality": self.city, "addressCountry": "FR"},
        }
        return {name: value for name, value in node.items() if value}

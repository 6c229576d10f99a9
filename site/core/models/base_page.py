from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import Any, ClassVar, Self

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise, cached_property, classproperty
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, Panel, TabbedInterface
from wagtail.fields import StreamField
from wagtail.models import Locale, Page, PageManager, Revision
from wagtail.search import index

from core.blocks.targets import target_pages
from core.languages import attach_beside, is_source, locale_of
from core.law import LegalReference
from core.models.dates import PUBLICATION_DATES, drop_dates_that_do_not_count
from core.models.law import StatesLaw, references_field
from core.models.own_slug import OwnSlug
from core.page_forms import CopyPageForm, PageForm
from core.page_rights import PageRights
from core.publication import ask_before_publication
from core.querysets import BasePageQuerySet
from core.structured_data import breadcrumb_list
from core.uses import UsesPanel


class BasePage(StatesLaw, OwnSlug):
    """What every page of the site has in common. Abstract: wagtail-localize does not support a swapped page model."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_(
            "One or two sentences, 300 characters at most. Shown in lists, in search engines and when the page is "
            "shared."
        ),
    )
    social_image = models.ForeignKey(
        "core.CustomImage",
        verbose_name=_("picture for sharing"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Optional. If there is none, the standard picture for this type of page is used."),
    )

    legal_references = references_field()

    objects = PageManager.from_queryset(BasePageQuerySet)()

    content_panels = [UsesPanel(), *Page.content_panels, FieldPanel("summary")]
    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description"), FieldPanel("social_image")],
            heading=_("Search engines and sharing"),
        ),
        MultiFieldPanel([FieldPanel("show_in_menus")], heading=_("Menu")),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.AutocompleteField("title")]

    #: Tabs of a type between its content and how it is shared: the heading of each, and its panels.
    own_tabs: ClassVar[Sequence[tuple[str | Promise, Sequence[Panel]]]] = ()
    base_form_class = PageForm
    copy_form_class = CopyPageForm

    #: Whether the site needs a page of this type: nobody deletes or moves one.
    stays = False
    #: Name of the card picture in static/social/<language>/, when the editors chose none.
    social_card = "default"

    class Meta:
        abstract = True

    @classproperty
    def edit_handler(cls) -> TabbedInterface:
        """The tabs of every type: schedule and comments stand in the last, so that none can do without them."""
        tabs = [
            (_("Content"), cls.content_panels),
            *cls.own_tabs,
            (_("Sharing"), cls.promote_panels),
            (_("Settings"), cls.settings_panels),
        ]
        return TabbedInterface(
            [ObjectList(panels, heading=heading) for heading, panels in tabs], base_form_class=cls.base_form_class
        )

    def permissions_for_user(self, user: Any) -> PageRights:
        """What an account may do to this page."""
        return PageRights(user, self)

    @cached_property
    def facts(self) -> Self:
        """The same page in the source language: the only one whose numbers, dates, seats and lists are true.

        A translation carries copies of them, which may be older than the source; so nothing ever reads those.
        """
        if is_source(self):
            return self
        source = (
            type(self)
            .objects.in_source_language()
            .filter(translation_key=self.translation_key)
            .select_related("locale")
            .first()
        )
        return source or self

    @cached_property
    def way_from_home(self) -> list[Page]:
        """The pages above this one, from the home page down."""
        return list(self.get_ancestors().filter(depth__gt=1).order_by("depth"))

    @property
    def card_template(self) -> str:
        """Template that shows this page as one item of a list, with the page as ``page``."""
        return f"{self._meta.app_label}/cards/{self._meta.model_name.removesuffix('page')}.html"

    @property
    def marked_title(self) -> str:
        """Title, and what readers must know of it wherever it stands."""
        return self.title

    @property
    def full_title(self) -> str:
        """Title that makes sense away from the page's place: in a browser's tab, among the results of a search."""
        return self.marked_title

    @property
    def updated_on(self) -> date | None:
        """Day of the last publication, in Paris."""
        return timezone.localdate(self.last_published_at) if self.last_published_at else None

    @property
    def table_of_contents(self) -> list[dict[str, str]]:
        """The part titles of the body: words and anchor of each."""
        body = getattr(self, "body", None) or ()
        return [{"text": block.value, "anchor": block.id} for block in body if block.block_type == "heading"]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        if not is_source(self):
            # A translated page leads to translated pages: looked up together, not one a link.
            streams = (getattr(self, field.name) for field in self._meta.fields if isinstance(field, StreamField))
            attach_beside([page for stream in streams for page in target_pages(stream)], locale_of(self))
        return super().get_context(request, *args, **kwargs)

    def main_entity(self, request: HttpRequest) -> dict[str, Any] | None:
        """What the page is about, in the words of schema.org, where it has one."""
        return None

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """The page for search engines: the way to it, and what it is about."""
        nodes = [breadcrumb_list(self, request), self.main_entity(request)]
        return [node for node in nodes if node]

    def copy_for_translation(
        self,
        locale: Locale,
        copy_parents: bool = False,
        alias: bool = False,
        exclude_fields: Sequence[str] | None = None,
    ) -> Page:
        """A copy in another language, which begins without the dates of this one."""
        excluded = [*(exclude_fields or ()), *PUBLICATION_DATES]
        return super().copy_for_translation(locale, copy_parents, alias, excluded)

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """A version of the page as it is to be edited or published: whatever publishes reads it here."""
        page = super().with_content_json(content)
        drop_dates_that_do_not_count(page)
        return page

    def publication_flaws(self) -> list[str]:
        """What only the form of this page type asks for, beyond its fields, and is missing; see ``core.flaws``."""
        return list(chain.from_iterable(self.content_flaws().values()))

    def content_flaws(self) -> dict[str, list[str]]:
        """What its own columns lack together to go online, by the field where it is said; a draft may lack it."""
        return {"legal_references": flaws} if (flaws := self.flaws_of_law()) else {}

    @property
    def references(self) -> list[LegalReference]:
        """The references that it gives: facts, those of the French page, each about what it says in this language."""
        subjects = {block.id: block.value.get("subject") for block in self.legal_references}
        return [
            replace(block.value.reference, subject=subjects.get(block.id) or "")
            for block in self.facts.legal_references
        ]

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> Any:
        """Put a revision online, unless somebody objects, whatever asks for it: a button, a workflow, a command.

        :raises core.publication.NotReady: with what stands in the way.
        """
        ask_before_publication(self, revision)
        return super().publish(revision, *args, **kwargs)

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find who answers; an alias among the pages of another language does not: its words are French."""
        if self.alias_of_id and not is_source(self):
            raise Http404
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().serve(request, *args, **kwargs)
        if hosts := self.video_hosts():
            response.csp_frame_src = hosts
        return response

    def video_hosts(self) -> list[str]:
        """Origins whose video frames this page may open on a click; see ``core.blocks.VideoBlock``."""
        body = getattr(self, "body", None) or ()
        origins = {block.value.frame_origin for block in body if block.block_type == "video"}
        return sorted(origins - {""})

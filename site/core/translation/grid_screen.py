"""The grid in the admin: each French page, where it stands in each language, and what comes next."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.models import Locale, Page
from wagtail.permissions import policy_registry

from core.accounts import account_of
from core.desk.pages import DeskPage
from core.desk.search import holds
from core.models import User
from core.translation.grid import Cell, Grid, Row, other_locales
from core.translation.states import State, Step

TITLE = gettext_lazy("Translations")
#: How many French pages are shown at once.
ROWS = 50
#: Sections of the site are the pages right below its home page.
SECTION_DEPTH = 3
ANY = ("", gettext_lazy("Any"))


def may_steer(user: User) -> bool:
    """Whether somebody may open a page in another language, and so has something to see here.

    Asked on every page of the admin, for its menu: of the rights that are known there already.
    """
    rights = policy_registry.get_by_type(Page).get_cached_permissions_for_user(user)
    foreign = {locale.pk for locale in other_locales()}
    return user.is_superuser or any(right.page.locale_id in foreign or right.page.is_root() for right in rights)


class GridMenuItem(MenuItem):
    """The way there, for those who have something to see."""

    def __init__(self) -> None:
        super().__init__(
            TITLE,
            reverse_lazy("core_translations"),
            name="translations",
            icon_name="wagtail-localize-language",
            order=135,
        )

    def is_shown(self, request: HttpRequest) -> bool:
        return may_steer(account_of(request))


class GridForm(forms.Form):
    """What narrows the grid.

    :param rows: all that this person may see.
    """

    q = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=100)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, choices=[ANY, *State.choices])
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    section = forms.ChoiceField(label=gettext_lazy("Section of the site"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Type of page"), required=False)

    def __init__(self, *args: Any, rows: Sequence[Row], locales: Sequence[Locale], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sections = [(str(row.page.pk), row.page.get_admin_display_title()) for row in rows if is_section(row.page)]
        kinds = {str(row.page.content_type_id): kind_of(row.page) for row in rows}
        choices: dict[str, list[tuple[str, str]]] = {
            "language": [(locale.language_code, locale.get_display_name()) for locale in locales],
            "section": sections,
            "kind": sorted(kinds.items(), key=lambda kind: kind[1]),
        }
        for name, options in choices.items():
            field = cast(forms.ChoiceField, self.fields[name])
            field.choices = [ANY, *options]

    def wanted(self, name: str) -> str:
        """What is asked for, or nothing: what an old link asks for may be gone."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def suits(self, row: Row) -> bool:
        """Whether a French page is one of those asked for, whatever its states."""
        kind, section, title = self.wanted("kind"), self.wanted("section"), self.wanted("q")
        titles = [page.get_admin_display_title() for page in (row.page, *(cell.page for cell in row.known)) if page]
        return (
            kind in ("", str(row.page.content_type_id))
            and section in ("", *(str(page.pk) for page in (*row.above, row.page)))
            and holds(title, titles)
        )


def is_section(page: Page) -> bool:
    """Whether a page is the first of a section."""
    return page.depth == SECTION_DEPTH


def kind_of(page: Page) -> str:
    """What editors know the type of a page as."""
    return capfirst(str(page.specific_class._meta.verbose_name))


class TranslationsView(DeskPage, TemplateView):
    """Who steers translations sees all of them here; translators, those they may open."""

    template_name = "core/admin/translation_grid.html"
    page_title = TITLE
    header_icon = "wagtail-localize-language"

    def may_enter(self) -> bool:
        return may_steer(self.user)

    @cached_property
    def grid(self) -> Grid:
        """What this person may see."""
        return Grid(self.user)

    @cached_property
    def form(self) -> GridForm:
        """What they asked for."""
        return GridForm(self.request.GET, rows=self.grid.rows, locales=self.grid.locales)

    def rows(self) -> list[Row]:
        """The French pages to show, with the languages to show; the doubts of all of them where a state asks."""
        code, state = self.form.wanted("language"), self.form.wanted("state")
        rows = [row for row in self.grid.rows if self.form.suits(row)]
        if code:
            rows = [row_in(row, code, self.grid.locales) for row in rows]
        if state:
            self.grid.weigh(rows)
            rows = [row for row in rows if any(cell.state == state for cell in row.known)]
        return rows

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = self.rows()
        code = self.form.wanted("language")
        paginator = Paginator(rows, ROWS)
        shown = paginator.get_page(self.request.GET.get("p"))
        in_sight = list(shown)
        self.grid.weigh(in_sight)
        self.grid.decide(in_sight)
        locales = [locale for locale in self.grid.locales if code in ("", locale.language_code)]
        return super().get_context_data(
            grid_form=self.form,
            is_narrowed=any(self.form.wanted(name) for name in self.form.fields),
            locales=locales,
            totals=[total(locale, rows) for locale in locales],
            found=len(rows),
            rows=[described(row) for row in in_sight],
            items=shown,
            elided_page_range=paginator.get_elided_page_range(shown.number),
            **kwargs,
        )


def row_in(row: Row, code: str, locales: Sequence[Locale]) -> Row:
    """The same row with one language alone."""
    kept = [cell for cell, locale in zip(row.cells, locales, strict=True) if locale.language_code == code]
    return Row(row.page, row.above, kept)


def total(locale: Locale, rows: Sequence[Row]) -> dict[str, Any]:
    """How far a language is: passages, pages online, pages that were not sent yet."""
    cells = [cell for row in rows for cell in row.known if cell.locale.pk == locale.pk]
    return {
        "locale": locale,
        "done": sum(cell.facts.done for cell in cells),
        "passages": sum(cell.facts.total for cell in cells),
        "online": sum(cell.facts.is_live for cell in cells),
        "pages": len(cells),
        "not_sent": sum(not cell.facts.exists for cell in cells),
    }


def described(row: Row) -> dict[str, Any]:
    """A row for the template."""
    return {
        "page": row.page,
        "title": row.page.get_admin_display_title(),
        "kind": kind_of(row.page),
        "way": [page.get_admin_display_title() for page in row.above if page.depth >= SECTION_DEPTH],
        "url": reverse("wagtailadmin_pages:edit", args=[row.page.pk]) if row.page.is_seen else "",
        "cells": [cell and described_cell(row, cell) for cell in row.cells],
    }


def described_cell(row: Row, cell: Cell) -> dict[str, Any]:
    """A cell for the template."""
    edit = reverse("wagtailadmin_pages:edit", args=[cell.page.pk]) if cell.page else ""
    return {
        "locale": cell.locale,
        "state": cell.state,
        "facts": cell.facts,
        "step": cell.step,
        "url": edit if cell.may_edit else "",
        "decides": cell.step in (Step.REVIEW, Step.PUBLISH),
        "step_url": address_of(row, cell, edit) if cell.step else "",
        "waits_for_parent": cell.state == State.WHOLE and not cell.facts.parent_is_live,
    }


def address_of(row: Row, cell: Cell, edit: str) -> str:
    """Where the next step is done; nothing is decided by going there."""
    if cell.step == Step.SEND:
        address = reverse("wagtail_localize:submit_page_translation", args=[row.page.pk])
        return f"{address}?select_locale={cell.locale.language_code}"
    if cell.step == Step.REVIEW:
        return reverse("core_review_translation", args=[cell.translation])
    if cell.step == Step.TIE and cell.page:
        return reverse("core_tie", args=[cell.page.pk])
    return edit

"""Translations in the admin: our screens in front of the library's, our gate before each publication and each move."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail_localize.wagtail_hooks import TranslationsReportMenuItem

from core.flaws import reasons_not_to_publish
from core.translation import desk, grid_screen, tie_screen
from core.translation.farewell import live_translations_of
from core.translation.following import FOLLOW
from core.translation.gate import doubtful_words, obstacle_to_draft
from core.translation.places import why_not_move
from core.translation.progress import missing_strings, translation_of
from core.translation.tying import TIE
from core.translation.urls import urlpatterns

#: Before the library’s own hooks.
FIRST = -10
#: What the library calls the buttons of a page that was taken out of translation.
RESTART, ALIAS = "localize-restart-translation", "localize-convert-to-alias"


@hooks.register("register_admin_urls", order=FIRST)
def translation_urls() -> list[URLPattern]:
    """Before the library’s own, some of which they take."""
    return urlpatterns


@hooks.register("register_admin_menu_item")
def translations_menu_item() -> MenuItem:
    """The way to the grid."""
    return grid_screen.GridMenuItem()


@hooks.register("construct_reports_menu")
def leave_one_list_of_translations(request: HttpRequest, items: list[MenuItem]) -> None:
    """The grid says all that the library's report says: two lists side by side would be one too many."""
    items[:] = [item for item in items if not isinstance(item, TranslationsReportMenuItem)]


@hooks.register("before_edit_page", order=FIRST)
def publish_through_the_gate(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The button “Publish” of the translation editor is ours to answer."""
    if request.method == "POST" and request.POST.get("action") == "publish":
        translation = translation_of(page)
        if translation and translation.enabled:
            return desk.publish(request, translation)
    return None


@hooks.register("before_edit_page", order=FIRST)
def ask_before_tying(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The library’s way back would put the words of before over what was done by hand."""
    if request.method == "POST" and RESTART in request.POST:
        return redirect("core_tie", page.pk)
    return None


@hooks.register("register_page_action_menu_item")
def tie_menu_item() -> ActionMenuItem:
    """Our way back, for pages that were never sent too."""
    return tie_screen.TieMenuItem(order=0)


@hooks.register("construct_page_action_menu")
def leave_one_way_back(items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """The library’s way back, and its aliases, which this site has not."""
    items[:] = [item for item in items if item.name not in (RESTART, ALIAS)]


@hooks.register("before_bulk_action")
def check_bulk_action(request: HttpRequest, action_type: str, pages: Sequence[Any], action: Any) -> HttpResponse | None:
    """Several pages at once: nothing goes online that a form would refuse, and no page leaves others behind unasked."""
    pages = [page.specific for page in pages if isinstance(page, Page)]
    refusals: list[str] = []
    if action_type == "publish":
        going = [*pages, *drafts_below(pages, action)]
        keys = {page.pk for page in going}
        refusals = [reason for page in going if (reason := obstacle_to_draft(page, page.get_latest_revision(), keys))]
        refusals += reasons_not_to_publish(going)
    elif action_type in ("unpublish", "delete"):
        chosen = {page.pk for page in pages}
        refusals = [
            _("“%(page)s” has translations online: do this from the page itself.")
            % {"page": page.get_admin_display_title()}
            for page in pages
            if {translation.pk for translation in live_translations_of(page)} - chosen
        ]
        if action_type == "unpublish" and not takes_descendants(action):
            refusals += [
                words_about_pages_below(page, below)
                for page in pages
                if (below := page.get_descendants().live().exclude(pk__in=chosen).count())
            ]
    else:
        refusals = reasons_not_to_move(pages, action)
    if not refusals:
        return None
    messages.error(request, " ".join(refusals))
    return redirect(action.next_url)


def reasons_not_to_move(pages: Sequence[Page], action: Any) -> list[str]:
    """Why some pages may not go where they are sent together; nothing as long as nobody said where."""
    form = getattr(action, "cleaned_form", None)
    destination = form.cleaned_data.get("chooser") if form else None
    return [reason for page in pages if destination and (reason := why_not_move(page, destination))]


def takes_descendants(action: Any) -> bool:
    """Whether “the pages below too” is ticked."""
    form = getattr(action, "cleaned_form", None)
    return bool(form and form.cleaned_data.get("include_descendants"))


def drafts_below(pages: Sequence[Page], action: Any) -> list[Page]:
    """The pages that go online with these when “the pages below too” is ticked."""
    if not takes_descendants(action):
        return []
    chosen = {page.pk for page in pages}
    below = {draft.pk: draft for page in pages for draft in page.get_descendants().not_live().specific()}
    return [draft for pk, draft in below.items() if pk not in chosen]


@hooks.register("before_move_page")
def keep_translations_in_their_place(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """A translation goes where its French page goes, and nowhere else."""
    reason = why_not_move(page, destination)
    if not reason:
        return None
    messages.error(request, _("Not moved. %(reason)s") % {"reason": reason})
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_copy_page")
def keep_page_in_its_language(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Wagtail moves no page among those of another language, but copies it there, in French and online."""
    place = request.POST.get("new_parent_page", "")
    if not (place.isdigit() and Page.objects.filter(pk=place, depth__gt=1).exclude(locale=page.locale_id).exists()):
        return None
    messages.error(request, _("A page stays in its language: to have it in another, send it for translation."))
    return redirect("wagtailadmin_pages:copy", page.pk)


@hooks.register("before_copy_page")
def copy_no_half_translation(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A copy has no translation behind it that would know which of its words are French, or read by nobody."""
    if request.method != "POST":
        return None
    below = page.get_descendants().order_by("path") if request.POST.get("copy_subpages") else ()
    reason = next(filter(None, map(why_not_copy, [page, *below])), "")
    if not reason:
        return None
    messages.error(request, reason)
    return redirect("wagtailadmin_pages:copy", page.pk)


def why_not_copy(page: Page) -> str:
    """Why a page cannot be copied as it is; nothing when it can."""
    translation = translation_of(page)
    if translation is None:
        return ""
    if missing_strings(translation).exists():
        text = _("“%(page)s” is not translated whole: copy it once it is.")
        return text % {"page": page.get_admin_display_title()}
    return doubtful_words(translation, page)


@hooks.register("before_unpublish_page")
def ask_before_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page that leaves is asked about first, whatever stands in other languages or below it."""
    return ask_what_becomes_of_translations(request, page, "unpublish") or leave_nobody_below(request, page)


def leave_nobody_below(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A page does not go offline above pages that stay online: the way to them would be cut."""
    below = page.get_descendants().live().count()
    if request.method != "POST" or request.POST.get("include_descendants") or not below:
        return None
    messages.error(request, words_about_pages_below(page, below))
    return redirect("wagtailadmin_pages:unpublish", page.pk)


def words_about_pages_below(page: Page, below: int) -> str:
    """Why a page does not go offline alone, in words for the editor.

    :param below: how many pages below it are online.
    """
    return ngettext(
        "“%(page)s” stays online: %(n)d page below it is online, and readers would lose the way to it. Take it offline "
        "too.",
        "“%(page)s” stays online: %(n)d pages below it are online, and readers would lose the way to them. Take them "
        "offline too.",
        below,
    ) % {"page": page.get_admin_display_title(), "n": below}


@hooks.register("before_delete_page")
def ask_before_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """As before a page goes offline; the pages below go with it in any case."""
    return ask_what_becomes_of_translations(request, page, "delete")


def ask_what_becomes_of_translations(request: HttpRequest, page: Page, action: str) -> HttpResponse | None:
    """A French page with translations online does not leave before somebody said what becomes of them."""
    if live_translations_of(page):
        return redirect("core_farewell", page.pk, action)
    return None


@hooks.register("register_log_actions")
def translation_log_actions(actions: LogActionRegistry) -> None:
    """What is noted about translations in the history of pages."""
    actions.register_action(
        "core.publish_incomplete_translation",
        gettext_lazy("Publish an incomplete translation"),
        gettext_lazy("Incomplete translation published"),
    )
    actions.register_action(TIE)(tie_screen.TiedInHistory)
    actions.register_action(
        FOLLOW,
        gettext_lazy("Follow the French page"),
        gettext_lazy("Links, figures and order taken from the French page"),
    )

"""In front of wagtail-localize's own screens: each asks for the right it lacks, then hands over."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from django.views.i18n import JavaScriptCatalog
from wagtail.models import Page
from wagtail.snippets.permissions import user_can_edit_snippet_type
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views.edit_translation import stop_translation, upload_pofile
from wagtail_localize.views.snippets_api import SnippetViewSet
from wagtail_localize.views.submit_translations import SubmitPageTranslationView

from core.accounts import account_of
from core.publication import NotReady
from core.translation.desk import edit_page, translation_to_work_on
from core.translation.fill_in import Filled, fill_in
from core.translation.gate import doubtful_words
from core.translation.po_files import mark_unsure
from core.translation.progress import missing_strings
from core.translation.publication import begin_translation, save_draft
from core.translation.rights import locales_to_begin


class BeginTranslationView(SubmitPageTranslationView):
    """Send a page to translation: into the languages somebody may publish it in, and nothing goes online."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.locales = locales_to_begin(account_of(request), get_object_or_404(Page, pk=kwargs["page_id"]))
        if not self.locales:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form(self) -> forms.Form:
        form = super().get_form()
        field = form.fields["locales"]
        # What the library calls locales, its French calls regions.
        field.label = _("Languages")
        field.queryset = field.queryset.model.objects.filter(pk__in=[locale.pk for locale in self.locales])
        return form

    def form_valid(self, form: forms.Form) -> HttpResponse:
        locales = list(form.cleaned_data["locales"])
        begin_translation(
            page=self.object,
            locales=locales,
            user=self.request.user,
            with_subtree=form.cleaned_data["include_subtree"],
        )
        names = ", ".join(locale.get_display_name() for locale in locales)
        messages.success(self.request, _("Sent for translation: %(languages)s.") % {"languages": names})
        if len(locales) == 1:
            return edit_page(self.object.get_translation(locales[0]))
        return redirect("wagtailadmin_explore", self.object.get_parent().pk)


class EditorWords(JavaScriptCatalog):
    """The words of the library's editor. It puts a name after some of them, and its French forgot their last space."""

    packages = ["wagtail_localize"]

    def get_catalog(self) -> dict[str, Any]:
        return {
            words: f"{translation.rstrip()} " if words.endswith(" ") and isinstance(translation, str) else translation
            for words, translation in super().get_catalog().items()
        }


def nothing_to_update(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """The library’s “Sync translated pages”: translations follow their French page by themselves."""
    page = get_object_or_404(TranslationSource, pk=translation_source_id).get_source_instance()
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    messages.info(
        request, _("Nothing to do: each time this page is published, its translations are given its new text.")
    )
    return edit_page(page)


def to_the_grid(request: HttpRequest) -> HttpResponse:
    """The library’s report of translations: the grid says all that it said."""
    return redirect("core_translations")


class OwnSnippetViewSet(SnippetViewSet):
    """Titles of snippets, for those who may edit that kind only."""

    def initial(self, request: Any, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not user_can_edit_snippet_type(request.user, self.get_model()):
            raise PermissionDenied


@require_POST
def stop(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take a page out of translation, to edit it like any other: only whole, and only by those who may publish it."""
    translation = get_object_or_404(Translation, pk=translation_id)
    page = translation.get_target_instance()
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    if missing_strings(translation).exists():
        messages.error(request, _("An incomplete translation cannot be stopped: French text would stay on the page."))
        return edit_page(page)
    if reason := doubtful_words(translation, page):
        # Stopped, it would be published past the gate.
        messages.error(request, reason)
        return edit_page(page)
    try:
        # The words are beside the page until a draft is made of them: stopped, the page would still be in French.
        save_draft(translation=translation, user=account_of(request))
    except NotReady as refusal:
        messages.error(request, str(refusal))
        return edit_page(page)
    return stop_translation(request, translation_id)


@require_POST
def take_words_from_file(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take in the words of a PO file; the library ends in an error page for a file that is not one of this page."""
    translation = translation_to_work_on(request, translation_id)
    file = request.FILES.get("file")
    if file is not None and str(translation.uuid).encode() in file.read():
        file.seek(0)
        try:
            response = upload_pofile(request, translation_id)
            file.seek(0)
            mark_unsure(translation, file.read().decode())
        except (LookupError, ValueError):
            # Letters of an unknown alphabet, or that no database takes.
            pass
        else:
            tell_refused_passages(request, translation)
            return response
    messages.error(request, _("Not imported: this is not the PO file of this page."))
    return edit_page(translation.get_target_instance())


@require_POST
def fill_in_passages(request: HttpRequest, translation_id: int) -> HttpResponse:
    """The library's “Translate with …”: what memory and glossary know, then what a machine proposes, if there is one.

    The library asks its one translator, for the address too, and ends in an error page when that has none.
    """
    translation = translation_to_work_on(request, translation_id)
    tell_filled(request, fill_in(translation=translation, user=account_of(request)))
    tell_refused_passages(request, translation)
    return edit_page(translation.get_target_instance())


def tell_filled(request: HttpRequest, filled: Filled) -> None:
    """Say what was filled in, by whom, and what is left."""
    if many := filled.from_memory:
        text = ngettext(
            "%(n)d passage filled in from the translation memory and the glossary.",
            "%(n)d passages filled in from the translation memory and the glossary.",
            many,
        )
        messages.success(request, text % {"n": many})
    if many := filled.from_machine:
        text = ngettext(
            "%(n)d passage translated by %(machine)s: confirm or correct it, readers do not see it before.",
            "%(n)d passages translated by %(machine)s: confirm or correct each, readers do not see them before.",
            many,
        )
        messages.success(request, text % {"n": many, "machine": filled.machine})
    if filled.address:
        text = _("The end of the web address was made of the translated title: %(address)s")
        messages.success(request, text % {"address": filled.address})
    if filled.fault:
        messages.error(request, _("%(fault)s Nothing is lost: try again later.") % {"fault": filled.fault})
    elif filled.left:
        text = ngettext(
            "%(n)d passage is still to be translated.", "%(n)d passages are still to be translated.", filled.left
        )
        messages.info(request, text % {"n": filled.left})
    elif not (filled.from_memory or filled.from_machine or filled.address):
        messages.info(request, _("There is nothing left to fill in."))


def tell_refused_passages(request: HttpRequest, translation: Translation) -> None:
    """Say that passages are not used as they are: each is kept, and says why at its field."""
    segments = translation.source.stringsegment_set.get_queryset()
    refused = segments.get_translations(translation.target_locale).filter(has_error=True).count()
    if refused:
        message = ngettext(
            "%(n)d passage cannot be used as it is: see the reason below it.",
            "%(n)d passages cannot be used as they are: see the reason below each.",
            refused,
        )
        messages.error(request, message % {"n": refused})


def no_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    """An alias would show French words under the address of another language: this site has none."""
    raise Http404

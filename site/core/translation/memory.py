"""A translator that works without any other machine: it knows what was translated before, and the glossary."""

from collections.abc import Iterable
from html import escape
from uuid import uuid5

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.models import String, StringTranslation
from wagtail_localize.strings import StringValue

from core.enums import PassageOrigin
from core.models import GlossaryTerm
from core.translation.carrying import needs_no_words

#: Marks of words that are lent to no other page.
UNSURE = (PassageOrigin.OLDER, PassageOrigin.FUZZY)


class MemoryTranslator(BaseMachineTranslator):
    """Fills in what is certain, and leaves the rest to people: it never makes up half a sentence."""

    display_name: str | Promise = _("translation memory and glossary")

    def can_translate(self, source_locale: Locale, target_locale: Locale) -> bool:
        return source_locale != target_locale

    def translate(
        self, source_locale: Locale, target_locale: Locale, strings: Iterable[StringValue]
    ) -> dict[StringValue, StringValue]:
        """The strings it knows: said before in another place, a term of the glossary, or the same in any language."""
        wanted = list(strings)
        hashes = [uuid5(String.UUID_NAMESPACE, string.data) for string in wanted]
        known = (
            StringTranslation.objects.filter(
                translation_of__locale=source_locale,
                translation_of__data_hash__in=hashes,
                locale=target_locale,
                has_error=False,
            )
            # An address is that of one page.
            .exclude(context__path="slug")
            # Words that nobody vouches for: a machine’s, unsure ones, those of an earlier French text.
            .exclude(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
            .exclude(mark__origin__in=UNSURE)
            .exclude(data="")
            .order_by("updated_at")
            .values_list("translation_of__data", "data")
        )
        # The last translation wins: later rows overwrite earlier ones.
        found = glossary_words(source_locale.language_code, target_locale.language_code) | dict(known)
        result = {}
        for string in wanted:
            if string.data in found:
                result[string] = StringValue(found[string.data])
            elif needs_no_words(string.data):
                result[string] = string
        return result


def glossary_words(source_language: str, target_language: str) -> dict[str, str]:
    """The terms of the glossary as they stand alone, with a capital or without: as HTML, which passages are."""
    words = {}
    for term in GlossaryTerm.objects.all():
        source, target = (escape(term.term_in(code), quote=False) for code in (source_language, target_language))
        words[source] = target
        words[source[:1].upper() + source[1:]] = target[:1].upper() + target[1:]
    return words

"""Terms of the trade in texts: found, linked once a page, and told to translators.

Kept in the cache: every page asks for them, and they change a few times a year.
"""

import re
from functools import lru_cache
from html import escape, unescape
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.models import GlossaryTerm

#: How long another process may show the terms of before (seconds); the one that changed them forgets at once.
CACHE_SECONDS = 300
#: A tag, or what stands between two. Each “<” begins a tag, closed or not, and none is looked at twice: a text of
#: nothing but “<” takes as long as any other of its length.
PIECE = re.compile(r"""<(?:[^"'>]+|"[^"]*"|'[^']*')*>?|[^<]+""")
ENTITY = r"&#?\w+;"
#: Where a word ends, among the letters that go on.
END = ""
#: Elements whose words are never linked: they are links already, or titles.
CLOSED_ELEMENTS = ("a", "h2", "h3", "h4")


def forms(language: str, *, linked_only: bool = True) -> dict[str, str]:
    """What a text may say for each term, in lower case, with the identifier of the term.

    :param language: two-letter code.
    :param linked_only: leave out the terms that texts do not link.
    """
    key = f"glossary-{language}-{linked_only}"
    found: dict[str, str] | None = cache.get(key)
    if found is None:
        terms = GlossaryTerm.objects.filter(is_linked=True) if linked_only else GlossaryTerm.objects.all()
        # Not casefold(), which writes ß as ss: a pattern that minds no case does not.
        found = {form.lower(): term.slug for term in terms for form in term.forms_in(language)}
        cache.set(key, found, CACHE_SECONDS)
    return found


@receiver([post_save, post_delete], sender=GlossaryTerm, dispatch_uid="forget_glossary")
def forget_glossary(**kwargs: Any) -> None:
    """Read the terms anew at the next question."""
    cache.delete_many([f"glossary-{code}-{linked}" for code, _name in settings.LANGUAGES for linked in (True, False)])


@lru_cache(maxsize=16)
def pattern_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that finds any of some words, the longest first, as whole words and in any case.

    It also finds entities of HTML, such as “&amp;”, without a group: no word is looked for inside them. Words that
    begin alike are written once up to where they part: a place in a text costs its letters, however many words there
    are.
    """
    branches: dict[str, Any] = {}
    for word in words:
        place = branches
        for letter in word:
            place = place.setdefault(letter, {})
        place[END] = {}
    return re.compile(rf"{ENTITY}|(?<!\w)({written(branches)})(?!\w)", re.IGNORECASE)


def written(branches: dict[str, Any]) -> str:
    """The branches that words part in, as a pattern; a word that others go on from comes after them."""
    parts = []
    for letter, beyond in branches.items():
        if letter == END:
            continue
        stem = re.escape(letter)
        # Letters in a row stand in one group: a pattern goes no deeper than words part.
        while len(beyond) == 1 and END not in beyond:
            [(letter, beyond)] = beyond.items()
            stem += re.escape(letter)
        parts.append(stem if set(beyond) == {END} else stem + written(beyond))
    return f"(?:{'|'.join(parts)}){'?' if END in branches else ''}"


def words_of(text: str) -> str:
    """A text without its tags."""
    return "".join(" " if piece.startswith("<") else piece for piece in PIECE.findall(text))


def terms_in(text: str, language: str) -> list[str]:
    """Identifiers of the terms that a text uses, in the order of their first use, linked in texts or not."""
    known = forms(language, linked_only=False)
    if not known:
        return []
    found = [form.lower() for form in pattern_of(tuple(known)).findall(unescape(words_of(text)))]
    # A letter that looks like another (ı, İ) is found in place of it, and is not the same in lower case.
    return list(dict.fromkeys(known[form] for form in found if form in known))


def link_terms(html: str, *, language: str, address: str, linked: set[str]) -> SafeString:
    """Rich text whose terms lead to their definitions, each once a page.

    :param html: sanitised HTML, as the ``richtext`` filter gives it.
    :param address: of the glossary in that language.
    :param linked: identifiers of the terms that the page has linked already; those linked here are added.
    """
    # As they stand in HTML: “R&amp;D”.
    known = {escape(form, quote=False): slug for form, slug in forms(language).items()}
    if not known:
        return SafeString(html)
    pattern = pattern_of(tuple(known))

    def link(match: re.Match[str]) -> str:
        slug = known.get(match.group().lower())
        if slug is None or slug in linked:
            return match.group()
        linked.add(slug)
        # The words come from text that is escaped already: they go back as they are.
        return format_html('<a class="term" href="{}#{}">{}</a>', address, slug, SafeString(match.group()))

    parts, inside = [], 0
    for part in PIECE.findall(html):
        if part.startswith("<"):
            name = part.strip("</>").split(maxsplit=1)[0].lower() if part.strip("</> ") else ""
            if name in CLOSED_ELEMENTS:
                inside += -1 if part.startswith("</") else 1
            parts.append(part)
        else:
            parts.append(part if inside else pattern.sub(link, part))
    # Every character comes from sanitised rich text, or from format_html above.
    return SafeString("".join(parts))


def equivalents(text: str, target_language: str, source_language: str = "fr") -> list[tuple[str, str]]:
    """The terms of a text with their equivalents, for whoever translates it: ``[(French, German), …]``."""
    slugs = terms_in(text, source_language)
    terms = {term.slug: term for term in GlossaryTerm.objects.filter(slug__in=slugs)}
    return [
        (terms[slug].term_in(source_language), terms[slug].term_in(target_language)) for slug in slugs if slug in terms
    ]

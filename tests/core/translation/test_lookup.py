"""What was translated before, found again: passages alike, and passages that say some words."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation

from core.enums import PassageOrigin
from core.models import PassageMark
from core.translation.lookup import Earlier, Excerpt, Memory, excerpt, titles_of
from core.translation.progress import translation_of
from tests.factories.home import ContentPageFactory
from tests.factories.translations import begin, fill, translated

pytestmark = pytest.mark.django_db


def german():
    return Locale.objects.get(language_code="de")


def memory_of(*summaries):
    """What is known once pages with these summaries were translated, the first one first."""
    for number, summary in enumerate(summaries):
        fill(begin(ContentPageFactory(title=f"Titre {number}{number}", slug=f"page-{number}", summary=summary)))
    return Memory(german())


def like(memory, french):
    return [(earlier.words, earlier.likeness) for earlier in memory.like(french)]


def saying(memory, query):
    return [earlier.french for earlier in memory.saying(query)]


def test_memory_suggests_the_most_alike_first(home):
    memory = memory_of("Six semaines suffisent.", "Huit semaines suffisent.", "Rien de tout cela ici.")
    assert like(memory, "Six semaines suffisent.") == [
        ("Six semaines suffisent. DE", 100),
        ("Huit semaines suffisent. DE", 89),
    ]


def test_memory_calls_the_same_only_what_is_so_to_the_last_mark(home):
    memory = memory_of("Six semaines suffisent.")
    assert like(memory, "Six <b>semaines</b> suffisent.") == [("Six semaines suffisent. DE", 99)]


def test_memory_suggests_each_translation_once_and_the_latest_of_equals_first(home):
    memory = memory_of("Qui nous sommes.", "Qui nous sommes.", "Qui nous sommes.")
    last = StringTranslation.objects.filter(data="Qui nous sommes. DE").order_by("pk").last()
    last.data = "Über uns."
    last.save()
    assert like(memory, "Qui nous sommes.") == [("Über uns.", 100), ("Qui nous sommes. DE", 100)]


def test_memory_gives_three_suggestions_at_most(home):
    memory = memory_of(*[f"Il faut {number} semaines pour cela." for number in range(5)])
    assert len(memory.like("Il faut 9 semaines pour cela.")) == 3


@pytest.mark.parametrize("french", ["", "2026", "ab", "<br/>"])
def test_memory_suggests_nothing_for_what_is_hardly_a_passage(home, french):
    assert memory_of("Six semaines suffisent.").like(french) == []


def test_memory_leaves_out_addresses_mistakes_and_what_is_unsure(home):
    memory = memory_of("Des outils pour acheter.", "Des outils pour vendre.", "Des outils pour louer.")
    StringTranslation.objects.filter(data="Des outils pour louer. DE").update(translation_type="machine")
    StringTranslation.objects.filter(data="Des outils pour acheter. DE").update(has_error=True)
    unsure = StringTranslation.objects.get(data="Des outils pour vendre. DE")
    PassageMark.objects.create(translation=unsure, origin=PassageOrigin.FUZZY)
    assert [*memory.like("Des outils pour acheter."), *memory.saying("page-0")] == []


def test_memory_knows_what_older_words_translate(home):
    page = ContentPageFactory(title="Outils", slug="outils", summary="Il faut six semaines.")
    translated(page)
    page.summary = "Il faut compter huit mois."
    page.save_revision().publish()
    assert [(earlier.french, earlier.words) for earlier in Memory(german()).saying("semaines")] == [
        ("Il faut six semaines.", "Il faut six semaines. DE")
    ]


@pytest.mark.parametrize("query", ["marche public", "MARCHÉ", "public marché", "march", "öffentl"])
def test_memory_finds_words_in_both_languages_whatever_the_accents(home, query):
    memory = memory_of("Un marché public.", "Autre chose.")
    StringTranslation.objects.filter(data="Un marché public. DE").update(data="Ein öffentlicher Auftrag.")
    assert saying(memory, query) == ["Un marché public."]


def test_memory_finds_words_in_a_row_first(home):
    memory = memory_of("Le marché public.", "Un marché, même non public.")
    assert saying(memory, "marché public") == ["Le marché public.", "Un marché, même non public."]


@pytest.mark.parametrize("query", ["", "   ", "jamais dit"])
def test_memory_finds_nothing_for_nothing(home, query):
    assert memory_of("Un marché public.").saying(query) == []


def test_memory_shows_ten_passages_at_most(home):
    memory = memory_of("Un marché.")
    memory.__dict__["pairs"] = {(f"Un marché {number}.", "Auftrag"): set() for number in range(12)}
    assert saying(memory, "marché") == [f"Un marché {number}." for number in range(11, 1, -1)]


@pytest.mark.parametrize("passages", [1, 3])
def test_memory_is_read_with_two_queries_however_many_passages(home, django_assert_num_queries, passages):
    memory_of(*[f"Passage {letter}" for letter in "abc"[:passages]])
    locale = german()
    with django_assert_num_queries(2):
        memory = Memory(locale)
        assert (len(memory.like("Passage z")), len(memory.saying("passage"))) == (passages, passages)


def test_titles_of_names_the_french_pages_that_say_it(home):
    page = ContentPageFactory(title="Outils", slug="outils", summary="Il faut six semaines.")
    translation_of(translated(page))
    [found] = Memory(german()).saying("six semaines")
    assert titles_of([found], Locale.get_default()) == {page.translation_key: "Outils"}
    assert titles_of([Earlier("", "", frozenset())], Locale.get_default()) == {}


LONG = "a" * 100


@pytest.mark.parametrize(
    ("html", "query", "parts"),
    [
        ("Un <b>marché</b> public", "marche", ("Un ", "marché", " public")),
        ("R&amp;D et œuvre", "oeuvre", ("R&D et ", "œuvre", "")),
        (f"{LONG} marché {LONG}", "marché", (f"…{'a' * 79} ", "marché", f" {'a' * 79}…")),
        (f"{LONG}{LONG}", "marché", ("", "", f"{'a' * 160}…")),
        ("Un marché, même public", "marché public", ("Un ", "marché", ", même public")),
        ("Ein Auftrag", "", ("", "", "Ein Auftrag")),
    ],
)
def test_excerpt_shows_the_words_found_and_what_stands_around(html, query, parts):
    assert excerpt(html, query) == Excerpt(*parts)

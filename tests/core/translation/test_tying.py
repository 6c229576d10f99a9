"""A page edited by hand is tied to its French page again: words, links and choices, what leaves, what is missing."""

import pytest
from django.db import transaction
from wagtail.models import Page, PageLogEntry
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation, TranslationLog

from core.models import PublishedTranslation
from core.translation import tying
from core.translation.by_hand import Tying, french_page_of
from core.translation.gate import TranslationNotReady
from core.translation.progress import missing_strings, older_passages, translation_of
from core.translation.publication import publish_translation
from core.translation.tying import TIE, NotToTie, tie
from tests.core.translation.bodies import body_of, keys, publish, stored
from tests.core.translation.hand import anew, rewrite, stop, tie_and_publish
from tests.factories.core import DocumentFactory, ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translate, translated

pytestmark = pytest.mark.django_db

LINKS = '<p>Voir <a href="https://a.example/">la liste</a> et <a href="https://b.example/">la carte</a>.</p><p>Deux</p>'


@pytest.fixture
def user(home):
    return UserFactory()


def plan_of(page):
    return Tying(anew(page), french_page_of(page)).plan


def text_page(html=LINKS):
    """A French page with one text, its German page taken out of translation, the key of the text."""
    (key,) = keys(1)
    page = ContentPageFactory(title="Titre", slug="texte", body=body_of(("rich_text", html, key)))
    german = translated(page)
    stop(german)
    return page, german, key


def say(german, key, html):
    """Change a text by hand, and publish it."""
    publish(anew(german), body=body_of(("rich_text", html, key)))


def german_links(first="https://a.example/", second="https://b.example/"):
    return f'<p>Siehe <a href="{first}">Liste</a> und <a href="{second}">Karte</a>.</p><p>Deux DE</p>'


# --- What is done -----------------------------------------------------------------------------------------------


def test_words_are_those_of_the_person_who_ties(page, user):
    german = translated(page)
    stop(german)
    publish(anew(german), title="Impressum")
    tie(page=german, user=user)
    row = StringTranslation.objects.get(context__path="title", locale=german.locale, translation_of__data="Mentions")
    assert (row.data, row.translation_type, row.last_translated_by) == ("Impressum", "manual", user)
    entry = PageLogEntry.objects.get(action=TIE)
    assert (entry.page_id, entry.user, entry.data) == (german.pk, user, {"taken": 1, "leaving": 0, "missing": 0})
    assert entry.formatter.format_message(entry).replace("\u00a0", " ") == (
        "Rattachée à la page française. Passages : 1 repris, 0 sans place, 0 manquants"
    )


def test_page_online_does_not_change_before_somebody_publishes(page, user):
    german = translated(page)
    stop(german)
    publish(anew(german), title="Impressum")
    before = Page.objects.values("live_revision", "last_published_at", "title").get(pk=german.pk)
    tie(page=german, user=user)
    publish(anew(page), title="Notice")
    assert Page.objects.values("live_revision", "last_published_at", "title").get(pk=german.pk) == before
    publish_translation(translation=translation_of(german), user=None)
    assert anew(german).title == "Impressum"


def test_french_fact_does_not_reach_words_that_nobody_knows(home, user):
    page, german, key = text_page()
    say(german, key, german_links())
    online = stored(german)
    tie(page=german, user=user)
    publish(anew(page), body=body_of(("rich_text", LINKS.replace("a.example", "c.example"), key)))
    assert stored(german) == online
    publish_translation(translation=translation_of(german), user=None)
    assert stored(german) == [("rich_text", german_links(first="https://c.example/"), key)]


def test_page_that_was_stopped_and_left_as_it_was_follows_at_once(home, user):
    page, german, key = text_page()
    tie(page=german, user=user)
    publish(anew(page), body=body_of(("rich_text", LINKS.replace("a.example", "c.example"), key)))
    assert "c.example" in stored(german)[0][1]


def test_draft_written_by_hand_is_taken_over(page, user):
    german = translated(page)
    stop(german)
    draft = anew(german)
    draft.title = "Impressum"
    draft.save_revision()
    tie(page=german, user=user)
    assert (anew(german).title, anew(german).get_latest_revision_as_object().title) == ("Mentions DE", "Impressum")


def test_nothing_is_left_half_done(page, user, monkeypatch):
    german = translated(page)
    stop(german)
    rewrite(german)
    tables = (Translation, StringTranslation, SegmentOverride, TranslationLog, PublishedTranslation, PageLogEntry)

    def everything():
        rows = [list(table.objects.order_by("pk").values()) for table in tables]
        return rows, Page.objects.values().get(pk=german.pk)

    before = everything()

    def die(**kwargs):
        raise RuntimeError("The process dies.")

    monkeypatch.setattr(tying, "log", die)
    with pytest.raises(RuntimeError), transaction.atomic():
        tie(page=german, user=user)
    assert everything() == before


def test_words_that_may_not_be_written_are_refused_and_nothing_is_done(page, user, monkeypatch):
    german = translated(page)
    stop(german)

    def refuse(**kwargs):
        raise TranslationNotReady("Non.")

    monkeypatch.setattr(tying, "save_draft", refuse)
    with pytest.raises(TranslationNotReady):
        tie(page=german, user=user)
    assert translation_of(german).enabled is False


def test_page_is_tied_once(page, user):
    german = translated(page)
    stop(german)
    tie(page=german, user=user)
    with pytest.raises(NotToTie):
        tie(page=german, user=user)


def test_page_without_a_french_one_is_not_tied(home, user):
    german = translate(ContentPageFactory(slug="seule"), slug="allein")
    german.get_translations().first().delete()
    with pytest.raises(NotToTie):
        tie(page=german, user=user)


# --- Texts ------------------------------------------------------------------------------------------------------


def test_paragraph_added_by_hand_leaves_and_is_named(home):
    _page, german, key = text_page("<p>Un</p><p>Deux</p>")
    say(german, key, "<p>Un DE</p><p>Eigenes <b>Wort</b></p><p>Zwei</p>")
    plan = plan_of(german)
    assert [(taken.passage.source, taken.words) for taken in plan.taken] == [("Deux", "Zwei")]
    assert (plan.leaving, plan.kept) == (["Eigenes <b>Wort</b>"], 2)
    assert stored(tie_and_publish(german)) == [("rich_text", "<p>Un DE</p><p>Zwei</p>", key)]
    revisions = [revision.as_object().body.get_prep_value()[0]["value"] for revision in german.revisions.all()]
    assert any("Eigenes" in html for html in revisions)


def test_paragraph_taken_off_by_hand_comes_back_with_its_words(home):
    _page, german, key = text_page("<p>Un</p><p>Deux</p>")
    say(german, key, "<p>Zwei DE</p>")
    assert [item.words for item in plan_of(german).returning] == ["Un DE"]
    assert stored(tie_and_publish(german)) == [("rich_text", "<p>Un DE</p><p>Zwei DE</p>", key)]


def test_block_added_by_hand_leaves_even_while_passages_are_missing(home, user):
    page, german, key = text_page("<p>Un</p>")
    own, new = keys(2)
    publish(anew(german), body=body_of(("rich_text", "<p>Eins</p>", key), ("heading", "Eigenes", own)))
    publish(anew(page), body=body_of(("rich_text", "<p>Un</p>", key), ("heading", "Neuf", new)))
    plan = plan_of(german)
    assert (plan.leaving, [passage.source for passage in plan.missing]) == (["Eigenes"], ["Neuf"])
    assert stored(tie_and_publish(german)) == [("rich_text", "<p>Eins</p>", key)]


def test_passage_that_was_reworded_meanwhile_is_still_older(page):
    german = translated(page)
    stop(german)
    publish(anew(german), summary="Wer diese Seite macht.")
    publish(anew(page), summary="Qui écrit ce site.")
    german = tie_and_publish(german)
    (mark,) = older_passages(translation_of(german))
    assert (mark.french, mark.translation.data) == ("Qui publie ce site.", "Wer diese Seite macht.")
    assert german.summary == "Wer diese Seite macht."


def test_number_follows_the_french_page_and_the_old_one_is_named(home):
    (key,) = keys(1)

    def table(year, word):
        columns = [{"type": "text", "heading": word}]
        return {"table": {"caption": word, "columns": columns, "rows": [{"values": [year]}]}, "row_headers": False}

    page = ContentPageFactory(slug="table", body=body_of(("table", table("2024", "Année"), key)))
    german = translated(page)
    stop(german)
    publish(anew(german), body=body_of(("table", table("2023", "Jahr"), key)))
    plan = plan_of(german)
    assert (plan.leaving, [item.words for item in plan.returning]) == (["2023"], ["2024 DE"])


def test_passage_said_twice_has_one_translation(home):
    french, mine = keys(2)
    page = ContentPageFactory(title="Titre", slug="texte", body=body_of(("rich_text", "<p>Oui</p><p>Oui</p>", french)))
    german = translate(page, slug="text", body=body_of(("rich_text", "<p>Ja</p><p>Doch</p>", mine)))
    plan = plan_of(german)
    assert ([taken.words for taken in plan.taken][-1], plan.leaving, plan.missing) == ("Ja", ["Doch"], [])


# --- Links, pictures, documents ---------------------------------------------------------------------------------


def test_link_changed_by_hand_stays(home):
    _page, german, key = text_page()
    say(german, key, german_links(second="https://karte.example/"))
    assert list(plan_of(german).chosen.values()) == ["https://karte.example/"]
    german = tie_and_publish(german)
    assert stored(german) == [("rich_text", german_links(second="https://karte.example/"), key)]


def test_link_that_nobody_touched_follows(home):
    page, german, key = text_page()
    say(german, key, german_links())
    publish(anew(page), body=body_of(("rich_text", LINKS.replace("a.example", "c.example"), key)))
    assert plan_of(german).chosen == {}
    assert stored(tie_and_publish(german)) == [("rich_text", german_links(first="https://c.example/"), key)]


def test_link_without_a_place_leaves_and_is_named(home):
    # Nor has one to a page of the site, where the French one leads out of it.
    _page, german, key = text_page("<p>Voir la liste.</p>")
    say(german, key, '<p>Siehe <a href="https://liste.example/">Liste</a>, <a linktype="page" id="3">Seite</a>.</p>')
    assert plan_of(german).leaving == ["https://liste.example/", "page 3"]
    assert stored(tie_and_publish(german)) == [("rich_text", "<p>Siehe Liste, Seite.</p>", key)]


def test_one_address_of_a_text_changed_in_two_ways_keeps_the_first(home):
    twice = '<p><a href="https://a.example/">Un</a></p><p><a href="https://a.example/">Deux</a></p>'
    _page, german, key = text_page(twice)
    say(german, key, '<p><a href="https://b.example/">Eins</a></p><p><a href="https://c.example/">Zwei</a></p>')
    plan = plan_of(german)
    assert (list(plan.chosen.values()), plan.leaving) == (["https://b.example/"], ["https://c.example/"])


def test_link_made_french_again_by_hand_follows(home, user):
    page, german, key = text_page()
    say(german, key, german_links(second="https://karte.example/"))
    tie_and_publish(german)
    stop(german)
    say(german, key, german_links())
    tie_and_publish(german)
    assert SegmentOverride.objects.count() == 0
    assert stored(german) == [("rich_text", german_links(), key)]


def documents(*rows):
    return {"title": "Fichiers", "documents": [{"type": "item", "value": row, "id": key} for row, key in rows]}


def test_document_chosen_by_hand_stays_and_one_added_is_named(home):
    block, item, other = keys(3)
    french, german_file, more = DocumentFactory().pk, DocumentFactory().pk, DocumentFactory().pk
    page = ContentPageFactory(slug="fichiers", body=body_of(("documents", documents((french, item)), block)))
    german = translated(page)
    stop(german)
    value = documents((german_file, item), (more, other)) | {"title": "Dateien"}
    publish(anew(german), body=body_of(("documents", value, block)))
    plan = plan_of(german)
    assert (plan.chosen, plan.leaving) == ({f"body.{block}.documents.{item}": german_file}, ["Documents"])
    german = tie_and_publish(german)
    assert stored(german) == [("documents", documents((german_file, item)) | {"title": "Dateien"}, block)]


def test_documents_that_nobody_touched_are_those_of_the_french_page(home):
    block, item, gone, same = keys(4)
    french, old, left, kept = (DocumentFactory().pk for _number in range(4))
    rows = [(old, item), (left, gone), (kept, same)]
    page = ContentPageFactory(slug="fichiers", body=body_of(("documents", documents(*rows), block)))
    german = translated(page)
    stop(german)
    rewrite(german)
    publish(anew(page), body=body_of(("documents", documents((french, item), (kept, same)), block)))
    plan = plan_of(german)
    assert (plan.chosen, plan.leaving) == ({}, [])
    ((_kind, value, _key),) = stored(tie_and_publish(german))
    assert [row["value"] for row in value["documents"]] == [french, kept]


def test_picture_that_the_french_page_has_not_leaves_by_the_name_of_its_field(page):
    german = translated(page)
    stop(german)
    publish(anew(german), social_image=ImageFactory())
    assert plan_of(german).leaving == ["Image de partage"]


# --- Pages that were never sent ---------------------------------------------------------------------------------


def test_page_written_by_hand_and_never_sent_is_tied(home, user):
    french_keys, my_keys = keys(3), keys(3)
    french = [("heading", "Un", french_keys[0]), ("rich_text", "<p>Deux</p><p>Trois</p>", french_keys[1])]
    page = ContentPageFactory(title="Titre", slug="titre", summary="Résumé.", body=body_of(*french))
    mine = [("heading", "Eins", my_keys[0]), ("rich_text", "<p>Zwei</p>", my_keys[1]), ("heading", "Vier", my_keys[2])]
    german = translate(page, title="Titel", slug="titel", summary="Kurz.", body=body_of(*mine))
    plan = plan_of(german)
    assert [taken.words for taken in plan.taken] == ["Titel", "titel", "Kurz.", "Eins", "Zwei"]
    assert ([passage.source for passage in plan.missing], plan.leaving) == (["Trois"], ["Vier"])
    german = tie_and_publish(german)
    assert (german.title, german.slug, german.summary) == ("Titel", "titel", "Kurz.")
    assert stored(german) == [("heading", "Eins", french_keys[0]), ("rich_text", "<p>Zwei</p>", french_keys[1])]
    assert [segment.string.data for segment in missing_strings(translation_of(german))] == ["Trois"]


def test_page_without_any_version_keeps_one_in_its_history(home, user):
    page = ContentPageFactory(title="Titre", slug="titre")
    german = translate(page, title="Titel", slug="titel")
    german.revisions.all().delete()
    Page.objects.filter(pk=german.pk).update(latest_revision=None, live_revision=None)
    tie(page=german, user=user)
    assert [revision.as_object().title for revision in german.revisions.order_by("pk")] == ["Titel", "Titel"]


def test_link_of_a_page_that_was_never_sent_is_its_own(home, user):
    french, mine = keys(1), keys(1)
    page = ContentPageFactory(title="Titre", slug="texte", body=body_of(("rich_text", LINKS, french[0])))
    html = german_links(first="https://liste.example/")
    german = translate(page, title="Titel", slug="text", body=body_of(("rich_text", html, mine[0])))
    assert stored(tie_and_publish(german)) == [("rich_text", html, french[0])]


def test_stopped_page_whose_versions_are_gone_is_compared_with_the_words_of_translators(home):
    _page, german, key = text_page("<p>Un</p><p>Deux</p>")
    TranslationLog.objects.all().delete()
    say(german, key, "<p>Un DE</p><p>Zwei</p>")
    plan = plan_of(german)
    assert ([taken.words for taken in plan.taken], plan.kept, plan.leaving) == (["Zwei"], 2, [])

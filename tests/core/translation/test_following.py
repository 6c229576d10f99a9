"""Whatever is no word follows the French page by itself, and carries only words that were online."""

import pytest
from wagtail.models import PageLogEntry
from wagtail_localize.models import SegmentOverride, StringTranslation, Translation

from core.blocks import BodyBlock
from core.models import PublishedTranslation
from core.translation import following
from core.translation.following import FOLLOW
from core.translation.progress import missing_strings, older_passages, translation_of
from core.translation.publication import ask_for_review, publish_translation, save_draft
from tests.block_previews import stored_preview
from tests.core.translation.bodies import body_of, keys, publish, put, stored
from tests.factories.core import DocumentFactory, ImageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.roles import member_of
from tests.factories.translations import fill, translated

pytestmark = pytest.mark.django_db

LINK = '<p>Voir <a href="https://www.example.org/">la liste</a>.</p>'


@pytest.fixture
def home(home, settings):
    settings.VIDEO_HOSTS = ["video.example"]
    return home


def test_link_inside_a_text_follows(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="lien", body=body_of(("rich_text", LINK, key)))
    german = translated(page)
    ((_name, before, _key),) = stored(german)
    publish(page, body=body_of(("rich_text", LINK.replace("www.example.org", "neuf.example"), key)))
    ((_name, after, _key),) = stored(german)
    assert after == before.replace("www.example.org", "neuf.example")


def test_order_of_blocks_follows(home):
    first, second, third = keys(3)
    texts = [("heading", "Un", first), ("rich_text", "<p>Deux</p>", second), ("heading", "Trois", third)]
    page = ContentPageFactory(slug="ordre", body=body_of(*texts))
    german = translated(page)
    publish(page, body=body_of(texts[2], texts[0], texts[1]))
    assert stored(german) == [
        ("heading", "Trois DE", third), ("heading", "Un DE", first), ("rich_text", "<p>Deux DE</p>", second),
    ]  # fmt: skip


def test_order_of_the_items_of_a_list_follows(home):
    (key, *names) = keys(4)
    items = [{"type": "item", "value": word, "id": name} for word, name in zip("abc", names, strict=True)]
    page = ContentPageFactory(slug="liste", body=body_of(("checklist", {"title": "", "items": items}, key)))
    german = translated(page)
    publish(page, body=body_of(("checklist", {"title": "", "items": items[::-1]}, key)))
    ((_name, value, _key),) = stored(german)
    assert [item["value"] for item in value["items"]] == ["c DE", "b DE", "a DE"]


def test_block_that_leaves_in_french_leaves(home):
    first, second = keys(2)
    page = ContentPageFactory(slug="part", body=body_of(("heading", "Un", first), ("heading", "Deux", second)))
    german = translated(page)
    publish(page, body=body_of(("heading", "Deux", second)))
    assert stored(german) == [("heading", "Deux DE", second)]


def test_block_without_words_comes_at_once(home):
    first, second = keys(2)
    page = ContentPageFactory(slug="document", body=body_of(("heading", "Un", first)))
    german = translated(page)
    files = {"title": "", "documents": [{"type": "item", "value": DocumentFactory().pk, "id": keys(1)[0]}]}
    publish(page, body=body_of(("heading", "Un", first), ("documents", files, second)))
    assert stored(german) == [("heading", "Un DE", first), ("documents", files, second)]


# --- Words that change with the facts ---------------------------------------------------------------------------


def test_new_block_waits_for_its_words_and_the_rest_follows(home):
    first, second, third = keys(3)
    page = ContentPageFactory(slug="neuf", body=body_of(("rich_text", LINK, first), ("heading", "Fin", second)))
    german = translated(page)
    link = LINK.replace("www.example.org", "neuf.example")
    publish(page, body=body_of(("heading", "Neuf", third), ("heading", "Fin", second), ("rich_text", link, first)))
    assert [(kind, key) for kind, _value, key in stored(german)] == [("heading", second), ("rich_text", first)]
    assert "neuf.example" in stored(german)[1][1]
    translation = translation_of(german)
    assert [segment.string.data for segment in missing_strings(translation)] == ["Neuf"]
    fill(translation)
    publish_translation(translation=translation, user=None)
    assert [value for kind, value, _key in stored(german) if kind == "heading"] == ["Neuf DE", "Fin DE"]


def test_reworded_passage_keeps_its_words_and_the_desk_says_that_they_are_older(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="mot", body=body_of(("heading", "Un", key)))
    german = translated(page)
    publish(page, body=body_of(("heading", "Le un", key)))
    translation = translation_of(german)
    assert stored(german) == [("heading", "Un DE", key)]
    assert [(mark.french, mark.translation.data) for mark in older_passages(translation)] == [("Un", "Un DE")]
    assert missing_strings(translation).count() == 0


def test_older_words_are_confirmed_by_saving_them(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="mot", body=body_of(("heading", "Un", key)))
    translation = translation_of(translated(page))
    publish(page, body=body_of(("heading", "Le un", key)))
    older_passages(translation)[0].translation.save()
    assert older_passages(translation) == []


def test_passage_reworded_twice_is_older_than_its_first_words(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="mot", body=body_of(("heading", "Un", key)))
    translation = translation_of(translated(page))
    publish(page, body=body_of(("heading", "Le un", key)))
    publish(page, body=body_of(("heading", "Le premier", key)))
    assert [(mark.french, mark.translation.data) for mark in older_passages(translation)] == [("Un", "Un DE")]


def test_paragraph_that_is_new_is_left_out_of_its_text(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="texte", body=body_of(("rich_text", "<p>Un</p><ul><li>Deux</li></ul>", key)))
    german = translated(page)
    new = "<p>Un</p><ul><li>Deux</li><li>Trois</li></ul><p>Quatre</p>"
    publish(page, body=body_of(("rich_text", new, key)))
    assert stored(german) == [("rich_text", "<p>Un DE</p><ul><li>Deux DE</li></ul>", key)]


def test_item_that_is_new_is_left_out_of_its_list(home):
    (key, *names) = keys(3)
    items = [{"type": "item", "value": word, "id": name} for word, name in zip("ab", names, strict=True)]
    page = ContentPageFactory(slug="liste", body=body_of(("checklist", {"title": "", "items": items[:1]}, key)))
    german = translated(page)
    publish(page, body=body_of(("checklist", {"title": "", "items": items[::-1]}, key)))
    ((_name, value, _key),) = stored(german)
    assert [item["value"] for item in value["items"]] == ["a DE"]


def test_row_and_column_that_are_new_are_left_out_of_their_table(home):
    (key,) = keys(1)
    table = {"caption": "Table", "columns": [{"type": "text", "heading": "A"}], "rows": [{"values": ["un"]}]}
    page = ContentPageFactory(slug="t", body=body_of(("table", {"table": table, "row_headers": True}, key)))
    german = translated(page)
    larger = {
        "caption": "Table",
        "columns": [{"type": "text", "heading": "A"}, {"type": "text", "heading": "B"}],
        "rows": [{"values": ["zéro", "rien"]}, {"values": ["un", "12"]}],
    }
    publish(page, body=body_of(("table", {"table": larger, "row_headers": False}, key)))
    ((_name, value, _key),) = stored(german)
    assert value["row_headers"] is False
    assert (value["table"]["columns"], value["table"]["rows"]) == (
        [{"type": "text", "heading": "A DE"}], [{"values": ["un DE"]}],
    )  # fmt: skip


def test_text_that_leaves_stays_while_what_replaces_it_waits(home):
    first, second, third = keys(3)
    page = ContentPageFactory(slug="refait", body=body_of(("heading", "Un", first), ("heading", "Deux", second)))
    german = translated(page)
    publish(page, body=body_of(("heading", "Autre", third), ("heading", "Deux", second)))
    assert stored(german) == [("heading", "Un DE", first), ("heading", "Deux DE", second)]
    translation = translation_of(german)
    fill(translation)
    publish_translation(translation=translation, user=None)
    assert stored(german) == [("heading", "Autre DE", third), ("heading", "Deux DE", second)]


def test_figure_that_leaves_leaves_at_once(home):
    first, second, third = keys(3)
    figures = stored_preview(BodyBlock().child_blocks["key_figures"])
    page = ContentPageFactory(slug="chiffre", body=body_of(("key_figures", figures, first), ("heading", "Fin", second)))
    german = translated(page)
    publish(page, body=body_of(("heading", "Autre", third), ("heading", "Fin", second)))
    assert stored(german) == [("heading", "Fin DE", second)]


# --- What translators have in hand ------------------------------------------------------------------------------


def rework(translation, path, words):
    """Somebody begins to write a passage anew."""
    StringTranslation.objects.filter(
        locale=translation.target_locale, context__path=path, translation_of__segments__source=translation.source
    ).update(data=words)


def test_words_in_hand_stay_in_the_desk_while_a_link_follows(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="lien", summary="Un résumé.", body=body_of(("rich_text", LINK, key)))
    german = translated(page)
    translation = translation_of(german)
    rework(translation, "summary", "Halb")
    publish(page, body=body_of(("rich_text", LINK.replace("www.example.org", "neuf.example"), key)))
    german = type(german).objects.get(pk=german.pk)
    assert german.summary == "Un résumé. DE"
    assert "neuf.example" in stored(german)[0][1]
    assert publish_translation(translation=translation, user=None).summary == "Halb"


def test_words_under_review_stay_under_review_with_the_new_facts(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="lien", summary="Un résumé.", body=body_of(("rich_text", LINK, key)))
    german = translated(page)
    translation = translation_of(german)
    rework(translation, "summary", "Neu")
    ask_for_review(translation=translation, user=member_of("traduction"))
    publish(page, body=body_of(("rich_text", LINK.replace("www.example.org", "neuf.example"), key)))
    german = type(german).objects.get(pk=german.pk)
    state = german.current_workflow_task_state
    assert (german.summary, german.workflow_in_progress) == ("Un résumé. DE", True)
    state.task.specific.on_action(state, member_of("relecture"), "approve")
    german = type(german).objects.get(pk=german.pk)
    assert (german.summary, "neuf.example" in stored(german)[0][1]) == ("Neu", True)


def test_typo_goes_online_in_one_save_while_french_changes_wait(home):
    first, second = keys(2)
    page = ContentPageFactory(slug="p", summary="Un résumé.", body=body_of(("heading", "Un", first)))
    german, english = translated(page), translated(page, "en")
    publish(page, summary="Autre.", body=body_of(("heading", "Un", first), ("heading", "Neuf", second)))
    fill(translation_of(german))
    publish_translation(translation=translation_of(german), user=None)
    rework(translation_of(english), "summary", "A typo less")
    assert publish_translation(translation=translation_of(english), user=None).summary == "A typo less"
    assert stored(english) == [("heading", "Un EN", first)]
    published = PublishedTranslation.objects.get(translation=translation_of(english))
    assert (published.missing, published.source_changed_on is not None) == (0, True)


def test_page_that_follows_has_a_line_in_its_history_and_one_that_does_not_has_none(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="lien", body=body_of(("rich_text", LINK, key)))
    german = translated(page)
    publish(page)
    assert PageLogEntry.objects.filter(action=FOLLOW).count() == 0
    publish(page, body=body_of(("rich_text", LINK.replace("www.example.org", "neuf.example"), key)))
    assert PageLogEntry.objects.filter(action=FOLLOW).values_list("page_id", flat=True).get() == german.pk


def test_translation_that_cannot_follow_keeps_no_french_page_from_readers(home, monkeypatch):
    page = ContentPageFactory(slug="p", summary="Un.")
    translated(page)

    def broken(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(following, "render", broken)
    publish(page, summary="Deux.")
    assert type(page).objects.get(pk=page.pk).summary == "Deux."


def test_own_picture_of_a_translation_stays_until_the_french_one_changes(home):
    (key,) = keys(1)
    picture = {"image": {"image": ImageFactory().pk, "alt_text": "Un", "decorative": False}, "caption": ""}
    page = ContentPageFactory(slug="image", body=body_of(("picture", picture, key)))
    german = translated(page)
    translation = translation_of(german)
    segment = translation.source.overridablesegment_set.get(context__path=f"body.{key}.image.image")
    own = ImageFactory().pk
    SegmentOverride.objects.create(locale=german.locale, context=segment.context, data_json=str(own))
    publish_translation(translation=translation, user=None)
    assert stored(german)[0][1]["image"]["image"] == own
    publish(page, title="Autre titre")
    assert stored(german)[0][1]["image"]["image"] == own
    new = ImageFactory().pk
    publish(page, body=body_of(("picture", put(picture, ("image", "image"), new), key)))
    assert stored(german)[0][1]["image"]["image"] == new


def test_translation_that_is_offline_does_not_come_back(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="lien", body=body_of(("rich_text", LINK, key)))
    german = translated(page)
    german.unpublish()
    publish(page, body=body_of(("rich_text", LINK.replace("www.example.org", "neuf.example"), key)))
    german = type(german).objects.get(pk=german.pk)
    assert (german.live, "www.example.org" in stored(german)[0][1]) == (False, True)


def test_translation_that_was_stopped_follows_no_more(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="lien", body=body_of(("rich_text", LINK, key)))
    german = translated(page)
    Translation.objects.filter(pk=translation_of(german).pk).update(enabled=False)
    publish(page, body=body_of(("rich_text", LINK.replace("www.example.org", "neuf.example"), key)))
    assert "www.example.org" in stored(german)[0][1]


def test_draft_in_hand_stays_a_draft_with_the_new_facts(home):
    (key,) = keys(1)
    page = ContentPageFactory(slug="lien", summary="Un résumé.", body=body_of(("rich_text", LINK, key)))
    german = translated(page)
    translation = translation_of(german)
    rework(translation, "summary", "Entwurf")
    save_draft(translation=translation, user=None)
    publish(page, body=body_of(("rich_text", LINK.replace("www.example.org", "neuf.example"), key)))
    german = type(german).objects.get(pk=german.pk)
    draft = german.get_latest_revision_as_object()
    assert (german.summary, draft.summary, german.has_unpublished_changes) == ("Un résumé. DE", "Entwurf", True)
    assert "neuf.example" in draft.body.get_prep_value()[0]["value"]

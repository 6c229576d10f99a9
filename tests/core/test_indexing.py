"""Both indexes of a page, written once by whoever saves it several times; and never lost."""

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from wagtail.models import Page, ReferenceIndex
from wagtail.tasks import delete_file_from_storage_task

from core.demo import publish_under
from core.indexing import indexed_once
from core.translation.publication import publish_translation
from home.models import ContentPage
from tests.factories.home import ContentPageFactory
from tests.factories.translations import begin, fill, translate, translated

WORDS, LINKS = "insert_or_update_object_task", "update_reference_index_task"

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(site_root):
    return ContentPageFactory(title="Bocage")


@pytest.fixture
def done():
    """What was written from here on: the name of each task that ended well, and the row that it read."""
    ended = []

    def note(task_result, **kwargs):
        assert task_result.status == TaskResultStatus.SUCCESSFUL
        ended.append((task_result.task.name, task_result.args[-1]))

    task_finished.connect(note)
    yield ended
    task_finished.disconnect(note)


def both(page):
    """Both indexes of a page, once."""
    return [(WORDS, str(page.pk)), (LINKS, str(page.pk))]


def titles_found(words):
    return sorted(page.title for page in Page.objects.all().search(words))


def rename(page, title):
    page.title = title
    page.save()


@indexed_once()
def rename_in_vain(page, title):
    rename(page, title)
    raise ZeroDivisionError


def test_each_save_is_indexed_at_once_outside(page, done):
    rename(page, "Verger")
    rename(page, "Vigne")
    assert sorted(done) == sorted(both(page) * 2)
    assert (titles_found("verger"), titles_found("vigne")) == ([], ["Vigne"])


def test_several_saves_are_indexed_once_as_the_last_left_the_row(page, done):
    with indexed_once():
        rename(page, "Verger")
        rename(page, "Vigne")
        assert done == []
    assert sorted(done) == sorted(both(page))
    assert (titles_found("bocage"), titles_found("verger"), titles_found("vigne")) == ([], [], ["Vigne"])


def test_each_row_is_indexed(page, done):
    other = ContentPageFactory()
    done.clear()
    with indexed_once():
        rename(page, "Verger")
        rename(other, "Vigne")
        rename(page, "Roseraie")
    assert sorted(done) == sorted(both(page) + both(other))


def test_one_within_another_leaves_its_rows_to_the_end_of_the_other(page, done):
    with indexed_once():
        rename(page, "Verger")
        with indexed_once():
            rename(page, "Vigne")
        assert done == []
    assert sorted(done) == sorted(both(page))


def test_error_undoes_the_rows_and_indexes_none(page, done):
    with pytest.raises(ZeroDivisionError):
        rename_in_vain(page, "Verger")
    assert (done, titles_found("bocage"), titles_found("verger")) == ([], ["Bocage"], [])


def test_error_within_loses_nothing_of_what_stands_around(page, done):
    other = ContentPageFactory()
    done.clear()
    with indexed_once():
        rename(page, "Vigne")
        with pytest.raises(ZeroDivisionError):
            rename_in_vain(other, "Verger")
    assert sorted(done) == sorted(both(page))
    assert (titles_found("verger"), titles_found("vigne")) == ([], ["Vigne"])


def test_row_whose_save_was_undone_is_indexed_as_it_is(page):
    with indexed_once():
        rename(page, "Vigne")
        with transaction.atomic():
            rename(page, "Verger")
            transaction.set_rollback(True)
    assert (titles_found("verger"), titles_found("vigne")) == ([], ["Vigne"])


def test_saves_after_an_error_are_indexed_at_once_again(page, done):
    with pytest.raises(ZeroDivisionError):
        rename_in_vain(page, "Verger")
    rename(page, "Vigne")
    assert sorted(done) == sorted(both(page))


def test_other_tasks_are_done_at_once(tmp_path, done):
    (tmp_path / "note.txt").touch()
    with indexed_once():
        delete_file_from_storage_task.enqueue(FileSystemStorage(str(tmp_path)).deconstruct(), "note.txt")
        assert list(tmp_path.iterdir()) == []
    assert done == [("delete_file_from_storage_task", "note.txt")]


def test_page_of_the_demo_is_indexed_once(site_root, done):
    page = publish_under(site_root, ContentPage(title="Bocage"))
    assert sorted(done) == sorted(both(page))
    assert titles_found("bocage") == ["Bocage"]


def test_translation_is_indexed_once_when_it_begins_and_once_when_it_goes_online(page, done):
    translate(page.get_parent())
    done.clear()
    translation = begin(page)
    target = translation.get_target_instance()
    assert sorted(done) == sorted(both(target))
    fill(translation)
    done.clear()
    publish_translation(translation=translation, user=None)
    assert sorted(done) == sorted(both(target))
    assert titles_found("bocage") == ["Bocage", "Bocage DE"]


def test_translation_that_follows_is_indexed_once(page, done):
    target = translated(page)
    page.show_in_footer = not page.show_in_footer
    done.clear()
    page.save_revision().publish()
    assert done.count((WORDS, str(target.pk))) == done.count((LINKS, str(target.pk))) == 1


def test_links_of_what_is_saved_once_are_known(page):
    other = ContentPageFactory()
    with indexed_once():
        page.body = [("rich_text", f'<p><a linktype="page" id="{other.pk}">Lien</a></p>')]
        page.save()
        page.save()
    assert [str(uses) for uses, _ in ReferenceIndex.get_grouped_references_to(other)] == ["Bocage"]

"""Every way the address of a page changes: where it answered, it is found, as long as it is online."""

import copy

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from core.former_addresses import keep_addresses
from tests.factories.home import ContentPageFactory
from tests.factories.translations import translated
from tests.remembering import RememberingBrowser

pytestmark = pytest.mark.django_db

LANGUAGES = ("fr", "de", "en")
#: The page, those below, what leaves their addresses, what comes to them.
QUERIES_OF_A_CHANGE = 4


@pytest.fixture(scope="module")
def shared_tree(shared_home):
    """Below a French home page: a page with one below it, and another beside; each in three languages."""
    one = ContentPageFactory(slug="un")
    below = ContentPageFactory(parent=one, slug="dessous")
    two = ContentPageFactory(slug="deux")
    pages = {"un": one, "dessous": below, "deux": two}
    for code in LANGUAGES[1:]:
        for page in pages.values():
            translated(page, code)
    return {
        code: {name: page.get_translation(Locale.objects.get(language_code=code)) for name, page in pages.items()}
        for code in LANGUAGES
    }


@pytest.fixture
def tree(shared_tree, site_root):
    return copy.deepcopy(shared_tree)


@pytest.fixture
def browser(client):
    return RememberingBrowser(client)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """What Wagtail does once a change is committed, done at the end of a block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def rename(page, slug):
    page = fresh(page)
    page.slug = slug
    page.save_revision().publish()


def rename_offline(page, slug):
    page = fresh(page)
    page.slug = slug
    page.save()


def leave(page):
    for found in fresh(page).get_descendants(inclusive=True):
        found.specific.unpublish()


def come_back(page):
    for found in fresh(page).get_descendants(inclusive=True):
        found.specific.save_revision().publish()


def move(page, destination):
    fresh(page).move(fresh(destination), pos="last-child")


def swap(pages):
    names = pages["un"].slug, pages["deux"].slug
    rename(pages["un"], "entre-temps")
    rename(pages["deux"], names[0])
    rename(pages["un"], names[1])


def there_and_back(pages):
    move(pages["deux"], pages["un"])
    move(pages["deux"], pages["un"].get_parent())


def rename_and_back(pages):
    slug = pages["un"].slug
    rename(pages["un"], "entre-temps")
    rename(pages["un"], slug)


def rename_while_those_below_are_offline(pages):
    leave(pages["dessous"])
    rename(pages["un"], "neuf")
    come_back(pages["dessous"])


def rename_while_offline(pages):
    leave(pages["un"])
    rename_offline(pages["un"], "neuf")
    come_back(pages["un"])


def take_the_place_of_another(pages):
    slug = pages["deux"].slug
    leave(pages["deux"])
    rename_offline(pages["deux"], "ailleurs")
    rename(pages["un"], slug)
    come_back(pages["deux"])


def copy_to_a_former_address(pages):
    slug = pages["un"].slug
    rename(pages["un"], "neuf")
    fresh(pages["deux"]).copy(update_attrs={"slug": slug}, keep_live=True)


def leave_and_come_back(pages):
    leave(pages["un"])
    come_back(pages["un"])


#: What is done to three pages that are online; at its end all are online again, wherever they stand.
CHANGES = {
    change.__name__: change
    for change in (
        swap,
        there_and_back,
        rename_and_back,
        rename_while_those_below_are_offline,
        rename_while_offline,
        take_the_place_of_another,
        copy_to_a_former_address,
        leave_and_come_back,
    )
} | {
    "rename": lambda pages: rename(pages["un"], "neuf"),
    "move": lambda pages: move(pages["deux"], pages["un"]),
}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_former_addresses_answer_in_one_hop_to_who_remembers_all(browser, tree, commit, change, code):
    pages = tree[code]
    addresses = [page.url for page in pages.values()]
    for address in addresses:
        assert browser.open(address) == (200, [])
    if change in (CHANGES["move"], there_and_back):
        # The place of a page is that of its French one.
        pages = tree["fr"]
    with commit():
        change(pages)
    ends = [browser.open(address) for address in addresses]
    assert [(status, len(way) <= 1) for status, way in ends] == [(200, True)] * 3
    now = [fresh(page).url for page in tree[code].values()]
    assert [browser.open(address) for address in now] == [(200, [])] * 3
    # Nothing piles up: no redirect stands where a page is.
    assert set(Redirect.objects.values_list("old_path", flat=True)) & {url.rstrip("/") for url in now} == set()


@pytest.mark.parametrize("gone", [leave, lambda page: fresh(page).delete()], ids=["unpublished", "deleted"])
def test_former_address_of_a_page_that_left_is_a_page_that_does_not_exist(browser, tree, commit, gone):
    first = tree["fr"]["un"].url
    with commit():
        rename(tree["fr"]["un"], "neuf")
    assert browser.open(first) == (200, ["/neuf/"])
    with commit():
        gone(tree["fr"]["un"])
    assert [browser.open(address)[0] for address in (first, "/neuf/", f"{first}dessous/")] == [404, 404, 404]


def test_page_that_was_never_online_leaves_no_redirect(site_root, commit):
    draft = ContentPageFactory(slug="brouillon", live=False)
    with commit():
        rename_offline(draft, "autre")
        move(draft, ContentPageFactory(slug="ici"))
    assert Redirect.objects.count() == 0


def test_page_to_be_published_later_takes_no_address_yet(site_root, commit):
    page = ContentPageFactory(slug="avant")
    with commit():
        rename(page, "apres")
    draft = ContentPageFactory(slug="avant", live=False)
    draft.go_live_at = "2999-01-01T00:00:00Z"
    draft.save_revision().publish()
    assert [row.old_path for row in Redirect.objects.all()] == ["/avant"]


def test_page_that_is_only_passing_offline_keeps_the_former_address_of_another(browser, site_root, commit):
    first, second = ContentPageFactory(slug="ici"), ContentPageFactory(slug="la")
    with commit():
        rename(first, "neuf")
        leave(second)
        rename_offline(second, "ici")
    with commit():
        rename_offline(second, "trois")
    assert browser.open("/ici/") == (200, ["/neuf/"])


def test_redirect_that_an_editor_wrote_stays(site_root, commit):
    page = ContentPageFactory(slug="ici")
    written = Redirect.objects.create(old_path="/ici", redirect_link="/", site=Site.objects.get())
    with commit():
        rename(page, "la")
        rename(page, "ici")
    assert written in Redirect.objects.all()


def test_order_of_pages_changes_no_address(site_root):
    first, second = ContentPageFactory(), ContentPageFactory()
    fresh(second).move(fresh(first), pos="left")
    assert Redirect.objects.count() == 0


def test_home_page_changes_its_name_and_no_address(site_root, commit):
    ContentPageFactory(slug="ici")
    with commit():
        rename(site_root, "autre-accueil")
    assert Redirect.objects.count() == 0


def test_page_outside_of_any_site_has_no_address(site_root, commit):
    root = site_root.get_parent()
    with commit():
        rename(ContentPageFactory(parent=root, slug="dehors"), "autre")
    assert Redirect.objects.count() == 0


def test_address_too_long_for_a_redirect_is_let_go(site_root, commit):
    page = ContentPageFactory(slug="u" * 255)
    with commit():
        rename(page, "court")
    assert Redirect.objects.count() == 0


def test_slugs_swapped_in_one_transaction_are_those_of_their_pages(browser, site_root, commit):
    pages = {"un": ContentPageFactory(slug="ici"), "deux": ContentPageFactory(slug="la")}
    with commit():
        swap(pages)
        rename(pages["un"], "trois")
    assert [browser.open(f"/{slug}/") for slug in ("ici", "la", "entre-temps")] == [
        (200, []),
        (200, ["/trois/"]),
        (200, ["/trois/"]),
    ]


def test_page_deleted_in_the_transaction_of_its_change_leaves_no_redirect(site_root, commit):
    page = ContentPageFactory(slug="ici")
    with commit():
        rename(page, "la")
        fresh(page).delete()
    assert Redirect.objects.count() == 0


@pytest.mark.parametrize("below", [1, 3])
def test_change_of_an_address_asks_as_much_whatever_stands_below(site_root, below, django_assert_num_queries):
    page = ContentPageFactory(slug="ici")
    for _number in range(below):
        ContentPageFactory(parent=page)
    with django_assert_num_queries(QUERIES_OF_A_CHANGE):
        keep_addresses(page, "/accueil/avant/")
    assert Redirect.objects.count() == below + 1

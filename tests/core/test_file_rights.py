"""A file that readers see is changed, moved and deleted by who decides what they see; a closed collection is closed."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex
from wagtail.permissions import policy_registry

from core.file_rights import closed_paths, decides, may_move, shown_by
from core.models import CustomDocument, CustomImage, User
from home.models import HomePage
from home.roles import ROLES, grant_roles
from tests.factories.core import DocumentFactory, GlossaryTermFactory, ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import DirectoryIndexPageFactory
from tests.factories.training import TrainingIndexPageFactory
from tests.factories.translations import translate
from training.models import TrainingIndexPage

pytestmark = pytest.mark.django_db

ROLE_OF = {
    "writer": "redaction",
    "colleague": "redaction",
    "relecture": "relecture",
    "formations": "formations",
    "label": "label",
    "administration": "administration",
    "traduction": "traduction",
}
PEOPLE = [*ROLE_OF, "superuser"]
EVERYWHERE = {"relecture", "administration", "superuser"}
WHO_PUBLISH = EVERYWHERE | {"formations", "label"}


@pytest.fixture(scope="module")
def shared_team(shared_home):
    TrainingIndexPageFactory()
    DirectoryIndexPageFactory()
    grant_roles(HomePage.objects.get(pk=shared_home.pk), only=set(ROLE_OF.values()))
    found = {name: UserFactory(username=name, is_superuser=name == "superuser") for name in PEOPLE}
    for name, role in ROLE_OF.items():
        found[name].groups.add(Group.objects.get(name=ROLES[role].name))


@pytest.fixture
def people(shared_team, site_root):
    return {name: User.objects.get(username=name) for name in PEOPLE}


def private(name, *roles):
    """A collection for some groups alone."""
    collection = Collection.get_first_root_node().add_child(name=name)
    restriction = CollectionViewRestriction.objects.create(collection=collection, restriction_type="groups")
    restriction.groups.set(Group.objects.filter(name__in=[ROLES[role].name for role in roles]))
    return collection


def body(document):
    return [("documents", {"title": "", "documents": [document]})]


def document_of(people, name="writer", **fields):
    return DocumentFactory(uploaded_by_user=people[name], **fields)


def on_a_page(document, **fields):
    page = ContentPageFactory(body=body(document), **fields)
    ReferenceIndex.create_or_update_for_object(page)
    return page


def online(people, **fields):
    document = document_of(people)
    on_a_page(document, **fields)
    return document


def online_in_german(people):
    document = document_of(people)
    german = translate(on_a_page(document), "de", live=True)
    ReferenceIndex.create_or_update_for_object(german)
    return document


def to_come(people):
    document = document_of(people)
    page = ContentPageFactory()
    page.body = body(document)
    page.save_revision(approved_go_live_at=timezone.now() + timedelta(days=1))
    return document


def among_courses(people):
    document = document_of(people)
    on_a_page(document, parent=TrainingIndexPage.objects.get())
    return document


def in_a_list(people):
    """A term of the glossary: nothing of the site gives it a document today; the index would say it so."""
    document, term = document_of(people), GlossaryTermFactory()
    index = ReferenceIndex._get_base_content_type
    ReferenceIndex.objects.create(
        base_content_type=index(term), content_type=index(term), object_id=term.pk, to_object_id=document.pk,
        to_content_type=index(document), model_path="words", content_path="words",
        content_path_hash=ReferenceIndex._get_content_path_hash("words"),
    )  # fmt: skip
    return document


OWN = {"writer"} | WHO_PUBLISH
#: What each file is, and who may change what shows of it or delete it.
FILES = {
    "own": (document_of, OWN),
    "own draft": (lambda people: online(people, live=False), OWN),
    "a colleague's": (lambda people: document_of(people, "superuser"), WHO_PUBLISH),
    "online": (online, EVERYWHERE),
    "online in two languages": (online_in_german, EVERYWHERE),
    "to come": (to_come, EVERYWHERE),
    "on a page of the courses": (among_courses, EVERYWHERE | {"formations"}),
    "in a list of values": (in_a_list, {"superuser", "relecture", "administration", "traduction"}),
}


@pytest.mark.parametrize("kind", FILES)
def test_file_is_decided_by_who_may_publish_it(people, kind):
    make, may = FILES[kind]
    document = make(people)
    assert {name for name, account in people.items() if decides(account, document)} == may
    policy = policy_registry.get_by_type(CustomDocument)
    deletes = {name for name, one in people.items() if policy.user_has_permission_for_instance(one, "delete", document)}
    # Translators have no right on any collection.
    assert deletes == may - {"traduction"}


def test_file_leaves_a_private_collection_by_who_publishes_alone(people):
    collection = private("Interne", *set(ROLE_OF.values()))
    document = document_of(people, collection=collection)
    assert {name for name, account in people.items() if may_move(account, document)} == WHO_PUBLISH


def test_version_to_come_holds_its_own_files_alone(people):
    to_come(people)
    assert list(shown_by(document_of(people))) == []


def test_page_with_its_translation_is_one_thing_that_shows_a_file(people):
    assert [len(same) for same in shown_by(online_in_german(people))] == [2]


def edit(document, people, **fields):
    return reverse("wagtaildocs:edit", args=[document.pk]), {
        "title": document.title, "language": "fr", "collection": document.collection_id, "tags": ""
    } | fields  # fmt: skip


def bulk(document, action, **fields):
    return reverse("wagtail_bulk_action", args=["core", "customdocument", action]) + f"?id={document.pk}", fields


def multiple(document, people, **fields):
    _url, all_fields = edit(document, people, **fields)
    data = {f"doc-{document.pk}-{name}": value for name, value in all_fields.items()}
    return reverse("wagtaildocs:edit_multiple", args=[document.pk]), data


def elsewhere():
    return Collection.objects.get(name="Ailleurs").pk


#: What changes a file, takes it elsewhere or away.
ROADS = {
    "new file": lambda one, people: edit(one, people, file=SimpleUploadedFile("x.txt", b"autre")),
    "title": lambda one, people: edit(one, people, title="Autre"),
    "collection": lambda one, people: edit(one, people, collection=elsewhere()),
    "title of several": lambda one, people: multiple(one, people, title="Autre"),
    "collection of several": lambda one, people: bulk(one, "add_to_collection", collection=elsewhere()),
    "deleted": lambda one, people: (reverse("wagtaildocs:delete", args=[one.pk]), {}),
    "deleted among uploads": lambda one, people: (reverse("wagtaildocs:delete_multiple", args=[one.pk]), {}),
    "several deleted": lambda one, people: bulk(one, "delete"),
}


def row(document):
    return CustomDocument.objects.filter(pk=document.pk).values_list("title", "file", "collection", "language").first()


@pytest.mark.parametrize("road", ROADS)
def test_file_online_is_changed_by_no_road_but_by_who_publishes_it(people, client, road):
    Collection.get_first_root_node().add_child(name="Ailleurs")
    document = online(people)
    before = row(document)
    changed = {}
    for name in ("writer", "label", "relecture"):
        client.force_login(people[name])
        url, data = ROADS[road](document, people)
        client.post(url, data)
        changed[name] = row(document) != before
    assert changed == {"writer": False, "label": False, "relecture": True}


def test_form_of_a_file_online_says_why_before_and_after(people, client):
    document = online(people)
    client.force_login(people["writer"])
    url, data = edit(document, people, title="Autre")
    assert "Le public voit ce fichier" in client.get(url).content.decode()
    [refusal] = client.post(url, data).context["form"].errors["title"]
    assert refusal.startswith("Le public voit ce fichier")


def test_form_of_a_file_of_somebody_else_says_so(people):
    form = get_document_form(CustomDocument)(instance=document_of(people, "label"), user=people["writer"])
    assert form.fields["file"].help_text.startswith("Quelqu’un d’autre a déposé ce fichier")


def test_who_publishes_nothing_tags_a_file_online_all_the_same(people, client):
    document = online(people)
    client.force_login(people["writer"])
    url, data = edit(document, people, tags="marchés")
    assert client.post(url, data).status_code == 302
    assert [tag.name for tag in CustomDocument.objects.get().tags.all()] == ["marchés"]


@pytest.mark.parametrize("road", ["collection", "title of several", "collection of several"])
def test_private_file_is_not_made_public_by_who_publishes_nothing(people, client, road):
    Collection.get_first_root_node().add_child(name="Ailleurs")
    document = document_of(people, collection=private("Interne", "redaction"))
    client.force_login(people["writer"])
    url, data = ROADS[road](document, people)
    if road == "title of several":
        data = data | {f"doc-{document.pk}-collection": elsewhere()}
    client.post(url, data)
    assert CustomDocument.objects.get().collection.name == "Interne"


def test_picture_is_replaced_by_who_decides_about_it_and_named_by_everybody(people):
    image = ImageFactory(uploaded_by_user=people["superuser"])
    fields = {"title": "Autre titre", "collection": image.collection_id, "credit": "", "tags": "", "description": ""}
    form = get_image_form(CustomImage)
    assert form(fields, instance=image, user=people["writer"]).is_valid()
    refused = form(fields | {"credit": "Moi"}, instance=image, user=people["writer"])
    assert [*refused.errors] == ["credit"]
    assert form(fields | {"credit": "Moi"}, instance=image, user=people["label"]).is_valid()


#: Where a file of a collection is met, in the admin and by its address.
SIGHTS = {
    "list": lambda one: reverse("wagtaildocs:index"),
    "search": lambda one: reverse("wagtaildocs:index_results") + "?q=Secret",
    "by collection": lambda one: reverse("wagtaildocs:index") + f"?collection_id={one.collection_id}",
    "chooser": lambda one: reverse("wagtaildocs_chooser:choose"),
    "results of the chooser": lambda one: reverse("wagtaildocs_chooser:choose_results"),
    "chosen": lambda one: reverse("wagtaildocs_chooser:chosen", args=[one.pk]),
    "several chosen": lambda one: reverse("wagtaildocs_chooser:chosen_multiple") + f"?id={one.pk}",
    "form": lambda one: reverse("wagtaildocs:edit", args=[one.pk]),
    "usage": lambda one: reverse("wagtaildocs:document_usage", args=[one.pk]),
    "delete": lambda one: reverse("wagtaildocs:delete", args=[one.pk]),
    "upload": lambda one: reverse("wagtaildocs:add"),
    "list of the interface": lambda one: reverse("wagtailadmin_api:documents:listing"),
    "file": lambda one: one.url,
}


@pytest.fixture
def secret(people):
    below = private("Cabinet", "relecture").add_child(name="Cabinet plus bas")
    return document_of(people, title="Secret du cabinet", collection=below)


@pytest.mark.parametrize("sight", SIGHTS)
def test_closed_collection_is_met_by_its_groups_alone(people, client, secret, sight):
    met = set()
    for name in ("writer", "administration", "relecture", "superuser"):
        client.force_login(people[name])
        response = client.get(SIGHTS[sight](secret))
        content = b"".join(response.streaming_content) if response.streaming else response.content
        if response.status_code == 200 and (b"abinet" in content or content == b"un document"):
            met.add(name)
    assert met == {"relecture", "superuser"}


@pytest.mark.parametrize("action", ["add_tags", "add_to_collection", "delete"])
def test_several_of_a_closed_collection_are_nobodys_but_its_groups(people, client, secret, action):
    Collection.get_first_root_node().add_child(name="Ailleurs")
    client.force_login(people["administration"])
    url, data = bulk(secret, action, collection=elsewhere(), tags="lu")
    client.post(url, data)
    document = CustomDocument.objects.get()
    assert (document.collection.name, list(document.tags.all())) == ("Cabinet plus bas", [])


def test_upload_into_a_closed_collection_is_refused(people, client, secret):
    client.force_login(people["administration"])
    name = "document-chooser-upload-{}".format
    fields = {name("title"): "Note", name("language"): "fr", name("collection"): secret.collection_id}
    file = SimpleUploadedFile("note.txt", b"note")
    client.post(reverse("wagtaildocs_chooser:create"), fields | {name("file"): file})
    assert CustomDocument.objects.filter(collection=secret.collection).count() == 1


def test_superuser_is_kept_from_no_collection(people, secret):
    assert closed_paths(people["superuser"]) == ()
    assert len(closed_paths(people["writer"])) == 1


def test_bulk_of_a_closed_collection_names_nothing(people, client, secret):
    client.force_login(people["writer"])
    assert "Secret du cabinet" not in client.get(bulk(secret, "delete")[0]).content.decode()

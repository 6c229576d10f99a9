"""Every field of the admin where words or addresses are typed cleans them: all are looked at."""

from itertools import chain

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail import blocks
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.contrib.settings.registry import registry
from wagtail.contrib.settings.views import get_setting_edit_handler
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import Locale, Page, Site, Workflow, get_page_models
from wagtail.rich_text import RichText

from core.blocks import AccessibleTableBlock, BodyBlock
from core.rich_text import CleanRichTextArea
from core.typed_fields import clean_rich_text
from label_directory.forms import SiretField
from tests.factories.core import UserFactory

SAFE_LINK = (
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.org%2Faide%3Futm_source%3Dmail"
    "&data=05%7C01%7Canne.martin%40ville.example%7C0&reserved=0"
)
ADDRESS = "https://www.example.org/aide"
#: Fields of words that keep to letters of their own, and refuse all the rest.
OWN_RULES = (forms.SlugField, SiretField)
#: Rows with forms of Wagtail's own that the registry does not make: accounts and their groups, shown to administrators.
STOCK = (get_user_model(), Group, Locale, Site, Workflow)
#: Comments of a draft, in Wagtail's own forms: said among the team, and shown nowhere else.
COMMENTS = ".comments"


def fields_of(form_class, owner):
    """Each field of a form and of the forms inside it, under a name to read in a failure."""
    for name, field in form_class.base_fields.items():
        yield f"{owner}.{name}", field
    for name, formset in getattr(form_class, "formsets", {}).items():
        yield from fields_of(formset.form, f"{owner}.{name}")


def form_classes():
    for model in get_page_models():
        if model is not Page:
            yield model.__name__, model.get_edit_handler().get_form_class()
    for viewset in viewsets.viewsets:
        if isinstance(viewset, ModelViewSet) and viewset.model not in STOCK:
            yield viewset.model.__name__, viewset.get_form_class()
    for model in registry:
        yield model.__name__, get_setting_edit_handler(model).get_form_class()


@pytest.fixture(scope="module")
def all_fields(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        fields = dict(chain.from_iterable(fields_of(form_class, owner) for owner, form_class in form_classes()))
        ContentType.objects.clear_cache()
    return {
        name: field for name, field in fields.items() if isinstance(field, forms.CharField) and COMMENTS not in name
    }


def typed_in(field, words):
    """What a field makes of some words, as an editor types them."""
    return field.to_python(f"<p>{words}</p>" if isinstance(field.widget, CleanRichTextArea) else words)


def words_of(all_fields):
    return {name: field for name, field in all_fields.items() if not isinstance(field, (*OWN_RULES, forms.URLField))}


def test_all_forms_are_looked_at(all_fields):
    """The list is made by asking: an empty one would pass every test below."""
    owners = {name.split(".")[0] for name in all_fields}
    assert {"GuidePage", "SessionPage", "Organisation", "GlossaryTerm", "SignUpForm", "ProgrammeSettings"} <= owners
    assert "SignUpForm.questions.label_fr" in all_fields
    assert len(all_fields) > 80


def refusals(fields, words, code):
    """Names of the fields that take some words, or refuse them for another reason."""
    wrong = []
    for name, field in fields.items():
        try:
            typed_in(field, words)
        except ValidationError as error:
            if error.code == code:
                continue
        wrong.append(name)
    return wrong


def test_no_field_of_words_takes_a_sign_that_turns_them_around(all_fields):
    assert refusals(words_of(all_fields), "Mairie \u202ede Metz", "hidden_character") == []


def test_every_field_of_words_loses_what_shows_nothing(all_fields):
    left = {
        name: typed_in(field, "Mai\u200brie\u00ad de\u2028Metz\x07") for name, field in words_of(all_fields).items()
    }
    seen = {words.replace("\n", " ").replace("<p>", "").replace("</p>", "") for words in left.values()}
    assert seen == {"Mairie de Metz"}


def test_every_field_of_an_address_cleans_it(all_fields):
    fields = {name: field for name, field in all_fields.items() if isinstance(field, forms.URLField)}
    assert {"Organisation.website", "SessionPage.remote_link", "CommitmentPage.wording_source"} <= set(fields)
    assert {field.clean(f"<{SAFE_LINK}>") for field in fields.values()} == {ADDRESS}
    assert refusals(fields, "http://intranet/", "private") == []


def test_every_rich_text_cleans_its_links(all_fields):
    fields = [field for field in all_fields.values() if isinstance(field.widget, CleanRichTextArea)]
    assert len(fields) > 10
    assert {field.clean(f'<p><a href="{SAFE_LINK}">Lire</a></p>') for field in fields} == {
        f'<p><a href="{ADDRESS}">Lire</a></p>'
    }


UPLOADS = {"picture": get_image_form(get_image_model()), "document": get_document_form(get_document_model())}


@pytest.mark.django_db
@pytest.mark.parametrize("form_class", UPLOADS.values(), ids=UPLOADS)
def test_words_of_an_upload_are_cleaned(form_class):
    def given(words):
        names = [name for name, field in form_class.base_fields.items() if not isinstance(field, forms.FileField)]
        form = form_class(data=dict.fromkeys(names, words))
        return form.errors, form.cleaned_data

    _errors, cleaned = given("Mai\u200brie")
    assert (cleaned["title"], cleaned["tags"]) == ("Mairie", ["Mairie"])
    errors, _cleaned = given("a\u202eb")
    assert {"title", "tags"} <= set(errors)


# --- Blocks ------------------------------------------------------------------------------------------------------


def leaf_blocks(block, path):
    """Each block of one field inside a block, under its path."""
    children = getattr(block, "child_blocks", {})
    if isinstance(block, blocks.ListBlock):
        children = {"item": block.child_block}
    for name, child in children.items():
        yield from leaf_blocks(child, f"{path}.{name}")
    if isinstance(block, blocks.FieldBlock):
        yield path, block


ALL_BLOCKS = {
    path: block
    for model in get_page_models()
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
    for path, block in leaf_blocks(field.stream_block, f"{model.__name__}.{field.name}")
}
WORDS = {
    path: block
    for path, block in ALL_BLOCKS.items()
    if isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.RichTextBlock)
}
ADDRESSES = {path: block for path, block in ALL_BLOCKS.items() if isinstance(block, blocks.URLBlock)}


#: A word that blocks with a rule of their own take too, and the same with a sign that shows nothing in it.
WORDS_OF_A_RULE = {
    "article": ("L2112-2", "L2112\u200b-2"),
    "identifier": ("LEGIARTI000037703464", "LEGIARTI\u200b000037703464"),
}


def cleaned_by(block, words):
    if isinstance(block, blocks.RichTextBlock):
        return block.clean(RichText(f"<p>{words}</p>")).source.removeprefix("<p>").removesuffix("</p>")
    return block.clean(words)


def test_all_blocks_are_looked_at():
    assert {
        "GuidePage.body.heading",
        "GuidePage.body.table.table.text",
        "GuidePage.body.picture.image.alt_text",
    } <= set(WORDS)
    assert {"GuidePage.body.link_cards.cards.item.url", "GuidePage.body.video.url"} <= set(ADDRESSES)


@pytest.mark.parametrize("block", WORDS.values(), ids=WORDS)
def test_block_of_words_cleans_them(block):
    word, typed = WORDS_OF_A_RULE.get(block.name, ("Mairie", "Mai\u200brie"))
    assert cleaned_by(block, typed) == word
    with pytest.raises(ValidationError) as refused:
        cleaned_by(block, "a\u202eb")
    assert refused.value.code == "hidden_character"


@pytest.mark.parametrize("block", ADDRESSES.values(), ids=ADDRESSES)
def test_block_of_an_address_cleans_it(block):
    assert block.clean(f"({SAFE_LINK})") == ADDRESS
    with pytest.raises(ValidationError) as refused:
        block.clean("https://192.168.1.1/")
    assert refused.value.code == "private"


def test_name_and_headings_of_a_table_are_cleaned():
    block = AccessibleTableBlock()
    columns = [{"block": block.child_blocks["text"], "heading": "Pi\u200bèce"}]
    table = block.clean(TypedTable(columns=columns, row_data=[{"values": ["a\u200b"]}], caption="Piè\u200bces"))
    assert (table.caption, table.columns[0]["heading"], table.row_data) == ("Pièces", "Pièce", [{"values": ["a"]}])


def test_empty_block_is_left_alone():
    assert BodyBlock().child_blocks["clause"].child_blocks["variant"].clean("") == ""


# --- Links of texts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        '<p><a id="3" linktype="page">Lire</a>, <a>rien</a>, <a href="">ici</a></p>',
        '<p><a href="mailto:anne@example.org">Écrire</a> à 10&nbsp;h, &lt;a href="http://intranet/"&gt;</p>',
        f'<p><a href="{ADDRESS}?a=1&amp;b=2">Lire</a></p>',
    ],
)
def test_rich_text_that_needs_nothing_is_kept_to_the_letter(html):
    assert clean_rich_text(html) == html


def test_refused_link_is_named_with_the_reason():
    with pytest.raises(ValidationError) as refused:
        clean_rich_text('<p><a href="http://intranet/clauses">Lire</a></p>')
    assert refused.value.messages == [
        "Cette adresse ne s’ouvre que depuis un réseau privé (intranet). Lien\N{NO-BREAK SPACE}: "
        "«\N{NO-BREAK SPACE}http://intranet/clauses\N{NO-BREAK SPACE}»."
    ]


@pytest.mark.django_db
def test_window_for_a_link_refuses_it_at_once(client):
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailadmin_choose_page_external_link")

    def asked(address):
        given = {"external-link-chooser-url": address, "external-link-chooser-link_text": "Lire"}
        return client.post(url, given).json()

    assert asked("http://intranet/")["step"] == "external_link"
    assert asked(SAFE_LINK)["result"]["url"] == ADDRESS
    assert asked("/charte/")["result"]["url"] == "/charte/"

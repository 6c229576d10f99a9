"""Whatever is posted to a form of the admin, the answer is an error of it or a refusal, never a fault of the site."""

import json

import pytest
from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from wagtail import blocks
from wagtail.admin.viewsets import viewsets
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.blocks.base import BlockField
from wagtail.contrib.typed_table_block.blocks import BaseTypedTableBlock
from wagtail.models import Page, get_page_models
from wagtail.test.utils.form_data import rich_text

from core.rich_text import MOST_RANGES, CleanRichTextArea
from home.models import ContentPage
from label_directory.models import Organisation
from tests.block_previews import stored_preview
from tests.core.test_typed_fields import STOCK
from tests.factories.core import ImageFactory, UserFactory
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db

MODELS = {model.__name__: model for model in get_page_models() if model is not Page}
#: What stands in place of a value that a browser would send. None: it is not there at all.
WRONG = {
    "absent": None,
    "word": "abc",
    "below zero": "-1",
    "not whole": "1.5",
    "huge": "9" * 30,
    "no character": "a\x00b",
    "half a character": "\ud800",
    "null": "null",
    "list": "[]",
    "broken": '{"blocks": [',
    "no blocks": '{"blocks": 3, "entityMap": []}',
    "empty block": '{"blocks": [{}], "entityMap": {}}',
    "no entity": json.dumps(
        {
            "blocks": [
                {
                    "key": "a",
                    "text": "a",
                    "type": "?",
                    "depth": "x",
                    "inlineStyleRanges": [{}],
                    "entityRanges": [{"key": 7, "offset": 0, "length": 1}],
                }
            ],
            "entityMap": {},
        }
    ),
}


def posted(block, value, name):
    """A stored value of a block, as the fields of the editor's form."""
    if isinstance(block, blocks.StructBlock):
        for child, inner in block.child_blocks.items():
            yield from posted(inner, (value or {}).get(child), f"{name}-{child}")
    elif isinstance(block, blocks.StreamBlock):
        yield from posted_items([(item["type"], item["value"]) for item in value], block.child_blocks, name, typed=True)
    elif isinstance(block, blocks.ListBlock):
        items = [
            ("item", item["value"] if isinstance(item, dict) and "value" in item else item) for item in value or []
        ]
        yield from posted_items(items, {"item": block.child_block}, name, typed=False)
    elif isinstance(block, BaseTypedTableBlock):
        yield from posted_table(value, name)
    elif isinstance(block, blocks.RichTextBlock):
        yield name, rich_text(value or "")
    elif value not in (None, False):
        yield name, "on" if value is True else str(value)


def posted_items(items, children, name, *, typed):
    yield f"{name}-count", str(len(items))
    for position, (kind, value) in enumerate(items):
        yield f"{name}-{position}-deleted", ""
        yield f"{name}-{position}-order", str(position)
        if typed:
            yield f"{name}-{position}-type", kind
        yield from posted(children[kind], value, f"{name}-{position}-value")


def posted_table(value, name):
    yield f"{name}-caption", value["caption"]
    yield f"{name}-column-count", str(len(value["columns"]))
    yield f"{name}-row-count", str(len(value["rows"]))
    for position, column in enumerate(value["columns"]):
        yield f"{name}-column-{position}-type", column["type"]
        yield f"{name}-column-{position}-order", str(position)
        yield f"{name}-column-{position}-deleted", ""
        yield f"{name}-column-{position}-heading", column["heading"]
    for position, row in enumerate(value["rows"]):
        yield f"{name}-row-{position}-order", str(position)
        yield f"{name}-row-{position}-deleted", ""
        for column, text in enumerate(row["values"]):
            yield f"{name}-cell-{position}-{column}", text


def example(form):
    """What a form would send with something in each of its fields, and one row more in each of its lists."""
    for name, field in form.fields.items():
        if isinstance(field, BlockField):
            stream = [
                {"type": kind, "value": stored_preview(child)} for kind, child in field.block.child_blocks.items()
            ]
            yield from posted(field.block, stream, form.add_prefix(name))
        elif isinstance(field.widget, CleanRichTextArea):
            yield form.add_prefix(name), rich_text("<p>Un mot</p>")
        else:
            yield form.add_prefix(name), "1"
    for formset in getattr(form, "formsets", {}).values():
        yield from {f"{formset.prefix}-TOTAL_FORMS": "1", f"{formset.prefix}-INITIAL_FORMS": "0"}.items()
        row = formset.empty_form
        row.prefix = f"{formset.prefix}-0"
        yield from example(row)


def opened(form_class, model, home, user, data=None):
    options = {"parent_page": home} if issubclass(model, Page) else {}
    instance = model(locale=home.locale) if issubclass(model, Page) else model()
    return (
        form_class(data, instance=instance, **options, for_user=user)
        if hasattr(form_class, "formsets")
        else form_class(data)
    )


def faults(form_class, model, home, values, *, some=0):
    """What raises anything but a refusal, with values of each kind in the place of each.

    :param some: how many kinds each place gets, in turn; 0 for all. All pages have one body: it is asked of one.
    """
    user = UserFactory(is_superuser=True)
    sent = dict(example(opened(form_class, model, home, user)))
    found = []
    for place, name in enumerate(sent):
        if some and name.startswith("body-") and model is not ContentPage:
            continue
        kinds = list(values.items())
        turn = place * some % len(kinds)
        for kind, value in [*kinds, *kinds][turn : turn + some] if some else kinds:
            data = MultiValueDict({key: [text] for key, text in sent.items() if key != name})
            if value is not None:
                data[name] = value
            try:
                form = opened(form_class, model, home, user, data)
                form.is_valid()
                field = name.split("-")[0]
                if field in form.fields:
                    form[field].as_widget()
            except BadRequest:
                continue
            except Exception as error:
                found.append(f"{name} {kind}: {error!r}"[:200])
    return found


def test_body_without_one_of_its_values_is_no_fault(site_root):
    ImageFactory()
    form_class = ContentPage.get_edit_handler().get_form_class()
    assert faults(form_class, ContentPage, site_root, {"absent": None}) == []


@pytest.mark.deep
@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_form_of_a_page_with_a_wrong_value_is_no_fault(site_root, model):
    ImageFactory()
    form_class = model.get_edit_handler().get_form_class()
    assert faults(form_class, model, site_root, WRONG, some=2) == []


def test_form_of_a_row_with_a_wrong_value_is_no_fault(site_root):
    # Their addresses make the lists known.
    reverse("wagtailadmin_home")
    rows = {
        viewset.model: viewset.get_form_class()
        for viewset in viewsets.viewsets
        if isinstance(viewset, ModelViewSet) and viewset.model not in STOCK
    }
    assert Organisation in rows
    assert {model: faults(form_class, model, site_root, WRONG) for model, form_class in rows.items()} == {
        model: [] for model in rows
    }


@pytest.mark.parametrize("wrong", [{"body-count": "abc"}, {"body-count": "7"}, {"title": "a\x00b"}, {"slug": ""}, {}])
def test_malformed_post_is_answered(client, site_root, wrong):
    page = ContentPageFactory()
    client.force_login(UserFactory(is_superuser=True))
    form = opened(
        ContentPage.get_edit_handler().get_form_class(), ContentPage, site_root, UserFactory(is_superuser=True)
    )
    sent = dict(example(form)) | wrong
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), sent)
    assert answer.status_code in (200, 302, 400)
    assert client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), wrong).status_code in (200, 400)


def paragraph(ranges):
    """A paragraph of the editor with some styles."""
    styles = [{"offset": 2 * place, "length": 1, "style": "BOLD"} for place in range(ranges)]
    block = {"key": "a", "text": "ab" * ranges, "type": "unstyled", "depth": 0, "entityRanges": []}
    return json.dumps({"blocks": [block | {"inlineStyleRanges": styles}], "entityMap": {}})


def test_paragraph_with_more_styles_than_words_is_refused():
    editor = ContentPage.body.field.stream_block.child_blocks["rich_text"].field.widget
    assert editor.value_from_datadict({"text": paragraph(20)}, {}, "text").count("<b>") == 20
    with pytest.raises(BadRequest):
        editor.value_from_datadict({"text": paragraph(MOST_RANGES + 1)}, {}, "text")

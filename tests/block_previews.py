"""What the picker of blocks shows editors: asked of the admin, and taken as the example of a block in other tests."""

from django.urls import reverse
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from tests.factories.core import UserFactory

TEXTS = (blocks.CharBlock, blocks.TextBlock, blocks.RichTextBlock)


def preview(client, block):
    """The answer to a request for the preview of a block, asked by somebody who may write."""
    client.force_login(UserFactory(is_superuser=True))
    return client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})


def children_of(stream_block):
    """The blocks editors choose from, as arguments of a test named after them."""
    return list(stream_block.child_blocks.values()), list(stream_block.child_blocks)


def stored_preview(block):
    """The value of a block's preview, as the database holds it."""
    return block.get_prep_value(block.get_preview_value())


def written_preview(block):
    """The same without the rows of the database that a preview shows: what is written in the block itself."""
    return block.get_prep_value(block.normalize(block.meta.preview_value))


def leaves(block, value, path=""):
    """Each simple value inside a stored one, choosers aside.

    :returns: triples: the end of the name that the field has in the admin's form, the block, the value.
    """
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from leaves(child, (value or {}).get(name), f"{path}-{name}")
    elif isinstance(block, blocks.ListBlock):
        for position, item in enumerate(value or []):
            yield from leaves(block.child_block, item["value"], f"{path}-{position}-value")
    elif isinstance(block, TypedTableBlock):
        cell = blocks.CharBlock()
        yield f"{path}-caption", cell, value["caption"]
        for column, head in enumerate(value["columns"]):
            yield f"{path}-column-{column}-heading", cell, head["heading"]
        for row, line in enumerate(value["rows"]):
            for column, text in enumerate(line["values"]):
                yield f"{path}-cell-{row}-{column}", cell, text
    elif not isinstance(block, blocks.ChooserBlock):
        yield path, block, value


def filled(block, value):
    """A stored value with words in each text that the preview leaves empty, and a row in each chooser that needs one.

    The rows are those of the database: whoever asks has made some. What is no text (a year, an address, a tick) stays.
    """
    if isinstance(block, blocks.StructBlock):
        return {name: filled(child, value.get(name)) for name, child in block.child_blocks.items()}
    if isinstance(block, blocks.ListBlock):
        return [item | {"value": filled(block.child_block, item["value"])} for item in value]
    if isinstance(block, blocks.PageChooserBlock) and block.required and value is None:
        return next(row.pk for model in block.target_models for row in model.objects.all())
    if isinstance(block, TEXTS):
        return value or ("<p>Un mot.</p>" if isinstance(block, blocks.RichTextBlock) else "Un mot")
    return value

"""What the picker of blocks shows editors, asked of the admin as the editor's browser does."""

from django.urls import reverse

from tests.factories.core import UserFactory


def preview(client, block):
    """The answer to a request for the preview of a block, asked by somebody who may write."""
    client.force_login(UserFactory(is_superuser=True))
    return client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})


def children_of(stream_block):
    """The blocks editors choose from, as arguments of a test named after them."""
    return list(stream_block.child_blocks.values()), list(stream_block.child_blocks)

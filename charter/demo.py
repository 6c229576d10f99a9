"""The charter of the demo: sourced where the domain notes give a source, marked as illustrative elsewhere."""

from typing import Any

from django.conf import settings
from wagtail.models import Page

from charter.blocks import FirstStepsBlock, ToolsBlock
from charter.models import ActionBlockPage, CharterPage, Commitment, CommitmentPage, StakePage
from core.blocks import BodyBlock
from core.demo import publish_under, read_content, references, stream
from core.slugs import slug_of


def load(home: Page) -> None:
    """Publish the charter with its stakes, action blocks and 42 commitments, unless there is one.

    :param home: home page in the source language.
    """
    if CharterPage.objects.child_of(home).exists():
        return
    content = read_content(__file__, "commitments")
    charter = publish_under(
        home,
        CharterPage(
            title=content["charter"]["title"],
            slug="charte",
            summary=content["charter"]["summary"],
            body=stream(BodyBlock(), content["charter"]["body"], home),
            show_in_menus=True,
        ),
    )
    for stake_content in content["stakes"]:
        stake = publish_under(
            charter,
            StakePage(
                title=stake_content["title"],
                slug=slug_of(stake_content["short_title"], settings.LANGUAGE_CODE),
                summary=stake_content["summary"],
                intro=stake_content["intro"],
                tone=stake_content["tone"],
            ),
        )
        for block_content in stake_content["blocks"]:
            block = ActionBlockPage(
                title=block_content["title"],
                slug=slug_of(block_content["title"], settings.LANGUAGE_CODE),
                summary=block_content["summary"],
            )
            publish_under(stake, block)
            for commitment in block_content["commitments"]:
                publish_under(block, commitment_page(commitment, home))


def commitment_page(content: dict[str, Any], home: Page) -> CommitmentPage:
    """The page of one commitment, not yet in the tree."""
    return CommitmentPage(
        title=content["title"],
        slug=f"engagement-{content['number']}",
        commitment=Commitment.objects.get(number=content["number"]),
        summary=content["summary"],
        meaning=content["meaning"],
        why=content["why"],
        effort=content["effort"],
        first_steps=stream(FirstStepsBlock(), items("step", content["first_steps"]), home),
        tools=stream(ToolsBlock(), items("link", content["tools"]), home),
        legal_references=references(content, home),
        wording=content["wording"],
        wording_source=content["wording_source"],
    )


def items(block_type: str, values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Values as blocks of one type."""
    return [{"type": block_type, "value": value} for value in values]

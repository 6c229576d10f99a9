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
        first_steps=stream(FirstStepsBlock(), items("step", [to_begin_with(s) for s in content["first_steps"]]), home),
        tools=stream(ToolsBlock(), items("link", content["tools"]), home),
        legal_references=references(content, home),
        wording=content["wording"],
        wording_source=content["wording_source"],
    )


def lead_on(home: Page) -> None:
    """Let the first steps lead to the guides and courses of the site, which are there by now.

    A commitment whose steps lead anywhere is left alone: somebody may have changed them since.

    :param home: home page in the source language.
    """
    content = read_content(__file__, "commitments")
    found = [one for stake in content["stakes"] for block in stake["blocks"] for one in block["commitments"]]
    for commitment in found:
        if not any(leads_on(step) for step in commitment["first_steps"]):
            continue
        page = CommitmentPage.objects.descendant_of(home).get(commitment__number=commitment["number"])
        if not any(block.value.get("page") for block in page.first_steps):
            page.first_steps = stream(FirstStepsBlock(), items("step", commitment["first_steps"]), home)
            page.save_revision().publish()


def leads_on(step: dict[str, Any]) -> bool:
    """Whether a step leads to another page of the site."""
    return "page" in step


def to_begin_with(step: dict[str, Any]) -> dict[str, Any]:
    """A step as it is before the pages that it leads to are there."""
    return {"title": step["title"], "text": step["text"]} if leads_on(step) else step


def items(block_type: str, values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Values as blocks of one type."""
    return [{"type": block_type, "value": value} for value in values]

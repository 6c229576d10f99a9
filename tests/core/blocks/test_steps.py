"""A step may lead to where it is done: to one place, under a name, or to none."""

import pytest
from django.template.loader import render_to_string
from wagtail.blocks import StructBlockValidationError

from core.blocks import StepBlock
from tests.factories.home import ContentPageFactory

ELSEWHERE = "https://www.example.org/formulaire"


def step(**parts):
    block = StepBlock()
    return block, block.normalize({"title": "Signer", "text": "", **parts})


def shown(value):
    return render_to_string("components/step.html", {"title": value["title"], "text": "", "step": value})


@pytest.mark.parametrize("parts", [{}, {"link_label": "Le formulaire", "url": ELSEWHERE}])
def test_step_that_leads_somewhere_or_promises_nothing_is_accepted(parts):
    block, value = step(**parts)
    assert block.clean(value)["title"] == "Signer"


@pytest.mark.parametrize(
    ("parts", "field"), [({"link_label": "Le formulaire"}, "link_label"), ({"url": ELSEWHERE}, "link_label")]
)
def test_step_with_half_a_link_is_refused_and_may_wait_in_a_draft(parts, field):
    block, value = step(**parts)
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value)
    assert list(error.value.block_errors) == [field]
    assert block.clean_deferred(value)["title"] == "Signer"


@pytest.mark.django_db
def test_step_that_leads_to_two_places_is_refused(site_root):
    block, value = step(link_label="Le formulaire", url=ELSEWHERE, page=ContentPageFactory())
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value)
    assert list(error.value.block_errors) == ["url"]


def test_step_shows_its_link():
    _block, value = step(link_label="Le formulaire", url=ELSEWHERE)
    assert f'<a href="{ELSEWHERE}">Le formulaire</a>' in shown(value)


@pytest.mark.django_db
def test_step_shows_no_link_to_a_page_that_is_offline(site_root):
    _block, value = step(link_label="Le formulaire", page=ContentPageFactory(live=False))
    assert "<a" not in shown(value)


def test_step_stored_before_it_could_lead_anywhere_leads_nowhere():
    value = StepBlock().to_python({"title": "Signer", "text": "En mairie"})
    assert (value["link_label"], value.href) == ("", "")

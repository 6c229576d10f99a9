"""What may not go online goes online by no road: every rule, by button, review, list, date, command and translation."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import querydict_from_html, rich_text

from core.demo import stream
from core.flaws import flaws_of
from core.publication import NotReady
from core.translation.publication import publish_translation
from tests.factories.charter import make_charter
from tests.factories.core import UserFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.training import make_course
from tests.factories.translations import begin, fill, translated

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

FIGURE = {"value": "12", "unit": "%", "label": "d’achats"}
REFERENCE = {"code": "ccp", "article": "L2112-2", "checked_on": "2026-11-23"}


def stream_of(page, field, *values):
    """Blocks as a form would store them, each with an identifier of its own."""
    items = [{"type": kind, "value": value} for kind, value in values]
    return stream(page._meta.get_field(field).stream_block, items, page)


def references(page, **changes):
    return stream_of(page, "legal_references", ("reference", REFERENCE | changes))


def text_page(text, **reference):
    page = ContentPageFactory(live=False, title="Marchés")
    page.body = stream_of(page, "body", ("rich_text", text))
    if reference:
        page.legal_references = references(page, **reference)
    return page


def guide(**figure):
    page = GuidePageFactory(parent=GuideIndexPageFactory(), live=False)
    page.figures = stream_of(page, "figures", ("figure", FIGURE | figure))
    return page


def course(**figure):
    page = make_course()
    page.indicators = stream_of(page, "indicators", ("figure", FIGURE | figure))
    return page


def home(**figure):
    page = Page.objects.get(depth=2, locale__language_code="fr").specific
    section = {"title": "En chiffres", "figures": [FIGURE | figure]}
    page.sections = stream_of(page, "sections", ("figures", section))
    return page


def body_figures(**figure):
    page = ContentPageFactory(live=False, title="Chiffres")
    page.body = stream_of(page, "body", ("key_figures", {"figures": [FIGURE | figure], "illustrative": False}))
    return page


def commitment(**changes):
    _charter, [page] = make_charter([7])
    page.wording = "charter"
    for name, value in changes.items():
        setattr(page, name, value)
    return page


def article(leads_to="https://www.legifrance.gouv.fr/search/code", **reference):
    return text_page(f'<p><a href="{leads_to}">article L2112-2</a></p>', **{"article": "L2112-2"} | reference)


#: Each rule: what makes a page, what it lacks, and what puts it right.
RULES = {
    "wording without source": (commitment, {}, {"wording_source": "https://www.example.org/"}),
    "guide: figure without year": (guide, {"source": "Région"}, {"year": 2026, "source": "Région"}),
    "guide: figure without source": (guide, {"year": 2026}, {"year": 2026, "source": "Région"}),
    "course: figure without year": (course, {"source": "Région"}, {"year": 2026, "source": "Région"}),
    "course: figure without source": (course, {"year": 2026}, {"year": 2026, "source": "Région"}),
    "home: figure without year": (home, {"source": "Région"}, {"year": 2026, "source": "Région"}),
    "home: figure without source": (home, {"year": 2026}, {"year": 2026, "source": "Région"}),
    "body: figure without year": (body_figures, {"source": "Région"}, {"year": 2026, "source": "Région"}),
    "body: figure without source": (body_figures, {"year": 2026}, {"year": 2026, "source": "Région"}),
    "article without reference": (article, {"article": "L2112-3"}, {"article": "L2112-1 à L2112-3"}),
    "reference without day": (article, {"checked_on": None}, {}),
    "reference to a code without article": (article, {"article": ""}, {"article": "L. 2112-2"}),
    "reference to no text": (article, {"code": ""}, {"code": "", "law": "Loi fictive"}),
    "article that leads elsewhere": (article, {"leads_to": "https://marche-public.example/"}, {}),
}


#: One rule by every road each time, all of them on the deep floor.
SOME = [rule if rule == "article without reference" else pytest.param(rule, marks=pytest.mark.deep) for rule in RULES]


def draft_of(rule, *, right):
    """A draft that breaks a rule, which a draft may, or that is right."""
    make, wrong, mended = RULES[rule]
    page = make(**(mended if right else wrong))
    page.save_revision(clean=False)
    return type(page).objects.get(pk=page.pk)


def is_online(page):
    """Whether the last version of a page is the one that readers see."""
    page = Page.objects.get(pk=page.pk)
    online = page.live_revision
    return bool(page.live and online and online.content == page.latest_revision.content)


def posted(block, value, name):
    """What a browser sends of a block."""
    if isinstance(block, blocks.StructBlock):
        parts = [posted(child, value[key], f"{name}-{key}") for key, child in block.child_blocks.items()]
        return {key: sent for part in parts for key, sent in part.items()}
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        sent = {f"{name}-count": str(len(value))}
        for rank, item in enumerate(value.bound_blocks if isinstance(block, blocks.ListBlock) else value):
            sent |= {f"{name}-{rank}-{key}": text for key, text in (("order", str(rank)), ("deleted", ""))}
            sent |= {f"{name}-{rank}-id": item.id or "", f"{name}-{rank}-type": getattr(item, "block_type", "item")}
            sent |= posted(item.block, item.value, f"{name}-{rank}-value")
        return sent
    if isinstance(block, blocks.RichTextBlock):
        return {name: rich_text(value.source)}
    if isinstance(block, blocks.BooleanBlock):
        return {name: "on"} if value else {}
    return {name: "" if value is None else str(value)}


def by_button(client, page):
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    draft = page.get_latest_revision_as_object()
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            form.update(posted(field.stream_block, field.value_from_object(draft), field.name))
    form["action-publish"] = "1"
    client.post(url, form)


def by_list(client, page):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?next=/admin/&id={page.pk}")


def by_review(client, page):
    state = page.get_workflow().start(page, UserFactory(is_superuser=True))
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk])
    client.post(url, {"comment": ""})


def by_date(client, page):
    moment = timezone.now() - timedelta(minutes=5)
    Revision.objects.filter(pk=page.latest_revision_id).update(approved_go_live_at=moment)
    call_command("publish_scheduled")


def by_command(client, page):
    with suppress(NotReady):
        page.get_latest_revision().publish()


ROADS = (by_button, by_list, by_review, by_date, by_command)


@pytest.fixture
def reviewer(client, site_root):
    client.force_login(UserFactory(is_superuser=True))
    return client


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
@pytest.mark.parametrize("rule", SOME)
def test_page_goes_online_by_no_road_when_it_breaks_a_rule(reviewer, rule, road):
    page = draft_of(rule, right=False)
    road(reviewer, page)
    assert not is_online(page)


@pytest.mark.parametrize("road", ROADS, ids=lambda road: road.__name__)
@pytest.mark.parametrize("rule", SOME)
def test_page_goes_online_by_each_road_when_it_is_right(reviewer, rule, road):
    page = draft_of(rule, right=True)
    road(reviewer, page)
    assert is_online(page)


@pytest.mark.parametrize("right", [False, True])
@pytest.mark.parametrize("rule", SOME)
def test_translation_of_a_page_that_breaks_a_rule_stays_offline_and_of_one_in_order_does_not(
    site_root, monkeypatch, rule, right
):
    page = draft_of(rule, right=right)
    with monkeypatch.context() as before_the_rules:
        before_the_rules.setattr("core.publication._OBJECTORS", [])
        page.get_latest_revision().publish()
        above = page.get_parent()
        if above.depth > 1:
            translated(above.specific)
    translation = begin(page)
    translation.source.update_from_db()
    fill(translation)
    if right:
        assert publish_translation(translation=translation, user=None).live
    else:
        with pytest.raises(PermissionDenied):
            publish_translation(translation=translation, user=None)


@pytest.mark.parametrize("rule", ["wording without source", "home: figure without year", "article without reference"])
def test_button_says_what_is_missing_and_a_draft_is_kept(reviewer, rule):
    page = draft_of(rule, right=False)
    number = page.revisions.count()
    by_button(reviewer, page)
    assert (is_online(page), page.revisions.count()) == (False, number)
    assert flaws_of(page)

"""The front door of the demo: home page, pages of text, accessibility statement, accounts."""

import secrets
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group
from wagtail.models import Page, Site

from core.blocks import BodyBlock
from core.demo import publish_under, read_content, stream
from core.models import GlossaryTerm, ProgrammeSettings, User
from home.blocks import SectionsBlock
from home.demo_media import load_documents, load_images
from home.models import AccessibilityPage, ContentPage, GlossaryPage, HomePage
from home.roles import ROLES

PAGE_TEXTS = ("title", "slug", "summary", "show_in_menus", "show_in_footer")
STATEMENT_TEXTS = (
    "title", "slug", "summary", "state", "scope", "non_conformities", "derogations", "exempt", "technologies",
    "test_environment", "pages_checked", "contact_email", "contact", "plan", "remedies",
)  # fmt: skip


def load_media() -> None:
    """Fill the libraries of pictures and documents."""
    content = read_content(__file__, "pages")
    load_images(content["images"])
    load_documents(content["documents"])


def load(home: HomePage) -> None:
    """Publish the pages of text, then the home page, which leads to all the others; unless it has sections already.

    :param home: home page in the source language.
    """
    if home.sections:
        return
    content = read_content(__file__, "pages")
    bodies = {page_content["slug"]: page_content for page_content in content["pages"]}
    # First the pages, then their bodies: they lead to one another.
    pages = [add_page(home, page_content) for page_content in content["pages"]]
    for page in pages:
        if isinstance(page, ContentPage) and not page.body:
            page.body = stream(BodyBlock(), bodies[page.slug]["body"], home)
            page.save_revision().publish()
    load_glossary(home)
    home.title = content["home"]["title"]
    home.seo_title = content["home"].get("seo_title", "")
    home.summary = content["home"].get("summary", "")
    home.search_description = content["home"].get("search_description", "")
    home.sections = stream(SectionsBlock(), content["home"]["sections"], home)
    home.save_revision().publish()
    programme = ProgrammeSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in content["programme"].items():
        setattr(programme, name, value)
    programme.save()


def load_glossary(home: HomePage) -> None:
    """Add the terms that the glossary does not have yet, and the page that shows them."""
    content = read_content(__file__, "glossary")
    for term in content["terms"]:
        values = {name: "\n".join(value) if isinstance(value, list) else value for name, value in term.items()}
        GlossaryTerm.objects.get_or_create(slug=values.pop("slug"), defaults=values)
    if not GlossaryPage.objects.child_of(home).exists():
        publish_under(home, GlossaryPage(**content["page"]))


def add_page(home: HomePage, content: dict[str, Any]) -> Page:
    """Publish a page of text, its body still empty, or the accessibility statement; or find it again."""
    existing = Page.objects.child_of(home).filter(slug=content["slug"]).first()
    if existing:
        return existing.specific
    if content["type"] == "content":
        return publish_under(home, ContentPage(**{name: content[name] for name in PAGE_TEXTS if name in content}))
    statement = AccessibilityPage(**{name: content[name] for name in STATEMENT_TEXTS if name in content})
    statement.declared_on = date.fromisoformat(content["declared_on"])
    return publish_under(home, statement)


def load_accounts(password_file: Path) -> str:
    """Make one account for each role, with a password of its own, and tell where they are kept.

    :param password_file: where the passwords are written, for the people of this machine only.
    :returns: the lines to show: login name and password of each account.
    """
    made = {}
    for login, role in ROLES.items():
        if User.objects.filter(username=login).exists():
            continue
        password = secrets.token_urlsafe(12)
        user = User.objects.create_user(login, f"{login}@commande-publique.example", password, first_name=role.name)
        user.groups.add(Group.objects.get(name=role.name))
        made[login] = password
    if made:
        with password_file.open("a", encoding="utf-8") as file:
            password_file.chmod(0o600)
            file.writelines(f"{login:<16}{password}\n" for login, password in made.items())
    return password_file.read_text("utf-8") if password_file.exists() else ""

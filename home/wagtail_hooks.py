from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse_lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.admin_menu import ROOMS, room
from home.dashboard import ShortcutsPanel
from home.viewsets import VocabularyViewSetGroup


@hooks.register("register_admin_viewset")
def vocabulary_viewsets() -> VocabularyViewSetGroup:
    return VocabularyViewSetGroup()


def editor_guide(request: HttpRequest) -> HttpResponse:
    """How to write for this site, one topic after the other."""
    return render(request, "home/admin/editor_guide.html", {"page_title": _("Editors’ guide"), "header_icon": "help"})


@hooks.register("register_admin_urls")
def team_urls() -> list[URLPattern]:
    return [
        path("editor-guide/", editor_guide, name="home_editor_guide"),
        path("rooms/<slug:slug>/", room, name="home_room"),
    ]


@hooks.register("register_help_menu_item")
def editor_guide_menu_item() -> MenuItem:
    url = reverse_lazy("home_editor_guide")
    return MenuItem(gettext_lazy("Editors’ guide"), url, name="our-editor-guide", icon_name="help", order=1)


for item in ROOMS.values():
    hooks.register("register_admin_menu_item", lambda item=item: item)


@hooks.register("construct_help_menu")
def keep_one_guide(request: HttpRequest, items: list[MenuItem]) -> None:
    """Two guides of the editors side by side would be one too many: Wagtail's own leaves, and its news with it."""
    items[:] = [item for item in items if item.name != "editor-guide" and not item.name.startswith("whats-new")]


@hooks.register("insert_global_admin_css")
def site_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def finish_autosave_first() -> str:
    return format_html('<script type="module" src="{}"></script>', static("js/finish-autosave.js"))


@hooks.register("construct_homepage_panels")
def add_shortcuts(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(ShortcutsPanel())

"""Approving a page that may not go online: the reviewer is told why, in the words of whoever objects.

Wagtail takes a refusal for a lack of rights and says so, which sends a reviewer to the wrong person.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin.auth import require_admin_access
from wagtail.admin.viewsets.pages import page_viewset_registry
from wagtail.models import Page

from core.publication import NotReady, ask_before_publication

approve_as_wagtail_does = page_viewset_registry.as_view("workflow_action", page_id_kwarg="page_id")


@require_admin_access
def approve(request: HttpRequest, page_id: int, task_state_id: int) -> HttpResponse:
    """Approve a version of a page, unless somebody objects to its publication.

    :raises PermissionDenied: to those who may not edit the page.
    """
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method == "POST" and (reason := why_not_publish(page)):
        messages.error(request, reason)
        return redirect("wagtailadmin_pages:edit", page.pk)
    return approve_as_wagtail_does(request, page_id=page_id, action_name="approve", task_state_id=task_state_id)


def why_not_publish(page: Page) -> str:
    """Why the last version of a page may not go online, in words for the editor; nothing when it may."""
    try:
        ask_before_publication(page, page.get_latest_revision())
    except NotReady as refusal:
        return str(refusal)
    return ""

"""Where a publication is refused behind a button of Wagtail's, the editor is told why.

Whatever stops a publication is a refusal (``core.publication.NotReady``); Wagtail would say of each that the person has
no right to be there.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.workflow import WorkflowActionView

from core.publication import NotReady

Dispatch = Callable[..., HttpResponse]


def tell_refusals() -> None:
    """Have the form of a page and the decision of a reviewer say why; done once, when the site starts."""
    for view in (EditView, WorkflowActionView):
        view.dispatch = telling(view.dispatch)


def telling(dispatch: Dispatch) -> Dispatch:
    """The same view, which says why it published nothing, and leads back to the page."""

    @wraps(dispatch)
    def told(view: Any, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return dispatch(view, request, *args, **kwargs)
        except NotReady as refusal:
            messages.error(request, _("Not published. %(reason)s") % {"reason": refusal})
        # The form is at its own address; the window of a reviewer knows where it leads.
        back = getattr(view, "redirect_url", request.path)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest" and isinstance(view, WorkflowActionView):
            response: HttpResponse = view.render_modal_json(request, {"step": "success", "redirect": back})
            return response
        return redirect(back)

    return told

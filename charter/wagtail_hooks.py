from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.models import Page

from charter.models import ActionBlockPage, CharterPage, CommitmentPage, StakePage

CHARTER_TYPES = (CharterPage, StakePage, ActionBlockPage, CommitmentPage)


@hooks.register("before_copy_page")
def refuse_to_copy_the_charter(request: HttpRequest, page: Page) -> HttpResponse | None:
    """A number exists once: a copy would be a second page for a commitment, which no list expects."""
    below = request.method == "POST" and "copy_subpages" in request.POST
    if not issubclass(page.specific_class or Page, CHARTER_TYPES) and not (
        below and page.get_descendants().type(CHARTER_TYPES).exists()
    ):
        return None
    messages.error(
        request, _("Pages of the charter cannot be copied: each commitment has its number and its page once.")
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)

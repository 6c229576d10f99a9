"""What every page of the team has: who may open it is known before anything is looked up; the trail above it."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.models import User

#: Where each trail begins.
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}


class DeskPage(WagtailAdminTemplateMixin):
    """A page of the team. Before a view of Django: ``class LoanView(DeskPage, TemplateView)``."""

    #: What one needs to come in, as ``app.codename``. Without one, only an administrator does.
    permission = ""

    def may_enter(self) -> bool:
        """Whether this account may come in at all. Nothing has been looked up yet: who may not learns nothing."""
        return self.user.has_perm(self.permission)

    def load(self) -> None:
        """Find what the address names.

        :raises Http404: there is no such thing.
        """

    def may_open(self) -> bool:
        """Whether this account may see what was found."""
        return True

    def elsewhere(self) -> HttpResponse | None:
        """Lead to another page, whatever was asked of this one; nothing to stay."""
        return None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer those who may open the page.

        :raises PermissionDenied: to all others.
        """
        if not self.may_enter():
            raise PermissionDenied
        self.load()
        if not self.may_open():
            raise PermissionDenied
        return self.elsewhere() or super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Who asks: somebody of the team, who is logged in."""
        return cast(User, self.request.user)

    def trail(self) -> list[dict[str, Any]]:
        """The pages above this one."""
        return [HOME]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.trail(), {"url": "", "label": self.get_page_title()}]

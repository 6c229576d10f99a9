"""A redirect that would not serve is refused where it is written: the form, the import of a file, the command."""

from django.utils.translation import gettext_lazy as _
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.redirects import Fate, fate_of

#: Why a redirect is refused, in words for whoever writes it.
REASONS = {
    Fate.ITSELF: _("This redirect leads to its own address."),
    Fate.ROUND: _("With the other redirects, this one leads round in a circle."),
    Fate.NOWHERE: _("Readers would find nothing there: no page is online at that address."),
    Fate.HIDDEN: _("A page is online at this address: nobody would follow the redirect."),
}


def refuse_wrong_redirects() -> None:
    """Have Wagtail's form of a redirect look where it leads; done once, when the site starts.

    In the class itself: the screens, the import and the command each name it.
    """
    if getattr(RedirectForm.clean, "is_mended", False):
        return
    clean = RedirectForm.clean

    def clean_and_follow(form: RedirectForm) -> None:
        clean(form)
        if not form.errors:
            look_where_it_leads(form)

    clean_and_follow.is_mended = True  # type: ignore[attr-defined]  # our mark on a function
    RedirectForm.clean = clean_and_follow


def look_where_it_leads(form: RedirectForm) -> None:
    """Put an error on the field of a redirect that is wrong, on any of its sites.

    :param form: whose fields hold what they may.
    """
    values = {name: form.cleaned_data.get(name) for name in ("old_path", "site", "redirect_page", "redirect_link")}
    redirect = Redirect(pk=form.instance.pk, redirect_page_route_path=form.instance.redirect_page_route_path, **values)
    redirect.clean()
    for site in [redirect.site] if redirect.site else Site.objects.all():
        fate = fate_of(redirect, site)
        if fate is not Fate.ANSWERS:
            target = "redirect_page" if redirect.redirect_page else "redirect_link"
            form.add_error("old_path" if fate is Fate.HIDDEN else target, REASONS[fate])
            return

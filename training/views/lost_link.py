"""“I lost my mail”: the links again, to the address only. The answer is the same for any address."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from core.limits import allow, network_of
from core.outbox.ceiling import hours_to_wait
from training.services.resend_links import resend_links
from training.views.answers import SeeOther, private_page
from training.views.fields import AddressField
from training.views.forms import HONEYPOT, set_attributes
from training.views.notices import BUSY, TOO_MANY, Notice

HOUR = timedelta(hours=1)


class LostLinkForm(forms.Form):
    """One address."""

    honeypot = HONEYPOT

    email = AddressField(
        label=_("Email address"),
        help_text=_("The address you booked with."),
        error_messages={"required": _("Enter your email address.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_attributes(self.fields["email"], autocomplete="email", inputmode="email", autocapitalize="none")


@private_page
def lost_link(request: HttpRequest) -> HttpResponse:
    """Ask for one's links."""
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get(HONEYPOT):
        return SeeOther(reverse("sign_ups:lost_link_sent"))
    if not form.is_valid():
        return show(request, form)
    limit = settings.SIGN_UP_FORMS_AN_HOUR
    try:
        if not allow("lost links", subject=network_of(request), limit=limit, window=HOUR):
            return show(request, form, TOO_MANY)
        resend_links(email=form.cleaned_data["email"], language=get_language())
    except OperationalError:
        return show(request, form, BUSY)
    return SeeOther(reverse("sign_ups:lost_link_sent"))


@private_page
def sent(request: HttpRequest) -> HttpResponse:
    """What is said to everybody who asked."""
    return render(request, "training/sign_up/lost_link_sent.html", {"wait_hours": hours_to_wait()})


def show(request: HttpRequest, form: LostLinkForm, notice: Notice | None = None) -> HttpResponse:
    """The page of the form."""
    context = {"form": form, "notice": notice}
    return render(request, "training/sign_up/lost_link.html", context, status=notice.status if notice else 200)

"""The pages of participants, below one address. All but the first few need a link that they received."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from training.views import changing, confirming, correcting, lost_link, managing

app_name = "sign_ups"

MINE = "<uuid:public_id>/<str:token>/"

urlpatterns = [
    path("", lost_link.lost_link, name="lost_link"),
    path(_("sent/"), lost_link.sent, name="lost_link_sent"),
    path(_("corrected/"), correcting.address_corrected, name="address_corrected"),
    path(_("confirm/"), include([path(MINE, confirming.confirm, name="confirm")])),
    path(_("offer/"), include([path(MINE, confirming.offer, name="offer")])),
    path(
        MINE,
        include(
            [
                path("", managing.manage, name="manage"),
                path(_("calendar/"), managing.calendar, name="calendar"),
                path(_("cancel/"), managing.cancel, name="cancel"),
                path(_("erase/"), managing.erase, name="erase"),
                path(_("correct/"), correcting.correct, name="correct"),
                path(_("hand-over/"), correcting.give, name="hand_over"),
                path(_("change/"), changing.change, name="change"),
            ]
        ),
    ),
]

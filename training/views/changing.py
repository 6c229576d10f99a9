"""Move to another session of the course: the first seat is kept until the second is one's own."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from training.mails.links import Purpose, path_to
from training.services.change_session import MAY_CHANGE, change_session, is_changing
from training.services.shared.errors import NotOpen, WrongState
from training.views.answers import SeeOther
from training.views.personal import Mine, personal_page, show


@personal_page(Purpose.MANAGE)
def change(request: HttpRequest, mine: Mine) -> HttpResponse:
    """The other dates, each with its seats and its button."""
    sign_up = mine.sign_up
    if request.method == "POST":
        chosen = chosen_session(request, mine)
        try:
            new = change_session(public_id=sign_up.public_id, session_key=sign_up.session_key, to_session_key=chosen)
        except WrongState:
            # Sent twice, or too late: their page says where they stand.
            return SeeOther(mine.path("manage"))
        return SeeOther(path_to("manage", new))
    if sign_up.state not in MAY_CHANGE or is_changing(sign_up) or mine.has_begun:
        return SeeOther(mine.path("manage"))
    return show(request, "change", mine)


def chosen_session(request: HttpRequest, mine: Mine) -> UUID:
    """The session that was chosen among those shown.

    :raises NotOpen: it is none of them.
    """
    keys = {str(other.translation_key): other.translation_key for other in mine.others}
    chosen = keys.get(request.POST.get("session", ""))
    if chosen is None:
        raise NotOpen
    return chosen

"""The entry of a session in a participant's calendar."""

from icalendar import Calendar

from training.models import SignUp


def calendar_file(sign_up: SignUp) -> bytes:
    """The file that adds a session to somebody's calendar."""
    calendar = Calendar()
    calendar.add("prodid", "-//Commande publique responsable Grand Est//FR")
    calendar.add("version", "2.0")
    return calendar.to_ical()

"""Before a page goes online, whoever may stop it is asked.

A page names nobody above it: those who have a word to say register it, once the application is ready:

    before_publication(refuse_unready)
"""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from wagtail.models import Page, Revision

Objector = Callable[[Page, Revision | None], None]


class NotReady(PermissionDenied):
    """This page may not go online as it is; the message says why, in words for the editor."""


_OBJECTORS: list[Objector] = []


def before_publication(objector: Objector) -> None:
    """Have a function asked before each publication.

    :param objector: called with the page and the version that would go online; it stops that by an error.
    """
    if objector not in _OBJECTORS:
        _OBJECTORS.append(objector)


def ask_before_publication(page: Page, revision: Revision | None) -> None:
    """Ask everyone who may stop a publication; the errors of those who do are raised here."""
    for objector in _OBJECTORS:
        objector(page, revision)

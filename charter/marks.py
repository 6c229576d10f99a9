"""What is illustrative looks so wherever it is named: a commitment whose words are not the charter’s has a mark.

Where there is room for an element, the tag ``named`` shows it; elsewhere, it is in the text itself.
"""

from django.utils.translation import gettext as _


def marked(title: str) -> str:
    """The title of a commitment whose words are not the charter’s, with the mark that tells so."""
    return _("%(title)s (illustrative wording)") % {"title": title}

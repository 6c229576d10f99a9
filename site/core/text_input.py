"""Stand-in, until the cleaner of texts lands."""

import unicodedata


def person_fold(name: str) -> str:
    """One form of a name."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())

"""Where words stand in an alphabetical list, which no database knows for all of our languages alike."""

import unicodedata


def sort_key(text: str) -> str:
    """Where a word stands in an alphabetical list: accents and capitals aside, as dictionaries of our languages do."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae")).casefold()
    return "".join(letter for letter in plain if not unicodedata.combining(letter))

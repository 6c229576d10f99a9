"""Finding a person by what one remembers of a name: without accents and capitals, on any database."""

import unicodedata
from collections.abc import Iterable

from core.typed_text import person_fold


def without_accents(text: str) -> str:
    """Return a text as a search compares it: “Zoé” is found by “zoe”. Two people may become one: never an identity."""
    parts = unicodedata.normalize("NFD", person_fold(text))
    return "".join(character for character in parts if not unicodedata.combining(character))


def holds(wanted: str, texts: Iterable[str]) -> bool:
    """Tell whether each word that is looked for is in one of these texts."""
    folded = [without_accents(text) for text in texts]
    return all(any(word in text for text in folded) for word in without_accents(wanted).split())

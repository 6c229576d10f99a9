"""The lists of values a site starts with."""

import json
from pathlib import Path

from core.models import Audience, VocabularyTerm
from guides.models import LegalLever, PurchaseFamily, Stage

LISTS: dict[str, type[VocabularyTerm]] = {
    "stages": Stage,
    "families": PurchaseFamily,
    "levers": LegalLever,
    "audiences": Audience,
}


def load_vocabularies() -> None:
    """Fill each list that is still empty; a list that editors have touched stays theirs."""
    terms = json.loads((Path(__file__).parent / "demo_content" / "vocabularies.json").read_text("utf-8"))
    for name, model in LISTS.items():
        if not model._default_manager.exists():
            model._default_manager.bulk_create(
                model(sort_order=position, **term) for position, term in enumerate(terms[name], start=1)
            )

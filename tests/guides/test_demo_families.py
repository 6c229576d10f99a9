"""A guide of the demo is filed under what it speaks of: named once, a family sends readers there for nothing."""

import json
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "guides" / "demo_content"
#: What texts call each family of purchases.
CALLED = {
    "works-buildings": r"travaux|bâtiment|chantier|toiture|peinture",
    "roads-public-space": r"voirie|chaussée|carrefour|trottoir",
    "green-spaces": r"espaces verts|paysag|haie",
    "energy": r"énergie|chauff|éclairage|luminaire",
    "waste": r"déchet|benne|pesée",
    "food-catering": r"restauration|denrée|cantine|repas|produits",
    "cleaning-hygiene": r"nettoyage|propreté|hygiène|entretien des locaux",
    "furniture": r"mobilier|chaise|meuble|table ",
    "digital-telecoms": r"numérique|ordinateur|téléphon|logiciel|écran|site internet|capteur",
    "textiles-workwear": r"textile|vêtement|tenue|chaussure",
    "office-supplies": r"papier|fournitures de bureau|cartouche",
    "vehicles-mobility": r"véhicule|voiture|vélo|\bbus\b|trajet",
    "communication-events": r"imprim|affiche|événement|brochure|dépliant",
    "training-integration": r"formation|insertion",
}


def words_of(value):
    """Every word that a guide says, without its addresses."""
    if isinstance(value, dict):
        return " ".join(words_of(part) for part in value.values())
    if isinstance(value, list):
        return " ".join(map(words_of, value))
    return re.sub(r"<[^>]*>|https?://\S+", "", value) if isinstance(value, str) else ""


def guides():
    return json.loads((ROOT / "guides.json").read_text("utf-8"))["guides"]


def test_guide_speaks_of_each_family_that_it_is_filed_under():
    named = {
        (guide["slug"], family): len(re.findall(CALLED[family], words_of([guide["summary"], guide["body"]]), re.I))
        for guide in guides()
        for family in guide["families"]
    }
    assert {filed: times for filed, times in named.items() if times < 2} == {}


def test_guide_filed_under_cleaning_says_that_the_staff_is_taken_over():
    for guide in guides():
        if "cleaning-hygiene" in guide["families"]:
            assert re.search(r"reprise du personnel|reprend(re)? .*salari", words_of(guide["body"])), guide["slug"]

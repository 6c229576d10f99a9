"""Words that describe no picture are told from those that do."""

import pytest

from core.picture_words import is_name_of, says_nothing

NOTHING = [
    "image", "Photo", "photo 2", "PHOTO", "photo1", "Image 12 copie", "Photo de couverture", "logo",
    "sans titre", "Bild 1", "IMG_1234", "IMG_1234 (2)", "img 1234", "DSC01234.JPG", "P1010101",
    "PXL_20240512_101112345", "IMG-20240512-WA0001", "WhatsApp Image 2024-05-12 at 10.20.30",
    "Capture d’écran 2024-05-12 à 10.20.30", "Screenshot 2024-05-12", "image001", "3f2a9c1b",
    "550e8400-e29b-41d4-a716-446655440000", "facade_mairie", "facade.png", "Rapport final.pdf", "12345", "…",
    "-",
]  # fmt: skip
SOMETHING = [
    "", "  ", "Photo de la mairie", "Logo de la Région", "La salle du conseil", "Arc-en-ciel", "CO2", "A4",
    "RN 57", "Atelier", "Deux agents en 2024", "Portrait de Marie Curie", "Schéma du circuit d’achat",
    "42 engagements", "Carte", "Façade", "Un fichier_exemple à l’écran",
]  # fmt: skip


@pytest.mark.parametrize("words", NOTHING)
def test_words_of_nothing_are_known(words):
    assert says_nothing(words) is True


@pytest.mark.parametrize("words", SOMETHING)
def test_words_that_describe_are_left_alone(words):
    assert says_nothing(words) is False


@pytest.mark.parametrize(
    ("words", "name", "is_name"),
    [
        ("Salle du conseil", "original_images/Salle_du_conseil.jpg", True),
        ("salle-du-conseil.jpg", "original_images/salle_du_conseil.jpg", True),
        ("Été à Metz", "original_images/Ete_a_Metz_Ab3dE5g.webp", True),
        ("La salle du conseil, vide", "original_images/Salle_du_conseil.jpg", False),
        ("La salle", "original_images/salle.jpg", False),
    ],
)
def test_name_of_the_file_is_known(words, name, is_name):
    assert is_name_of(words, name) is is_name

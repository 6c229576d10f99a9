"""Words that describe no picture: the name of its file, what a camera called it, “image”, “photo 2”.

Whoever cannot see a picture gets its words instead (WCAG 2.2, criterion 1.1.1; RGAA 4.1, criteria 1.1 to 1.3, which
want an alternative that says what the picture does, and count the name of a file as none).
"""

import re
import unicodedata
from pathlib import PurePath

from django.utils.translation import gettext_lazy

WORDS_OF_NOTHING = gettext_lazy(
    "These words are the name of a file, or say only that there is a picture: say what it shows."
)
#: Words that say that there is a picture and not which one, as people, cameras and programs write them; and
#: what stands between them, or is added to the name of a copy.
NO_THING = re.compile(
    r"""
    abbildung|aucun|bild|bilder|bildschirmfoto|capture|cimg|cliche|couverture|cover|dcim|datei|default|dessin|diagramme?
    |document|download|dsc|dscf|dscn|dummy|ecran|fb|fichier|figure|file|foto|fotografie|fotos|gopr|grafik|graph|graphic
    |graphique|icone?|illu|illustrations?|imag|images?|img|infografik|infographic|infographie|kimg|logo|mg|mvimg
    |numerisation|ohne|pano|photos?|photographie|photography|pic|pictures?|placeholder|portrait|pxl|sam|sans|scan|scanner
    |schema|screen|screenshot|shot|signal|snapchat|telechargement|telegram|thumbnail|titelbild|titre|titel|title
    |unbenannt|unnamed|untitled|vid|vignette|visuel|wa|whatsapp|wp|zeichnung
    |a|at|am|au|by|copie|copy|cropped|d|de|du|edited|final|hdr|kopie|l|la|le|modifie|no|nom|um|uhr|von
    """,
    re.VERBOSE,
)
ENDING = re.compile(
    r"\.(jpe?g|jfif|png|gif|webp|avif|hei[cf]|tiff?|bmp|svg|psd|raw|dng|pdf|docx?|odt|pptx?|mp4|mov)$", re.IGNORECASE
)
#: “dsc01234”, “p1010101”, “photo1”: letters of a maker or of a kind, then a number.
NUMBERED = re.compile(r"(?P<letters>[a-z]*)(?P<number>\d+)")
LEAST_DIGITS = 4
#: A key that a program made, and a part of one.
MADE_KEY = re.compile(r"(?=.*\d)(?=.*[a-f])[0-9a-f]{4,}")
#: What a storage adds to a name that is taken.
TAKEN_NAME = re.compile(r"_[A-Za-z0-9]{7}$")


def says_nothing(words: str) -> bool:
    """Whether words that stand for a picture describe none: a file’s name, “image”, “photo 2”, “IMG_1234”.

    :param words: an alternative text; no words at all are another matter, which the block of a picture judges.
    """
    words = words.strip()
    if not words:
        return False
    is_one_piece = "_" in words and " " not in words
    return bool(ENDING.search(words)) or is_one_piece or all(map(names_no_thing, parts(words)))


def is_name_of(words: str, file_name: str) -> bool:
    """Whether words are the name of a file, however its separators are written.

    :param file_name: as it is stored, with or without folders.
    """
    stem = PurePath(file_name).stem
    return parts(words) in (parts(stem), parts(TAKEN_NAME.sub("", stem)))


def parts(words: str) -> list[str]:
    """The words, small and without accents, and nothing of what stands between them."""
    plain = unicodedata.normalize("NFKD", ENDING.sub("", words.strip()).casefold())
    return re.findall(r"[^\W_]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def names_no_thing(part: str) -> bool:
    """Whether one word could stand in the name of any file."""
    if NO_THING.fullmatch(part) or MADE_KEY.fullmatch(part):
        return True
    numbered = NUMBERED.fullmatch(part)
    if not numbered:
        return False
    letters, number = numbered.group("letters"), numbered.group("number")
    return not letters or bool(len(letters) > 1 and NO_THING.fullmatch(letters)) or len(number) >= LEAST_DIGITS

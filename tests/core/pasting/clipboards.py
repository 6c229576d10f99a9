"""The same note as five programs put it in a clipboard: written by us, after what each of them writes."""

from pathlib import Path

FOLDER = Path(__file__).parent / "clipboard"
PROGRAMS = ("word", "libreoffice", "google_docs", "outlook", "excel")


def clipboard_of(program: str) -> str:
    return (FOLDER / f"{program}.html").read_text("utf-8")


#: What all of them say of the sentence, whatever the spaces they write.
SENTENCE = (
    "<p>Une surface de <b>1 200 m</b><b><sup>2</sup></b>, soit moins de CO<sub>2</sub> : c’est l’<i>objectif</i> du "
    "1<sup>er</sup> lot.</p>"
)
ITEMS = "<ul><li>Visiter les locaux<ul><li>avec le service</li></ul></li><li>Compter les heures</li></ul>"
LINK = '<a href="https://www.example.org/aide">le site de l’aide</a>'
SURFACES = (["Local", "Surface"], ["Mairie", "800 m²"], ["École", "400 m²"])
#: What each becomes in the body of a page: names of blocks and their texts, ordinary spaces in place of all others.
BLOCKS = {
    "word": [
        ("heading", "Acheter un nettoyage responsable"),
        ("heading", "Avant d’écrire le marché"),
        (
            "rich_text",
            f"{SENTENCE}<h3>Parler aux entreprises</h3>{ITEMS}<ol><li>premier paragraphe</li></ol>"
            f"<p>Le texte nouveau est sur {LINK} et sur le serveur<sup>[1]</sup>.</p>",
        ),
        ("table", SURFACES),
    ],
    "libreoffice": [
        ("heading", "Avant d’écrire le marché"),
        (
            "rich_text",
            f"{SENTENCE}<h3>Parler aux entreprises</h3>{ITEMS}<ol><li>Écrire la clause</li></ol>"
            f"<p>Le texte est sur {LINK}<sup>1</sup>.</p>",
        ),
        ("table", SURFACES),
    ],
    "google_docs": [
        ("heading", "Avant d’écrire le marché"),
        ("rich_text", f"{SENTENCE}<h3>Parler aux entreprises</h3>{ITEMS}<p>Le texte est sur {LINK}.</p>"),
        ("table", SURFACES),
    ],
    "outlook": [
        (
            "rich_text",
            f"<p>Bonjour,</p>{SENTENCE}<ul><li>Visiter les locaux</li><li>Compter les heures</li></ul>"
            f"<p>Le texte est sur {LINK}, et ici : la lettre.</p>",
        ),
        ("table", SURFACES),
        ("rich_text", "<p>Anne<br/>Service des marchés</p><p>03 88 00 00 00</p>"),
    ],
    "excel": [("table", (["Local", "Surface", "Page"], ["Mairie", "1 200 m²", "fiche"], ["Mairie", "400", ""]))],
}


def told(blocks):
    """Blocks as the lists above write them."""
    return [(name, rows(value) if name == "table" else value.replace("\u00a0", " ")) for name, value in blocks]


def rows(value):
    """The texts of a table block, those of its headings first."""
    table = value["table"]
    lines = [[column["heading"] for column in table["columns"]], *(row["values"] for row in table["rows"])]
    return tuple([text.replace("\u00a0", " ") for text in line] for line in lines)

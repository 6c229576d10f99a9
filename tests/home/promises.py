"""Words that send readers somewhere, and lead nowhere: a promise is kept where it is made, by a link.

What does not exist yet is said to be so, with whom to ask: that is a link too. A step has its link under its text.
"""

import re
from collections.abc import Collection

from bs4 import BeautifulSoup, Tag

#: Passages that hold no other: a paragraph, a point of a list, a cell.
PASSAGES = ("p", "li", "dd", "td", "blockquote")
#: What sends readers somewhere on this site, to its team, or to somebody that it does not name.
PROMISES = {
    "fr": (
        r"(sign|inscri)\w+ en ligne",
        r"formulaire de signature",
        r"(modèles?|tableau|celui|agenda|formations|guides) de ce site",
        r"demandez-(lui|leur)",
        r"signalez .* à l’équipe",
        r"publiées? dans (sa|la|notre) ",
        r"(sera|seront) (précis|indiqu|publi)\w+ (ici|à l’ouverture)",
        r"point d’information (de votre|le plus)",
        r"liste des (titulaires|signataires)",
        r"autres signataires \(",
        r"security\.txt",
        r"sur votre site et sur l’agrégateur",
        r"(sur|de) Légifrance",
        r"profils d’acheteur de votre",
        r"demander le label",
        r"licence de réutilisation",
    ),
    "de": (
        r"unterzeichne\w* online",
        r"Unterzeichnungsformular|Formular zur Unterzeichnung",
        r"(Vorlage|Kalender|Schulungen|Leitfäden) (auf )?dieser Website",
        r"Fragen Sie dort",
        r"(die|nächstgelegenen) Informationsstelle",
        r"veröffentlicht in der|sobald die Website öffentlich",
        r"Liste der Unterzeichnenden",
        r"security\.txt",
        r"auf (dem Rechtsportal )?Légifrance",
        r"Label kann man",
        r"unter welcher Lizenz",
    ),
    "en": (
        r"signs? online",
        r"signature form|form for signing",
        r"(template|calendar|courses|guides) on this site",
        r"ask (it|them) for",
        r"(local|nearest) information point",
        r"published in its|when the site opens",
        r"list of signatories",
        r"security\.txt",
        r"on Légifrance",
        r"apply for the label\.",
        r"licence for reusing",
    ),
}
QUOTED = re.compile(r"[«„“]\s*(.+?)\s*[»“”]")


def unkept(soup: BeautifulSoup, titles: Collection[str]) -> list[str]:
    """The passages of a page that send readers somewhere without a link.

    :param titles: of the pages that readers may open in its language: a passage that quotes one leads to it.
    """
    main, whole = soup.find("main"), soup.html["lang"]
    found = []
    for passage in main.find_all(PASSAGES):
        if passage.find(PASSAGES):
            continue
        # A title may hold a space that does not break.
        text = re.sub(r"\s+", " ", passage.get_text()).strip()
        marked = passage.find_parent(attrs={"lang": True})
        language = passage.get("lang") or (marked["lang"] if marked else whole)
        sends = any(re.search(promise, text, re.IGNORECASE) for promise in PROMISES[language]) or any(
            any(title.startswith(quoted) for title in titles) for quoted in QUOTED.findall(text) if len(quoted) > 12
        )
        if sends and not leads(passage):
            found.append(text)
    return found


def leads(passage: Tag) -> bool:
    """Whether a passage holds a link, or the step it belongs to, or the box of contact that follows it."""
    step = passage.find_parent("li")
    after = passage.find_next_sibling()
    return bool(
        passage.find("a", href=True)
        or passage.find_parent("a", href=True)
        or (step and step.find("a", href=True))
        or (after and "cluster" in after.get("class", ()) and after.find("a", href=True))
    )

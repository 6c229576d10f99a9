"""Names of people hold no address; nothing else of a name is judged."""

from itertools import product

import pytest
from django.core.exceptions import ValidationError

from core.typed_names import clean_name, endings, leads_elsewhere

pytestmark = pytest.mark.one_database

FIRST = [
    "Zoé", "Jean-Pierre", "J.-P.", "J.P.", "J. P.", "M.", "Mme", "Mme.", "Dr.", "Dr", "Pr.", "Hr.", "Fr.",
    "Prof. Dr.", "Dipl.-Ing.", "Dr.med.", "Dr.rer.nat.", "Dr. h.c.", "St.", "Mlle", "M. J.", "Karl-Heinz",
    "D’Arcy", "Ó", "李", "Иван И.",
]  # fmt: skip
LAST = [
    "Martin", "de La Tour", "Le Goff", "d’Estaing", "von der Leyen", "Müller-Lüdenscheidt", "Saint-Exupéry",
    "St.Pierre", "Ly", "Li", "To", "Schmidt", "Leclerc", "Sr.", "Jr.", "II", "O’Neill", "Grün (Metz)",
    "Weiß, Rechtsanwältin", "Kim", "N’Diaye", "Com", "Fr.", "z.B.", "A.B.C.", "Net", "Info", "Martin / Durand",
    "Пушкин", "Straße 5", "…",
]  # fmt: skip
JOINED = [
    "M.Dupont", "M.Ly", "M.Li", "Dr.Schmidt", "Dr.Weber", "M.de Villepin", "Mme.de La Tour", "St.Pierre",
    "St.Gallen", "J.C.de Souza", "H.C.Andersen", "J.R.R.Tolkien", "Marie.Leclerc", "Jean.Martin",
    "Dr.med.vet.Müller", "Dipl.Ing. Roth", "M.Sc. Weber", "Société A.B.C.", "S.A.R.L.", "e.V.", "А.С.Пушкин",
    "Martin (M.)", "Zoé.", "...", "1.2.3", "8.30",
]  # fmt: skip
ADDRESSES = [
    "exemple.fr", "Exemple.FR", "EXEMPLE.COM", "bit.ly/abc", "www.exemple", "WWW.x", "t.co", "t.me", "T.Me",
    "x.com", "X.Com", "l.fr", "M.fr", "evil.example", "a@b", "zoe＠ville", "https://x", "hxxp://x", "ftp：//x",
    "ＷＷＷ．x", "exemple．fr", "exemple。fr", "evil.com.", "evil.com, vite", "evil.com:80", "evil.com?x",
    "(evil.com)", "e_x.com", "x.y.fr", "mairie-x.alsace", "пример.рф", "x.xn--p1ai", "a-b.io", "Evil.Com",
    "shop.de", "t.de", "bücher.de", "win.test", "x.onion", "1.fr", "Jean.fr-Martin",
]  # fmt: skip


def test_names_of_people_are_kept_as_they_are():
    names = [*(f"{first} {last}" for first, last in product(FIRST, LAST)), *JOINED]
    assert [clean_name(name, longest=120) for name in names] == names


@pytest.mark.parametrize("around", ["{}", "Zoé {}", "{} Lambert", "Gagnez 1000 EUR {} !", "«{}»"])
def test_addresses_are_refused_wherever_they_stand(around):
    assert [address for address in ADDRESSES if not leads_elsewhere(around.format(address))] == []


def test_refusal_says_what_to_do():
    with pytest.raises(ValidationError) as refused:
        clean_name("Gagnez 1000 EUR https://exemple.fr", longest=120)
    assert (refused.value.code, refused.value.messages[0][:26]) == ("address_in_name", "Indiquez seulement un nom,")


def test_each_ending_is_one_of_a_domain_and_no_name_of_its_own():
    assert [ending for ending in endings() if not leads_elsewhere(f"gagnez.{ending}")] == []
    assert [
        ending for ending in endings() if leads_elsewhere(f"Zoé {ending}") or leads_elsewhere(f"Zoé. {ending}")
    ] == []
    assert (len(endings()) > 500, {"fr", "de", "lu", "com", "example", "рф"} - endings()) == (True, set())

"""What a browser would send of the forms of a page, all filled in; and what only somebody who means harm would add."""

from bs4 import BeautifulSoup, Tag
from wagtail.fields import StreamField
from wagtail.models import get_page_models
from wagtail.test.utils.form_data import rich_text

#: Fields that no form offers to those who may not: each is sent with everything, by everybody.
HOSTILE = {
    "action-publish": "1",
    "confirm": "1",
    "date_joined": "2020-01-01",
    "is_active": "on",
    "is_superuser": "on",
    "live": "on",
    "locked": "",
    "owner": "1",
    "publish_copies": "on",
    "state": "confirmed",
    "user": "1",
    "user_permissions": "1",
}
#: Of a body, browsers write the fields themselves: it is sent empty.
BODIES = {
    f"{field.name}-count": "0"
    for model in get_page_models()
    for field in model._meta.get_fields()
    if isinstance(field, StreamField)
}
#: What is written into an empty field, by its type.
WORDS = {
    "date": "2027-01-12",
    "email": "zoe.lambert@mairie-fictive.example",
    "number": "1",
    "password": "Une-longue-phrase-de-passe",
    "text": "Un mot",
    "textarea": "Un mot",
    "url": "https://www.example.org/",
}
#: And by what its name has in it.
WORDS_OF_NAMES = {
    "_at": "",
    "_on": WORDS["date"],
    "_until": WORDS["date"],
    "code": "un-mot",
    "day": WORDS["date"],
    "email": WORDS["email"],
    "link": WORDS["url"],
    "path": "/un-mot",
    "slug": "un-mot",
}


def sent_by(content: str) -> dict[str, list[str]]:
    """The fields of all the forms of a page that are posted, those that stand empty filled in."""
    found: dict[str, list[str]] = {}
    if "<form" not in content:
        return {}
    for form in BeautifulSoup(content, "html.parser").find_all("form"):
        if str(form.get("method", "")).lower() == "post":
            for field in form.find_all(["input", "select", "textarea", "button"]):
                for value in values_of(field):
                    found.setdefault(str(field["name"]), []).append(value)
    return found


def values_of(field: Tag) -> list[str]:
    """What a field sends: what stands in it, or something of its type."""
    kind = str(field.get("type") or ("textarea" if field.name == "textarea" else "text"))
    if not field.get("name") or kind in ("button", "file", "image"):
        return []
    if field.name == "button" or kind == "submit":
        return [] if str(field["name"]).startswith("action-") else [str(field.get("value", ""))]
    if field.name == "select":
        options = field.find_all("option")
        chosen = [option for option in options if option.has_attr("selected") and option.get("value")]
        return [str(option["value"]) for option in chosen or options if option.get("value")][:1]
    if kind in ("checkbox", "radio"):
        return [str(field.get("value", "on"))] if field.has_attr("checked") or kind == "radio" else []
    value = str(field.get("value") or "") if field.name == "input" else field.get_text().strip()
    if field.has_attr("data-draftail-input"):
        return [value if value not in ("", "null") else rich_text("Un mot")]
    if field["name"] == "new_slug":
        value = ""  # it is that of the page
    return [value or ("" if kind == "hidden" else word_for(str(field["name"]), kind))]


def word_for(name: str, kind: str) -> str:
    """A value that a field is likely to take; a moment to come is left empty."""
    for part, word in WORDS_OF_NAMES.items():
        if part in name:
            return word
    return WORDS.get(kind, "")

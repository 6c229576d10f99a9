"""Any changes of a French page, one publication after the other: no translation ever contradicts its facts."""

import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.blocks import BodyBlock
from core.translation.new_blocks import is_mere_text
from core.translation.progress import translation_of
from core.translation.publication import publish_translation
from tests.block_previews import TEXTS, leaves
from tests.factories.core import DocumentFactory
from tests.factories.home import ContentPageFactory
from tests.factories.translations import fill, translated

pytestmark = [pytest.mark.django_db, pytest.mark.deep]

WORD = st.sampled_from(["Un", "Deux", "Trois", "Quatre", "Cinq"])
LINK = st.sampled_from(["https://a.example/", "https://b.example/"])
YEAR = st.integers(2020, 2026)
ANY = st.integers(0, 99)


def new_key():
    return str(uuid.uuid4())


def heading(word, link, year, document):
    return "heading", word


def text(word, link, year, document):
    return "rich_text", f'<p>{word} <a href="{link}">ici</a></p><ul><li>{word} aussi</li></ul>'


def figure(word, link, year, document):
    value = {"value": str(year * 3), "unit": "kg", "label": word, "year": year, "source": word, "source_url": link}
    return "key_figures", {"figures": [{"type": "item", "value": value, "id": new_key()}], "illustrative": False}


def documents(word, link, year, document):
    return "documents", {"title": word, "documents": [{"type": "item", "value": document, "id": new_key()}]}


def table(word, link, year, document):
    rows = [{"values": [word, str(year)]}]
    columns = [{"type": "text", "heading": "Quoi"}, {"type": "text", "heading": "Quand"}]
    return "table", {"table": {"caption": word, "columns": columns, "rows": rows}, "row_headers": True}


KINDS = [heading, text, figure, documents, table]
BLOCK = st.tuples(st.sampled_from(KINDS), WORD, LINK, YEAR)
CHANGE = st.one_of(
    st.tuples(st.just("add"), ANY, BLOCK),
    st.tuples(st.just("change"), ANY, BLOCK),
    st.tuples(st.just("remove"), ANY, st.none()),
    st.tuples(st.just("move"), ANY, ANY),
    st.tuples(st.just("title"), WORD, st.none()),
    st.tuples(st.just("translate"), st.sampled_from(["de", "en"]), st.none()),
)


def made(block, document, key):
    kind, *words = block
    name, value = kind(*words, document)
    return {"type": name, "value": value, "id": key}


def with_facts_of(new, old):
    """A changed block keeps its name, and the names of what is in it, as an editor’s form does; another kind is new."""
    if new["type"] != old["type"]:
        return new | {"id": new_key()}
    if isinstance(new["value"], dict):
        for name, items in new["value"].items():
            if isinstance(items, list):
                for item, before in zip(items, old["value"][name], strict=True):
                    item["id"] = before["id"]
    return new


def apply(change, body, document):
    """The stored body after a change."""
    action, where, what = change
    place = where % len(body) if body and isinstance(where, int) else 0
    if action == "add":
        return [*body[:place], made(what, document, new_key()), *body[place:]]
    if action == "change" and body:
        new = with_facts_of(made(what, document, body[place]["id"]), body[place])
        return [*body[:place], new, *body[place + 1 :]]
    if action == "remove":
        return [*body[:place], *body[place + 1 :]]
    if action == "move" and body:
        rest = [*body[:place], *body[place + 1 :]]
        return [*rest[: what % len(body)], body[place], *rest[what % len(body) :]]
    return body


def stored(page):
    return type(page).objects.get(pk=page.pk).body.get_prep_value()


def facts(part):
    """What is no word in a stored block: years, addresses, ticks, choices, rows of other tables, numbers in cells."""
    block = BodyBlock().child_blocks[part["type"]]
    said = [value for _path, leaf, value in leaves(block, part["value"]) if not isinstance(leaf, TEXTS)]
    return said, documents_of(part)


def documents_of(part):
    return [item["value"] for item in part["value"]["documents"]] if part["type"] == "documents" else []


def words(part):
    block = BodyBlock().child_blocks[part["type"]]
    return [value for _path, leaf, value in leaves(block, part["value"]) if isinstance(leaf, TEXTS)]


def contradictions(french, translation):
    """What a translated body says against its French one."""
    known = {part["id"]: part for part in french}
    common = [part["id"] for part in translation if part["id"] in known]
    if common != [part["id"] for part in french if part["id"] in set(common)]:
        yield "order"
    for part in translation:
        if part["id"] in known:
            if facts(part) != facts(known[part["id"]]):
                yield "facts", part, known[part["id"]]
        elif not is_mere_text(BodyBlock().child_blocks[part["type"]]):
            yield "stays", part


def is_foreign(word, code):
    """Whether a word is in a language: it ends with its code, unless no language changes it."""
    plain = word.replace("</p>", "\n").replace("</li>", "\n").replace("<ul>", "").replace("</ul>", "")
    lines = [line for line in plain.split("\n") if any(letter.isalpha() for letter in line)]
    return all(line.endswith(code.upper()) for line in lines)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(BLOCK, min_size=1, max_size=3), changes=st.lists(CHANGE, min_size=1, max_size=5))
def test_no_change_of_a_french_page_makes_a_translation_contradict_it(home, client, blocks, changes):
    document = DocumentFactory().pk
    body = [made(block, document, new_key()) for block in blocks]
    page = ContentPageFactory(title="Titre", slug=f"p-{new_key()[:8]}", body=BodyBlock().to_python(body))
    copies = {code: translated(page, code) for code in ("de", "en")}
    for change in changes:
        if change[0] == "translate":
            translation = translation_of(copies[change[1]])
            fill(translation)
            publish_translation(translation=translation, user=None)
        else:
            body = apply(change, stored(page), document)
            page = type(page).objects.get(pk=page.pk)
            page.title = change[1] if change[0] == "title" else page.title
            page.body = BodyBlock().to_python(body)
            page.save_revision().publish()
        for code, copy in copies.items():
            assert list(contradictions(stored(page), stored(copy))) == []
            said = [word for part in stored(copy) for word in words(part)]
            assert [word for word in said if word and not is_foreign(word, code)] == []
            assert client.get(copy.url).status_code == 200

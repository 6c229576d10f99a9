"""A fictitious organisation has the same figures wherever the demo tells of it: they stand in one place."""

import json
import re
from pathlib import Path

import pytest

from core.demo import entities, with_figures

ROOT = Path(__file__).resolve().parents[2]
FILES = [path for path in ROOT.glob("*/demo_content/*.json") if path.stem != "vocabularies"]
#: A figure of an organisation, in digits or in words.
FIGURE = re.compile(
    r"(\d[\d\u00a0\u202f]*|\w+-(?:et-)?\w+|deux|trois|quatre|cinq|six|huit|dix|douze|vingt|trente|quarante)[ \u00a0]"
    r"(communes|habitants|lits|logements|salari\w+|agents)\b"
)


def entries(value):
    """The things that a file of content tells of: organisations, guides, courses, commitments, pages, sign-ups."""
    if isinstance(value, dict):
        if value.keys() & {"slug", "number", "email"}:
            yield value
        else:
            for part in value.values():
                yield from entries(part)
    elif isinstance(value, list):
        for item in value:
            yield from entries(item)


def told_twice(texts, names):
    """The figures of an organisation that more than one text writes, by organisation and by what they count."""
    found = {}
    for text in texts:
        for name in filter(text.__contains__, names):
            for unit, numbers in figures_of(text).items():
                found.setdefault((name, unit), []).append(numbers)
    return {key: numbers for key, numbers in found.items() if len(numbers) > 1}


def figures_of(text):
    """The figures in a text, by what they count."""
    found = {}
    for number, unit in FIGURE.findall(text):
        found.setdefault(unit, []).append(number)
    return found


def names_of():
    content = json.loads((ROOT / "label_directory" / "demo_content" / "organisations.json").read_text("utf-8"))
    return [organisation["name"] for organisation in content["organisations"]]


def texts():
    contents = [json.loads(path.read_text("utf-8")) for path in FILES]
    return [json.dumps(entry, ensure_ascii=False) for content in contents for entry in entries(content)]


def test_figures_of_an_organisation_that_several_texts_tell_of_are_written_once():
    # Beside what stands in the data: `{{ trois-vallees.habitants }}` is no literal.
    assert told_twice(texts(), names_of()) == {}


def test_told_twice_finds_both_ways_of_writing_a_figure():
    said = ["Trois Vallées\xa0: 38\u202f000 habitants, six communes", "Trois Vallées, 11\u202f000 habitants"]
    assert told_twice(said, ["Trois Vallées"]) == {("Trois Vallées", "habitants"): [["38\u202f000"], ["11\u202f000"]]}


def test_every_entity_is_an_organisation_of_the_directory():
    assert {entity["name"] for entity in entities().values()} <= set(names_of())


@pytest.mark.parametrize(("language", "said"), [("fr", "11\u202f000"), ("de", "11.000"), ("en", "11,000")])
def test_figures_are_written_as_each_language_writes_numbers(language, said):
    assert with_figures("{{ trois-vallees.habitants }}", language) == said


def test_name_of_an_entity_is_a_figure_too():
    assert with_figures("{{ trois-vallees.name }}") == "Communauté de communes des Trois Vallées"


def test_figure_that_nobody_knows_is_an_error():
    with pytest.raises(KeyError):
        with_figures("{{ trois-vallees.lits }}")

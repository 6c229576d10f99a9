"""The demo content is real French, set as a printer would: readers and editors copy what they see here."""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted(path for path in ROOT.glob("*/demo_content/**/*.json") if path.is_file())

#: Values that are addresses, keys or another language: French typography does not apply to them.
NOT_FRENCH = re.compile(r"(^|_)(url|slug|website|email|language|de|en)$")
#: Values that the loader reads as the name of something else, and bare identifiers such as « rich_text ».
NOT_WORDS = re.compile(r"^(https?://\S+|(path|image|document):\S*|[a-z0-9_./-]+)$")
NO_BREAK_SPACES = "\u00a0\u202f"
SUMMARY_LENGTH = 300
NUMBER_OF_COMMITMENTS = 42


class Text(NamedTuple):
    place: str
    name: str
    value: str


def texts(value: Any, place: str = "", name: str = "") -> Iterator[Text]:
    """Every string of a JSON value, with the path that leads to it and the name of its field."""
    if isinstance(value, dict):
        for key, item in value.items():
            # The semicolons of a table for spreadsheets separate its cells.
            if not (key == "text" and value.get("format") == "csv"):
                yield from texts(item, f"{place}.{key}", key)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from texts(item, f"{place}[{position}]", name)
    elif isinstance(value, str):
        yield Text(place, name, value)


def french(content: Any) -> Iterator[tuple[str, str]]:
    """What a reader sees in French: tags and addresses removed, entities decoded."""
    for text in texts(content):
        if not NOT_FRENCH.search(text.name) and not NOT_WORDS.match(text.value):
            visible = html.unescape(re.sub(r"<[^>]+>", "", text.value))
            yield text.place, re.sub(r"https?://\S+", "", visible)


def offences(content: Any, pattern: str) -> list[str]:
    """Places where a pattern is found, with what surrounds it: the message of a failing test."""
    return [
        f"{place}: …{visible[max(0, found.start() - 20) : found.end() + 20]}…"
        for place, visible in french(content)
        for found in re.finditer(pattern, visible)
    ]


@pytest.fixture(params=FILES, ids=lambda path: str(path.relative_to(ROOT)))
def content(request: pytest.FixtureRequest) -> Any:
    return json.loads(request.param.read_text("utf-8"))


def test_demo_content_has_no_straight_quote(content: Any) -> None:
    assert offences(content, r"['\"]") == []


def test_demo_content_keeps_high_punctuation_with_its_word(content: Any) -> None:
    # A colon inside a word is a time, a ratio or a scheme; before a space or an end, it is punctuation.
    assert offences(content, rf"[^{NO_BREAK_SPACES}:;?!](:(?=\s|$)|[;?!»])") == []


def test_demo_content_keeps_units_with_their_number(content: Any) -> None:
    assert offences(content, r"[\d\]] ?[%€]") == []


def test_demo_content_opens_quotes_with_a_no_break_space(content: Any) -> None:
    assert offences(content, rf"«[^{NO_BREAK_SPACES}]") == []


def test_demo_content_groups_thousands_with_a_no_break_space(content: Any) -> None:
    assert offences(content, r"\d \d{3}(?!\d)") == []


def test_demo_content_includes_people_without_middle_dots(content: Any) -> None:
    assert offences(content, r"\w[·•‧]\w|\w\((e|s|es|ne|trice|rice)\)") == []


def test_demo_content_has_no_filler_text(content: Any) -> None:
    assert offences(content, r"(?i)lorem ipsum|dolor sit amet|\bTODO\b|\bxxx\b") == []


def test_demo_content_summaries_fit_their_field(content: Any) -> None:
    long = [text.place for text in texts(content) if text.name == "summary" and len(text.value) > SUMMARY_LENGTH]
    assert long == []


def test_demo_content_addresses_belong_to_nobody(content: Any) -> None:
    addresses = [found for text in texts(content) for found in re.findall(r"[\w.+-]+@([\w.-]+)", text.value)]
    websites = [re.sub(r"^https?://|[/:?#].*$", "", text.value) for text in texts(content) if text.name == "website"]
    assert [host for host in addresses + websites if host and not host.rstrip(".").endswith(".example")] == []


def test_demo_content_marks_its_company_numbers_as_fictitious(content: Any) -> None:
    assert unmarked_company_numbers(content) == []


def unmarked_company_numbers(value: Any) -> list[str]:
    """SIRET-like numbers outside any object that says ``"fictitious": true``."""
    if isinstance(value, dict):
        return [] if value.get("fictitious") is True else unmarked_company_numbers(list(value.values()))
    if isinstance(value, list):
        return [number for item in value for number in unmarked_company_numbers(item)]
    # Addresses of pages hold long identifiers of their own.
    digits = re.sub(rf"(?<=\d)[ {NO_BREAK_SPACES}](?=\d)", "", re.sub(r"https?://[^\s\"<]+", "", str(value)))
    return re.findall(r"(?<!\d)\d{14}(?!\d)", digits)


def test_charter_content_numbers_its_commitments_once() -> None:
    charter = json.loads((ROOT / "charter" / "demo_content" / "commitments.json").read_text("utf-8"))
    commitments = [c for stake in charter["stakes"] for block in stake["blocks"] for c in block["commitments"]]
    assert sorted(c["number"] for c in commitments) == list(range(1, NUMBER_OF_COMMITMENTS + 1))


def test_charter_content_gives_the_source_of_what_it_calls_the_charter() -> None:
    charter = json.loads((ROOT / "charter" / "demo_content" / "commitments.json").read_text("utf-8"))
    commitments = [c for stake in charter["stakes"] for block in stake["blocks"] for c in block["commitments"]]
    assert [c["number"] for c in commitments if (c["wording"] == "charter") != bool(c["wording_source"])] == []


@pytest.mark.parametrize(
    ("wrong", "pattern"),
    [("l'acheteur", r"['\"]"), ("Pourquoi ?", r"[^\u00a0\u202f:;?!][?!]"), ("acheteur·euse", r"\w·\w")],
)
def test_offences_finds_what_it_looks_for(wrong: str, pattern: str) -> None:
    assert len(offences({"title": wrong}, pattern)) == 1


def test_offences_leaves_tags_and_addresses_alone() -> None:
    assert offences({"text": '<a href="https://a.example/?q=l\'x">Lien</a>', "url": "x'y"}, r"['\"]") == []

"""The rules of the house, on templates and styles."""

import ast
import fnmatch
import re
import sys
from pathlib import Path

from django.apps import apps
from django.db.models import TextChoices
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template
from wagtail.models import Page

from core.blocks.body import BodyBlock

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = {"config", "core", "home", "guides", "training", "charter", "label_directory"}
FOLDERS = ("site", "home", "guides", "training", "charter", "label_directory")
HOUSE = ROOT / "templates"
TEXTS = {path.relative_to(HOUSE).as_posix(): path.read_text() for path in sorted(HOUSE.rglob("*.html"))}
STYLES = sorted((ROOT / "site" / "core" / "static" / "css").rglob("*.css"))

LONGEST_TEMPLATE = 120
#: Found by Django or Wagtail by their name, whoever asks.
FOUND_BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
LOAD = re.compile(r"{%\s*load\s+(.*?)\s*%}")
BLOCK = re.compile(r"{%\s*block\s+(\w+)")
INCLUDE = re.compile(r"{%\s*include\s+(.*?)\s*%}", re.DOTALL)
#: An attribute held against a word: ``session.status == "open"``.
COMPARED = re.compile(r"""\.\w+ [!=]= ["'](\w+)["']""")
REFERENCE = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
INLINE = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without a file": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "text that is not escaped": re.compile(r"\|\s*safe(?:seq)?\b|{%\s*autoescape\s+off"),
}
COLOUR = re.compile(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\("
    r"|:\s*[^;{}]*\b(?:white|black|red|green|blue|grey|gray|yellow|orange|purple)\b",
    re.IGNORECASE,
)


def snake(name: str) -> str:
    """Return the name of a class as that of a file."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def page_models() -> list[type[Page]]:
    """Return the page types of the house."""
    return [
        model for model in apps.get_models() if issubclass(model, Page) and model.__module__.split(".")[0] in FOLDERS
    ]


def named_in_python() -> set[str]:
    """Return the templates that Python names, with a star for what it fills in."""
    names = set()
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith(".html"):
                    names.add(node.value)
                elif isinstance(node, ast.JoinedStr):
                    parts = [part.value if isinstance(part, ast.Constant) else "*" for part in node.values]
                    if "".join(map(str, parts)).endswith(".html"):
                        names.add("".join(map(str, parts)))
    return names


def test_templates_are_short():
    lengths = {name: len(text.splitlines()) for name, text in TEXTS.items()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_TEMPLATE} == {}


def test_template_loads_are_single_and_sorted():
    loads = {name: LOAD.findall(text) for name, text in TEXTS.items()}
    assert {name: found for name, found in loads.items() if found != sorted(set(found)) or " " in "".join(found)} == {}


def test_templates_use_what_they_load():
    libraries = engines["django"].engine.template_libraries
    idle = []
    for name, text in TEXTS.items():
        used = set(re.findall(r"{%-?\s*(\w+)", text)) | set(re.findall(r"\|\s*(\w+)", text))
        idle += [
            f"{name}: {load}"
            for load in LOAD.findall(text)
            if not used & {*libraries[load].tags, *libraries[load].filters}
        ]
    assert idle == []


def test_templates_name_no_state():
    """A state is named in Python: a template asks ``availability.is_open``."""
    states = {
        str(value)
        for name, module in sys.modules.items()
        if name.split(".")[0] in PACKAGES
        for kind in vars(module).values()
        if isinstance(kind, type) and issubclass(kind, TextChoices)
        for value in kind.values
    }
    named = [
        f"{name}: {found[0]}" for name, text in TEXTS.items() for found in COMPARED.finditer(text) if found[1] in states
    ]
    assert {"open", "confirmed", "remote", "illustrative", "full", "sent"} <= states
    assert named == []


def test_template_blocks_follow_the_order_of_their_base():
    unordered = []
    for name, text in TEXTS.items():
        parent = re.search(r"""{%\s*extends\s+["']([^"']+)["']""", text)
        order = BLOCK.findall(TEXTS.get(parent[1], "")) if parent else []
        own = [block for block in BLOCK.findall(text) if block in order]
        if own != sorted(own, key=order.index):
            unordered.append(name)
    assert unordered == []


def test_templates_give_their_includes_what_they_need_and_no_more():
    open_includes = [
        f"{name}: {include}"
        for name, text in TEXTS.items()
        for include in INCLUDE.findall(text)
        if not include.endswith(" only")
    ]
    assert open_includes == []


def test_templates_have_nothing_that_the_policy_refuses():
    refused = []
    for name, text in TEXTS.items():
        spoken = re.sub(r"{% comment.*?%}.*?{% endcomment %}|{#.*?#}", "", text, flags=re.DOTALL)
        refused += [f"{name}: {what}" for what, pattern in INLINE.items() if pattern.search(spoken)]
    assert refused == []


def test_no_template_is_unused():
    used = named_in_python() | FOUND_BY_NAME | {model.template for model in page_models()}
    for text in TEXTS.values():
        used.update(REFERENCE.findall(text))
    # The templates that replace one of Wagtail's are asked for by Wagtail.
    names = [name for name in TEXTS if not name.startswith("wagtail")]
    assert [name for name in names if not any(fnmatch.fnmatch(name, pattern) for pattern in used)] == []


def test_every_template_that_is_named_exists():
    # The end of a name that is put together is no name.
    named = {name for name in named_in_python() if "*" not in name and not name.startswith(".")}
    for text in TEXTS.values():
        named.update(REFERENCE.findall(text))
    assert sorted(name for name in named if not is_found(name)) == []


def is_found(name: str) -> bool:
    """Tell whether Django finds a template, here or in a package."""
    try:
        get_template(name)
    except TemplateDoesNotExist:
        return False
    return True


def test_every_page_type_has_the_template_of_its_name():
    expected = {f"{model._meta.app_label}/{snake(model.__name__)}.html" for model in page_models()}
    assert {name for name in expected if name not in TEXTS} == set()


def test_every_block_of_the_body_has_the_template_of_its_name():
    missing = [name for name in BodyBlock.base_blocks if f"core/blocks/{name}.html" not in TEXTS]
    assert missing == []


def test_colours_are_named_in_the_tokens_only():
    literals = []
    for path in STYLES:
        text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        # Wagtail's own tokens take the colours of the site, and cannot read them.
        text = re.sub(r"--w-color-[\w-]+:[^;}]*", "", without_layer(text, "tokens"))
        literals += [f"{path.name}: {literal}" for literal in COLOUR.findall(text)]
    assert literals == []


def without_layer(text: str, name: str) -> str:
    """Return a style sheet without the blocks of a layer."""
    kept, rest = "", text
    while match := re.search(rf"@layer\s+{name}\s*{{", rest):
        kept += rest[: match.start()]
        depth, position = 1, match.end()
        while depth and position < len(rest):
            depth += {"{": 1, "}": -1}.get(rest[position], 0)
            position += 1
        rest = rest[position:]
    return kept + rest


def test_layer_is_taken_away_whole():
    assert without_layer("a {b: c} @layer tokens { :root { --x: #fff } } d {}", "tokens") == "a {b: c}  d {}"

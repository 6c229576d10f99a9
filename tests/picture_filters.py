"""What the site asks of its pictures, gathered from its templates and its code: no list to keep by hand."""

import ast
from pathlib import Path

from django.conf import settings
from django.template import engines
from wagtail.images.models import Filter
from wagtail.images.templatetags.wagtailimages_tags import ImageNode

ROOT = Path(settings.BASE_DIR)
ROOMS = ("site", "home", "guides", "training", "charter", "label_directory")
RENDITION_CALLS = frozenset({"get_rendition", "get_renditions", "get_rendition_or_not_found"})


def filters_of_templates():
    """The filters of each tag of pictures in the templates of the site."""
    engine = engines["django"].engine
    for path in (ROOT / "templates").rglob("*.html"):
        template = engine.get_template(path.relative_to(ROOT / "templates").as_posix())
        for node in template.nodelist.get_nodes_by_type(ImageNode):
            # Only the tags of several filters read braces; the others hold none.
            yield from Filter.expand_spec(node.filter_specs)


def filters_of_code():
    """The filters that Python asks for, written there or in a constant of the same file."""
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        tree = ast.parse(path.read_text())
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            if getattr(call.func, "attr", getattr(call.func, "id", "")) in RENDITION_CALLS:
                for given in call.args:
                    value = given.value if isinstance(given, ast.Constant) else constants.get(getattr(given, "id", ""))
                    if isinstance(value, str):
                        yield value


def all_filters():
    """Every filter of the site, once."""
    return sorted({*filters_of_templates(), *filters_of_code()})


def one_of_each_format(filters):
    """One filter for each format that is written; without one, a picture keeps its own."""
    return list({spec.partition("format-")[2].partition("|")[0]: spec for spec in filters}.values())

"""What is pasted becomes blocks: titles, tables, indices and lists survive, the rest goes, and what is lost is said."""

from time import process_time

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from core.blocks import BodyBlock
from core.markup import clean_stored
from core.pasting import blocks_of, cells_of
from core.pasting.cleaning import LONGEST
from core.pasting.convert import LONGEST_TITLE
from core.pasting.notes import SENTENCES, sentences
from core.pasting.parts import Losses
from tests import hostile
from tests.core.pasting.clipboards import BLOCKS, PROGRAMS, clipboard_of, told

BODY = frozenset({"heading", "table"})


def body(html):
    return told(blocks_of(html, beside=BODY).blocks)


def text(html):
    """The one text that some HTML becomes, without titles and tables beside it."""
    [(name, value)] = blocks_of(html).blocks
    assert name == "rich_text"
    return value


def lost(html, **options):
    with override("en"):
        return blocks_of(html, **options).notes


@pytest.mark.parametrize("program", PROGRAMS)
def test_program_gives_its_blocks(program):
    assert body(clipboard_of(program)) == BLOCKS[program]


@pytest.mark.parametrize("program", PROGRAMS)
def test_blocks_are_those_of_a_page(program):
    block = BodyBlock()
    for name, value in blocks_of(clipboard_of(program), beside=BODY).blocks:
        child = block.child_blocks[name]
        if name == "table":
            value["table"]["caption"] = "Surfaces"
        child.clean(child.to_python(value))


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (
            "word",
            "picture link deleted hidden contents footnote letters headings",
        ),
        ("libreoffice", "footnote start headings"),
        ("google_docs", "headings"),
        ("outlook", "picture link headings"),
        ("excel", "hidden merged cell_link headings"),
    ],
)
def test_what_could_not_be_kept_is_said(program, said):
    names = [name.replace("_", " ") for name in said.split()]
    with override("en"):
        assert lost(clipboard_of(program), beside=BODY) == sentences(Losses(dict.fromkeys(names, 1)))


def test_every_loss_has_its_words_for_one_and_for_several():
    for count in (1, 2):
        said = sentences(Losses(dict.fromkeys(SENTENCES, count)))
        assert len(set(said)) == len(SENTENCES)
        assert not [sentence for sentence in said if "%" in sentence]
    assert sentences(Losses()) == []


# --- Titles ---


def test_highest_titles_are_section_headings_and_the_next_are_subheadings():
    html = "<h2>Un</h2><p>a</p><h3>Deux</h3><p>b</p><h5>Trois</h5><p>c</p><h6>Quatre</h6><h2>Cinq</h2>"
    assert body(html) == [
        ("heading", "Un"),
        ("rich_text", "<p>a</p><h3>Deux</h3><p>b</p><h4>Trois</h4><p>c</p><h4>Quatre</h4>"),
        ("heading", "Cinq"),
    ]


def test_titles_of_a_text_alone_are_its_subheadings():
    assert text("<h1>Un</h1><h2>Deux <b>fois</b></h2>") == "<h3>Un</h3><h4>Deux fois</h4>"


def test_titles_are_bold_where_none_can_be():
    [(_name, value)] = blocks_of("<h1>Un</h1><p>a</p>", subheadings=False).blocks
    assert value == "<p><b>Un</b></p><p>a</p>"


def test_title_too_long_for_a_heading_stands_in_the_text():
    long = "a" * (LONGEST_TITLE + 1)
    assert body(f"<h1>{long}</h1>") == [("rich_text", f"<h3>{long}</h3>")]
    assert lost(f"<h1>{long}</h1>", beside=BODY) == sentences_in_english("long title")


def sentences_in_english(*names):
    with override("en"):
        return sentences(Losses(dict.fromkeys(names, 1)))


@pytest.mark.parametrize(
    "title",
    [
        '<p class="MsoTitle">Titre</p>',
        '<div role="heading" aria-level="1">Titre</div>',
        '<div role="heading">Titre</div>',
        '<div role="heading" aria-level="x">Titre</div>',
        "<h1><span style='mso-list:Ignore'></span>Titre</h1>",
        "<ul><li><h2>Titre</h2></li></ul>",
    ],
)
def test_title_is_known_however_it_is_written(title):
    assert body(title) == [("heading", "Titre")]


def test_number_of_a_title_is_a_part_of_it():
    html = "<h1 style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span>Objet</h1>"
    assert body(html) == [("heading", "2. Objet")]


# --- Words ---


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>m<sup>2</sup>, CO<sub>2</sub>, 1<sup>er</sup></p>", "m<sup>2</sup>, CO<sub>2</sub>, 1<sup>er</sup>"),
        ('<p>m<span style="vertical-align:super">2</span></p>', "m<sup>2</sup>"),
        ('<p><sup><span style="vertical-align:baseline">2</span></sup></p>', "2"),
        ('<p><sup><span style="vertical-align:top">2</span></sup></p>', "<sup>2</sup>"),
        ("<p><strong>a</strong> <em>b</em></p>", "<b>a</b> <i>b</i>"),
        ('<p><span style="font-weight:600;font-style:oblique 10deg">a</span></p>', "<b><i>a</i></b>"),
        ('<p><b style="font-weight:normal">a</b> <i style="font-style:normal">b</i></p>', "a b"),
        ('<p><span style="font-weight:bolder">a</span></p>', "<b>a</b>"),
        ('<p><b><span style="font-weight:lighter">b</span></b></p>', "b"),
        ("<p>  deux \n\t espaces  <b> ici</b> </p>", "deux espaces <b>ici</b>"),
        ("<p>a\u00a0: « b\u00a0»</p>", "a\u00a0: « b\u00a0»"),
        ("<p>a<br>b<br></p>", "a<br/>b"),
        ("<p>a &lt;b&gt; &amp; c</p>", "a &lt;b&gt; &amp; c"),
        ("<p>a\u200bb\u00adc</p>", "abc"),
        ("<p>a<u>b</u><font color=red>c</font></p>", "abc"),
        ('<p><a name="x">a</a> <a href="#y">b</a></p>', "a b"),
        ('<p><a href="mailto:a@example.org">a <b>b</b></a></p>', '<a href="mailto:a@example.org">a <b>b</b></a>'),
        ('<p>a <a href="https://example.org/"> </a>b</p>', "a b"),
        ("<pre>a\nb</pre>", "a<br/>b"),
        ("a <b>b</b>", "a <b>b</b>"),
    ],
)  # fmt: skip
def test_words_keep_what_they_say(html, words):
    assert text(html) == f"<p>{words}</p>"


def test_empty_line_of_a_mail_parts_two_paragraphs():
    assert text("<div>a<br>b<br><br>c</div>") == "<p>a<br/>b</p><p>c</p>"


@pytest.mark.parametrize(
    "html", ["", " ", "<p>&nbsp;</p><p><br></p>", "<ul><li></li></ul>", "<table><tr><td><td></table>"]
)
def test_what_is_empty_goes(html):
    assert blocks_of(html, beside=BODY).blocks == []


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<del>a</del>b", "deleted"),
        ("<s>a</s>b", "strike"),
        ('<span style="display:none">a<del>x</del></span>b', "hidden"),
        ('<span class="MsoCommentReference">a</span>b', "comment"),
        ('<p class="MsoTocHeading">a</p>b', "contents"),
        ('<a href="http://intranet/">a</a>b', "link"),
        ('<img src="x.png">b', "picture"),
        ('a<a href="#ftnt1">1</a>', "footnote"),
        ('<ol type="a"><li>a</ol>', "letters"),
        ('<ol style="list-style-type: lower-alpha"><li>a</ol>', "letters"),
        ('<ol start="4"><li>a</ol>', "start"),
        ("a\u202eb", "unseen"),
        ("<table><tr><td>a<td>b</table>", "flat table"),
    ],
)
def test_loss_is_said(html, why):
    assert lost(html) == sentences_in_english(why)


@pytest.mark.parametrize(
    "html",
    [
        '<img width="1" height="1" src="https://spy.example/">b',
        'a<a href="#_ftnref1">1</a>',
        '<ol start="1"><li>a</ol>',
        "<p>a</p><hr><p>b</p>",
        "<span style='mso-hide:all'><img></span>a",
    ],
)
def test_what_nobody_misses_is_not_said(html):
    assert set(lost(html)) <= set(sentences_in_english("hidden"))


def test_signs_that_turn_words_around_are_taken_out():
    assert text("a\u202eb") == "<p>ab</p>"


@pytest.mark.parametrize("passage", hostile.MARKUP)
def test_nothing_comes_through_that_no_editor_could_type(passage):
    for _name, value in blocks_of(f"<p>{passage}</p>").blocks:
        assert (hostile.intruders(value), clean_stored(value)) == ([], value)


# --- Lists ---


def item(level, marker, words):
    """An item of a list as Word writes one."""
    sign = f"<span style='mso-list:Ignore'>{marker}<b>&nbsp;</b></span>"
    return f"<p style='mso-list:l0 level{level} lfo1'>{sign}{words}</p>"


@pytest.mark.parametrize(
    ("html", "lists"),
    [
        (item(1, "·", "a") + item(2, "o", "b") + item(1, "·", "c"), "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>"),
        (item(1, "1.", "a") + item(1, "2.", "b"), "<ol><li>a</li><li>b</li></ol>"),
        (item(1, "(iv)", "a") + item(2, "-", "b"), "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        (item(1, "1.", "a") + item(1, "·", "b"), "<ol><li>a</li></ol><ul><li>b</li></ul>"),
        (item(3, "·", "a"), "<ul><li>a</li></ul>"),
        (item(1, "", "a"), "<ul><li>a</li></ul>"),
        (item(1, "·", "a") + item(2, "·", "b") + item(3, "·", "c") + item(1, "·", "d"),
         "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
        ("<ol><li>a<ol><li></ol><li>b</ol>", "<ol><li>a</li><li>b</li></ol>"),
        ("<ul><li><p>a</p><p>b</p></li><li>c</li></ul>", "<ul><li>a<br/>b</li><li>c</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<li>a</li>", "<ul><li>a</li></ul>"),
        ("<ul>x<li>a</li></ul>", "<ul><li>a</li></ul>"),
        ("<ul><li>a</li></ul><p>b</p><ol><li>c</li></ol>", "<ul><li>a</li></ul><p>b</p><ol><li>c</li></ol>"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"),
    ],
)  # fmt: skip
def test_lists_are_lists(html, lists):
    assert text(html) == lists


# --- Tables ---


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<table><tr><td>a<td>b<tr><td>1<td>2</table>", [["a", "b"], ["1", "2"]]),
        ("<table><tr><td>a<td>b</table>", [["a", "b"], ["", ""]]),
        ("<table><tr><td colspan=2>a<tr><td>1<td>2</table>", [["a", ""], ["1", "2"]]),
        ("<table><tr><td rowspan=2>a<td>b<tr><td>c<tr><td>d<td>e</table>", [["a", "b"], ["a", "c"], ["d", "e"]]),
        ("<table><tr><td>a<td rowspan=3>b<tr><td>c<tr><td>d</table>", [["a", "b"], ["c", "b"], ["d", "b"]]),
        ("<table><tr><td>a<td><td>b<tr><td><td><td><tr><td>1<td><td>2</table>", [["a", "b"], ["1", "2"]]),
        ("<table><tr><td>a<p>b</p><td>m<sup>2</sup><tr><td>CO<sub>2</sub><td>1<sup>er</sup></table>",
         [["a b", "m²"], ["CO₂", "1er"]]),
        ("<table><tr><td>a<td>b<tr><td>c</table>", [["a", "b"], ["c", ""]]),
    ],
)  # fmt: skip
def test_table_is_a_table(html, expected):
    assert body(html) == [("table", tuple(expected))]


def test_table_keeps_its_caption():
    html = "<table><caption>Les <b>surfaces</b></caption><tr><td>a<td>b<tr><td>1<td>2</table>"
    [(_name, value)] = blocks_of(html, beside=BODY).blocks
    assert value["table"]["caption"] == "Les surfaces"


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>a</p><p>b</p></table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td><table><tr><td>a</table><td><p>b</p></table>",
    ],
)
def test_table_that_only_places_things_is_no_table(html):
    assert body(html) == [("rich_text", "<p>a</p><p>b</p>")]


def test_table_where_none_can_be_is_lines():
    assert text("<p>x</p><table><tr><td>a<td>b<tr><td>1<td><tr><td>2<td>3</table>") == (
        "<p>x</p><p>a | b</p><p>1</p><p>2 | 3</p>"
    )


def test_table_larger_than_a_page_is_left_out_and_said():
    html = f"<p>x</p><table>{'<tr><td>a<td>b' * 800}</table>"
    assert body(html) == [("rich_text", "<p>x</p>")]
    assert lost(html, beside=BODY) == sentences_in_english("large table")
    assert cells_of(html)[0] == []


def test_cells_are_those_of_the_first_table():
    with override("en"):
        assert cells_of(clipboard_of("excel")) == (
            [["Local", "Surface", "Page"], ["Mairie", "1 200 m²", "fiche"], ["Mairie", "400", ""]],
            sentences_in_english("hidden", "merged", "cell link"),
        )
    assert cells_of("<p>a</p>") == ([], [])
    assert cells_of("<table><tr><td>a<tr><td>b</table>")[0] == [["a"], ["b"]]
    assert cells_of("<table><tr><td>a<table><tr><td>x</table><td>b</table>")[0] == [["a", "b"]]


# --- Whatever comes ---

ABSURD = {
    "unclosed signs": "<" * 50_000,
    "entities": "&" * 30_000,
    "comments": "<!--" * 30_000,
    "paragraphs": "<p>x" * 10_000,
    "attributes": '<a href="' * 50_000,
    "spans of a table": "<table>" + "<tr><td colspan=99999 rowspan=100>x" * 500,
    "properties": f"<p style='{'b:c;' * 100_000}'>x",
}
ENTANGLED = {
    "boxes": "<div>" * 100_000,
    "lists": "<ul><li>" * 100_000,
    "tables": "<table><tr><td>" * 60_000,
    "styles": "".join(f"<font class=c{n}>" for n in range(200)) + "<p>x" * 10_000,
    "closed first": "</b>" * 1_000 + "<b>" * 1_000,
}


@pytest.mark.parametrize("html", ABSURD.values(), ids=ABSURD)
def test_absurd_text_costs_what_its_length_costs(html):
    begun = process_time()
    blocks_of(html, beside=BODY)
    assert process_time() - begun < 4


@pytest.mark.parametrize("html", ENTANGLED.values(), ids=ENTANGLED)
def test_entangled_text_is_refused_before_it_is_read(html):
    begun = process_time()
    with pytest.raises(ValidationError) as refused:
        blocks_of(html)
    assert (refused.value.code, process_time() - begun < 4) == ("entangled", True)


def test_text_longer_than_a_document_is_refused():
    with pytest.raises(ValidationError) as refused:
        blocks_of("a" * (LONGEST + 1))
    assert refused.value.code == "too_long"

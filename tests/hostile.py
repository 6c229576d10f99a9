"""What no editor can type, in the shapes that pass a parser and not a browser; and how to tell that it did not pass."""

from bs4 import BeautifulSoup

from core.markup import BLOCK_TAGS, INLINE_TAGS, WORD_ATTRIBUTES, allowed_address

ELSEWHERE = "https://elsewhere.example/"

#: Passages that hold markup of another kind than the editor's.
MARKUP = [
    f'Markt <!--><img src=x onerror=alert(1)><meta http-equiv=refresh content="0;url={ELSEWHERE}">-->',
    "Markt <!--><script>alert(1)</script>-->",
    "Markt <!---><img src=x onerror=alert(1)>-->",
    "Markt <!-- --!><img src=x onerror=alert(1)> -->",
    "Markt <![CDATA[<img src=x onerror=alert(1)>]]>",
    "<!DOCTYPE html>Markt",
    '<!x "><img src=x onerror=alert(1)>">Markt',
    "Markt <?x <img src=x onerror=alert(1)>?>",
    "Markt </3 x>",
    "Markt <!",
    "<script>alert(1)</script>",
    "Markt <img src=x onerror=alert(1)>",
    f'<meta http-equiv="refresh" content="0;url={ELSEWHERE}">Markt',
    f'<iframe src="{ELSEWHERE}"></iframe>Markt',
    f'<base href="{ELSEWHERE}">Markt',
    "<style>*{display:none}</style>Markt",
    f'<form action="{ELSEWHERE}"><input name=q><button>Markt</button></form>',
    '<svg><p><style><a id="</style><img src=x onerror=alert(1)>">Markt',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style>Markt",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>Markt",
    '<b onclick="alert(1)">Markt</b>',
    '<i style="position:fixed;inset:0">Markt</i>',
    '<b class="box">Markt</b>',
    '<b id="content">Markt</b>',
    '<a href="javascript:alert(1)">Markt</a>',
    f'<a href="{ELSEWHERE}">Markt</a>',
    '<a linktype="page" id="x">Markt</a>',
    '<span lang="fr" onmouseover="alert(1)">Markt</span>',
    '<span lang="xx">Markt</span>',
    '<abbr title="Markt" onmouseover="alert(1)">M</abbr>',
    '<text position="0">Markt</text>',
    "Markt</p><h2>Markt</h2><p>",
    '<embed embedtype="media" url="javascript:alert(1)"/>Markt',
]

#: Addresses that a browser runs, or takes for its own, in the spellings it accepts.
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    " \x01javascript:alert(1)",
    "java\nscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "blob:https://x",
    "file:///etc/passwd",
]

#: The attributes that readers may be sent, beside those of the words.
SENT = {"a": {"href", "hreflang"}}


def intruders(html: str) -> list[str]:
    """What stands in rich text, as readers get it, and that no editor could type."""
    soup = BeautifulSoup(html, "html.parser")
    found = [str(node) for node in soup.descendants if type(node).__name__ not in ("Tag", "NavigableString")]
    for tag in soup.find_all(True):
        known = set(WORD_ATTRIBUTES.get(tag.name, {})) | SENT.get(tag.name, set())
        if tag.name not in (*INLINE_TAGS, *BLOCK_TAGS) or set(tag.attrs) - known:
            found.append(str(tag))
    return found + bad_addresses(soup)


def bad_addresses(soup: BeautifulSoup) -> list[str]:
    """The addresses of a page that a browser would run, or that are empty."""
    return [
        value
        for tag in soup.find_all(True)
        for name in ("href", "src", "action", "formaction", "data-video")
        if (value := tag.get(name)) is not None and allowed_address(value) == ""
    ]

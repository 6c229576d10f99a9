"""What mail filters and search engines put around an address is taken off; what cannot be read is said."""

from base64 import urlsafe_b64encode
from urllib.parse import quote

import pytest

from core.wrapped_addresses import BY_PARAMETER, RUNS, SEALED, unwrap

INNER = "https://www.example.org/aide?page=2&ordre=date#haut"


def encoded(text):
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


WRAPPERS = {
    **{
        f"{host}{path}": f"https://{host}{path}?data=05%7Canne%40ville.example&{names[0]}={quote(INNER, safe='')}"
        for host, path, names in BY_PARAMETER
    },
    "safe links of a country": (
        "https://fra01.safelinks.protection.outlook.com/ap/t-59584e83/?url=https%3A%2F%2Fwww.example.org%2Faide"
        "%3Fpage%3D2%26ordre%3Ddate%23haut&data=05%7C02%7Canne.martin%40ville.example%7C0&sdata=x%3D&reserved=0"
    ),
    "proofpoint 2": (
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.example.org_aide-3Fpage-3D2-26ordre-3Ddate-23haut"
        "&d=DwMFAg&c=x&r=y"
    ),
    "proofpoint 3": (
        "https://urldefense.com/v3/__https://www.example.org/aide?page=2*ordre=date*haut__;JiM!!AbC-d!e_f$"
    ),
    "proofpoint 3, one slash": (
        "https://urldefense.com/v3/__https:/www.example.org/aide?page=2*ordre=date*haut__;JiM!!AbC-d!e_f$"
    ),
    "proofpoint 3, a run": (
        f"https://urldefense.us/v3/__https://www.example.org/ai**A?page=2&ordre=date#haut__;{encoded('de')}!!x!y$"
    ),
    "google": f"https://www.google.fr/url?sa=t&source=web&url={quote(INNER, safe='')}&ved=2ahUKE",
    "google of a mail": f"https://www.google.com/url?q={quote(INNER, safe='')}&source=gmail",
    "google, two ends": f"https://www.google.co.uk/url?q={quote(INNER, safe='')}",
    "bing": f"https://www.bing.com/ck/a?!&&p=ab12&u=a1{encoded(INNER)}&ntb=1",
    "yahoo": f"https://r.search.yahoo.com/_ylt=Aw/RV=2/RE=1/RO=10/RU={quote(INNER, safe='')}/RK=2/RS=x-",
}


@pytest.mark.parametrize("wrapper", WRAPPERS.values(), ids=WRAPPERS)
def test_wrapper_gives_its_address(wrapper):
    assert unwrap(wrapper) == INNER


def test_wrappers_in_wrappers_give_the_innermost_address():
    once = f"https://www.google.fr/url?q={quote(INNER, safe='')}"
    twice = f"https://eur01.safelinks.protection.outlook.com/?url={quote(once, safe='')}&data=x"
    assert unwrap(twice) == INNER


@pytest.mark.parametrize(
    "url",
    [
        INNER,
        "https://www.google.fr/search?q=achats",
        "https://google.example.org/url?q=https://x.example/",
        "https://www.bing.com/search?q=achats",
        "https://outlook.com.example.org/?url=https://x.example/",
        "https://mysafelinks.protection.outlook.com.example/?url=x",
        "https://www.linkedin.com/company/example/",
        "https://duckduckgo.com/?q=achats",
    ],
)
def test_address_that_is_no_wrapper_is_itself(url):
    assert unwrap(url) == url


@pytest.mark.parametrize(
    "url",
    [
        *(f"https://{host}/s/AbCdEf" for host in SEALED),
        "https://eur01.safelinks.protection.outlook.com/?data=x",
        "https://eur01.safelinks.protection.outlook.com/?url=javascript%3Aalert(1)",
        "https://www.bing.com/ck/a?u=a1%C3%A9",
        "https://www.bing.com/ck/a?u=a1_w",
        "https://r.search.yahoo.com/_ylt=x",
        "https://urldefense.com/v3/nothing",
        "https://urldefense.com/v2/url?d=x",
    ],
)
def test_wrapper_that_holds_no_readable_address_is_told(url):
    with pytest.raises(ValueError, match="wrapper"):
        unwrap(url)


def test_wrappers_without_end_are_told():
    url = INNER
    for _layer in range(8):
        url = f"https://www.google.fr/url?q={quote(url, safe='')}"
    with pytest.raises(ValueError, match="Wrappers"):
        unwrap(url)


def test_runs_of_proofpoint_begin_with_two_and_have_64_lengths():
    assert (RUNS["A"], RUNS["B"], RUNS["a"], RUNS["0"], RUNS["_"], len(RUNS)) == (2, 3, 28, 54, 65, 64)

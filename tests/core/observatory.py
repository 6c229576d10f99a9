"""The score of an answer by Mozilla’s HTTP Observatory, computed here from its headers.

Source: https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring
Start at 100; what takes points away counts always, what adds some only from 90 up. What that page does not list adds
nothing here, though newer tables of the same tool count it (Cross-Origin-Opener-Policy, Cross-Origin-Embedder-Policy).
Subresource integrity is left out: nothing is loaded from elsewhere (``tests/browser``), and it scores 0 then.
"""

from http.cookies import SimpleCookie

PRIVATE_REFERRERS = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
RESOURCES = {"same-origin": 10, "same-site": 10, "cross-origin": 0, "": 0}
SIX_MONTHS = 15_768_000
#: Sources of a script or of a plug-in that stop nothing.
BROAD = {"*", "http:", "https:", "data:", "'unsafe-inline'"}
BONUS_FROM = 90


def score(headers: dict[str, str], cookies: SimpleCookie | None = None) -> int:
    """What an answer scores.

    :param headers: of the answer, over TLS.
    """
    sent = {name.lower(): value for name, value in headers.items()}
    policy = directives(sent.get("content-security-policy", ""))
    parts = [
        of_policy(policy),
        of_frames(policy, sent.get("x-frame-options", "")),
        of_referrer(sent.get("referrer-policy")),
        of_transport(sent.get("strict-transport-security", "")),
        of_cookies(cookies or SimpleCookie()),
        0 if sent.get("x-content-type-options") == "nosniff" else -5,
        RESOURCES.get(sent.get("cross-origin-resource-policy", ""), -5),
        -50 if sent.get("access-control-allow-credentials") == "true" and "access-control-allow-origin" in sent else 0,
    ]
    base = 100 + sum(part for part in parts if part < 0)
    return max(0, base + sum(part for part in parts if part > 0) if base >= BONUS_FROM else base)


def directives(policy: str) -> dict[str, set[str]]:
    """The sources of each directive of a policy."""
    words = [part.split() for part in policy.split(";") if part.split()]
    return {name.lower(): {source.lower() for source in sources} for name, *sources in words}


def of_policy(policy: dict[str, set[str]]) -> int:
    """What the policy of contents is worth."""
    if not policy:
        return -25
    otherwise = policy.get("default-src", {"*"})
    scripts, plugins = policy.get("script-src", otherwise), policy.get("object-src", otherwise)
    if BROAD & scripts or BROAD & plugins:
        return -20
    if any(source.startswith("http:") for sources in policy.values() for source in sources):
        return -20
    if "'unsafe-eval'" in scripts:
        return -10
    if BROAD & policy.get("style-src", otherwise):
        return 0
    narrow = otherwise == {"'none'"} and policy.get("form-action", {"*"}) <= {"'self'", "'none'"}
    return 10 if narrow else 5


def of_frames(policy: dict[str, set[str]], header: str) -> int:
    """Who may frame the answer."""
    if policy.get("frame-ancestors", {"*"}) <= {"'self'", "'none'"}:
        return 5
    return 0 if header.upper() in ("SAMEORIGIN", "DENY") else -20


def of_referrer(header: str | None) -> int:
    """What other sites learn of the address."""
    if header is None:
        return 0
    return 5 if header in PRIVATE_REFERRERS else -5


def of_transport(header: str) -> int:
    """For how long browsers come back over TLS only."""
    for part in header.split(";"):
        name, _equals, seconds = part.strip().partition("=")
        if name.lower() == "max-age" and seconds.isdigit():
            return 0 if int(seconds) >= SIX_MONTHS else -10
    return -20


def of_cookies(cookies: SimpleCookie) -> int:
    """What the cookies that are set are kept from; each is taken for one of a session."""
    worst = [
        -40 if not cookie["secure"] else -30 if not cookie["httponly"] else 0 if not cookie["samesite"] else 5
        for cookie in cookies.values()
    ]
    return min(worst, default=0)

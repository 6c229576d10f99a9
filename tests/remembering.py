"""A reader's browser, which keeps every permanent redirect it was not told to ask for again."""

from urllib.parse import urlsplit

#: More than any way on the site takes; beyond, a browser says ERR_TOO_MANY_REDIRECTS.
MOST_HOPS = 6


class RememberingBrowser:
    """Opens addresses with Django's test client; what it was told for good, it never asks again."""

    def __init__(self, client) -> None:
        self.client, self.kept = client, {}

    def open(self, address: str) -> tuple[int, list[str]]:
        """Open an address: the status at its end, and the addresses passed on the way."""
        way = []
        while len(way) < MOST_HOPS:
            if address in self.kept:
                way.append(address := self.kept[address])
                continue
            response = self.client.get(address)
            if response.status_code not in (301, 302):
                return response.status_code, way
            location = urlsplit(response["Location"])._replace(scheme="", netloc="").geturl()
            if response.status_code == 301 and not {"no-cache", "no-store"} & set(
                response.get("Cache-Control", "").split(", ")
            ):
                self.kept[address] = location
            way.append(address := location)
        raise AssertionError(f"too many redirects: {way}")

"""The server that answers names itself, and no version of it: deploy and `make demo` run gunicorn."""

import re
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.http.wsgi import Response

pytestmark = pytest.mark.one_database


def test_the_server_names_no_version():
    request = SimpleNamespace(version=(1, 1), method="GET", should_close=lambda: True)
    response = Response(request, None, Config())
    response.start_response("200 OK", [("Content-Length", "0")])
    (server,) = [line for line in response.default_headers() if line.startswith("Server:")]
    assert re.findall(r"\d", server) == []

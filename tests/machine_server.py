"""A translation server for the tests, here, that speaks as LibreTranslate and DeepL do, and fails on request.

with MachineServer() as server:
    server.answer = lambda texts: Reply(500)
    ...
    assert server.asked == [["Un titre"]]
"""

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Reply:
    """What the server says: a status, and a body as it is.

    announced: how long it says the body is; its length when left out.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: dict = field(default_factory=dict)
    announced: int | None = None


#: Nothing is answered, or a letter at a time, until the test is over.
SILENCE, DRIP = object(), object()


class MachineServer:
    """The server, and what it is told to do: `words` for a text, or `answer` for all that is asked at once."""

    def __init__(self):
        self.words = lambda text: f"{text} (DE)"
        self.answer = lambda texts: [self.words(text) for text in texts]
        self.asked, self.requests = [], []
        self.over = threading.Event()

    def __enter__(self):
        server = type("Server", (ThreadingHTTPServer,), {"daemon_threads": True, "block_on_close": False})
        self._http = server((HOST, 0), lambda *arguments: _Request(self, *arguments))
        self.url = f"http://{HOST}:{self._http.server_address[1]}"
        threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *error):
        self.over.set()
        self._http.shutdown()
        self._http.server_close()

    def use(self, settings, monkeypatch, machine):
        """Make the site ask this server.

        :param machine: as in the settings.
        """
        settings.MACHINE_TRANSLATION, settings.MACHINE_TRANSLATION_KEY = machine, "a-key"
        settings.MACHINE_TRANSLATION_URL = self.url if machine == "libretranslate" else ""
        library = "wagtail_localize.machine_translators.deepl.DeepLTranslator.get_api_endpoint"
        monkeypatch.setattr(library, lambda translator: f"{self.url}/v2/translate")


class _Request(BaseHTTPRequestHandler):
    """One question."""

    def __init__(self, rules, *arguments):
        self.rules = rules
        super().__init__(*arguments)

    def log_message(self, *arguments):
        """Say nothing: the tests read what was asked."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        is_deepl = self.path.startswith("/v2/")
        question = parse_qs(body) if is_deepl else json.loads(body)
        texts = question["text" if is_deepl else "q"]
        self.rules.asked.append(texts)
        self.rules.requests.append((self.path, dict(self.headers), question))
        reply = self.rules.answer(texts)
        if reply is SILENCE:
            self.rules.over.wait(60)
        elif reply is DRIP:
            self._drip()
        else:
            self._say(reply if isinstance(reply, Reply) else Reply(body=self._translations(reply, is_deepl)))

    do_GET = do_POST

    def _translations(self, words, is_deepl):
        if is_deepl:
            return json.dumps({"translations": [{"text": text} for text in words]}).encode()
        return json.dumps({"translatedText": words}).encode()

    def _say(self, reply):
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(reply.body) if reply.announced is None else reply.announced))
        self.end_headers()
        self.wfile.write(reply.body)

    def _drip(self):
        self.send_response(200)
        self.send_header("Content-Length", "10000")
        self.end_headers()
        while not self.rules.over.wait(0.02):
            try:
                self.wfile.write(b" ")
                self.wfile.flush()
            except OSError:
                return

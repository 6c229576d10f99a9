"""A machine that does not answer, or answers nonsense, loses nothing; and the key goes to its server alone."""

import json

import pytest
from wagtail.models import Locale
from wagtail_localize.strings import StringValue

from core.translation import machine_transport
from core.translation.machine import (
    BATCH_CHARACTERS,
    MachineFault,
    MemoryThenMachine,
    ask,
    batches,
    machine_translator,
)
from tests.machine_server import DRIP, SILENCE, MachineServer, Reply

FRENCH, GERMAN = Locale(language_code="fr"), Locale(language_code="de")
NAMES = {"libretranslate": "LibreTranslate", "deepl": "DeepL"}


@pytest.fixture
def server():
    with MachineServer() as server:
        yield server


@pytest.fixture(params=NAMES)
def machine(request, server, settings, monkeypatch):
    """Each machine in turn, asked at our server, with little patience."""
    monkeypatch.setattr(machine_transport, "ANSWER_SECONDS", 0.3)
    server.use(settings, monkeypatch, request.param)
    return machine_translator()


def translate(machine, *texts):
    found = ask(machine, FRENCH, GERMAN, [StringValue(text) for text in texts])
    return {string.data: words.data for string, words in found.items()}


def complaint(machine, *texts):
    """What is said of a fault, without the name of the machine."""
    with pytest.raises(MachineFault) as fault:
        translate(machine, *(texts or ["Un", "Deux"]))
    return str(fault.value).removeprefix(machine.display_name).strip()


SILENT = "ne répond pas."
ERROR = "a répondu par une erreur ({})."
NONSENSE = "a répondu autre chose que des traductions."
TOO_OFTEN = "est trop sollicité pour le moment."


def test_words_come_back_by_passage_with_their_links(machine, server):
    server.words = lambda text: text.replace("Voir", "Siehe").replace("liste", "Liste")
    found = translate(machine, 'Voir <a id="a1">la liste</a>', "Deux")
    assert found == {'Voir <a id="a1">la liste</a>': 'Siehe <a id="a1">la Liste</a>', "Deux": "Deux"}


def test_question_holds_passages_languages_and_key_alone(machine, server):
    translate(machine, "Un")
    ((path, headers, question),) = server.requests
    asked = {
        "LibreTranslate": (
            "/translate",
            None,
            {"q": ["Un"], "source": "fr", "target": "de", "format": "html", "api_key": "a-key"},
        ),
        "DeepL": (
            "/v2/translate",
            "DeepL-Auth-Key a-key",
            {
                "text": ["Un"],
                "source_lang": ["FR"],
                "target_lang": ["DE"],
                "tag_handling": ["xml"],
                "formality": ["prefer_more"],
            },
        ),
    }
    assert (path, headers.get("Authorization"), question) == asked[machine.display_name]
    assert {"Cookie", "Referer", "From"} & set(headers) == set()


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        (SILENCE, SILENT),
        (DRIP, SILENT),
        (Reply(announced=5000), SILENT),
        (Reply(500), ERROR.format(500)),
        (Reply(204), ERROR.format(204)),
        (Reply(301, headers={"Location": "/elsewhere"}), ERROR.format(301)),
        (Reply(401), "a refusé la clé de ce site."),
        (Reply(403), "a refusé la clé de ce site."),
        (Reply(429), TOO_OFTEN),
        (Reply(456), TOO_OFTEN),
        (Reply(body=b"<html>Sorry</html>"), NONSENSE),
        (Reply(body=b"\xff\xfe"), NONSENSE),
        (Reply(body=b""), NONSENSE),
        (Reply(body=b"[" * 200_000), NONSENSE),
        (Reply(body=b" " * (machine_transport.LARGEST_ANSWER + 1)), NONSENSE),
        (Reply(body=b"\x1f\x8b\x08", headers={"Content-Encoding": "gzip"}), NONSENSE),
        *(
            (Reply(body=json.dumps(shape).encode()), NONSENSE)
            for shape in (
                None, [], 5, "Eins", {}, {"error": "no"}, {"translatedText": None}, {"translations": None},
                {"translatedText": "Eins", "translations": "Eins"}, {"translatedText": 5, "translations": [5, 5]},
                {"translatedText": {"a": 1}, "translations": [{"words": "Eins"}, {}]},
            )
        ),
        (["Eins"], NONSENSE),
        (["Eins", "Zwei", "Drei"], NONSENSE),
        ([], NONSENSE),
        (["Eins", None], NONSENSE),
        (["Eins", 2], NONSENSE),
        (["Eins", ["Zwei"]], NONSENSE),
        (["Eins", "Zw\0ei"], NONSENSE),
        (["Eins", "Zwei \ud800"], NONSENSE),
        (["Eins", "Zwei " * 500], NONSENSE),
    ],
)  # fmt: skip
def test_fault_is_told_and_nothing_taken(machine, server, reply, expected):
    server.answer = lambda texts: reply
    assert complaint(machine) == expected
    # Once: whoever pressed the button may press it again.
    assert len(server.requests) == 1


def test_server_that_is_not_there_is_told(machine, server):
    with MachineServer() as gone:
        pass
    server.url = gone.url
    if "LIBRETRANSLATE_URL" in machine.options:
        machine.options["LIBRETRANSLATE_URL"] = gone.url
    assert complaint(machine) == SILENT


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(machine, server, status):
    with MachineServer() as other:
        server.answer = lambda texts: Reply(status, headers={"Location": f"{other.url}/translate"})
        assert complaint(machine) == ERROR.format(status)
        assert other.requests == []


def test_passage_without_an_answer_stays_without(machine, server):
    server.answer = lambda texts: ["", "Zwei"]
    assert translate(machine, "Un", "Deux") == {"Deux": "Zwei"}


def test_log_says_no_word_and_no_key(machine, server, caplog):
    server.answer = lambda texts: Reply(403)
    complaint(machine, "Un secret")
    (record,) = [record for record in caplog.records if record.name == "core.translation.machine"]
    assert record.getMessage() == f"Machine translation failed: {machine.display_name} a refusé la clé de ce site."


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], []),
        ([5], [1]),
        ([5] * 45, [20, 20, 5]),
        ([BATCH_CHARACTERS - 5, 5, 1], [2, 1]),
        ([5, BATCH_CHARACTERS + 1, 5], [1, 1, 1]),
    ],
)
def test_batches_are_small(lengths, expected):
    strings = [StringValue(f"{number}".ljust(length)) for number, length in enumerate(lengths)]
    found = list(batches(strings))
    assert [len(batch) for batch in found] == expected
    assert [string for batch in found for string in batch] == strings


def test_machine_is_off_by_default_and_the_button_says_so():
    assert machine_translator() is None
    assert str(MemoryThenMachine({}).display_name) == "la mémoire et le glossaire"


def test_button_names_the_machine(machine):
    name = f"la mémoire et le glossaire, puis {machine.display_name} (à confirmer)"
    assert str(MemoryThenMachine({}).display_name) == name

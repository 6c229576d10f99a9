"""The machine that proposes words, where the settings name one: LibreTranslate on one's own server, or DeepL.

Off by default. What it writes is a doubt until somebody confirmed or rewrote it (`core.translation.doubts`).
"""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import requests
from django.conf import settings
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.machine_translators.base import BaseMachineTranslator
from wagtail_localize.machine_translators.deepl import DeepLTranslator
from wagtail_localize.machine_translators.libretranslate import LibreTranslator
from wagtail_localize.strings import StringValue

from core.translation.machine_transport import ServerError
from core.translation.memory import MemoryTranslator

logger = logging.getLogger(__name__)

#: Asked at once: passages, and characters of them. DeepL takes fifty; one's own server needs its time for each.
BATCH_PASSAGES, BATCH_CHARACTERS = 20, 6000
#: Words may be so many times as long as the French ones, and as many characters more: else they are none.
GROWTH, MARGIN = 4, 200

#: By its name in the settings, the translator of each machine.
MACHINES: Mapping[str, Callable[[], BaseMachineTranslator]] = {
    "libretranslate": lambda: LibreTranslator(
        {"LIBRETRANSLATE_URL": settings.MACHINE_TRANSLATION_URL, "API_KEY": settings.MACHINE_TRANSLATION_KEY}
    ),
    # An administration says “Sie”.
    "deepl": lambda: DeepLTranslator({"AUTH_KEY": settings.MACHINE_TRANSLATION_KEY, "FORMALITY": "prefer_more"}),
}


class MachineFault(Exception):
    """The machine gave no translation; the message says why, in words for the translator."""


class MemoryThenMachine(MemoryTranslator):
    """What the library's button says it translates with; what it does is in `core.translation.fill_in`."""

    def __init__(self, options: Mapping[str, Any]) -> None:
        super().__init__(options)
        if machine := machine_translator():
            name = _("translation memory and glossary, then %(machine)s (to be confirmed)")
            self.display_name = name % {"machine": machine.display_name}


def machine_translator() -> BaseMachineTranslator | None:
    """The machine of the settings; none where it is off."""
    make = MACHINES.get(settings.MACHINE_TRANSLATION)
    return make() if make else None


def batches(strings: Sequence[StringValue]) -> Iterator[list[StringValue]]:
    """Passages as they are asked, a few at once; one that is longer than a batch goes alone."""
    batch: list[StringValue] = []
    characters = 0
    for string in strings:
        if batch and (len(batch) == BATCH_PASSAGES or characters + len(string.data) > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(string)
        characters += len(string.data)
    if batch:
        yield batch


def ask(
    machine: BaseMachineTranslator, source: Locale, target: Locale, strings: Sequence[StringValue]
) -> dict[StringValue, StringValue]:
    """What a machine makes of some passages; a passage that it answers nothing to is left out.

    :raises MachineFault: it does not answer, or something else than one text for each passage.
    """
    try:
        found = machine.translate(source, target, strings)
    except ServerError as error:
        raise fault(machine, words_about_status(error.status), status=error.status) from error
    except (requests.Timeout, requests.ConnectionError) as error:
        raise fault(machine, _("%(machine)s is not answering.")) from error
    # No JSON, JSON of another shape, not as many texts, too long, nested without end; or an address that is none.
    except (requests.RequestException, ValueError, LookupError, TypeError, RecursionError) as error:
        raise fault(machine, _("%(machine)s answered with something other than translations.")) from error
    if not all(is_text(words.data, string.data) for string, words in found.items()):
        raise fault(machine, _("%(machine)s answered with something other than translations."))
    return {string: words for string, words in found.items() if words.data.strip()}


def fault(machine: BaseMachineTranslator, sentence: str, **values: int) -> MachineFault:
    """A fault, told to whoever asked and to the log: no word of a page, and no key."""
    message = sentence % {"machine": machine.display_name, **values}
    logger.warning("Machine translation failed: %s", message)
    return MachineFault(message)


def words_about_status(status: int) -> str:
    """What a server means that answers with an error; a redirect is one, since the key goes nowhere else."""
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return _("%(machine)s refused the key of this site.")
    # 456 is DeepL's own: the characters of the month are used up.
    if status in (HTTPStatus.TOO_MANY_REQUESTS, 456):
        return _("%(machine)s has been asked too much for now.")
    return _("%(machine)s answered with an error (%(status)d).")


def is_text(words: object, french: str) -> bool:
    """Whether what stands for a passage is a text that a database takes, and not much longer than the French one."""
    if not isinstance(words, str) or "\0" in words or len(words) > GROWTH * len(french) + MARGIN:
        return False
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True

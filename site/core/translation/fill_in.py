"""Fill in what is missing in a translation: what memory and glossary know first, then what a machine proposes.

Nothing that somebody wrote is touched, faulty words included; the address of the page is asked of nobody.
"""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wagtail_localize.models import StringSegment, StringTranslation, Translation
from wagtail_localize.strings import StringValue

from core.models import User
from core.slugs import slug_of
from core.translation.carrying import SLUG
from core.translation.machine import MachineFault, ask, batches, machine_translator
from core.translation.memory import MemoryTranslator
from core.translation.passages import flaw_of
from core.translation.progress import missing_strings

#: No batch is asked later than this: what is left is for the next time somebody presses the button.
PATIENCE_SECONDS = 20.0
MANUAL, MACHINE = StringTranslation.TRANSLATION_TYPE_MANUAL, StringTranslation.TRANSLATION_TYPE_MACHINE


@dataclass
class Filled:
    """What was filled in.

    from_memory, from_machine: how many passages.
    address: the end of the address, made of the translated title; empty where it was there, or the title was not.
    left: how many still have no words.
    machine: its name; nothing where it is off.
    fault: why it gave less than it was asked, in words for the translator.
    """

    from_memory: int = 0
    from_machine: int = 0
    address: str = ""
    left: int = 0
    machine: str = ""
    fault: str = ""


@dataclass(frozen=True)
class Tool:
    """Who writes into a translation: a tool by its name, whether it is a machine, and who pressed the button."""

    name: str
    kind: str
    user: User | None


def fill_in(*, translation: Translation, user: User | None) -> Filled:
    """Give words to the passages of a translation that have none.

    Not one transaction: a machine takes its time, and what it answered before a fault is kept.
    """
    source, target = translation.source.locale, translation.target_locale
    segments = empty_segments(translation)
    memory = MemoryTranslator({})
    known = memory.translate(source, target, [segment.string.as_value() for segment in segments])
    # Words of people, found again: nobody has to read them anew.
    filled = Filled(from_memory=write(translation, segments, known, Tool(str(memory.display_name), MANUAL, user)))
    if machine := machine_translator():
        filled.machine = machine.display_name
        tool = Tool(machine.display_name, MACHINE, user)
        wanted = dict.fromkeys(segment.string.as_value() for segment in segments)
        ends = time.monotonic() + PATIENCE_SECONDS
        for batch in batches([string for string in wanted if string not in known]):
            if time.monotonic() > ends:
                break
            try:
                words = ask(machine, source, target, batch)
            except MachineFault as fault:
                filled.fault = str(fault)
                break
            filled.from_machine += write(translation, segments, words, tool)
    filled.address = give_address(translation, user)
    filled.left = len(empty_segments(translation))
    return filled


def empty_segments(translation: Translation) -> list[StringSegment]:
    """The passages in which nobody has written anything, but for the address."""
    rows = StringTranslation.objects.filter(
        locale=translation.target_locale, context__object_id=translation.source.object_id
    )
    written = set(rows.exclude(data="").values_list("translation_of", "context"))
    return [
        segment
        for segment in missing_strings(translation).exclude(context__path=SLUG)
        if (segment.string_id, segment.context_id) not in written
    ]


def write(
    translation: Translation,
    segments: Iterable[StringSegment],
    words: Mapping[StringValue, StringValue],
    tool: Tool,
) -> int:
    """Write words into the passages they are for, and say into how many.

    Saving a row checks it, as one that was typed: what a passage may not hold is kept, told at its field, and missing.
    """
    found = [(segment, words[string]) for segment in segments if (string := segment.string.as_value()) in words]
    return sum(write_one(translation, segment, value.data, tool) for segment, value in found)


def write_one(translation: Translation, segment: StringSegment, words: str, tool: Tool) -> bool:
    """Write the words of one passage, unless somebody has written some meanwhile."""
    # As the check reads them: tags that are closed, no names for letters.
    words = words if flaw_of(words) else StringValue.from_translated_html(words).data
    written = {
        "data": words,
        "translation_type": tool.kind,
        "tool_name": tool.name,
        "last_translated_by": tool.user,
        "has_error": False,
        "field_error": "",
    }
    row, is_new = StringTranslation.objects.get_or_create(
        translation_of=segment.string,
        locale=translation.target_locale,
        context=segment.context,
        defaults=written,
    )
    if is_new or row.data:
        return is_new
    for name, value in written.items():
        setattr(row, name, value)
    row.save()
    return True


def give_address(translation: Translation, user: User | None) -> str:
    """Make the address that a page lacks from its title in that language: as sure as the title is, and no surer.

    :returns: the address; empty where none was made.
    """
    segment = missing_strings(translation).filter(context__path=SLUG).first()
    rows = translation.source.stringsegment_set.filter(context__path="title").get_translations(
        translation.target_locale
    )
    title = rows.filter(has_error=False).first()
    language = translation.target_locale.language_code
    if segment and title and (address := slug_of(StringValue(title.data).render_text(), language)):
        write_one(translation, segment, address, Tool(title.tool_name, title.translation_type, user))
        return address
    return ""

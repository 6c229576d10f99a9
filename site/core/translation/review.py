"""What a reviewer decides about: the words in hand, beside those that readers see."""

from collections import defaultdict, deque
from dataclasses import dataclass

from wagtail_localize.models import Translation

from core.models import PublishedTranslation
from core.translation.carrying import Passage
from core.translation.words import words_in_hand, words_online


@dataclass(frozen=True)
class Reviewed:
    """A passage whose words would change for readers.

    :param french: the French passage, as HTML.
    :param before: the words that readers see; empty where they see none.
    :param now: the words in hand; empty where there are none.
    """

    french: str
    before: str
    now: str


def changed_words(translation: Translation) -> list[Reviewed]:
    """The passages whose words are not those that readers see, in the order of the page; all of a new translation."""
    published = PublishedTranslation.objects.filter(translation=translation).first()
    hand = words_in_hand(translation).passages
    kept = {item.passage for item in hand}
    same: dict[Passage, str] = {}
    reworded: dict[str, deque[str]] = defaultdict(deque)
    for item in words_online(published).passages if published else ():
        if item.passage in kept:
            same[item.passage] = item.words or ""
        else:
            reworded[item.passage.path].append(item.words or "")
    found = []
    for item in hand:
        if item.passage in same:
            before = same[item.passage]
        else:
            # What stood there before, as far as it is nowhere else now.
            before = reworded[item.passage.path].popleft() if reworded[item.passage.path] else ""
        if before != (now := item.words or ""):
            found.append(Reviewed(item.passage.source, before, now))
    return found

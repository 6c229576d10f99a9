"""Where the translation of a page stands, and what comes next: decided here, from a few facts, without a database."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a page stands in another language, in words for those who steer translations."""

    FRENCH_OFFLINE = "french-offline", _("French page offline")
    NOT_SENT = "not-sent", _("Not sent for translation")
    STARTED = "started", _("Being translated")
    DOUBTFUL = "doubtful", _("Passages to confirm")
    WHOLE = "whole", _("Complete, not online yet")
    REVIEW = "review", _("Awaiting review")
    ONLINE = "online", _("Online, up to date")
    OLDER = "older", _("Online, older than the French page")
    INCOMPLETE = "incomplete", _("Online, passages missing")
    BY_HAND = "by-hand", _("Edited by hand, follows no more")


class Step(models.TextChoices):
    """What somebody does next about a translation."""

    SEND = "send", _("Send for translation")
    CONTINUE = "continue", _("Continue")
    CONFIRM = "confirm", _("Confirm")
    ASK = "ask", _("Request a review")
    REVIEW = "review", _("Read and decide")
    PUBLISH = "publish", _("Publish")
    TIE = "tie", _("Tie to the French page")


@dataclass(frozen=True)
class Facts:
    """What is known of a page in another language.

    exists: there is a page in that language, and is_tied: it is made from the French one.
    total, done: passages, and those that have words; doubtful, older: of these.
    in_french: passages that readers are shown in French.
    older_since: since when readers are told that the page is older than the French one.
    """

    french_is_live: bool = True
    parent_is_live: bool = True
    exists: bool = False
    is_tied: bool = False
    is_live: bool = False
    awaits_review: bool = False
    total: int = 0
    done: int = 0
    doubtful: int = 0
    older: int = 0
    in_french: int = 0
    older_since: date | None = None

    @property
    def missing(self) -> int:
        """Passages without words."""
        return self.total - self.done


@dataclass(frozen=True)
class Rights:
    """What somebody may do about a page in another language."""

    send: bool = False
    edit: bool = False
    publish: bool = False
    review: bool = False


def state_of(facts: Facts) -> State:
    """The state of a page in another language: the first thing to know about it."""
    checks = {
        State.FRENCH_OFFLINE: not facts.french_is_live,
        State.NOT_SENT: not facts.exists,
        State.BY_HAND: not facts.is_tied,
        State.REVIEW: facts.awaits_review,
        State.STARTED: facts.missing and not facts.is_live,
        State.INCOMPLETE: (facts.missing or facts.in_french) and facts.is_live,
        State.DOUBTFUL: facts.doubtful,
        State.WHOLE: not facts.is_live,
        State.OLDER: facts.older_since,
    }
    return next((state for state, is_so in checks.items() if is_so), State.ONLINE)


def next_step(facts: Facts, rights: Rights) -> Step | None:
    """What somebody does next, as far as they may; nothing when it is the turn of another, or nothing is left to do."""
    state = state_of(facts)
    if state == State.NOT_SENT:
        return Step.SEND if rights.send else None
    if state == State.BY_HAND:
        return Step.TIE if rights.publish else None
    if state == State.REVIEW:
        return Step.REVIEW if rights.review else None
    if not facts.is_tied or state == State.ONLINE:
        return None
    if facts.missing or facts.older or facts.doubtful:
        return work_left(facts) if rights.edit else None
    if state == State.FRENCH_OFFLINE or not facts.parent_is_live:
        return None
    if rights.publish:
        return Step.PUBLISH
    return Step.ASK if rights.edit else None


def work_left(facts: Facts) -> Step:
    """What a translator does next: what is doubtful comes when nothing is to translate any more."""
    return Step.CONTINUE if facts.missing or facts.older else Step.CONFIRM

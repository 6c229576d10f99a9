"""A participant as typed, and who counts as the same person."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from core.mail_addresses import address_key
from core.typed_text import person_fold


@dataclass(frozen=True)
class Participant:
    """What somebody says of themselves, checked by a form.

    :param organisation_kind: a type of organisation, of the directory.
    :param email: may be empty for somebody whom the team registers by telephone.
    :param answers: to the team's own questions, as ``{"question": uid, "label": …, "value": …}``.
    """

    name: str
    email: str
    organisation: str = ""
    organisation_kind: Model | None = None
    department: str = ""
    function: str = ""
    access_needs: str = ""
    answers: Sequence[dict[str, Any]] = field(default_factory=list)

    @property
    def email_key(self) -> str:
        return address_key(self.email) if self.email else ""

    @property
    def person_key(self) -> str:
        """Address and name together: the colleagues of a town hall share one mailbox."""
        return person_key(self.name, self.email)


def person_key(name: str, email: str) -> str:
    """Who counts as one person in a session, however the name and the address are written.

    A digest, because a folded name can be far longer than the name.

    :param name: as typed.
    :param email: as typed, or nothing.
    """
    same = f"{address_key(email) if email else ''} {person_fold(name)}"
    return hashlib.sha256(same.encode()).hexdigest()

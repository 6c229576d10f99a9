"""Who sees what at the desk: the team everything, trainers those who come to their sessions, readers numbers."""

from dataclasses import dataclass
from uuid import UUID

from core.models import User
from training.models import SessionPage, SessionTrainer, SignUp
from training.querysets import SessionPageQuerySet, SignUpQuerySet
from training.rules.states import SignUpState

#: What opens the desk, the widest right first.
MANAGE = "training.manage_signups"
OWN = "training.view_own_signups"
NUMBERS = "training.view_signup_numbers"


@dataclass(frozen=True)
class Rights:
    """What one account may see and do; asked once a request.

    :param own_sessions: keys of the sessions that name this account as a trainer, when that is all it sees.
    """

    user: User
    manages: bool
    reads_numbers: bool
    own_sessions: frozenset[UUID]
    exports: bool
    reads_access_needs: bool

    @property
    def opens_desk(self) -> bool:
        return self.manages or self.reads_numbers or self.user.has_perm(OWN)

    def sees_session(self, session_key: UUID) -> bool:
        """Whether the numbers of a session are shown."""
        return self.manages or self.reads_numbers or session_key in self.own_sessions

    def sees_people(self, session_key: UUID) -> bool:
        """Whether names of a session are shown: to the team, and to its own trainers."""
        return self.manages or session_key in self.own_sessions

    def sessions(self) -> SessionPageQuerySet:
        """The sessions shown, as the pages that hold their facts."""
        found = SessionPage.objects.in_source_language()
        if self.manages or self.reads_numbers:
            return found
        return found.filter(translation_key__in=self.own_sessions)

    def sign_ups(self, session_key: UUID) -> SignUpQuerySet:
        """The sign-ups of a session that may be shown with names: to a trainer, only of those who come."""
        if not self.sees_people(session_key):
            return SignUp.objects.none()
        found = SignUp.objects.of_session(session_key)
        return found if self.manages else found.filter(state=SignUpState.CONFIRMED)


def rights_of(user: User) -> Rights:
    """What an account may see and do at the desk."""
    manages = user.has_perm(MANAGE)
    is_trainer = not manages and user.has_perm(OWN)
    own = SessionTrainer.objects.filter(user=user).values_list("session_key", flat=True) if is_trainer else ()
    return Rights(
        user=user,
        manages=manages,
        reads_numbers=user.has_perm(NUMBERS),
        own_sessions=frozenset(own),
        exports=user.has_perm("training.export_signups"),
        reads_access_needs=user.has_perm("training.view_accessneed"),
    )

"""What the tables of `training` tell of a participant (``core.retention.declarations``).

A test writes a marker into each private column, runs the purge, and looks for it in the whole database.
"""

from collections.abc import Mapping
from typing import Any

from core.retention.declarations import Declaration

#: What is left of a sign-up's private columns once the person is forgotten; ``person_key`` is made anew.
FORGOTTEN: Mapping[str, Any] = {
    "name": "",
    "email": "",
    "email_key": "",
    "organisation": "",
    "function": "",
    "answers": [],
    "form_token": None,
}

DECLARATION = Declaration(
    "training",
    # The purge empties these, or deletes the row.
    private={"AccessNeed": frozenset({"text"}), "SignUp": frozenset(FORGOTTEN) | {"person_key"}},
    harmless={
        "AccessNeed": frozenset({"id", "sign_up"}),
        "SeatLedger": frozenset({"id", "session_key", "capacity", "next_rank", "version", "told"}),
        "SessionCancellation": frozenset({"id", "session_key", "reason", "cancelled_at", "cancelled_by"}),
        "SessionMove": frozenset({"id", "session_key", "before", "after", "is_told", "moved_at", "moved_by"}),
        "SessionTrainer": frozenset({"id", "session_key", "user"}),
        "SignUp": frozenset(
            {
                "id", "public_id", "session_key", "state", "state_since", "rank", "organisation_kind", "department",
                "language", "deadline", "token_version", "calendar_sequence", "source", "replaces", "created_at",
                "erasure_asked_at", "anonymised_at", "address_confirmed_at",
            }
        ),
        "Transition": frozenset(
            {
                "id", "sign_up", "from_state", "to_state", "actor", "user", "reason", "at", "occupied", "capacity",
                "is_over_capacity",
            }
        ),
    },
    of_the_team=frozenset(
        {
            "CoursePage", "SessionPage", "SessionSlot", "SignUpForm", "SignUpQuestion", "TrainingIndexPage",
        }
    ),
    # Counts, and no name.
    harmless_permissions=frozenset({"training.view_signup_numbers"}),
)  # fmt: skip

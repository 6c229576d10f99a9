"""What in the database tells of a participant: declared once, column by column.

A test goes through the columns of every table and fails for one that is named nowhere here; another writes a marker
into each private column, runs the purge, and looks for it in the whole database.
"""

from collections.abc import Mapping
from typing import Any

from core.outbox import retention as outbox

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

#: Columns that tell of a participant, by table. The purge empties them, or deletes the row.
PRIVATE: Mapping[str, frozenset[str]] = {
    "core.OutboxMail": frozenset(outbox.PRIVATE),
    "training.AccessNeed": frozenset({"text"}),
    "training.SignUp": frozenset(FORGOTTEN) | {"person_key"},
}

#: The other columns of those tables, and those of the tables that hold no word about participants: numbers, times,
#: closed lists, keys of rows, accounts of the team, facts of sessions.
HARMLESS: Mapping[str, frozenset[str]] = {
    "core.OutboxHeartbeat": frozenset(
        {"id", "beat_at", "server_error_code", "server_error", "server_error_since"}  # no address: core.outbox.answers
    ),
    "core.OutboxMail": outbox.HARMLESS,
    "core.OutboxPause": frozenset({"id", "started_at", "started_by", "reason", "ended_at", "ended_by"}),
    "core.RateBucket": frozenset({"id", "bucket", "subject_hash", "window_start", "hits"}),  # hashed: core.limits
    "training.AccessNeed": frozenset({"id", "sign_up"}),
    "training.PurgeRun": frozenset({"id", "ran_at", "ended_at", "night", "counts"}),
    "training.SeatLedger": frozenset({"id", "session_key", "capacity", "next_rank", "version", "told"}),
    "training.SessionCancellation": frozenset({"id", "session_key", "reason", "cancelled_at", "cancelled_by"}),
    "training.SessionMove": frozenset({"id", "session_key", "before", "after", "is_told", "moved_at", "moved_by"}),
    "training.SessionTrainer": frozenset({"id", "session_key", "user"}),
    "training.SignUp": frozenset(
        {
            "id", "public_id", "session_key", "state", "state_since", "rank", "organisation_kind", "department",
            "language", "deadline", "token_version", "calendar_sequence", "source", "replaces", "created_at",
            "erasure_asked_at", "anonymised_at",
        }
    ),
    "training.Transition": frozenset(
        {
            "id", "sign_up", "from_state", "to_state", "actor", "user", "reason", "at", "occupied", "capacity",
            "is_over_capacity",
        }
    ),
}  # fmt: skip

#: Tables of the team's own: what editors write for the public, what forms ask, accounts. Nothing about participants.
OF_THE_TEAM = frozenset(
    {
        "core.Audience",
        "core.CustomDocument",
        "core.CustomImage",
        "core.GlossaryTerm",
        "core.MailText",
        "core.ProgrammeSettings",
        "core.PublishedTranslation",
        "core.Rendition",
        "core.User",
        "training.CoursePage",
        "training.SessionPage",
        "training.SessionSlot",
        "training.SignUpForm",
        "training.SignUpQuestion",
        "training.TrainingIndexPage",
    }
)

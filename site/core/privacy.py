"""What the tables of `core` tell of people (``core.retention.declarations``): only mails do."""

from core.outbox import retention as outbox
from core.retention.declarations import Declaration

DECLARATION = Declaration(
    "core",
    private={"OutboxMail": frozenset(outbox.PRIVATE)},
    harmless={
        # No address is in what a mail server answers: core.outbox.answers takes it out.
        "OutboxHeartbeat": frozenset({"id", "beat_at", "server_error_code", "server_error", "server_error_since"}),
        # Who and where are hashed: core.known_networks.
        "KnownNetwork": frozenset({"id", "mark", "seen_on"}),
        "OutboxMail": outbox.HARMLESS,
        "OutboxPause": frozenset({"id", "started_at", "started_by", "reason", "ended_at", "ended_by"}),
        "PurgeRun": frozenset({"id", "ran_at", "ended_at", "night", "counts"}),
        # Who it was is hashed: core.limits.
        "RateBucket": frozenset({"id", "bucket", "subject_hash", "window_start", "hits"}),
    },
    of_the_team=frozenset(
        {
            "Audience",
            "CustomDocument",
            "CustomImage",
            "GlossaryTerm",
            "MailText",
            "PassageMark",
            "PassageQuestion",
            "ProgrammeSettings",
            "PublishedTranslation",
            "Rendition",
            "TeamSession",
            "User",
        }
    ),
)

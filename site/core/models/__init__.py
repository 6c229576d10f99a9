from core.models.base_page import BasePage
from core.models.glossary import GlossaryTerm
from core.models.known_network import KnownNetwork
from core.models.mail_text import MailText
from core.models.media import CustomDocument, CustomImage, Rendition
from core.models.outbox import OutboxHeartbeat, OutboxMail, OutboxPause
from core.models.programme_settings import ProgrammeSettings
from core.models.purge_run import PurgeRun
from core.models.rate_bucket import RateBucket
from core.models.team_session import TeamSession
from core.models.translation import PassageMark, PassageQuestion, PublishedTranslation
from core.models.user import User
from core.models.vocabulary import Audience, VocabularyTerm

__all__ = [
    "Audience",
    "BasePage",
    "CustomDocument",
    "CustomImage",
    "GlossaryTerm",
    "KnownNetwork",
    "MailText",
    "OutboxHeartbeat",
    "OutboxMail",
    "OutboxPause",
    "PassageMark",
    "PassageQuestion",
    "ProgrammeSettings",
    "PublishedTranslation",
    "PurgeRun",
    "RateBucket",
    "Rendition",
    "TeamSession",
    "User",
    "VocabularyTerm",
]

"""One site with an object of each class of right: what the addresses of the matrix are asked about."""

import datetime
from types import SimpleNamespace

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, PageViewRestriction, Site, Task, UploadedFile, Workflow
from wagtail.users.models import UserProfile

from core.mails.record import all_mails
from core.models import CustomDocument, CustomImage, MailText, PassageQuestion, ProgrammeSettings, PurgeRun
from home.roles import ROLES, WORKFLOW, grant_roles
from label_directory.models import OrganisationType
from tests.factories.charter import make_charter
from tests.factories.core import AudienceFactory, DocumentFactory, GlossaryTermFactory, ImageFactory, UserFactory
from tests.factories.guides import GuideIndexPageFactory, GuidePageFactory, PurchaseFamilyFactory, StageFactory
from tests.factories.home import ContentPageFactory
from tests.factories.label_directory import AwardFactory, DirectoryIndexPageFactory, OrganisationFactory
from tests.factories.outbox import OutboxMailFactory
from tests.factories.training import SessionPageFactory, SignUpFormFactory, make_course, sign_up, slot
from tests.factories.translations import begin, translate
from tests.lending.models import Loan
from tests.second_factor import link_app
from training.models import SessionTrainer

#: An account of each role, one that is in no group, and one that may do all.
ACCOUNTS = (*ROLES, "no group", "superuser")
SESSION_DAY = datetime.date(2027, 1, 12)


def make_world(home) -> SimpleNamespace:
    """The accounts, and the objects by their kind and by what makes them different: ``world.pages["locked"]``."""
    world = SimpleNamespace(home=home)
    make_pages(world)
    grant_roles(home)
    ProgrammeSettings.for_site(Site.objects.get())
    make_accounts(world)
    make_states(world)
    make_rows(world)
    make_files(world)
    make_translation(world)
    return world


def make_pages(world):
    charter, _pages = make_charter([1])
    course = make_course(title="Animer ses engagements")
    guide = GuidePageFactory(parent=GuideIndexPageFactory())
    directory = DirectoryIndexPageFactory()
    online = ContentPageFactory(title="Mentions", slug="mentions")
    world.german = translate(online, "de", slug="impressum")
    world.session = SessionPageFactory(parent=course, title="Metz", seats=3, slots=[slot(SESSION_DAY)])
    world.charter, world.course, world.guide, world.directory, world.online = charter, course, guide, directory, online


def make_accounts(world):
    world.accounts = {name: UserFactory(username=name, is_superuser=name == "superuser") for name in ACCOUNTS}
    for role in ROLES:
        world.accounts[role].groups.add(Group.objects.get(name=ROLES[role].name))
    SessionTrainer.objects.create(session_key=world.session.translation_key, user=world.accounts["intervenants"])
    world.stranger = UserFactory(username="somebody")
    # Wagtail makes these rows when they are first read.
    UserProfile.objects.bulk_create(UserProfile(user=user) for user in [*world.accounts.values(), world.stranger])


def make_states(world):
    """Pages as they stand: whose they are, and who holds them."""
    lock = {"locked": True, "locked_by": world.accounts["superuser"], "locked_at": timezone.now()}
    locked = ContentPageFactory(title="Gardée", **lock)
    reviewed = draft(world, "Relue")
    Workflow.objects.get(name=WORKFLOW).start(reviewed, world.stranger)
    private = ContentPageFactory(title="Réservée")
    restriction = PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(name=ROLES["suivi"].name))
    world.restriction = restriction
    world.pages = {
        "own draft": draft(world, "La mienne"),
        "draft": draft(world, "La sienne"),
        "online": world.online,
        "locked": locked,
        "under review": type(reviewed).objects.get(pk=reviewed.pk),
        "private": private,
        "german": world.german,
        "session": world.session,
        "directory": world.directory,
    }


def draft(world, title):
    page = ContentPageFactory(title=title, live=False, owner=world.stranger)
    page.save_revision(user=world.stranger)
    return page


def with_second_factors(world):
    """Each account that another may look after has one; the passkey of the colleague."""
    for account in (world.accounts["suivi"], world.accounts["superuser"]):
        link_app(account)
    data = {"name": "Clé", "credential": {}}
    return Authenticator.objects.create(user=world.stranger, type=Authenticator.Type.WEBAUTHN, data=data)


def make_rows(world):
    organisation, audience, form = OrganisationFactory(), AudienceFactory(), SignUpFormFactory()
    sessions = {"": world.session}
    coming = sign_up(world.session, "confirmed")
    world.rows = {
        "audience": {"": audience},
        "stage": {"": StageFactory()},
        "purchasefamily": {"": PurchaseFamilyFactory()},
        "glossaryterm": {"": GlossaryTermFactory()},
        "organisation": {"": organisation},
        "organisationtype": {"": OrganisationType.objects.get(pk=organisation.type_id)},
        "award": {"": AwardFactory(organisation=organisation)},
        "signupform": {"": form},
        "wagtailusers_users": {
            "less": world.accounts["suivi"], "more": world.accounts["superuser"], "colleague": world.stranger
        },
        "wagtailusers_groups": {"": Group.objects.get(name=ROLES["suivi"].name)},
        "wagtaillocales": {"": world.pages["german"].locale},
        "wagtailsites": {"": Site.objects.get()},
        "wagtailredirects": {"": Redirect.objects.create(old_path="/avant", redirect_page=world.online)},
        "workflows": {"": Workflow.objects.get(name=WORKFLOW)},
        "tasks": {"": Task.objects.get(name=WORKFLOW)},
        "collections": {"": Collection.get_first_root_node().add_child(name="Preuves")},
        "sign-ups": {
            "confirmed": coming,
            "waiting": sign_up(world.session, "waiting", name="Ali Benoît"),
            "requested": sign_up(world.session, "requested", name="Eva Klein"),
            "offered": sign_up(world.session, "offered", name="Ida Roth"),
        },
        "sessions": sessions,
        "mails": {"": OutboxMailFactory(state="failed")},
        "passkeys": {"": with_second_factors(world)},
        "loans": {"": Loan.objects.create(name="Zoé Lambert")},
        "editing": {
            "": EditingSession.objects.create(
                user=world.stranger, content_object=world.online, last_seen_at="2026-12-01T09:00Z"
            )
        },
    }  # fmt: skip
    PurgeRun.objects.create()
    mail = all_mails()[0]
    world.mail_text = MailText.objects.create(mail=mail.name, language="fr", subject="Une place", body="Un mot.")


def give(world, label, account):
    """Let what is somebody’s own be that of an account."""
    if label.startswith("own") and account:
        Page.objects.filter(pk=world.pages["own draft"].pk).update(owner=account)
        CustomImage.objects.filter(pk=world.rows["images"]["own"].pk).update(uploaded_by_user=account)
        CustomDocument.objects.filter(pk=world.rows["documents"]["own"].pk).update(uploaded_by_user=account)
        UploadedFile.objects.filter(file__startswith="own").update(uploaded_by_user=account)


def make_files(world):
    picture, document = ImageFactory(), DocumentFactory()
    secret = DocumentFactory(title="Preuve", collection=world.rows["collections"][""])
    picture.uploaded_by_user = document.uploaded_by_user = world.stranger
    picture.save(), document.save()
    own = ImageFactory(title="La mienne"), DocumentFactory(title="Le mien")
    world.rows |= {
        "images": {"other’s": picture, "own": own[0]},
        "documents": {"other’s": document, "own": own[1], "in a collection": secret},
        "uploaded images": uploads(world, "customimage", "png"),
        "uploaded documents": uploads(world, "customdocument", "txt"),
    }


def uploads(world, model, extension):
    """Files that were sent, and whose forms are not filled in yet."""
    kind = ContentType.objects.get_by_natural_key("core", model)
    files = {"other’s": f"other.{extension}", "own": f"own.{extension}"}
    common = {"for_content_type": kind, "uploaded_by_user": world.stranger}
    return {label: UploadedFile.objects.create(file=name, **common) for label, name in files.items()}


def make_translation(world):
    page = ContentPageFactory(title="À traduire")
    translation = begin(page)
    question = PassageQuestion.objects.create(translation=translation, text="Lequel ?", asked_by=world.stranger)
    world.rows |= {"translations": {"": translation}, "questions": {"": question}}

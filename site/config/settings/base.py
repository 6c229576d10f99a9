"""Everything, safe by default: the values of a public server. `dev` and `test` loosen, and say why.

Read from top to bottom. The environment is read in `config.env` only; what a server must give is in
`config.settings.production`.
"""

from pathlib import Path

from config import accounts, databases, env, logs

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")

# What the site is made of. An application may override the templates, catalogues and commands of those below it.
INSTALLED_APPS = [
    "home",
    "guides",
    "training",
    "charter",
    "label_directory",
    "core",
    "wagtail_localize",
    "wagtail_localize.locales",  # in place of wagtail.locales
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "core.apps.TeamConfig",  # in place of wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",  # this is modelsearch: never list both
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    *accounts.APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.middleware.SecurityHeadersMiddleware",  # first: its headers go on every answer, static files included
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages shrink to a quarter; Django pads them at random, so that their length tells nothing of the tokens in them.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.origins.OriginMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *accounts.MIDDLEWARE,
    "core.hidden_pages.HiddenPagesMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.redirects.RedirectMiddleware",  # in place of Wagtail's: it follows a redirect to its end
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# Data
DATABASES = {"default": databases.configure(env.text("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# A big StreamField is one form of many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# People
AUTH_USER_MODEL = "core.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
globals().update(accounts.configure())  # the second factor, allauth
LOGIN_URL = "wagtailadmin_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60  # seconds that a link to a new password is good for, from when its mail leaves
# Tries an hour (core.login.limits): of a name from one network, from networks new to it; of all names
LOGIN_TRIES_AN_HOUR = {"here": 10, "elsewhere": 40, "network": 200}
PASSWORD_RESETS_AN_HOUR = {"here": 3, "elsewhere": 6, "network": 60}
# Sessions stay in the database: losing the cache logs nobody out.
SESSION_ENGINE = "core.login.sessions"
SESSION_COOKIE_AGE = 3 * 24 * 60 * 60  # an ended session is known again, and opens nothing
SESSION_IDLE, SESSION_LONGEST = 30 * 60, 12 * 60 * 60  # since something was done, since the log-in: then it ends
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
CSRF_COOKIE_HTTPONLY = True  # scripts of the admin read the token from the page
# No reader may get a cookie: messages live in the session of those who are logged in.
MESSAGE_STORAGE = "core.login.messages.TeamMessages"

# Transport and browser. The rest of the headers, and why, are in core.middleware.
DEBUG = False
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked by the machine next door, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# Is there a web server in front, whose word on a visitor's address (X-Forwarded-For) can be taken?
TRUST_PROXY_HEADERS = False
# The editor's preview is a frame of the same site.
X_FRAME_OPTIONS = "SAMEORIGIN"
SILENCED_SYSTEM_CHECKS = [
    "security.W019",  # X-Frame-Options other than DENY: see the line above
    "security.W021",  # HSTS preload: a public and lasting commitment, for the owner of the domain to make
]

# Languages: French has no prefix, the others have theirs (/de/, /en/).
LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("fr", "Français"), ("de", "Deutsch"), ("en", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "site" / "core" / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
# A translation stays a draft until somebody publishes it: never French text under /de/.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "core.translation.machine.MemoryThenMachine"}
MACHINE_TRANSLATION = env.text("MACHINE_TRANSLATION", "")  # libretranslate, deepl, or none: docs/howto/deploy.md
MACHINE_TRANSLATION_URL = env.text("MACHINE_TRANSLATION_URL", "").rstrip("/")
MACHINE_TRANSLATION_KEY = env.text("MACHINE_TRANSLATION_KEY", "")
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["config.formats"]

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
SERVE_MEDIA = False  # the web server's work (docs/howto/deploy.md)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail: written into the outbox by those who decide, sent by `deliver_mail`
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "ne-pas-repondre@example.org")
# A worker that finds the outbox unwatched for longer takes the database for an old copy, and stops all mails.
OUTBOX_STALE_HOURS: int | None = 2
OUTBOX_UNCONFIRMED_AN_HOUR: int | None = 200  # to addresses nobody has confirmed; the rest waits (core.outbox.ceiling)
MAIL_DIR = VAR_DIR / "mails"  # where a local machine writes its mails
SHOW_MAIL_FILES = False  # the page of the demo that lists them

# Command lines that a server's cron runs each minute; the demo runs them by itself.
CHORES = ["tick --once", "deliver_mail --once", "publish_scheduled"]

# The site's own address, as readers and mails name it
BASE_URL = WAGTAILADMIN_BASE_URL = env.url("BASE_URL", "http://localhost:8000")
SECURITY_CONTACT = env.text("SECURITY_CONTACT", "")  # security.txt; empty: the address of the team
SECURITY_POLICY_URL = env.text("SECURITY_POLICY_URL", "")

# Wagtail
WAGTAIL_SITE_NAME = "Commande publique responsable"
WAGTAILIMAGES_IMAGE_MODEL = "core.CustomImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.uploads.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif", "heic", "heif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "core.CustomDocument"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx"]
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.uploads.DocumentForm"  # the content is what the name says
WAGTAILDOCS_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
VIRUS_SCANNER = env.text("VIRUS_SCANNER", "")  # unix:/run/clamav/clamd.ctl, host:port, or none: core.virus_scan
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # a private document is asked for through Django, never by its file
# Shared passwords travel by mail and never change: a page is private by group or not at all.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL  # people have one login page, ours
# Nothing calls another server: no picture of people by their e-mail, no news of versions.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# Players a page may open in a frame, on a click: scheme https, exact host.
VIDEO_HOSTS = env.words("VIDEO_HOSTS", [])
WAGTAIL_USER_TIME_ZONES = ["Europe/Paris"]  # every hour on the site is Paris time, whoever reads it
WAGTAILADMIN_RICH_TEXT_EDITORS = {"default": {"WIDGET": "core.rich_text.CleanRichTextArea"}}  # see core.markup
WAGTAIL_AUTOSAVE_INTERVAL = 2500  # milliseconds; the stock 500 are many writes on SQLite
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TASKS = {"default": {"BACKEND": "core.indexing.TaskBackend"}}  # both indexes, once a publication
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILREDIRECTS_AUTO_CREATE = False  # core.former_addresses does
WAGTAIL_DATE_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%d/%m/%Y %H:%M"  # as the team writes dates
WAGTAILADMIN_USER_LOGIN_FORM = "core.login.forms.LoginForm"
TAGGIT_CASE_INSENSITIVE = True

# `manage.py test` runs pytest: Django's own runner would find no test and say OK.
TEST_RUNNER = "core.test_runner.PytestRunner"

LOGGING = logs.configure()

# Sign-up for sessions (training): times people have, and limits against abuse
SIGN_UP_REQUEST_HOURS = 72  # to confirm an address, from the moment the mail has left
SIGN_UP_OFFER_HOURS = 48  # to accept a seat that became free, likewise (training/rules/clocks.py)
SIGN_UP_OFFERS_UNTIL_HOURS = 24  # before the start: later, no seat is offered
SIGN_UP_REMINDER_DAYS = [7, 1]  # before the first day
SIGN_UP_REMINDER_HOUR = 9  # in Paris
SIGN_UP_MAILS_A_DAY = 10  # to one address, on the demand of anybody; colleagues share the mailbox of a town hall
SIGN_UP_FORM_SECONDS = (3, 12 * 60 * 60)  # faster is a machine; slower, the form is shown again with what was typed
SIGN_UP_FORMS_AN_HOUR = 60  # from one network; a whole administration may share one
# How long personal data is kept, in days (docs/howto/keep-and-erase.md): to be confirmed by the data protection officer
RETENTION_DAYS = {
    "request": 3,  # addresses never confirmed, from the day they lapsed
    "not_confirmed": 90,  # waiting, lapsed, declined, withdrawn: after the session
    "confirmed": 180,  # participants: after the session
    "access_needs": 15,  # after the session
    "mail_text": 30,  # what a mail said, after it left
    "mail": 365,  # the line of the journal
    "network": 2,  # traces of networks, against abuse
    "known_network": 90,  # where an account has logged in, from the last time
}

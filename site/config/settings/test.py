"""The suite: a server's settings but for what a test cannot have. Each line says why."""

import tempfile
from pathlib import Path

from config.settings.base import *

# What measures and draws the site is tested too, and is on no server.
INSTALLED_APPS = ["workshop", *INSTALLED_APPS]
# Nothing is signed for anyone but the test.
SECRET_KEY = "a-key-for-the-tests-only-that-signs-nothing-of-value"  # noqa: S105 - nothing real is signed
# The names of Django's test client and of the live server of the browser tests.
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
# The test client and the live server speak plain HTTP.
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "sessionid"
CSRF_COOKIE_NAME = "csrftoken"
# Hashing passwords well is slow on purpose; no test measures it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# No test calls another server, whatever the environment says.
MACHINE_TRANSLATION = MACHINE_TRANSLATION_URL = MACHINE_TRANSLATION_KEY = ""
# No test is two hours long; those of the guard set the hours themselves.
OUTBOX_STALE_HOURS = None
# Crowds of the tests ask for more seats in an hour than people do; those of the ceiling set one.
OUTBOX_UNCONFIRMED_AN_HOUR = None
# Tests log in as anybody; those of the second factor ask for it.
SECOND_FACTOR = "offered"
# Tests move the clock by days; those of sessions set their length themselves.
SESSION_IDLE = SESSION_LONGEST = 10 * 365 * 24 * 60 * 60
# Messages are read from django.core.mail.outbox.
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# No collectstatic before each run; the browser tests get the files from their folders.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# What the tests write lives in a folder of its own, gone at the end: two runs never meet.
SERVE_MEDIA = True
SCRATCH = tempfile.TemporaryDirectory(prefix="tests-")
MEDIA_ROOT = Path(SCRATCH.name) / "media"
MAIL_DIR = Path(SCRATCH.name) / "mails"
# A tiny second application, which shows that what applications share is in core, once.
INSTALLED_APPS = [*INSTALLED_APPS, "tests.lending"]
RETENTION_DAYS = RETENTION_DAYS | {"loan": 30}
# A file and not memory: the live server reads it from another thread, and WAL needs a file.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(Path(SCRATCH.name) / "test.sqlite3")}
# A failure is reported with what was logged before it: a line for each page made would bury it.
LOGGING["loggers"]["wagtail"] = {"level": "WARNING"}

"""A local machine: no TLS, details of errors, mails as files. Never on a server."""

from config.settings.base import *

DEBUG = True
# The developers' room: bench, screenshots.
INSTALLED_APPS = ["workshop", *INSTALLED_APPS]
SECRET_KEY = "insecure-and-known-to-all-for-a-local-machine-only"  # noqa: S105 - never on a server
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
# Nobody receives a mail from a local machine: each is a file, and a page lists them.
EMAIL_BACKEND = "core.mail_files.EmailBackend"
SHOW_MAIL_FILES = True
# A machine that sleeps at night has no old copy.
OUTBOX_STALE_HOURS = None
# Whoever tries the site out has no telephone to take in hand at each start.
SECOND_FACTOR = "offered"
SERVE_MEDIA = True

# No TLS on a local machine, and browsers refuse `__Host-` cookies without it.
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "sessionid"
CSRF_COOKIE_NAME = "csrftoken"

# Static files come from their folders as they are: no collectstatic while one works on them.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True

# The demo’s video is at a host that does not exist.
VIDEO_HOSTS = ["video.example"]

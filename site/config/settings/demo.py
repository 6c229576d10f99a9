"""`make demo`: the local machine, with the static files, the speed and the error pages of a server."""

from config.settings.base import STORAGES as SERVER_STORAGES
from config.settings.dev import *

DEBUG = False
STORAGES = SERVER_STORAGES
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False
# The demo content makes a hundred pages: a line for each would hide what the command says.
LOGGING["loggers"]["wagtail"] = {"level": "WARNING"}
# Somebody who shows the site fills in the form at once, and a browser that tests it does not sleep.
SIGN_UP_FORM_SECONDS = (0, SIGN_UP_FORM_SECONDS[1])

"""`make demo`: the local machine, with the static files, the speed and the error pages of a server."""

from config.settings.base import STORAGES as SERVER_STORAGES
from config.settings.dev import *

DEBUG = False
STORAGES = SERVER_STORAGES
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = False
# The demo content makes a hundred pages: a line for each would hide what the command says.
LOGGING["loggers"]["wagtail"] = {"level": "WARNING"}

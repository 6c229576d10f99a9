from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """An account of the teams that run the site. Readers and participants have none.

    Our own class from the first migration, because Django cannot exchange the user model later. ``str(user)`` is the
    login name, never the e-mail address: it is copied into audit labels.
    """

    #: When this account came in without the second factor that its rights ask for. Once only: then it sets one up.
    grace_used_at = models.DateTimeField(null=True, editable=False)

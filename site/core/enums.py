"""Closed lists fixed by law or by geography: the same for every app, changed by nobody in the admin."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Department(models.TextChoices):
    """The ten départements of the Région Grand Est, by their official number.

    The names are proper nouns and stay French in every language. Bas-Rhin and Haut-Rhin remain places, although one
    authority, the Collectivité européenne d’Alsace, runs both.
    """

    ARDENNES = "08", "Ardennes"
    AUBE = "10", "Aube"
    MARNE = "51", "Marne"
    HAUTE_MARNE = "52", "Haute-Marne"
    MEURTHE_ET_MOSELLE = "54", "Meurthe-et-Moselle"
    MEUSE = "55", "Meuse"
    MOSELLE = "57", "Moselle"
    BAS_RHIN = "67", "Bas-Rhin"
    HAUT_RHIN = "68", "Haut-Rhin"
    VOSGES = "88", "Vosges"


class Language(models.TextChoices):
    """Languages the programme works in: of the pages, and of what is said in a session."""

    FRENCH = "fr", _("French")
    GERMAN = "de", _("German")
    ENGLISH = "en", _("English")


class PassageOrigin(models.TextChoices):
    """What is known of the words of a passage, beyond that somebody wrote them."""

    OLDER = "older", _("Older than the French text")
    FUZZY = "fuzzy", _("Marked as unsure")
    CONFIRMED = "confirmed", _("Confirmed in spite of a doubt")

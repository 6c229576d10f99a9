"""A day is read back as it is shown, in the admin of each language."""

from datetime import date

import pytest
from django import forms
from django.conf import settings
from django.utils import formats, translation

DAY = date(2027, 4, 3)


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_day_shown_by_the_admin_is_read_back_the_same(language):
    with translation.override(language):
        assert forms.DateField().clean(DAY.strftime(settings.WAGTAIL_DATE_FORMAT)) == DAY


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "3 avril 2027"), ("de", "3. April 2027"), ("en", "3 April 2027")]
)
def test_day_is_written_as_readers_of_the_language_write_it(language, words):
    with translation.override(language):
        assert formats.date_format(DAY, "DATE_FORMAT") == words

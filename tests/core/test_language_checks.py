"""What a language of the settings lacks is named, place by place."""

from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.checks import run_checks

from core import language_checks


@pytest.fixture
def languages(monkeypatch):
    """The languages that the check sees, to add some: Django's own override would set the whole project up anew."""
    given = SimpleNamespace(**{name: getattr(settings, name) for name in dir(settings) if name.isupper()})
    given.LANGUAGES = list(settings.LANGUAGES)
    monkeypatch.setattr(language_checks, "settings", given)
    return given.LANGUAGES


def test_languages_of_the_site_lack_nothing(languages):
    assert language_checks.check_languages_are_whole(None) == []


def test_fourth_language_is_told_all_that_it_lacks(languages):
    languages.append(("it", "Italiano"))
    warnings = [message for message in run_checks() if message.id == "core.W001"]
    cards = ("charter", "commitment", "default", "directory", "guide", "training")
    assert sorted(warning.msg for warning in warnings) == sorted(
        f"The language 'it' lacks {place}."
        for place in (
            "its line in core.enums.Language",
            "its way to write addresses in core.slugs.OWN",
            "its section in templates/400.html",
            "its section in templates/403_csrf.html",
            "its section in templates/500.html",
            "site/core/locale/it/LC_MESSAGES/django.po",
            "site/core/mail_texts/it.json",
            *(f"site/core/static/social/it/{card}.png" for card in cards),
            "training/mail_texts/it.json",
            "home/demo_content/translations/it.po",
            "the field core.Audience.name_it",
            "the field core.ProgrammeSettings.law_checked_by_it",
            "the field guides.LegalLever.name_it",
            "the field guides.PurchaseFamily.name_it",
            "the field guides.Stage.name_it",
            "the field label_directory.OrganisationType.name_it",
            "the field core.GlossaryTerm.definition_it",
            "the field core.GlossaryTerm.forms_it",
            "the field core.GlossaryTerm.term_it",
            "the field training.SignUpQuestion.help_it",
            "the field training.SignUpQuestion.label_it",
            "the field training.SignUpQuestion.options_it",
            "name_it in guides/demo_content/vocabularies.json",
            "definition_it in home/demo_content/glossary.json",
            "forms_it in home/demo_content/glossary.json",
            "term_it in home/demo_content/glossary.json",
            "name_it in label_directory/demo_content/organisations.json",
            "help_it in training/demo_content/training.json",
            "label_it in training/demo_content/training.json",
            "options_it in training/demo_content/training.json",
        )
    )


@pytest.mark.parametrize(
    ("code", "first"),
    [
        ("pt-br", "a code of two small letters, which is what columns of the database hold"),
        ("sv", "its line in core.enums.Language"),
    ],
)
def test_code_of_a_language_is_one_that_columns_hold(code, first):
    assert next(language_checks.gaps_of_settings(code)) == first


def test_language_whose_days_are_not_read_as_the_team_writes_them_is_told(languages):
    """Swedes write 2026-11-04, and Django's formats for them read nothing else."""
    gaps = list(language_checks.gaps_of_settings("sv"))
    assert "%d/%m/%Y in DATE_INPUT_FORMATS: site/config/formats/sv/formats.py" in gaps

"""The public forms: they ask what the session says, and answer anything cleanly."""

import pytest
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.label_directory import OrganisationTypeFactory
from tests.factories.training import SignUpFormFactory, question
from training.enums import ELSEWHERE
from training.models import SignUpForm
from training.views.forms import CorrectionForm, HandOverForm, ParticipantForm

pytestmark = pytest.mark.django_db

ZOE = {"name": "Zoé Lambert", "email": "zoe.lambert@metz.example"}
DETAILS = ["organisation", "organisation_kind", "department", "function", "access_needs"]
NOT_ASKED = dict.fromkeys(DETAILS[:-1], "no") | {"asks_access_needs": False}
LEVELS = {"options_fr": "Je découvre\nJe pratique", "options_de": "Neu\nErfahren"}
THEMES = {"options_fr": "Sourçage\nClauses\nLots"}


def form_for(data=None, asks=None, language="fr", form_class=ParticipantForm, **options):
    """A public form, of somebody who sent some data or of somebody who opens it."""
    asks = asks or SignUpFormFactory(**NOT_ASKED)
    return form_class(data, asks=asks, language=language, **options)


def answers_to(kind, sent, language="fr", **words):
    """What is kept of an answer to a question of the team: the values, or the codes of the refusals."""
    row = question("Où en êtes-vous ?", kind=kind, **words)
    name = f"question_{row.uid.hex}"
    data = MultiValueDict({key: [value] for key, value in ZOE.items()} | {name: sent})
    form = form_for(data, SignUpFormFactory(questions=[row], **NOT_ASKED), language)
    if not form.is_valid():
        return {key: [error.code for error in errors.as_data()] for key, errors in form.errors.items()}
    return [(answer["question"] == str(row.uid), answer["label"], answer["value"]) for answer in form.cleaned_answers()]


def kept(value):
    """The answer to the question, kept."""
    return [(True, "Où en êtes-vous ?", value)]


def test_form_asks_name_and_address_always():
    assert list(form_for().fields) == ["name", "email"]


@pytest.mark.parametrize("name", DETAILS[:-1])
@pytest.mark.parametrize(("asked", "expected"), [("required", [True]), ("optional", [False]), ("no", [])])
def test_form_asks_what_the_session_says(name, asked, expected):
    form = form_for(asks=SignUpForm(**NOT_ASKED | {name: asked}))
    assert [form.fields[name].required] if name in form.fields else expected == []
    assert [field.required for key, field in form.fields.items() if key == name] == expected


def test_access_needs_are_always_optional():
    form = form_for(asks=SignUpForm(**NOT_ASKED | {"asks_access_needs": True}), access_needs_days=15)
    field = form.fields["access_needs"]
    assert (field.required, field.max_length, "15" in str(field.help_text)) == (False, 1000, True)


def test_fields_stand_in_the_order_people_are_asked():
    row = question()
    asks = SignUpFormFactory(**dict.fromkeys(DETAILS[:-1], "optional"), questions=[row])
    assert list(form_for(asks=asks).fields) == ["name", "email", *DETAILS, f"question_{row.uid.hex}"]


def test_complete_form_is_read():
    kind = OrganisationTypeFactory()
    details = {"organisation": " Ville  de Metz", "organisation_kind": kind.slug, "department": ELSEWHERE}
    details |= {"function": "Acheteuse", "access_needs": "Boucle\r\nmagnétique"}
    form = form_for(ZOE | details, SignUpForm())
    assert (form.errors, form.cleaned_data) == (
        {},
        ZOE
        | {
            "organisation": "Ville de Metz",
            "organisation_kind": kind,
            "department": "00",
            "function": "Acheteuse",
            "access_needs": "Boucle\nmagnétique",
        },
    )


def test_empty_form_says_what_is_missing():
    form = form_for({}, SignUpForm())
    assert {name: [error.code for error in errors.as_data()] for name, errors in form.errors.items()} == {
        "name": ["required"],
        "email": ["required"],
        "organisation": ["required"],
    }
    assert [field.name for field in form.invalid_fields] == ["name", "email", "organisation"]


@pytest.mark.parametrize(("kind", "sent"), [("short_text", "Au début"), ("long_text", "Au\nmilieu")])
def test_text_is_kept_as_it_is_written(kind, sent):
    assert answers_to(kind, [sent]) == kept(sent)


@pytest.mark.parametrize("language", ["fr", "de", "en"])
@pytest.mark.parametrize(("sent", "value"), [("yes", "Oui"), ("no", "Non")])
def test_yes_and_no_are_kept_in_french(sent, value, language):
    with override(language):
        assert answers_to("yes_no", [sent], language) == kept(value)


@pytest.mark.parametrize("language", ["fr", "de", "en"])
def test_choice_means_the_same_in_each_language(language):
    assert answers_to("one_choice", ["Je pratique"], language, **LEVELS) == kept("Je pratique")


def test_several_choices_are_kept_in_the_order_of_the_list():
    assert answers_to("several_choices", ["Lots", "Sourçage", "Lots"], **THEMES) == kept("Sourçage ; Lots")


@pytest.mark.parametrize(
    ("kind", "sent"),
    [("short_text", [" "]), ("long_text", [""]), ("one_choice", [""]), ("several_choices", []), ("yes_no", [""])],
)
def test_question_left_out_leaves_no_answer_or_is_required(kind, sent):
    assert answers_to(kind, sent, **THEMES) == []
    [codes] = answers_to(kind, sent, is_required=True, **THEMES).values()
    assert codes == ["required"]


@pytest.mark.parametrize("kind", ["one_choice", "several_choices", "yes_no"])
@pytest.mark.parametrize("sent", ["Neu", "0", "\x00", "Je découvre "])
def test_choice_that_is_not_proposed_is_refused(kind, sent):
    [codes] = answers_to(kind, [sent], **LEVELS).values()
    assert codes == ["invalid_choice"]


def test_question_changed_later_changes_no_answer():
    row = question("Avant", kind="one_choice", **LEVELS)
    asks = SignUpFormFactory(questions=[row], **NOT_ASKED)
    form = form_for(ZOE | {f"question_{row.uid.hex}": "Je pratique"}, asks)
    assert form.is_valid()
    answers = form.cleaned_answers()
    changed = asks.questions.get()
    changed.label_fr, changed.options_fr = "Après", "Autre\nChose"
    changed.save()
    assert answers == [{"question": str(row.uid), "label": "Avant", "value": "Je pratique"}]


def test_option_that_was_taken_away_is_not_taken_for_another():
    row = question(kind="one_choice", **LEVELS)
    asks = SignUpFormFactory(questions=[row], **NOT_ASKED)
    asks.questions.update(options_fr="Je pratique\nJ’enseigne")
    form = form_for(ZOE | {f"question_{row.uid.hex}": "Je découvre"}, SignUpForm.objects.get(pk=asks.pk))
    assert list(form.errors) == [f"question_{row.uid.hex}"]


@pytest.mark.parametrize(("language", "labels"), [("de", ["Neu", "Erfahren"]), ("en", ["Je découvre", "Je pratique"])])
def test_words_are_those_of_the_reader_or_say_their_language(language, labels):
    row = question("Niveau", kind="one_choice", label_de="Niveau (de)", is_required=True, **LEVELS)
    form = form_for(asks=SignUpFormFactory(questions=[row], **NOT_ASKED), language=language)
    field = form.fields[f"question_{row.uid.hex}"]
    assert [label for _value, label in field.choices] == labels
    assert field.foreign == ({} if language == "de" else {"label": "fr", "options": "fr"})


@pytest.mark.parametrize(("sent", "is_bot"), [({}, False), ({"website": ""}, False), ({"website": "x"}, True)])
def test_field_that_people_do_not_see_tells_a_bot(sent, is_bot):
    assert form_for(ZOE | sent).is_bot is is_bot


def test_form_that_was_not_sent_is_no_bot():
    assert form_for().is_bot is False


def test_ten_thousand_unknown_fields_are_not_looked_at():
    data = QueryDict(mutable=True)
    data.update(ZOE)
    for number in range(10_000):
        data[f"champ-{number}"] = "x" * 100
    form = form_for(data)
    assert (form.is_valid(), form.cleaned_data) == (True, ZOE)


def test_enormous_values_are_refused_and_not_sent_back():
    row = question(kind="long_text")
    asks = SignUpFormFactory(questions=[row])
    form = form_for(dict.fromkeys(form_for(asks=asks).fields, "é" * 5_000_000), asks)
    refused = {code for errors in form.errors.values() for code in [errors.as_data()[0].code]}
    assert (len(form.errors), refused) == (len(form.fields), {"max_length", "invalid_choice"})
    assert max(len(str(form[name])) for name in form.fields) < 10_000


def test_bytes_that_are_no_text_are_refused():
    form = form_for(QueryDict(b"name=Zo%E9&email=zoe@metz.example"))
    assert {name: errors.as_data()[0].code for name, errors in form.errors.items()} == {"name": "hidden_character"}


@given(
    st.dictionaries(
        st.sampled_from(["name", "email", *DETAILS, "question", "website", "other"]),
        st.lists(st.text(max_size=250) | st.text(st.characters(categories=["Cs", "Cc", "Cf", "Lo", "Mn"])), max_size=3),
    )
)
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_sent_has_a_clean_answer(sent):
    row = question(kind="several_choices", **THEMES)
    form = form_for(
        MultiValueDict({name.replace("question", f"question_{row.uid.hex}"): values for name, values in sent.items()}),
        SignUpForm(questions=[row]),
    )
    if form.is_valid():
        kept_words = [value for value in form.cleaned_data.values() if isinstance(value, str)]
        assert all("\r" not in words and "\x00" not in words for words in kept_words)
        "".join(kept_words).encode()
    else:
        assert all(field.errors for field in form.invalid_fields)


def test_correction_asks_no_question_of_the_team_and_hides_no_field():
    asks = SignUpFormFactory(questions=[question()])
    form = form_for(asks=asks, form_class=CorrectionForm, initial=ZOE)
    assert list(form.fields) == ["name", "email", *DETAILS]
    assert (form["email"].value(), hasattr(form, "honeypot")) == ("zoe.lambert@metz.example", False)


def test_correction_shows_the_kind_of_organisation_again():
    kind = OrganisationTypeFactory()
    form = form_for(asks=SignUpForm(), form_class=CorrectionForm, initial={"organisation_kind": kind})
    assert f'value="{kind.slug}" selected' in str(form["organisation_kind"])


def test_hand_over_asks_for_a_colleague():
    form = HandOverForm(ZOE)
    assert (form.is_valid(), form.cleaned_data) == (True, ZOE)
    assert HandOverForm({}).errors["name"] == [gettext("Enter your colleague’s first name and surname.")]
    # The words and attributes of one form are not those of the other.
    assert [form["name"].field.widget.attrs["autocomplete"], form_for()["name"].field.widget.attrs["autocomplete"]] == [
        "off",
        "name",
    ]
    assert form_for({}).errors["name"] == [gettext("Enter your first name and surname.")]

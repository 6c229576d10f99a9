"""Many people for few seats, at once and through real HTTP: what `make bench` measures, and a test proves."""

import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

from django.forms import ChoiceField, Field, MultipleChoiceField

from core.links import issue_form_token
from training.mails.links import Purpose, path_to
from training.models import SessionPage, SignUp
from training.rules.states import SignUpState
from training.views.forms import ParticipantForm

#: Nobody should wait so long; a server that does not answer at all must not hold a test for ever.
TIMEOUT = 60


@dataclass(frozen=True)
class Crowd:
    """What became of one thing that everybody did at once.

    :param statuses: how many answers of each kind.
    :param seconds: from the first request to the last answer.
    :param slowest: the longest that somebody waited, in seconds.
    """

    statuses: Counter
    seconds: float
    slowest: float


@dataclass(frozen=True)
class Rush:
    """A whole rush: the forms sent at once, then the buttons of the mails pressed at once."""

    forms: Crowd
    buttons: Crowd
    states: Counter

    @property
    def rate(self) -> float:
        """Sign-ups a second, from the first form sent to the last button answered, the reading of mails aside."""
        return sum(self.buttons.statuses.values()) / (self.forms.seconds + self.buttons.seconds)

    @property
    def slowest(self) -> float:
        """The longest that somebody waited for an answer, in seconds."""
        return max(self.forms.slowest, self.buttons.slowest)


def rush(url: str, session: SessionPage, people: int) -> Rush:
    """Have a crowd sign up for a session of a running site, and press the buttons of its mails.

    Each comes from an address of its own (127.0.0.0/8 is all this machine): the limits of networks stay as they are.

    :param url: of the site, which serves the database that this process reads.
    :param session: a session that takes sign-ups and that nobody has signed up for.
    :param people: how many, at most 60,000.
    """
    place = urlsplit(url)
    form_path = session.get_url() + session.reverse_subpage("sign_up")
    answers = wanted_answers(session)

    def send(number: int, path: str, fields: dict[str, str]) -> tuple[int, float]:
        source = f"127.1.{number // 250}.{number % 250 + 1}"
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        with closing(HTTPConnection(place.hostname or "", place.port, TIMEOUT, source_address=(source, 0))) as server:
            begun = time.perf_counter()
            server.request("POST", path, urlencode(fields), headers)
            answer = server.getresponse()
            answer.read()
            return answer.status, time.perf_counter() - begun

    tokens = [issue_form_token() for _number in range(people)]
    forms = at_once(
        lambda number: send(number, form_path, answers | person(number) | {"token": tokens[number]}), people
    )
    asked = SignUp.objects.of_session(session.translation_key).filter(state=SignUpState.REQUESTED)
    paths = [path_to("confirm", sign_up, Purpose.CONFIRM) for sign_up in asked]
    buttons = at_once(lambda number: send(number, paths[number], {}), len(paths))
    states = Counter(SignUp.objects.of_session(session.translation_key).values_list("state", flat=True))
    return Rush(forms, buttons, states)


def person(number: int) -> dict[str, str]:
    """One of the crowd, whom nobody could take for anybody."""
    return {"name": f"Personne {number}", "email": f"personne.{number}@foule.example"}


def wanted_answers(session: SessionPage) -> dict[str, str]:
    """An answer to each thing that the form of a session requires, name and address aside."""
    fields = ParticipantForm(asks=session.asked_form, language="fr").fields
    return {name: some_answer(field) for name, field in fields.items() if field.required}


def some_answer(field: Field) -> str:
    """What somebody in a hurry answers: the first choice, or a word."""
    if not isinstance(field, ChoiceField | MultipleChoiceField):
        return "Réponse"
    choices = list(field.choices)  # type: ignore[arg-type]  # pairs by now, whatever was given
    flat = [
        value
        for key, label in choices
        for value in ([inner for inner, _words in label] if isinstance(label, list | tuple) else [key])
    ]
    return next(value for value in flat if value)


def at_once(act: Callable[[int], tuple[int, float]], people: int) -> Crowd:
    """Let everybody do the same at the same time, each in a thread of their own.

    :param act: what one of them does: the status of the answer, and the seconds it took.
    """
    begun = time.perf_counter()
    with ThreadPoolExecutor(max(1, people)) as crowd:
        answers = list(crowd.map(act, range(people)))
    return Crowd(
        statuses=Counter(status for status, _seconds in answers),
        seconds=time.perf_counter() - begun,
        slowest=max((waited for _status, waited in answers), default=0.0),
    )

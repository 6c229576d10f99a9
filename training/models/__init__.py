from training.models.cancellation import SessionCancellation
from training.models.course import CoursePage
from training.models.index import TrainingIndexPage
from training.models.session import SessionPage
from training.models.sign_up_form import SignUpForm, SignUpQuestion
from training.models.slot import SessionSlot

__all__ = [
    "CoursePage",
    "SessionCancellation",
    "SessionPage",
    "SessionSlot",
    "SignUpForm",
    "SignUpQuestion",
    "TrainingIndexPage",
]

from training.models.cancellation import SessionCancellation
from training.models.course import CoursePage
from training.models.index import TrainingIndexPage
from training.models.seat_ledger import SeatLedger
from training.models.session import SessionPage
from training.models.session_records import SessionMove, SessionTrainer
from training.models.sign_up import AccessNeed, SignUp, Transition
from training.models.sign_up_form import SignUpForm, SignUpQuestion
from training.models.slot import SessionSlot

__all__ = [
    "AccessNeed",
    "CoursePage",
    "SeatLedger",
    "SessionCancellation",
    "SessionMove",
    "SessionPage",
    "SessionSlot",
    "SessionTrainer",
    "SignUp",
    "SignUpForm",
    "SignUpQuestion",
    "TrainingIndexPage",
    "Transition",
]

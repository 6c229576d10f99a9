"""The addresses of the desk, below ``/admin/sign-ups/``. No name and no mail address ever stands in one."""

from django.urls import path

from training.desk import decisions, exports, people, session, sessions, sign_up, sign_up_actions, trainers

app_name = "training_desk"

urlpatterns = [
    path("", sessions.SessionsView.as_view(), name="sessions"),
    path("numbers/export/", exports.ExportNumbersView.as_view(), name="export_numbers"),
    path("sessions/<int:page_id>/", session.SessionView.as_view(), name="session"),
    path("sessions/<int:page_id>/register/", people.RegisterView.as_view(), name="register"),
    path("sessions/<int:page_id>/open-seats/", decisions.OpenSeatsView.as_view(), name="open_seats"),
    path("sessions/<int:page_id>/too-many/", decisions.TooManyView.as_view(), name="too_many"),
    path("sessions/<int:page_id>/announce/", decisions.AnnounceView.as_view(), name="announce"),
    path("sessions/<int:page_id>/trainers/", trainers.TrainersView.as_view(), name="trainers"),
    path("sessions/<int:page_id>/export/", exports.ExportParticipantsView.as_view(), name="export"),
    path("<int:sign_up_id>/", sign_up.SignUpView.as_view(), name="sign_up"),
    path("<int:sign_up_id>/confirm/", sign_up_actions.ConfirmView.as_view(), name="confirm"),
    path("<int:sign_up_id>/cancel/", sign_up_actions.CancelView.as_view(), name="cancel"),
    path("<int:sign_up_id>/move/", sign_up_actions.MoveView.as_view(), name="move"),
    path("<int:sign_up_id>/resend/", sign_up_actions.ResendView.as_view(), name="resend"),
    path("<int:sign_up_id>/erase/", sign_up_actions.EraseView.as_view(), name="erase"),
    path("<int:sign_up_id>/hand-over/", people.HandOverView.as_view(), name="hand_over"),
    path("<int:sign_up_id>/correct/", people.CorrectView.as_view(), name="correct"),
]

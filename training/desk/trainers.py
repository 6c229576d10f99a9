"""The accounts that may see who comes to a session."""

from typing import Any, cast

from django import forms
from django.db.models import Q
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.models import User
from training.desk.actions import SessionDecision
from training.desk.attention import session_url
from training.models import SessionTrainer


class AccountField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, account: User) -> str:
        return account.get_full_name() or account.get_username()


class TrainersForm(forms.Form):
    accounts = AccountField(
        label=gettext_lazy("Accounts"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(AccountField, self.fields["accounts"]).queryset = trainer_accounts()


def trainer_accounts() -> Any:
    """Active accounts that have the right of trainers by one of their groups, and do not see every session already."""
    of_training = Q(groups__permissions__content_type__app_label="training")
    right = of_training & Q(groups__permissions__codename="view_own_signups")
    team = User.objects.filter(of_training, groups__permissions__codename="manage_signups")
    found = User.objects.filter(right, is_active=True).exclude(pk__in=team)
    return found.distinct().order_by("last_name", "first_name", "username")


class TrainersView(SessionDecision):
    page_title = gettext_lazy("Trainers")
    button = gettext_lazy("Save")
    form_class = TrainersForm

    def get_initial(self) -> dict[str, Any]:
        rows = SessionTrainer.objects.filter(session_key=self.session.translation_key)
        return {"accounts": list(rows.values_list("user", flat=True))}

    def explanation(self) -> list[str]:
        words = [
            _(
                "The accounts ticked here see who comes to this session: names, organisations, answers and access "
                "needs. They see no address, no other session, and change nothing."
            )
        ]
        if not trainer_accounts().exists():
            words.append(_("No account has trainers’ rights yet: an administrator gives them through a group."))
        return words

    def decide(self, form: TrainersForm) -> HttpResponse:
        key = self.session.translation_key
        chosen = set(form.cleaned_data["accounts"])
        rows = SessionTrainer.objects.filter(session_key=key)
        rows.exclude(user__in=chosen).delete()
        for account in chosen:
            SessionTrainer.objects.get_or_create(session_key=key, user=account)
        self.note("training.name_trainers", self.session, accounts=sorted(account.pk for account in chosen))
        return self.done(_("The trainers are saved."), session_url("session", self.session))

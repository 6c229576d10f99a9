"""The words of mails, in the admin: which there are, change one and see it, take the shipped one back."""

from dataclasses import asdict, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import log

from core.desk.decisions import DecisionView
from core.desk.pages import HOME, DeskPage
from core.enums import Language
from core.mails.record import Mail, UnknownMail, mail_named, team_mails
from core.mails.rendering import preview
from core.mails.wording import Text, checked, own_text, shipped_text
from core.models import MailText

PERMISSION = "core.change_mailtext"
CHANGE, RESTORE = "core.change_mail_text", "core.restore_mail_text"


class MailTextForm(forms.ModelForm):
    """Subject and body.

    :param mail: whose text it is.
    """

    class Meta:
        model = MailText
        fields = ("subject", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}

    def __init__(self, *args: Any, mail: Mail, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mail = mail
        for field in self.fields.values():
            # Read aloud, and checked for spelling, as what it is.
            field.widget.attrs["lang"] = self.instance.language

    def clean(self) -> dict[str, Any]:
        """Tidy what was written; what is wrong with a placeholder is told at its field."""
        super().clean()
        text = replace(self.text, **self.cleaned_data)
        try:
            return asdict(checked(self.mail, text))
        except ValidationError as error:
            self.add_error(None, error)
            return self.cleaned_data

    @property
    def text(self) -> Text:
        """The words as they are: once the form is valid, those that were sent."""
        return Text(subject=self.instance.subject, body=self.instance.body)


class MailTextsPage(DeskPage):
    """What the screens have in common: who may open them, and the way back."""

    permission = PERMISSION
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        way: list[dict[str, Any]] = [HOME, {"url": reverse("core_mail_texts"), "label": _("Email texts")}]
        if subtitle := self.get_page_subtitle():
            way.append({"url": "", "label": subtitle})
        return way


class MailTextIndexView(MailTextsPage, TemplateView):
    """Every mail in every language, and whose words it has."""

    page_title = gettext_lazy("Email texts")
    template_name = "core/desk/mail_texts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {(text.mail, text.language): text for text in MailText.objects.all()}
        rows = [
            {
                "label": mail.label,
                "texts": [
                    {
                        "language": language,
                        "url": reverse("core_mail_text", args=[mail.name, language.value]),
                        "own": own.get((mail.name, language.value)),
                    }
                    for language in Language
                ],
            }
            for mail in team_mails()
        ]
        return super().get_context_data(rows=rows, languages=Language, **kwargs)


class OneMailTextPage(MailTextsPage):
    """A screen about one mail in one language."""

    def load(self) -> None:
        try:
            self.mail, self.language = mail_named(self.kwargs["name"]), Language(self.kwargs["language"])
        except (UnknownMail, ValueError):
            raise Http404 from None
        if self.mail.is_private:
            raise Http404
        self.shipped = shipped_text(self.mail, self.language)
        self.own = own_text(self.mail, self.language)

    def get_page_subtitle(self) -> str:
        return f"{self.mail.label} ({self.language.label})"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        names = {"mail": self.mail, "language": self.language, "own": self.own, "shipped": self.shipped}
        return super().get_context_data(**names, **kwargs)

    def get_success_url(self) -> str:
        return reverse("core_mail_text", args=[self.mail.name, self.language.value])

    def write_down(self, text: MailText, action: str, **more: object) -> None:
        """Write into the log who changed which text, not what was written."""
        log(instance=text, action=action, user=self.user, title=self.get_page_subtitle(), **more)

    def restore(self) -> None:
        """Give a mail its shipped text back."""
        if self.own:
            with transaction.atomic():
                self.write_down(self.own, RESTORE, deleted=True)
                self.own.delete()


class MailTextView(OneMailTextPage, FormView):
    """Change a text. Its preview is what one of its readers would get; looking changes nothing."""

    form_class = MailTextForm
    page_title = gettext_lazy("Email text")
    template_name = "core/desk/mail_text.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        blank = MailText(mail=self.mail.name, language=self.language, **asdict(self.shipped))
        return super().get_form_kwargs() | {"mail": self.mail, "instance": self.own or blank}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        is_shown = not form.is_bound or form.is_valid()
        sentences = {holder.name: holder.sentences(self.language) for holder in self.mail.placeholders}
        return context | {
            "sentences": {name: cases for name, cases in sentences.items() if cases},
            "preview": preview(self.mail, form.text, self.language) if is_shown else None,
        }

    def form_valid(self, form: MailTextForm) -> HttpResponse:
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if form.text == self.shipped:
            self.restore()
        elif form.has_changed():
            with transaction.atomic():
                own, _created = MailText.objects.update_or_create(
                    mail=self.mail.name,
                    language=self.language,
                    defaults=asdict(form.text) | {"changed_at": timezone.now()},
                )
                self.write_down(own, CHANGE)
        messages.success(self.request, _("The text is saved. Emails sent from now on use it."))
        return super().form_valid(form)


class RestoreMailTextView(OneMailTextPage, DecisionView):
    """Ask before the team’s own words are thrown away."""

    page_title = gettext_lazy("Restore the default text")
    button = gettext_lazy("Restore the default text")
    back_label = gettext_lazy("Back to the text")
    is_serious = True
    template_name = "core/desk/restore_mail_text.html"

    def obstacle(self) -> str:
        return "" if self.own else _("This is the default text.")

    def back(self) -> str:
        return self.get_success_url()

    def decide(self, form: forms.Form) -> HttpResponse:
        self.restore()
        return self.done(_("The default text has been restored."), self.back())


class MailTextsMenuItem(MenuItem):
    """The way to these screens, for those who may open them."""

    def __init__(self) -> None:
        url = reverse_lazy("core_mail_texts")
        super().__init__(gettext_lazy("Email texts"), url, name="mail-texts", icon_name="mail", order=232)

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


urlpatterns: list[URLPattern] = [
    path("mail-texts/", MailTextIndexView.as_view(), name="core_mail_texts"),
    path("mail-texts/<str:name>/<str:language>/", MailTextView.as_view(), name="core_mail_text"),
    path("mail-texts/<str:name>/<str:language>/restore/", RestoreMailTextView.as_view(), name="core_restore_mail_text"),
]

"""The words of mails, in the admin: which there are, change one and see it, take the shipped one back."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from core.enums import Language
from training.mails.preview import preview
from training.mails.wording import Text, words_in
from training.models import MailText
from training.rules.mail_names import MailName
from training.rules.placeholders import MEANINGS, placeholders_of, required_in, subject_placeholders_of

PERMISSION = "training.change_mailtext"
CHANGE, RESTORE = "training.change_mail_text", "training.restore_mail_text"


class MailTextForm(forms.ModelForm):
    """Subject and body; what is wrong with a placeholder is told by the model."""

    class Meta:
        model = MailText
        fields = ("subject", "body")
        widgets = {"body": forms.Textarea(attrs={"rows": 16})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # Read aloud, and checked for spelling, as what it is.
            field.widget.attrs["lang"] = self.instance.language


class MailTextsView(WagtailAdminTemplateMixin):
    """What the screens have in common: who may open them, and the way back."""

    header_icon = "mail"

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, object]]:
        way = [{"url": reverse("training_mail_texts"), "label": _("Texts of mails")}]
        if subtitle := self.get_page_subtitle():
            way.append({"url": "", "label": subtitle})
        return [*self.breadcrumbs_items, *way]


class MailTextIndexView(MailTextsView, TemplateView):
    """Every mail in every language, and whose words it has."""

    page_title = gettext_lazy("Texts of mails")
    template_name = "training/admin/mail_texts.html"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        own = {(text.kind, text.language): text for text in MailText.objects.all()}
        rows = [
            {
                "label": kind.label,
                "texts": [
                    {
                        "language": language,
                        "url": reverse("training_mail_text", args=[kind.value, language.value]),
                        "own": own.get((kind.value, language.value)),
                    }
                    for language in Language
                ],
            }
            for kind in MailName
        ]
        return super().get_context_data(rows=rows, languages=Language, **kwargs)


class OneMailTextView(MailTextsView, FormView):
    """A screen about one mail in one language."""

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if kwargs["kind"] not in MailName.values or kwargs["language"] not in Language.values:
            raise Http404
        self.kind, self.language = MailName(kwargs["kind"]), Language(kwargs["language"])
        self.words = words_in(self.language)
        self.shipped = self.words.mail(self.kind)
        self.own = MailText.objects.filter(kind=self.kind, language=self.language).first()
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return f"{self.kind.label} ({self.language.label})"

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        names = {"kind": self.kind, "language": self.language, "own": self.own, "shipped": self.shipped}
        return super().get_context_data(**names, **kwargs)

    def get_success_url(self) -> str:
        return reverse("training_mail_text", args=[self.kind.value, self.language.value])

    def restore(self) -> None:
        """Give a mail its shipped text back; the log says so, not what was written."""
        if self.own:
            with transaction.atomic():
                log(instance=self.own, action=RESTORE, user=self.request.user, deleted=True)
                self.own.delete()


class MailTextView(OneMailTextView):
    """Change a text. Its preview is what one of its readers would get; looking changes nothing."""

    form_class = MailTextForm
    page_title = gettext_lazy("Text of a mail")
    template_name = "training/admin/mail_text.html"

    def get_form_kwargs(self) -> dict[str, Any]:
        blank = MailText(kind=self.kind, language=self.language, subject=self.shipped.subject, body=self.shipped.body)
        return super().get_form_kwargs() | {"instance": self.own or blank}

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context = super().get_context_data(**kwargs)
        form = context["form"]
        text = None
        if not form.is_bound or form.is_valid():
            text = text_in(form)
        return context | {
            "placeholders": placeholder_rows(self.kind),
            "sentences": self.words.sentences(self.kind),
            "preview": preview(self.kind, self.language, text) if text else None,
        }

    def form_valid(self, form: MailTextForm) -> HttpResponse:
        if "preview" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        text = text_in(form)
        if text == self.shipped:
            self.restore()
        elif form.has_changed():
            with transaction.atomic():
                own, _created = MailText.objects.update_or_create(
                    kind=self.kind,
                    language=self.language,
                    defaults={"subject": text.subject, "body": text.body, "changed_at": timezone.now()},
                )
                log(instance=own, action=CHANGE, user=self.request.user)
        messages.success(self.request, _("The text is saved. Mails that leave from now on use it."))
        return super().form_valid(form)


def text_in(form: MailTextForm) -> Text:
    """The words of a form, tidied by the model where they were sent."""
    return Text(subject=form.instance.subject, body=form.instance.body)


def placeholder_rows(kind: MailName) -> list[dict[str, Any]]:
    """The placeholders of a mail, for the table beside its text."""
    in_subject, required = subject_placeholders_of(kind), required_in(kind)
    return [
        {"name": name, "meaning": MEANINGS[name], "in_subject": name in in_subject, "required": name in required}
        for name in placeholders_of(kind)
    ]


class RestoreMailTextView(OneMailTextView):
    """Ask before the team’s own words are thrown away."""

    form_class = forms.Form
    page_title = gettext_lazy("Restore the shipped text")
    template_name = "training/admin/restore_mail_text.html"

    def form_valid(self, form: forms.Form) -> HttpResponse:
        self.restore()
        messages.success(self.request, _("The shipped text is back."))
        return super().form_valid(form)


class MailTextsMenuItem(MenuItem):
    """The way to these screens, for those who may open them."""

    def __init__(self) -> None:
        url = reverse_lazy("training_mail_texts")
        super().__init__(gettext_lazy("Texts of mails"), url, name="mail-texts", icon_name="mail", order=232)

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PERMISSION)


urlpatterns: list[URLPattern] = [
    path("mail-texts/", MailTextIndexView.as_view(), name="training_mail_texts"),
    path("mail-texts/<str:kind>/<str:language>/", MailTextView.as_view(), name="training_mail_text"),
    path(
        "mail-texts/<str:kind>/<str:language>/restore/",
        RestoreMailTextView.as_view(),
        name="training_restore_mail_text",
    ),
]

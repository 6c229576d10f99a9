"""What an editor pastes, made into blocks: asked by the script of the editor, and by nothing else."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.generic.edit import FormView
from wagtail.permissions import page_permission_policy

from core.blocks import BodyBlock
from core.pasting import blocks_of, cells_of

BESIDE = ("heading", "table")


class PasteForm(forms.Form):
    """What was in the clipboard, and where it was pasted."""

    html = forms.CharField(strip=False)
    #: In a cell of a table, else in a text.
    in_table = forms.BooleanField(required=False)
    #: Blocks that may stand beside the text.
    beside = forms.MultipleChoiceField(choices=[(name, name) for name in BESIDE], required=False)
    subheadings = forms.BooleanField(required=False)


class PasteView(FormView):
    """Answers with blocks as the editor's forms hold them, and with what to say; keeps nothing."""

    form_class = PasteForm
    http_method_names = ["post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer those who may write a page.

        :raises PermissionDenied: to all others.
        """
        if not page_permission_policy.user_has_any_permission(request.user, {"add", "change"}):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: PasteForm) -> HttpResponse:
        given = form.cleaned_data
        try:
            if given["in_table"]:
                rows, notes = cells_of(given["html"])
                return JsonResponse({"rows": rows, "notes": notes})
            pasted = blocks_of(given["html"], beside=frozenset(given["beside"]), subheadings=given["subheadings"])
        except ValidationError as error:
            return JsonResponse({"notes": error.messages}, status=400)
        known = BodyBlock().child_blocks
        blocks = [
            {"type": name, "value": known[name].get_form_state(known[name].to_python(value))}
            for name, value in pasted.blocks
        ]
        return JsonResponse({"blocks": blocks, "notes": pasted.notes})

    def form_invalid(self, form: PasteForm) -> HttpResponse:
        return JsonResponse(
            {"notes": [message for messages in form.errors.values() for message in messages]}, status=400
        )


urlpatterns: list[URLPattern] = [path("paste/", PasteView.as_view(), name="core_paste")]

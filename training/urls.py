"""Stand-in, until the pages of participants land."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

app_name = "sign_ups"


def not_there(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


urlpatterns = [
    path(f"{name}/<uuid:public_id>/<str:token>/", not_there, name=name) for name in ("confirm", "offer", "manage")
]

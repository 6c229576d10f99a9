"""A document answers at the names it had: its number says which it is, and people keep the address they were given.

Wagtail wants the name of today, and to replace a file gives it another one, even where both were named alike. Not any
name: whoever counts through the numbers would find documents that no page shows.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.documents.views.serve import serve

from core.middleware import FILE_HEADER
from core.models import CustomDocument


def serve_document(request: HttpRequest, document_id: str, name: str) -> HttpResponse:
    """The file of a document as it is today; a private one is refused, whatever it is called.

    :param name: the end of the address.
    :raises Http404: no document of that number has this name, or had it.
    """
    document = get_object_or_404(CustomDocument.objects.only("file", "former_names"), pk=document_id)
    answer = serve(request, document_id, document.filename if name in document.former_names else name)
    # Wagtail's says what the file may load, and neither who may frame it nor where it may send.
    answer.headers["Content-Security-Policy"] = FILE_HEADER
    return answer

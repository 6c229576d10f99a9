"""Every address of the site, on one screen. Wagtail comes last: it takes whatever is left."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as serve_page

from core import demo_mails, documents, health, hidden_pages, well_known
from core.login.closed import no_such_page
from core.sitemaps import MultilingualSitemap
from home import views

# The machine's addresses, and the team's: the same in every language.
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path(".well-known/security.txt", well_known.security_txt, name="security_txt"),
    path("robots.txt", well_known.robots_txt, name="robots_txt"),
    path("favicon.ico", well_known.favicon, name="favicon"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": MultilingualSitemap}}, name="sitemap"),
    *hidden_pages.urlpatterns,
    path("admin/password_reset/", include("core.login.reset")),
    path("admin/login/", include("core.login.urls")),
    path("admin/", include(wagtailadmin_urls)),
    # In front of Wagtail's, which knows the name of today alone; and shared passwords are off.
    re_path(r"^documents/(\d+)/(.*)$", documents.serve_document),
    path("documents/authenticate_with_password/<int:restriction>/", no_such_page),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.SERVE_MEDIA:
    # Never documents/: a private one is asked for through the view above. A web server must refuse it likewise.
    urlpatterns += [
        re_path(
            r"^media/(?P<path>(?:images|original_images|avatar_images)/.+)$",
            serve,
            {"document_root": settings.MEDIA_ROOT},
        ),
    ]

if settings.SHOW_MAIL_FILES:
    # A local machine only: anybody who reaches it reads every mail.
    urlpatterns += [
        path("demo/courriels/", demo_mails.mail_list, name="demo_mails"),
        path("demo/courriels/<str:name>/", demo_mails.mail_detail, name="demo_mail"),
        path("demo/courriels/<str:name>/html/", demo_mails.mail_html, name="demo_mail_html"),
        path("demo/courriels/<str:name>/fichier/", demo_mails.mail_source, name="demo_mail_source"),
    ]

# Readers' addresses: French without prefix, whatever language the browser asks for.
urlpatterns += i18n_patterns(
    path(_("search/"), views.search, name="search"),
    path(_("site-map/"), views.site_map, name="site_map"),
    path(_("bookings/"), include("training.views.urls")),
    # Wagtail's own view, for the forms below the pages of sessions (docs/decisions/0018-forms-without-cookies.md).
    re_path(r"^((?:[\w\-]+/)+inscription/)$", csrf_exempt(serve_page)),
    # Wagtail's second form to log in, which counts nothing, and its shared passwords, which are off.
    path("_util/<path:rest>", no_such_page),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler404 = "home.errors.page_not_found"

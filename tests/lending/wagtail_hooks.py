from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from tests.lending.desk import ExportLoansView, LendView, LoansView


@hooks.register("register_admin_urls")
def loan_urls() -> list[URLPattern]:
    return [
        path("loans/", LoansView.as_view(), name="lending_loans"),
        path("loans/export/", ExportLoansView.as_view(), name="lending_export"),
        path("loans/<int:pk>/lend/", LendView.as_view(), name="lending_lend"),
    ]


@hooks.register("register_log_actions")
def loan_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("lending.lend", "Prêter", "Prêté")
    actions.register_action("lending.export", "Exporter les prêts", "Prêts exportés")

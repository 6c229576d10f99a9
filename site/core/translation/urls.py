"""The addresses of translations in the admin."""

from django.urls import path

from core.translation import desk, grid_screen, localize_screens, tie_screen
from core.translation.farewell import FarewellView
from core.translation.questions import AnswerView

SNIPPETS = "localize/api/snippets/<slug:app_label>/<slug:model_name>"

# The first group takes the library’s addresses: each view asks for the right, then hands over.
urlpatterns = [
    path("localize/jsi18n/", localize_screens.EditorWords.as_view()),
    path("localize/submit/page/<int:page_id>/", localize_screens.BeginTranslationView.as_view()),
    path("localize/update/<int:translation_source_id>/", localize_screens.nothing_to_update),
    path("localize/translate/<int:translation_id>/disable/", localize_screens.stop),
    path("localize/translate/<int:translation_id>/machine_translate/", localize_screens.fill_in_passages),
    path("localize/translate/<int:translation_id>/pofile/upload/", localize_screens.take_words_from_file),
    path("localize/page/<int:page_id>/convert_to_alias/", localize_screens.no_alias),
    path("localize/reports/translations/", localize_screens.to_the_grid),
    path("localize/reports/translations/results/", localize_screens.to_the_grid),
    path(f"{SNIPPETS}/", localize_screens.OwnSnippetViewSet.as_view({"get": "list"})),
    path(f"{SNIPPETS}/<str:pk>/", localize_screens.OwnSnippetViewSet.as_view({"get": "retrieve"})),
    path("translations/", grid_screen.TranslationsView.as_view(), name="core_translations"),
    path(
        "translations/<int:translation_id>/passages/<int:passage_id>/confirm/",
        desk.confirm_passage,
        name="core_confirm_passage",
    ),
    path("translations/<int:translation_id>/beside/", desk.beside, name="core_translation_beside"),
    path("translations/<int:translation_id>/questions/", desk.ask_author, name="core_ask_author"),
    path("translations/questions/<int:question_id>/", AnswerView.as_view(), name="core_answer_question"),
    path("translations/<int:translation_id>/ask/", desk.ask_review, name="core_ask_translation_review"),
    path(
        "translations/<int:translation_id>/publish/",
        desk.PublishIncompleteView.as_view(),
        name="core_publish_incomplete",
    ),
    path("translations/<int:translation_id>/review/", desk.ReviewView.as_view(), name="core_review_translation"),
    path("pages/<int:page_id>/farewell/<slug:action>/", FarewellView.as_view(), name="core_farewell"),
    path("pages/<int:page_id>/tie/", tie_screen.TieView.as_view(), name="core_tie"),
]

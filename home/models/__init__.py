from home.models.accessibility import AccessibilityPage
from home.models.content import ContentPage
from home.models.glossary import GlossaryPage
from home.models.home import HomePage

__all__ = ["AccessibilityPage", "ContentPage", "GlossaryPage", "HomePage"]

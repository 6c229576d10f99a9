from guides.models.pages import GuideIndexPage, GuidePage
from guides.models.vocabularies import LegalLever, PurchaseFamily, Stage

__all__ = ["GuideIndexPage", "GuidePage", "LegalLever", "PurchaseFamily", "Stage"]

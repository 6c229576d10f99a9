"""Pages as sites have them that are older than a rule."""

import pytest

from core import publication
from core.flaws import refuse_flawed
from core.undescribed import refuse_undescribed


@pytest.fixture
def unfinished_pages(monkeypatch):
    """Pages go online as they are stored, as on a site from before unfinished ones were refused."""
    others = [objector for objector in publication._OBJECTORS if objector not in (refuse_flawed, refuse_undescribed)]
    monkeypatch.setattr(publication, "_OBJECTORS", others)

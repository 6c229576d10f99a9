"""A kind of mail is registered once, under one name."""

import pytest

from core.outbox import kinds
from core.outbox.kinds import MailKind, UnknownKind, kind_of, register
from tests.core.outbox.conftest import NotedKind


def test_registered_kind_is_found(monkeypatch):
    monkeypatch.setattr(kinds, "REGISTRY", {})
    kind = register(NotedKind())
    assert (kind_of("test"), kinds.kinds()) == (kind, [kind])


def test_unknown_kind_is_said():
    with pytest.raises(UnknownKind):
        kind_of("forgotten")


def test_name_belongs_to_one_class(monkeypatch):
    class Other(NotedKind):
        pass

    monkeypatch.setattr(kinds, "REGISTRY", {})
    register(NotedKind())
    register(NotedKind())
    with pytest.raises(ValueError, match="registered already"):
        register(Other())


def test_kind_without_hooks_has_nothing_to_do():
    class Plain(MailKind):
        name, label = "plain", "plain"

        def render(self, mail):
            return None

    plain = Plain()
    assert [plain.sent(None, None), plain.failed(None, None), plain.corrected(None, "")] == [None, None, None]

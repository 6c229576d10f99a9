"""The block of a reference of law: what it refuses at publication, and that none of its facts is translated."""

from datetime import date

import pytest
from django.http import QueryDict
from wagtail.blocks import StreamBlockValidationError
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor

from core.blocks.law import FactBlock, LegalReferenceBlock, LegalReferencesBlock
from core.law import LegalReference

WHOLE = {"code": "ccp", "article": "L2112-2", "checked_on": "2026-11-23"}


def errors_of(deferred=False, **changes):
    """The fields of a reference that are refused."""
    block = LegalReferencesBlock()
    value = block.to_python([{"type": "reference", "value": WHOLE | changes}])
    try:
        (block.clean_deferred if deferred else block.clean)(value)
    except StreamBlockValidationError as error:
        return sorted(error.block_errors[0].block_errors)
    return []


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, []),
        ({"code": "", "law": "Loi fictive", "article": ""}, []),
        ({"identifier": "LEGIARTI000042084952"}, []),
        ({"read_in": "Le Moniteur", "read_at": "https://www.example.org/"}, []),
        ({"code": ""}, ["law"]),
        ({"law": "Loi fictive"}, ["law"]),
        ({"article": ""}, ["article"]),
        ({"article": "le premier"}, ["article"]),
        ({"checked_on": None}, ["checked_on"]),
        ({"identifier": "L2112-2"}, ["identifier"]),
        ({"article": "R2111-12 à R2111-17", "identifier": "LEGIARTI000042084952"}, ["identifier"]),
        ({"read_at": "https://www.example.org/"}, ["read_in"]),
    ],
)
def test_reference_is_whole_before_it_goes_online(changes, refused):
    assert errors_of(**changes) == refused


@pytest.mark.parametrize("changes", [{"code": ""}, {"article": ""}, {"checked_on": None}])
def test_draft_of_a_reference_may_lack_anything(changes):
    assert errors_of(deferred=True, **changes) == []


def test_reference_is_a_value():
    block = LegalReferenceBlock()
    value = block.to_python(WHOLE | {"subject": "lots", "read_in": "Ici", "read_at": "javascript:alert(1)"})
    assert value.reference == LegalReference(
        code="ccp", article="L2112-2", checked_on=date(2026, 11, 23), subject="lots", read_in="Ici"
    )


def test_only_what_it_is_about_is_translated():
    block = LegalReferencesBlock()
    stored = WHOLE | {"subject": "lots", "law": "Loi", "identifier": "LEGIARTI000042084952", "read_in": "Ici"}
    value = block.to_python([{"type": "reference", "value": stored, "id": "a"}])
    segments = StreamFieldSegmentExtractor(block).handle_stream_block(value)
    assert [(segment.path, segment.render_text()) for segment in segments] == [("a.subject", "lots")]


def test_fact_is_as_on_the_french_page():
    assert FactBlock().restore_translated_segments("L2112-2", []) == "L2112-2"


def test_form_that_was_sent_without_references_has_none():
    assert len(LegalReferencesBlock().value_from_datadict(QueryDict(), {}, "legal_references")) == 0
    one = QueryDict("legal_references-count=0")
    assert len(LegalReferencesBlock().value_from_datadict(one, {}, "legal_references")) == 0

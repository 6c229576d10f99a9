"""What the site is made of, as a document for machines."""

import json

import pytest
from django.conf import settings
from django.core.management import call_command

from workshop.bill_of_materials import bill_of_materials
from workshop.locks import read_lock
from workshop.management.commands import sbom

WRITTEN = settings.BASE_DIR / "docs" / "licences.md"
LOCK = settings.BASE_DIR / "requirements.txt"


@pytest.fixture(scope="module")
def document():
    return bill_of_materials(LOCK)


def test_document_names_every_locked_package_with_its_hashes_and_licence(document):
    components = {component["name"]: component for component in json.loads(document)["components"]}
    assert {
        name: (component["version"], sorted(value["content"] for value in component["hashes"]))
        for name, component in components.items()
    } == {package.name: (package.version, list(package.hashes)) for package in read_lock(LOCK)}
    assert components["wagtail"]["licenses"] == [{"license": {"id": "BSD-3-Clause"}}]
    assert components["cryptography"]["licenses"] == [{"expression": "Apache-2.0 OR BSD-3-Clause"}]
    assert all(component["licenses"] for component in components.values())


def test_document_is_that_of_the_standard_and_of_this_site(document):
    read = json.loads(document)
    assert (read["bomFormat"], read["specVersion"]) == ("CycloneDX", "1.6")
    assert read["metadata"]["component"]["licenses"] == [{"license": {"id": "EUPL-1.2"}}]


def test_document_is_the_same_each_time(document):
    assert bill_of_materials(LOCK) == document


def test_command_writes_it_and_the_table_of_licences(document, tmp_path, monkeypatch, capsys):
    path, table = tmp_path / "var" / "sbom.json", tmp_path / "licences.md"
    monkeypatch.setattr(sbom, "TABLE", table)
    call_command("sbom", str(path))
    assert (path.read_text("utf-8"), capsys.readouterr().out) == (document, f"Written: {path}, licences.md\n")
    assert table.read_text("utf-8") == WRITTEN.read_text("utf-8"), (
        "The lock has changed: write it again with `make sbom`."
    )

"""A small module of its own to change, in a project of its own."""

import importlib.util
import sys
from textwrap import dedent

import pytest

from workshop.mutants.finding import mutants_of


@pytest.fixture
def write(tmp_path, settings):
    """Write a module of a project that holds nothing else: ``write("shop.py", source)`` gives its path there."""
    settings.BASE_DIR = tmp_path

    def to(name, source):
        (tmp_path / name).write_text(dedent(source))
        return name

    return to


@pytest.fixture
def load(write, tmp_path, monkeypatch):
    """Write and import one: the second time, it is another module that knows the first."""

    def to(name, source):
        write(f"{name}.py", source)
        spec = importlib.util.spec_from_file_location(name, tmp_path / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, module)
        spec.loader.exec_module(module)
        return module

    return to


@pytest.fixture
def changes(write):
    """What may be changed in a source, in order."""

    def of(source):
        return [mutant.change for mutant in mutants_of(write("shop.py", source))]

    return of

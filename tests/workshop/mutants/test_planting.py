import gc
from collections import defaultdict

import pytest

from workshop.mutants.finding import mutants_of
from workshop.mutants.planting import living_functions, plant

SHOP = """
from functools import wraps

PRICE = 10
TWICE = PRICE * 2
DAYS = ("mon", "tue")


def loud(function):
    @wraps(function)
    def louder(*args, **kwargs):
        return function(*args, **kwargs) + "!"
    return louder


@loud
def greet(name, size=1, *, sign="?", end=2):
    if size > 1:
        return name.upper()
    return name + sign * end


class Till:
    @property
    def total(self):
        return 3

    def adder(self):
        def add(x):
            return x + 4
        return add
"""


@pytest.fixture
def shop(load):
    yield load("shop", SHOP)
    gc.unfreeze()


@pytest.fixture
def change(shop):
    """Make one change to the module."""

    def make(name):
        functions = living_functions()
        plant(next(mutant for mutant in mutants_of("shop.py") if mutant.name == f"shop.py: {name}"), functions)

    return make


def test_function_is_changed_behind_its_decorator_wherever_it_was_imported(shop, change, load):
    other = load("other", "from shop import greet\n")
    change("greet: size > 1 → size >= 1")
    assert (other.greet("ada"), shop.greet("ada")) == ("ADA!", "ADA!")


def test_function_put_aside_from_the_collector_is_changed(shop, change):
    gc.freeze()
    change("greet: size > 1 → size >= 1")
    assert shop.greet("ada") == "ADA!"


def test_function_that_is_not_there_is_not_changed_in_silence(shop):
    mutant = next(mutant for mutant in mutants_of("shop.py") if mutant.scope.name == "greet" and not mutant.is_default)
    with pytest.raises(LookupError):
        plant(mutant, defaultdict(list))


def test_decorator_is_changed_in_what_it_has_decorated(shop, change):
    change("loud.<locals>.louder: function(*args, **kwargs) + '!' → function(*args, **kwargs) - '!'")
    with pytest.raises(TypeError):
        shop.greet("ada")


def test_decorator_that_forgets_the_function_keeps_its_place_for_it(shop, change):
    change("loud.<locals>.louder: return function(*args, **kwargs) + '!' → return None")
    assert shop.greet("ada") is None


def test_default_is_changed(shop, change):
    change("greet: 1 → 2")
    assert shop.greet("ada") == "ADA!"


def test_default_of_a_named_argument_is_changed(shop, change):
    change("greet: 2 → 3")
    assert shop.greet("ada") == "ada???!"


def test_property_is_changed(shop, change):
    change("Till.total: 3 → 4")
    assert (shop.Till().total, shop.Till().adder()(1)) == (4, 5)


def test_closure_is_changed_those_that_were_made_too(shop, change):
    made = shop.Till().adder()
    change("Till.adder.<locals>.add: 4 → 5")
    assert (shop.Till().total, made(1), shop.Till().adder()(1)) == (3, 6, 6)


def test_constant_is_changed_wherever_it_was_imported_and_what_is_made_of_it(shop, change, load):
    other = load("other", "from shop import PRICE, TWICE\nDAYS = 10\n")
    change("PRICE: 10 → 11")
    assert (shop.PRICE, shop.TWICE, other.PRICE, other.TWICE, other.DAYS) == (11, 22, 11, 22, 10)


def test_table_loses_an_element(shop, change):
    change("DAYS: without 'mon'")
    assert (shop.DAYS, shop.PRICE) == (("tue",), 10)

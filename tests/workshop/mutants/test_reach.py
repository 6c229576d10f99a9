from threading import Thread

from workshop.mutants.reach import Reached, digest_of, has_changed, shared_with, watched

SHOP = """
def price(x):
    if x:
        return 1
    return [
        2
        for _ in range(2)
    ]
"""


def test_lines_are_those_that_run(load, tmp_path):
    shop, other = load("shop", SHOP), load("other", SHOP)
    with watched({str(tmp_path / "shop.py"): "shop.py"}) as lines:
        shop.price(True)
        other.price(False)
    assert lines == {"shop.py": {2, 3, 4}}
    shop.price(False)
    assert lines == {"shop.py": {2, 3, 4}}


def test_lines_of_other_threads_count(load, tmp_path):
    shop = load("shop", SHOP)
    with watched({str(tmp_path / "shop.py"): "shop.py"}) as lines:
        thread = Thread(target=shop.price, args=[True])
        thread.start()
        thread.join()
    assert lines == {"shop.py": {2, 3, 4}}


def test_test_touches_a_line_that_it_runs():
    reached = Reached(0.1, {"a.py": {1, 2}, "b.py": {3}})
    asked = [{"a.py": {2, 9}}, {"b.py": {2}}, {"c.py": {1}}, {"c.py": {1}, "b.py": {3}}, {}]
    assert [reached.touches(lines) for lines in asked] == [True, False, False, True, False]


def test_module_of_tests_shares_what_stands_in_its_folders_and_the_factories(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    names = [
        "a/conftest.py",
        "a/test_x.py",
        "a/b/made.py",
        "a/b/test_y.py",
        "a/c/made.py",
        "factories/core.py",
        "own.py",
    ]
    for name in names:
        (tmp_path / "tests" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "tests" / name).write_text("")
    shared = ["tests/a/b/made.py", "tests/a/conftest.py", "tests/factories/core.py", "tests/own.py"]
    assert sorted(shared_with("tests/a/b/test_y.py")) == shared


def test_file_has_changed_when_it_is_another_or_gone(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "a.py").write_text("1")
    digests = {"a.py": digest_of("a.py")}
    assert has_changed(digests) is False
    (tmp_path / "a.py").write_text("2")
    assert has_changed(digests) is True
    (tmp_path / "a.py").unlink()
    assert has_changed(digests) is True

import pytest


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("x < y", ["x < y → x <= y", "x < y → x >= y"]),
        ("x >= y", ["x >= y → x > y", "x >= y → x < y"]),
        ("x == y", ["x == y → x != y"]),
        ("x is None", ["x is None → x is not None"]),
        ("x not in y", ["x not in y → x in y"]),
        ("x <= y < z", ["x <= y < z → x < y < z", "x <= y < z → x > y < z"]
            + ["x <= y < z → x <= y <= z", "x <= y < z → x <= y >= z"]),
        ("x and y", ["x and y → x or y"]),
        ("not x", ["not x → x"]),
        ("-x", ["-x → x"]),
        ("x + y", ["x + y → x - y"]),
        ("x % y", ["x % y → x * y"]),
        ("x | y", ["x | y → x & y"]),
        ("f(2)", ["2 → 3", "2 → 1"]),
        ("f(on=True)", ["True → False"]),
        ("f(None, 'word', b'word')", []),
        ("x['key']", ["'key' → 'key_'"]),
        ("x.get('key', 'word')", ["'key' → 'key_'"]),
        ("[x, y]", ["without x", "without y"]),
        ("{x}", ["without x"]),
        ("{x: y}", ["without x"]),
        ("(x, y)", []),
        ("x if y else z", ["y → not y"]),
        ("f(x for x in y if x.z)", ["x.z → not x.z"]),
    ],
)  # fmt: skip
def test_expression_suffers_what_a_tired_programmer_does(changes, line, expected):
    assert changes(f"def f():\n    a = {line}\n") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("f()", ["f() → pass"]),
        ("x.y = z", ["x.y = z → pass"]),
        ("x[y] = z", ["x[y] = z → pass"]),
        ("x = z", []),
        ("x += z", ["x += z → x -= z", "x += z → pass"]),
        ("del x", ["del x → pass"]),
        ("raise x", ["raise x → pass"]),
        ("return x", ["return x → return None"]),
        ("return None", []),
        ("return", []),
        ("if x: return", ["x → not x", "return → pass"]),
        ("if x: return y", ["x → not x", "return y → return None", "return y → pass"]),
        ("while x: break", ["x → not x", "break → pass"]),
        ("for x in y: continue", ["continue → pass"]),
    ],
)
def test_statement_is_forgotten_or_stops_nothing(changes, line, expected):
    assert changes(f"def f():\n    {line}\n") == expected


def test_table_of_a_module_loses_each_element(changes):
    assert changes("X = (a, b)\nY: set[str] = {c}\n") == ["without a", "without b", "without c"]

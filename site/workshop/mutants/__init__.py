"""Tests that are tested: a small change is made to the code (a mutant), and a test must fail (the mutant is killed).

- What reads the source: ``rooms`` (which modules), ``finding`` (their mutants), ``operators`` (which changes).
- What runs: ``suite`` (the tests and their database), ``children`` (forked processes with a budget), ``reach`` (which
  tests reach a line), ``judges`` (those of a mutant), ``planting`` (a mutant put into this process), ``trial`` (all).
- What remains: ``results``, ``equivalents``, ``report``.
"""

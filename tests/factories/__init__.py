"""Objects for the tests, as dull as possible: a reader of a test should never need to open these files."""

"""The command behind a list that only gets shorter: files that the suite does not reach whole yet."""

"""Personal data is kept for a time, then erased: each application says what, for how long, and what is private."""

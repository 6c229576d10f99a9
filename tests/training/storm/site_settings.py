"""The running site of the storms: the settings of the tests, for a crowd that reads a form in no time."""

from config.settings import test

globals().update({name: value for name, value in vars(test).items() if name.isupper()})
# Two hundred programs that play people do not wait three seconds each.
SIGN_UP_FORM_SECONDS = (0, test.SIGN_UP_FORM_SECONDS[1])

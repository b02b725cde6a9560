"""The whole exception tree.

MenschError           something a person should read; str(error) is the sentence
├── InputError        what was given cannot be used; says what to give instead
│   ├── LimitError    it is larger or deeper than we read; names the limit
│   └── AdvertError   it reads like an advert; asks back, and may be kept as it is
├── SetupError        the installation is not right; says what to set
└── LaterError        it may work at another time; jobs try again
"""


class MenschError(Exception):
    """Base of every error whose message is meant for a person."""


class InputError(MenschError):
    """The input cannot be used as it is."""


class LimitError(InputError):
    """The input is beyond a stated limit."""


class AdvertError(InputError):
    """What was written reads like an advert."""


class SetupError(MenschError):
    """The installation misses something."""


class LaterError(MenschError):
    """A passing fault; the work may be tried again."""

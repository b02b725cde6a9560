"""The tables. Constraints first; every owned row names its vault."""

from mensch.models.asks import Ask
from mensch.models.imports import Change, Import, ImportFault, ImportFile
from mensch.models.letters import Letter, LetterStep, Reached, Suppression
from mensch.models.people import (
    Address,
    Correction,
    Label,
    Merge,
    Note,
    Person,
    PersonKey,
    PersonWord,
    Post,
    RawRecord,
    Separation,
    Twin,
    WordSlip,
)
from mensch.models.promises import Chosen, Laid, Promise, PromiseEnd, Rest, Rhythm, ThankYou
from mensch.models.secrets import MailAccount, Secret
from mensch.models.touches import Acquaintance, AfterMeeting, Occasion, Party, Touch
from mensch.models.trail import Forgotten, Trail
from mensch.models.vaults import Attempt, Invite, OwnAddress, SignInLink, User, Vault

__all__ = [
    "Acquaintance",
    "Address",
    "AfterMeeting",
    "Ask",
    "Attempt",
    "Change",
    "Chosen",
    "Correction",
    "Forgotten",
    "Import",
    "ImportFault",
    "ImportFile",
    "Invite",
    "Label",
    "Laid",
    "Letter",
    "LetterStep",
    "MailAccount",
    "Merge",
    "Note",
    "Occasion",
    "OwnAddress",
    "Party",
    "Person",
    "PersonKey",
    "PersonWord",
    "Post",
    "Promise",
    "PromiseEnd",
    "RawRecord",
    "Reached",
    "Rest",
    "Rhythm",
    "Secret",
    "Separation",
    "SignInLink",
    "Suppression",
    "ThankYou",
    "Touch",
    "Trail",
    "Twin",
    "User",
    "Vault",
    "WordSlip",
]

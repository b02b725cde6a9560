"""LinkedIn's tables about the owner and what they follow. Known, so that no skill, firm or own address becomes a
person.
"""

from __future__ import annotations

from collections.abc import Iterator

from mensch.core.people import fold
from mensch.core.records import Done, Fault, Item, Seen

# Folded headers; '*' marks the names of which one must be there, or all of them.
_FILES = {
    "Profile": "First Name|Last Name|Maiden Name*|Address|Birth Date|Headline*|Summary*|Industry|"
    "Zip Code|Geo Location*|Twitter Handles*|Websites|Instant Messengers*",
    "Email Addresses": "Email Address|Confirmed*|Primary|Updated On",
    "PhoneNumbers": "Extension*|Number|Type",
    "Whatsapp Phone Numbers": "Number|Extension|Is_WhatsApp_Number*",
    "Company Follows": "Organization|Followed On*",
    "Hashtag_Follows": "HashTag*|CreatedTime",
    "Member_Follows": "Date|Status|FullName|Follow Status*",
    "Skills": "Name*",
    "Languages": "Name|Proficiency*",
    "Certifications": "Name|Url|Authority*|Started On|Finished On|License Number*",
    "Courses": "Name|Number*",
    "Projects": "Title|Description|Url*|Started On|Finished On",
    "Honors": "Title|Description|Issued On*",
    "Organizations": "Name|Position|Description|Started On|Finished On",
    "Publications": "Name|Published On*|Description|Publisher*|Url",
    "Volunteering": "Company Name|Role|Cause*|Started On|Finished On|Description",
    "Registration": "Registered At*|Registration Ip*|Subscription Types",
    "Ad Targeting": "Member Age|Company Category|Company Names*|Job Titles*",
    "Inferences": "Category|Type of inference*|Description|Inference*",
    "Job Applications": "Application Date*|Contact Email|Contact Phone Number|Company Name|"
    "Job Title|Job Url|Resume Name*",
    "Saved Jobs": "Saved Date*|Job Url|Job Title|Company Name",
    "Learning": "Content Title*|Content Description*|Content Type*",
    "Events": "Event Name|Event Time*|Status|External Url*",
    "Rich_Media": "Date/Time*|Media Description*|Media Link*",
    "Endorsement_Given_Info": "Endorsement Date|Skill Name|Endorsee First Name*|Endorsee Last Name*|"
    "Endorsee Public Url*",
    "SearchQueries": "Time|Search Query*",
    "Logins": "Login Date*|IP Address*|User Agent*|Login Type",
    "Reactions": "Date|Type|Link",
    "Shares": "Date|ShareLink*|ShareCommentary*|SharedUrl*",
    "Comments": "Date|Link|Message",
    "Votes": "Date|OptionText*",
}


def _names(said: str, *, own: bool = False) -> frozenset[str]:
    return frozenset(fold(n) for n in said.split("|") if n.endswith("*") or not own)


_KNOWN = {file: (_names(said), _names(said, own=True)) for file, said in _FILES.items()}


def file_of(names: tuple[str, ...]) -> str:
    """Which of LinkedIn's own files has exactly such columns, or ''."""
    found = {name for name in names if name}
    for file, (known, own) in _KNOWN.items():
        if found and found <= known and (not own or found & own) and 2 * len(found) >= len(known):
            return file
    return ""


def fit(names: tuple[str, ...]) -> int:
    return len(names) if file_of(names) else 0


def read(data: bytes, *, region: str | None = None) -> Iterator[Item]:  # noqa: ARG001  (readers share one signature)
    """Nobody, and a word that says so."""
    yield Fault(0, "about-yourself", Done.REPAIRED, f"{len(data):,} bytes not read")
    yield Seen(0)

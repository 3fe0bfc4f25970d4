"""The nouns: study, question, evidence, finding, run. No I/O; imports nothing of ours.

Everything here is frozen, slotted and pickles.
"""

from __future__ import annotations

from brandname.model.findings import (
    IF_FOUND,
    NICE_TO_HAVE,
    WITHOUT_HITS,
    DatasetRef,
    Evidence,
    Finding,
    Hit,
    Question,
    Subject,
)
from brandname.model.lists import (
    BAND_FLOORS,
    Band,
    Gap,
    Outcome,
    Shelf,
    Status,
    SubjectKind,
    Verdict,
)
from brandname.model.reviews import (
    Answer,
    Decision,
    Drop,
    Reviews,
    Signoff,
)
from brandname.model.runs import ControlResult, Crash, Run
from brandname.model.study import (
    Brief,
    Candidate,
    CheckSettings,
    Form,
    Heard,
    LanguageShare,
    Market,
    Note,
    Study,
    Wishes,
)
from brandname.model.text import (
    Message,
    Param,
    canonical,
    digest,
    sameness,
    say,
)

__all__ = [
    "BAND_FLOORS",
    "IF_FOUND",
    "NICE_TO_HAVE",
    "WITHOUT_HITS",
    "Answer",
    "Band",
    "Brief",
    "Candidate",
    "CheckSettings",
    "ControlResult",
    "Crash",
    "DatasetRef",
    "Decision",
    "Drop",
    "Evidence",
    "Finding",
    "Form",
    "Gap",
    "Heard",
    "Hit",
    "LanguageShare",
    "Market",
    "Message",
    "Note",
    "Outcome",
    "Param",
    "Question",
    "Reviews",
    "Run",
    "Shelf",
    "Signoff",
    "Status",
    "Study",
    "Subject",
    "SubjectKind",
    "Verdict",
    "Wishes",
    "canonical",
    "digest",
    "sameness",
    "say",
]

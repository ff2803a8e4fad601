"""Every error of ours, and who is at fault for it.

    BotError
    ├── UserError                  the person can mend it; told in words that help
    │   ├── ChatCodeError          a text that is no build code (also a ValueError)
    │   ├── InvalidNameError       a name that is empty or too long
    │   ├── NotesTooLongError      notes of more characters than are kept
    │   ├── InvalidLinkError       a source link that is no address of a web page
    │   ├── InvalidTagsError       too many tags, or one that is too long
    │   ├── UnknownRoleError       a role that is not of the closed set
    │   ├── InvalidPlaceError      a subgroup or place that the team does not have
    │   ├── UnknownContentError    a kind of content that has no template
    │   ├── UnknownFilterError     a search for a value that there is not
    │   ├── LimitReachedError      as many things of a kind as one person may keep
    │   │   └── InvalidSizeError   more people than a raid's template has places
    │   ├── GearUnreadError        a text about gear in which nothing is understood
    │   ├── GearError              a value that is no gear; in `bot/domain/gear`, with the reader that makes it
    │   ├── ImportRefusedError     an import that cannot be read at all
    │   ├── ImportRowError         a row of an import that is not as it should be
    │   ├── NothingToSeatError     a place was to be filled with neither a build nor a player
    │   ├── InvalidProblemError    sign-ups and wishes that contradict themselves
    │   ├── TwoPlayersError        a member and a guest were named for one place
    │   ├── WhenError              a text about a time that names no one moment
    │   │   ├── WhenUnreadError    part of it is not understood
    │   │   │   └── RepeatUnreadError  likewise of what recurs
    │   │   ├── WhenMissingError   it says too little
    │   │   ├── WhenTooFarError    it is farther ahead than anything is planned
    │   │   ├── AmbiguousWhenError it can be understood in several ways
    │   │   ├── PastWhenError      it is over
    │   │   └── ClockChangeError   clocks are turned: that time is skipped or comes twice
    │   ├── UnknownZoneError       no such time zone
    │   ├── ZoneMissingError       nobody knows in which zone this person writes times
    │   ├── RaidClosedError        a raid takes no answers any more
    │   ├── RaidAheadError         something was asked of a raid that is for afterwards
    │   ├── RemindedAlreadyError   people were reminded a moment ago
    │   ├── TooOftenError          what costs much was asked for often just now
    │   ├── HiddenHereError        moderators hid it here, so it cannot be published
    │   ├── SuspendedError         moderators suspended this person here
    │   ├── AnsweredError          the one answer to moderators was given
    │   ├── DecidedError           another moderator decided this report first
    │   ├── OwnReportError         somebody reported what is theirs
    │   ├── ReasonError            moderators said no reason, or too long a one
    │   ├── ImitationError         a public name that looks like that of staff
    │   ├── LinkForbiddenError     a link in a public text, where the guild wants none
    │   ├── LinkingOffError        nobody set this bot up to link game accounts
    │   ├── NotLinkedError         no game account is linked
    │   ├── KeyMalformedError      what was typed is no key of the game
    │   ├── KeyRefusedError        the game does not take the key
    │   ├── KeyPermissionsError    the key may not do all that is needed
    │   ├── LinkUnreadableError    a kept key cannot be read any more
    │   ├── NotFoundError          no such thing, or none that this person may see
    │   ├── ConflictError          the thing changed meanwhile
    │   │   ├── EditedMeanwhileError what somebody is editing was changed by another hand
    │   │   ├── TeamTooSmallError  something is in the places that a smaller team would not have
    │   │   ├── SeatTakenError     somebody else filled that place first
    │   │   ├── AlreadySeatedError the same member sits in another place of the team
    │   │   ├── PublishedElsewhereError  the team is public in another guild
    │   │   └── ProposalOutdatedError    a lineup was found for other seats and answers than now
    │   └── NotAllowedError        visible, but for other hands to change
    ├── UpstreamError              something that we stand on does not answer
    │   ├── StorageUnavailableError    the database is away; nothing was written
    │   │   ├── StorageUnsureError     it went away during a commit, so that nobody knows
    │   │   └── StorageRefusesError    it can be read only: no room, or read-only
    │   └── GameApiError           the game's API does not answer
    │       ├── GameApiClosedError it is closed for maintenance, as often on patch days
    │       │   └── GameAccountClosedError  likewise, and somebody waits for an answer about their account
    │       ├── GameAccountSilentError  no usable answer about the account of somebody who waits
    │       └── GameApiAnswerError its answer is of no known shape, or not whole
    └── InternalError              ours; shown with a reference id

An error carries data, not prose: `cogs/ui/errors.py` holds the words. `str()` of an error is for logs and for the
command line. Nothing but exceptions lives here, in a file for each subject; they are imported from `bot.errors`.
"""

from bot.errors.builds import (
    ChatCodeError,
    GearUnreadError,
    ImportRefusedError,
    ImportRowError,
    InvalidLinkError,
    InvalidNameError,
    InvalidTagsError,
    NotesTooLongError,
    UnknownFilterError,
    UnknownRoleError,
)
from bot.errors.linking import (
    GameAccountClosedError,
    GameAccountSilentError,
    KeyMalformedError,
    KeyPermissionsError,
    KeyRefusedError,
    LinkingOffError,
    LinkUnreadableError,
    NotLinkedError,
)
from bot.errors.order import (
    AnsweredError,
    DecidedError,
    HiddenHereError,
    ImitationError,
    LinkForbiddenError,
    OwnReportError,
    ReasonError,
    SuspendedError,
)
from bot.errors.raids import (
    InvalidSizeError,
    ProposalOutdatedError,
    RaidAheadError,
    RaidClosedError,
    RemindedAlreadyError,
)
from bot.errors.root import (
    BotError,
    ConflictError,
    EditedMeanwhileError,
    GameApiAnswerError,
    GameApiClosedError,
    GameApiError,
    InternalError,
    InvalidProblemError,
    LimitReachedError,
    NotAllowedError,
    NotFoundError,
    StorageRefusesError,
    StorageUnavailableError,
    StorageUnsureError,
    TooOftenError,
    UpstreamError,
    UserError,
)
from bot.errors.teams import (
    AlreadySeatedError,
    InvalidPlaceError,
    NothingToSeatError,
    PublishedElsewhereError,
    SeatTakenError,
    TeamTooSmallError,
    TwoPlayersError,
    UnknownContentError,
)
from bot.errors.when import (
    AmbiguousWhenError,
    ClockChangeError,
    PastWhenError,
    RepeatUnreadError,
    UnknownZoneError,
    WhenError,
    WhenMissingError,
    WhenTooFarError,
    WhenUnreadError,
    ZoneMissingError,
)

__all__ = [
    "AlreadySeatedError",
    "AmbiguousWhenError",
    "AnsweredError",
    "BotError",
    "ChatCodeError",
    "ClockChangeError",
    "ConflictError",
    "DecidedError",
    "EditedMeanwhileError",
    "GameAccountClosedError",
    "GameAccountSilentError",
    "GameApiAnswerError",
    "GameApiClosedError",
    "GameApiError",
    "GearUnreadError",
    "HiddenHereError",
    "ImitationError",
    "ImportRefusedError",
    "ImportRowError",
    "InternalError",
    "InvalidLinkError",
    "InvalidNameError",
    "InvalidPlaceError",
    "InvalidProblemError",
    "InvalidSizeError",
    "InvalidTagsError",
    "KeyMalformedError",
    "KeyPermissionsError",
    "KeyRefusedError",
    "LimitReachedError",
    "LinkForbiddenError",
    "LinkUnreadableError",
    "LinkingOffError",
    "NotAllowedError",
    "NotFoundError",
    "NotLinkedError",
    "NotesTooLongError",
    "NothingToSeatError",
    "OwnReportError",
    "PastWhenError",
    "ProposalOutdatedError",
    "PublishedElsewhereError",
    "RaidAheadError",
    "RaidClosedError",
    "ReasonError",
    "RemindedAlreadyError",
    "RepeatUnreadError",
    "SeatTakenError",
    "StorageRefusesError",
    "StorageUnavailableError",
    "StorageUnsureError",
    "SuspendedError",
    "TeamTooSmallError",
    "TooOftenError",
    "TwoPlayersError",
    "UnknownContentError",
    "UnknownFilterError",
    "UnknownRoleError",
    "UnknownZoneError",
    "UpstreamError",
    "UserError",
    "WhenError",
    "WhenMissingError",
    "WhenTooFarError",
    "WhenUnreadError",
    "ZoneMissingError",
]

"""Who may see a board."""

from enum import StrEnum

NAME_MAX = 60
DESCRIPTION_MAX = 300


class Access(StrEnum):
    """Who sees a board and what is on it: everyone, the brand's members, or the people invited to it."""

    PUBLIC = "public"
    MEMBERS = "members"
    INVITED = "invited"

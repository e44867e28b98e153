"""The admin of organisations, people and documents, and what every editor's door asks (`rules`)."""

from actors.admin.document import DocumentAdmin
from actors.admin.organisations import ActorAdmin, CountyAdmin
from actors.admin.people import AnswerLinkAdmin, InvitationAdmin, MembershipAdmin, UserAdmin
from actors.admin.rules import (
    RuleAdmin,
    RuleInline,
    RulePublishableAdmin,
    is_newly_tied,
)

__all__ = [
    "ActorAdmin",
    "AnswerLinkAdmin",
    "CountyAdmin",
    "DocumentAdmin",
    "InvitationAdmin",
    "MembershipAdmin",
    "RuleAdmin",
    "RuleInline",
    "RulePublishableAdmin",
    "UserAdmin",
    "is_newly_tied",
]

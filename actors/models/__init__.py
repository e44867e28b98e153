from actors.models.actor import Actor
from actors.models.answer_link import AnswerLink
from actors.models.county import County
from actors.models.document import Document
from actors.models.invitation import Invitation
from actors.models.membership import Membership
from actors.models.ruled import RuledQuerySet
from actors.models.user import User

__all__ = [
    "Actor",
    "AnswerLink",
    "County",
    "Document",
    "Invitation",
    "Membership",
    "RuledQuerySet",
    "User",
]

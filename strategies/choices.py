from django.db import models
from django.utils.translation import gettext_lazy as _


class StrategyKind(models.TextChoices):
    STRATEGY = "strategy", _("strategi")
    ACTION_PLAN = "action_plan", _("handlingsplan")
    ASSIGNMENT = "assignment", _("regeringsuppdrag")
    PROGRAMME = "programme", _("program")
    FRAMEWORK = "framework", _("målramverk")


class Level(models.TextChoices):
    NATIONAL = "national", _("nationell nivå")
    COUNTY = "county", _("länsnivå")


class StrategyState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    CONSULTATION = "consultation", _("på remiss")
    ADOPTED = "adopted", _("beslutad")
    ENDED = "ended", _("avslutad")
    UNKNOWN = "unknown", _("okänt")


class PartyRole(models.TextChoices):
    STANDS_BEHIND = "stands_behind", _("står bakom")
    JOINED = "joined", _("ansluten")
    PARTICIPATES = "participates", _("deltar")
    ISSUES = "issues", _("utfärdare")
    RECEIVES = "receives", _("har fått uppdraget")
    REFERENCE = "reference", _("referensmyndighet")
    CONSULTED = "consulted", _("remissinstans")


class DecisionKind(models.TextChoices):
    """How an organisation decides what it says: in which of its own forms."""

    OFFICIAL_REPLY = "official_reply", _("tjänstesvar")
    DELEGATED = "delegated", _("delegationsbeslut")
    BOARD = "board", _("nämndbeslut")


class JoinState(models.TextChoices):
    """Whose turn it is with a request to join a strategy."""

    # Sent without an account: the organisation's mailbox has not said that it is theirs.
    UNCONFIRMED = "unconfirmed", _("inte bekräftad")
    WAITING = "waiting", _("väntar på svar")
    ASKED_BACK = "asked_back", _("återsänd med en fråga")
    ACCEPTED = "accepted", _("godtagen")
    DECLINED = "declined", _("avböjd")


# Those that wait for one side or the other; a strategy has one of an organisation.
OPEN_TO_JOIN = (JoinState.WAITING, JoinState.ASKED_BACK)


class CommitmentKind(models.TextChoices):
    COMMITMENT = "commitment", _("åtagande")
    JOINT_EFFORT = "joint_effort", _("myndighetsgemensam satsning")
    SPECIAL_INITIATIVE = "special_initiative", _("särskild satsning")
    CITIZEN_PROMISE = "citizen_promise", _("medborgarlöfte")
    ACTIVITY = "activity", _("aktivitet")


class ContributionState(models.TextChoices):
    PROPOSED = "proposed", _("föreslaget")
    ACCEPTED = "accepted", _("godtaget")
    DECLINED = "declined", _("avböjt")
    TAKEN_BACK = "taken_back", _("återtaget")


# Those that somebody still means: what was declined or taken back may be proposed again.
MEANT = (ContributionState.PROPOSED, ContributionState.ACCEPTED)


class Publishing(models.TextChoices):
    """When a progress report becomes public that its strategy's maintainer has received."""

    AT_RECEIPT = "at_receipt", _("när den tas emot")
    LATER = "later", _("senare, när förvaltaren publicerar den")


class ReportName(models.TextChoices):
    """What a strategy calls the report of a follow-up round."""

    FOLLOW_UP = "follow_up", _("uppföljningsrapport")
    PROGRESS = "progress", _("lägesrapport")


class Grade(models.TextChoices):
    """How far a commitment has come (genomförandegrad), in the words of Åtgärdswebben."""

    NOT_STARTED = "not_started", _("Inte påbörjat")
    STARTED = "started", _("Påbörjat, mindre än hälften")
    HALF_OR_MORE = "half_or_more", _("Genomfört till hälften eller mer")
    COMPLETED = "completed", _("Genomfört helt eller i huvudsak")
    CONTINUOUS = "continuous", _("Pågår kontinuerligt")
    NOT_RELEVANT = "not_relevant", _("Inte relevant")
    DISCONTINUED = "discontinued", _("Utgår")

    @property
    def is_settled(self) -> bool:
        """Whether nothing more is owed: it is done, runs on as promised, or is given up."""
        return self not in (Grade.NOT_STARTED, Grade.STARTED, Grade.HALF_OR_MORE)

    @property
    def is_given_up(self) -> bool:
        return self in (Grade.NOT_RELEVANT, Grade.DISCONTINUED)

    def is_worse_than(self, before: str) -> bool:
        """Whether it has gone backwards. What was given up is neither better nor worse."""
        return (
            bool(before)
            and not self.is_given_up
            and not Grade(before).is_given_up
            and STEPS[self] < STEPS[Grade(before)]
        )

    def asks_for_reason(self, before: str) -> bool:
        """A reason is asked for only where something was given up or has gone backwards."""
        return self.is_given_up or self.is_worse_than(before)


STEPS = {
    Grade.NOT_STARTED: 0,
    Grade.STARTED: 1,
    Grade.HALF_OR_MORE: 2,
    Grade.COMPLETED: 3,
    # Counts as completed.
    Grade.CONTINUOUS: 3,
}


class ReportState(models.TextChoices):
    """Whose turn it is with a progress report."""

    DRAFT = "draft", _("utkast")
    SUBMITTED = "submitted", _("inlämnad")
    COMPLETION_ASKED = "completion_asked", _("komplettering begärd")
    RECEIVED = "received", _("mottagen")


# Those that the responsible organisation writes in.
IN_DRAFT = (ReportState.DRAFT, ReportState.COMPLETION_ASKED)
# Those that a contributor to a joint effort says something about: the words stand still.
OPEN_TO_STANCES = (ReportState.SUBMITTED, ReportState.RECEIVED)


class QuestionKind(models.TextChoices):
    """How a question of a follow-up round is answered."""

    YES_NO = "yes_no", _("ja eller nej")
    CHOICE = "choice", _("ett av flera alternativ")
    NUMBER = "number", _("ett antal")
    NUMBER_BY_SEX = "number_by_sex", _("ett antal, kvinnor och män för sig")
    TEXT = "text", _("fri text")


NUMBERS = (QuestionKind.NUMBER, QuestionKind.NUMBER_BY_SEX)


class AnswerKind(models.TextChoices):
    """What an organisation says when it is asked in a follow-up round."""

    ANSWERS = "answers", _("svarar")
    ABSTAINS = "abstains", _("avstår")
    NOT_CONCERNED = "not_concerned", _("berörs inte")


class RequestState(models.TextChoices):
    """Where an organisation is with what it is asked: worked out, never kept. In the order in
    which a coordinator looks after them."""

    NOT_OPENED = "not_opened", _("inte öppnad")
    STARTED = "started", _("påbörjad")
    UNDER_PREPARATION = "under_preparation", _("under beredning")
    COMPLETION_ASKED = "completion_asked", _("komplettering begärd")
    SUBMITTED = "submitted", _("inlämnad")
    RECEIVED = "received", _("mottagen")
    ABSTAINS = "abstains", _("avstår")
    NOT_CONCERNED = "not_concerned", _("berörs inte")


# Those of whom something is still waited for.
UNANSWERED = (
    RequestState.NOT_OPENED,
    RequestState.STARTED,
    RequestState.UNDER_PREPARATION,
    RequestState.COMPLETION_ASKED,
)


class NoteKind(models.TextChoices):
    """What was done to help an organisation answer."""

    CALL = "call", _("samtal")
    VISIT = "visit", _("besök")
    SUPPORT = "support", _("stöd")
    OTHER = "other", _("annat")


class LetterKind(models.TextChoices):
    """What a letter of a follow-up round is about: a part of its key."""

    OPENED = "oppnad", _("frågorna")
    REMINDER = "paminnelse", _("påminnelse")
    DUE_MOVED = "ny-dag", _("ny svarsdag")
    EXTENDED = "forlangd", _("mer tid")
    COMPLETION_ASKED = "komplettera", _("begäran om komplettering")
    BY_TELEPHONE = "telefon", _("kopia av svar per telefon")
    RECEIPT = "kvitto", _("kvitto")
    LINK = "lank", _("personlig länk")

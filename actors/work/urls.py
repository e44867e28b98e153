from django.urls import path

from actors.work import invitations, onboarding, people, succession

PEOPLE = "medarbetare/"
OF = PEOPLE + "<slug:slug>/"
INVITATION = OF + "inbjudningar/<slug:public_id>/"
PERSON = OF + "<slug:public_id>/"
REGISTER = "organisationer/"

urlpatterns = [
    path(PEOPLE, people.PeopleChoiceView.as_view(), name="people"),
    path(OF, people.PeopleView.as_view(), name="people_of"),
    path(OF + "bjud-in/", invitations.InviteView.as_view(), name="invite"),
    path(OF + "brevlador/", people.MailboxesView.as_view(), name="mailboxes"),
    path(
        INVITATION + "dra-tillbaka/",
        invitations.InvitationRevokeView.as_view(),
        name="invitation_revoke",
    ),
    path(
        INVITATION + "skicka-igen/",
        invitations.InvitationAgainView.as_view(),
        name="invitation_again",
    ),
    path(PERSON, people.PersonView.as_view(), name="person"),
    path(PERSON + "avsluta/", people.PersonEndView.as_view(), name="person_end"),
    path(PERSON + "stammer/", people.PersonConfirmView.as_view(), name="person_confirm"),
    path(REGISTER, onboarding.OnboardingView.as_view(), name="onboarding"),
    path(REGISTER + "<slug:slug>/", onboarding.OnboardView.as_view(), name="onboard"),
    path(REGISTER + "<slug:slug>/klart/", onboarding.OnboardedView.as_view(), name="onboarded"),
    path(REGISTER + "<slug:slug>/nytt-namn/", succession.RenameView.as_view(), name="actor_rename"),
    path(REGISTER + "<slug:slug>/upphor/", succession.EndActorView.as_view(), name="actor_end"),
]

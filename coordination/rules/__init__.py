"""Who reads what of networks and meetings, and who changes it.

A network is edited by coordinators of its maintainer, and by its chair, convener and secretary: the
one right here that comes from a seat and not from a membership. Its own read it all: those who sit
in it, readers and up of the organisation where a seat names only an office, and those of its
maintainer. A meeting without a network is its convener's. An organisation's coordinators know of
its seats, and propose whom it sends; who edits the network answers.

`networks`, `meetings`, `seats` and `challenges` hold a noun each, and the rest stands on those. A
question for lists (a `Q`) stands beside the same question for one object (a bool);
`tests/site/test_rules.py` holds them equal.
"""

"""Of the matrix: what comes after an organisation, and after a plan."""

from collections.abc import Iterator
from functools import partial

from tests.site.addresses import WORK
from tests.site.rows import MAINTAINERS, OF_STRANGERS, SUPERUSER, Row, where_open
from tests.site.scene import Scene


def succession() -> Iterator[Row]:
    for name in ("actor_rename", "actor_end"):
        path = partial(of_agency, WORK[name][0])
        yield Row(name, "the agency", path, SUPERUSER, where_open(SUPERUSER, 422))
    for about, whose, may in (
        ("a draft that the agency takes part in", "drafts", MAINTAINERS),
        ("a draft of strangers", "others", OF_STRANGERS),
    ):
        path = partial(of_strategy, WORK["new_period"][0], whose)
        # Whose membership has ended reads no draft any more.
        may = may | {"ended": 404}
        yield Row("new_period", about, path, may, where_open(may, 422))


def of_agency(pattern: str, scene: Scene) -> str:
    return pattern.format(slug=scene.cast.agency.slug)


def of_strategy(pattern: str, whose: str, scene: Scene) -> str:
    return pattern.format(strategy=getattr(scene, whose)["strategies_strategy"].slug)

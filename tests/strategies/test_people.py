"""What is shown of numbers about people, and that nobody can compute more from it."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import chain, combinations, product

import pytest

from strategies.round_reports.people import (
    CHANGED,
    FEW,
    LEAST_GIVERS,
    LEAST_PEOPLE,
    Counted,
    Given,
    counted,
)

World = tuple[Given, ...]


def by_sex(*pairs: tuple[int, int]) -> list[Given]:
    return [{"women": women, "men": men} for women, men in pairs]


@pytest.mark.parametrize(
    "given",
    [[], [100], [100, 200], [1, 1, 1], [4, 0, 0], [1, 1, 2], [100, 200, 0], [0, 0, 0]],
)
def test_few_people_or_few_givers_are_hidden(given):
    assert counted(given) == Counted(withheld=FEW)


def test_five_people_that_three_organisations_counted_are_shown():
    assert counted([1, 1, 3]) == Counted(total=5)
    assert counted([100, 2, 3, 0]) == Counted(total=105)


def test_one_sex_alone_is_never_shown():
    assert counted(by_sex((1, 10), (1, 10), (1, 10))) == Counted(total=33)
    assert counted(by_sex((9, 10), (9, 10), (0, 10))) == Counted(total=48)
    assert counted(by_sex((9, 0), (9, 0), (9, 0))) == Counted(total=27)
    assert counted(by_sex((2, 3), (2, 3), (2, 3))) == Counted(total=15, women=6, men=9)
    assert counted(by_sex((50, 50), (50, 50))) == Counted(withheld=FEW)


def test_what_was_shown_is_never_shown_otherwise():
    before = [counted([10, 10, 10])]
    assert counted([10, 10, 10], earlier=before) == Counted(total=30)
    assert counted([10, 10, 11], earlier=before) == Counted(withheld=CHANGED)
    assert counted([10, 10], earlier=before) == Counted(withheld=CHANGED)
    # A version in between that withheld it has not made it forgotten.
    later = [*before, Counted(withheld=CHANGED)]
    assert counted([10, 10, 11], earlier=later) == Counted(withheld=CHANGED)
    assert counted([10, 10, 10], earlier=later) == Counted(total=30)


def test_what_was_hidden_may_be_shown_when_more_have_answered():
    assert counted([10, 10, 10], earlier=[Counted(withheld=FEW)]) == Counted(total=30)


def test_same_sum_with_another_split_is_withheld():
    before = [counted(by_sex((5, 5), (5, 5), (5, 5)))]
    assert counted(by_sex((6, 4), (5, 5), (5, 5)), earlier=before) == Counted(withheld=CHANGED)


# ---------------------------------------------------------------- an attacker who knows the rule


def secrets_of(world: World) -> Iterator[tuple[tuple[tuple[int, ...], str], int]]:
    """Every count that there is, by the organisations that gave it and the sex: what the rule
    protects, and the sums that it shows."""
    places = range(len(world))
    for group in chain.from_iterable(combinations(places, size) for size in range(1, 5)):
        given = [world[place] for place in group]
        sums = [sum(one.values()) if isinstance(one, dict) else one for one in given]
        yield (group, "people"), sum(sums)
        for sex in ("women", "men") if isinstance(given[0], dict) else ():
            yield (group, sex), sum(one[sex] for one in given)


def assert_nothing_computed(worlds: Iterable[tuple[Hashable, World]]) -> None:
    """All worlds that look the same from outside are one to an attacker. A count that is the same
    in all of them is known: then it is of five at least, and at least three gave it."""
    alike: dict[Hashable, dict[Hashable, set[int]]] = defaultdict(lambda: defaultdict(set))
    for shown, world in worlds:
        for secret, value in secrets_of(world):
            alike[shown][secret].add(value)
    for shown, secrets in alike.items():
        for (group, about), values in secrets.items():
            if len(values) == 1:
                [value] = values
                assert value >= LEAST_PEOPLE, (shown, group, about, value)
                assert len(group) >= LEAST_GIVERS, (shown, group, about, value)


# A world holds numbers up to a bound, and an attacker knows of none: sums that only the bound makes
# certain are left out.
BOUND = 8


@pytest.mark.parametrize("organisations", [1, 2, 3, 4])
def test_nobody_computes_a_small_count_from_a_sum(organisations):
    worlds = product(range(BOUND + 1), repeat=organisations)
    shown = ((counted(world), world) for world in worlds)
    assert_nothing_computed((seen, world) for seen, world in shown if (seen.total or 0) <= BOUND)


def test_nobody_computes_a_small_count_from_sums_by_sex():
    kept = []
    for world in product(by_sex(*product(range(5), repeat=2)), repeat=3):
        seen = counted(world)
        # Up to here the bound of four makes nothing certain: 4 + 1 + 1.
        if max(seen.women or 0, seen.men or 0) <= 6 and (seen.women or (seen.total or 0) <= 6):
            kept.append((seen, world))
    assert any(seen.women is not None for seen, _world in kept)
    assert any(seen.is_shown and seen.women is None for seen, _world in kept)
    assert_nothing_computed(kept)


def test_nobody_computes_a_small_count_from_two_versions():
    """The worlds of both versions, and what each changed between them."""
    worlds = list(product(range(5), repeat=3))
    seen = []
    for before, after in product(worlds, worlds):
        first = counted(before)
        second = counted(after, earlier=[first])
        if max(first.total or 0, second.total or 0) > BOUND:
            continue
        if first.is_shown and second.is_shown:
            assert first == second
        seen.append(((first, second), before, after))
    assert_nothing_computed((shown, before) for shown, before, _after in seen)
    assert_nothing_computed((shown, after) for shown, _before, after in seen)
    assert_no_change_is_known(seen)


def assert_no_change_is_known(seen: list) -> None:
    changes: dict[Hashable, list[set[int]]] = defaultdict(lambda: [set(), set(), set()])
    for shown, before, after in seen:
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            changes[shown][place].add(new - old)
    for shown, by_place in changes.items():
        assert all(len(values) > 1 for values in by_place), shown

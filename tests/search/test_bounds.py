from __future__ import annotations

from archive.search import (
    EVERYWHERE,
    NOWHERE,
    Bound,
    all_of,
    any_of,
    may_match,
    may_match_latest,
    parse,
    surely_matches,
)


def test_a_phrase_is_asked_for_in_all_columns_or_in_those_that_stay() -> None:
    root = parse('title:"night ferry"').root

    assert root is not None
    assert may_match(root) == Bound('{title_stays title_came title_gone} : "night ferry"')
    assert may_match_latest(root) == Bound('{title_stays title_came} : "night ferry"')
    assert surely_matches(root) == Bound('{title_stays} : "night ferry"')


def test_a_not_changes_the_bounds_places() -> None:
    root = parse("title:a NOT title:b").root

    assert root is not None
    assert may_match(root).expression == '({title_stays title_came title_gone} : "a" NOT {title_stays} : "b")'


def test_the_index_is_never_sure_of_nearness() -> None:
    root = parse("NEAR(a b)").root

    assert root is not None
    assert surely_matches(root) == NOWHERE


def test_bounds_join_like_sets() -> None:
    a, b = Bound("a"), Bound("b")

    assert all_of([a, NOWHERE]) == NOWHERE
    assert all_of([a, EVERYWHERE]) == a
    assert all_of([]) == EVERYWHERE
    assert any_of([a, NOWHERE]) == a
    assert any_of([a, EVERYWHERE]) == EVERYWHERE
    assert any_of([]) == NOWHERE
    assert all_of([a, ~b]) == Bound("(a NOT b)")
    assert any_of([a, ~b]) == ~Bound("(b NOT a)")
    assert all_of([~a, ~b]) == ~Bound("(a OR b)")

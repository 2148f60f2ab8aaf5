from __future__ import annotations

import re

from archive.search import (
    EVERYWHERE,
    NOWHERE,
    Bound,
    Fate,
    all_of,
    any_of,
    is_told_by_index,
    may_match,
    may_match_latest,
    parse,
    surely_matches,
)

ANY = "{title_stays title_kept title_back title_came title_left title_passed}"


def test_a_phrase_is_asked_for_in_all_columns_or_in_those_that_stay() -> None:
    root = parse('title:"night ferry"').root

    assert root is not None
    assert may_match(root) == Bound(f'{ANY} : "night ferry"')
    assert may_match_latest(root) == Bound('{title_stays title_kept title_back title_came} : "night ferry"')
    assert surely_matches(root) == Bound('{title_stays title_kept} : "night ferry"')


def test_a_not_changes_the_bounds_places() -> None:
    root = parse("title:a NOT title:b").root

    assert root is not None
    assert may_match(root).expression == f'({ANY} : "a" NOT {{title_stays title_kept}} : "b")'


def test_a_long_phrase_is_asked_for_by_its_parts_and_is_sure_only_in_a_whole_text() -> None:
    root = parse('title:"the last night ferry to elm island"').root

    assert root is not None
    assert may_match(root).expression == (
        f'({ANY} : "the last night ferry to" AND {ANY} : "night ferry to elm island")'
    )
    assert may_match(root).split is not None
    assert not may_match(root).split.is_exact
    assert surely_matches(root).expression == '{title_stays} : "the last night ferry to elm island"'
    assert not is_told_by_index(root)


def test_what_is_near_is_near_in_whole_texts_and_else_somewhere() -> None:
    near, close = (parse(f"NEAR(a b, {distance})").root for distance in (4, 3))

    assert near is not None
    assert close is not None
    whole, changed = re.fullmatch(
        r'\((\{.*?\}) : NEAR\("a" "b", 6\) OR \((\{.*\}) : "a" AND \2 : "b"\)\)',
        may_match(near).expression or "",
    ).groups()
    assert {name.split("_")[1] for name in whole[1:-1].split()} == {"stays"}
    assert {name.split("_")[1] for name in changed[1:-1].split()} == {*Fate} - {"stays"}
    assert may_match(close).expression.endswith('} : NEAR("a" "b", 5)')


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


def test_many_nots_are_asked_side_by_side() -> None:
    # Inside each other they are more brackets than FTS5 reads.
    for first, others in (('"in the"', '"the quay{}"'), ('"in the" gull', "quay{}")):
        root = parse(" NOT ".join([first, *(others.format(number) for number in range(60))])).root

        assert root is not None
        made = may_match(root).split
        assert made is not None
        for expression in (made.pairs, made.words or ""):
            assert _depth(expression) < 6


def _depth(expression: str) -> int:
    depths = [expression[:at].count("(") - expression[:at].count(")") for at in range(len(expression) + 1)]
    return max(depths)

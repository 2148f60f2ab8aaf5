from __future__ import annotations

from render.cases import FERRY, compared, unit

from archive.render import Look, side_by_side
from archive.render.layout import cells
from archive.render.look import unpainted


def test_old_is_left_and_new_is_right():
    assert side_by_side(FERRY, Look(65)).split("\n")[3:25] == [
        "headline  (edited: headline)",
        "Ferry [-burns-]                 ~ Ferry {+burnt+}",
        "published  (edited: date)",
        "[-2021-07-27-]                  ~ {+2021-07-27 10:15 UTC+}",
        "heading  (added: heading)",
        "                                ~ {+What is known+}",
        "",
        "   … 1 unchanged passage",
        "2  It carried cars.               2  It carried cars.",
        "3  moved to passage 5: “The     <",
        "   owner gave no comment.”      <",
        "4  Some [-12-] people were      ~ 3  Some {+21+} people were",
        "   hurt, the coast guard said   ~    hurt, the coast guard said",
        "   on Tuesday, and all of them  ~    on Tuesday, and all of them",
        "   are at home again[-.-]       ~    are at home again{+?+}",
        "   (edited: figure)",
        "5  “Never,” the mayor said.     -",
        "   (removed: quotation)",
        "                                + 4  Follow us.",
        "   (added: boilerplate)",
        "3  The owner gave no comment.   > 5  The owner gave no comment.",
        "   (moved from passage 3 to 5)",
    ]


def test_columns_stay_in_place_with_wide_characters_and_long_words():
    wide = unit(
        "edited", (0,), (0,), ("=", "渡轮在中午离开港口，船上有二十一人。"), ("-", "a" * 50), ("+", "b" * 50)
    )
    lines = [line for line in side_by_side(compared(wide), Look(51)).split("\n") if " ~ " in line]

    assert len(lines) == 5
    assert {cells(line[: line.index(" ~ ")]) for line in lines} == {24}


def test_colour_changes_nothing_but_the_marks():
    same_words = unit("same", (4,), (0,), ("=", "The owner gave no comment, and the mayor none."), moved=True)
    plain, painted = (side_by_side(compared(same_words), Look(50, has_colour=c)) for c in (False, True))

    assert "\x1b[" in painted
    assert unpainted(painted) == plain

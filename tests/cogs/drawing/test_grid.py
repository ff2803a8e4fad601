"""A grid of signs, whatever is in it."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cogs.ui.drawing.canvas import SCALE, WIDTH
from cogs.ui.drawing.grid import Block, Cell, Column, Grid, Row, draw_grid
from cogs.ui.drawing.palette import SKY
from cogs.ui.drawing.signs import Sign

_WORDS = st.text("abcdefghé ", max_size=40)
_CELLS = st.builds(Cell, st.sampled_from(Sign), st.sampled_from(["", "2", "10"]))


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    sizes = draw(st.lists(st.integers(1, 10), min_size=1, max_size=2))
    blocks = tuple(
        Block(draw(_WORDS), tuple(Column(str(n), draw(_WORDS)[:20], SKY) for n in range(size)), draw(_WORDS))
        for size in sizes
    )
    row = st.builds(
        Row,
        label=_WORDS,
        cells=st.tuples(*(st.tuples(*[_CELLS] * size) for size in sizes)),
        notes=st.one_of(st.just(()), st.tuples(*[st.none() | _CELLS] * len(sizes))),
        is_bold=st.booleans(),
    )
    sections = tuple(tuple(draw(st.lists(row, max_size=3))) for _ in range(draw(st.integers(0, 2))))
    return Grid(blocks, sections, tuple((sign, draw(_WORDS)) for sign in draw(st.lists(st.sampled_from(Sign)))))


@settings(max_examples=30, deadline=None)
@given(grids())
def test_any_grid_is_drawn_as_wide_as_a_phone(grid: Grid) -> None:
    picture = Image.open(BytesIO(draw_grid(grid)))
    assert picture.format == "PNG"
    assert picture.width == round(WIDTH * SCALE)


def test_the_same_grid_is_the_same_picture() -> None:
    row = Row("Quickness", ((Cell(Sign.FULL), Cell(Sign.NONE)),))
    grid = Grid((Block("Subgroup 1", (Column("1"), Column("2"))),), ((row,),), ())
    assert draw_grid(grid) == draw_grid(grid)
    other = Row("Quickness", ((Cell(Sign.NONE), Cell(Sign.FULL)),))
    assert draw_grid(grid) != draw_grid(Grid(grid.blocks, ((other,),), ()))

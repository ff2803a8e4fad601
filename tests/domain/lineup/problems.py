"""Small problems of every shape, for Hypothesis."""

from hypothesis import strategies as st

from bot.domain.lineup.nature import Nature, Spread, Worths
from bot.domain.lineup.problem import Offer, Pin, Player, Problem, Quota, Spot, Spots, Standing, Template, Want

NEEDS = ("quickness", "healing", "tank")
AMOUNTS = (0, 0, 30, 50, 100, 150)
FIELDS = ("Fire", "Smoke", "Water")
FINISHERS = ("Blast", "Leap")


@st.composite
def offers(draw: st.DrawFn) -> Offer:
    return Offer(
        name="",
        supplies={need: draw(st.sampled_from(AMOUNTS)) for need in NEEDS},
        roles=tuple(draw(st.sets(st.sampled_from(("dps", "kite")), max_size=1))),
        liking=draw(st.integers(1, 5)),
        skill=draw(st.integers(0, 3)) * 25,
        nature=draw(natures()),
    )


@st.composite
def natures(draw: st.DrawFn) -> Nature:
    return Nature(
        profession=draw(st.sampled_from((None, "Guardian", "Necromancer", "Thief"))),
        damage=draw(st.sampled_from((None, "power", "condition"))),
        fields=draw(st.frozensets(st.sampled_from(FIELDS), max_size=2)),
        finishers=tuple(
            sorted(draw(st.dictionaries(st.sampled_from(FINISHERS), st.integers(0, 4), max_size=2)).items())
        ),
    )


@st.composite
def spreads(draw: st.DrawFn) -> tuple[Spread, ...]:
    made = st.builds(
        Spread,
        side=st.sampled_from(("each", "whole")),
        by=st.sampled_from(("profession", "damage")),
        enough=st.integers(1, 3),
        weight=st.integers(1, 3),
    )
    return tuple(draw(st.lists(made, max_size=2, unique_by=lambda one: (one.side, one.by))))


@st.composite
def worths(draw: st.DrawFn) -> Worths:
    cells = st.dictionaries(
        st.tuples(st.sampled_from(FIELDS), st.sampled_from(FINISHERS)), st.sampled_from((0, 10, 25, 100))
    )
    ours = Worths(cells=draw(cells), enough=draw(st.integers(1, 6)))
    percents = draw(st.none() | st.dictionaries(st.sampled_from(FINISHERS), st.integers(50, 200)))
    return ours if percents is None else ours.weighed(percents)


@st.composite
def pins(draw: st.DrawFn, subgroups: int, places: int, squads: int, count: int) -> Pin:
    def maybe(least: int, most: int) -> int | None:
        return draw(st.none() | st.integers(least, most))

    return Pin(squad=maybe(1, squads), subgroup=maybe(1, subgroups), place=maybe(1, places), offer=maybe(0, count - 1))


@st.composite
def quotas(draw: st.DrawFn) -> tuple[Quota, ...]:
    needs = draw(st.lists(st.sampled_from(NEEDS), unique=True, max_size=3))
    return tuple(
        Quota(
            need=need,
            amount=draw(st.sampled_from((0, 50, 100, 200))),
            weight=draw(st.integers(1, 4)),
            at_most=draw(st.none() | st.sampled_from((100, 200))),
        )
        for need in needs
    )


@st.composite
def wants(draw: st.DrawFn, subgroups: int, places: int, last: int) -> tuple[Want, ...]:
    if draw(st.booleans()):
        return ()
    there = [(one, place) for one in range(1, subgroups + 1) for place in range(1, places + 1)]
    spots = st.sampled_from([at for at in there if at[0] < subgroups or at[1] <= last])
    names = st.sampled_from((*NEEDS, "dps", "kite"))
    return tuple(Want(*at, draw(names)) for at in draw(st.lists(spots, unique=True, max_size=4)))


@st.composite
def problems(draw: st.DrawFn, most_players: int = 6, most_offers: int = 2) -> Problem:
    """Return a problem of up to six players and two subgroups."""
    subgroups, squads = draw(st.sampled_from(((1, 1), (2, 1), (1, 2))))
    places = draw(st.integers(1, 4))
    last = draw(st.none() | st.integers(1, places))
    forbidden = draw(st.lists(st.frozensets(st.sampled_from((*NEEDS, "dps", "kite")), min_size=1), max_size=1))
    template = Template(
        subgroups=subgroups,
        places=places,
        last=last,
        size=draw(st.none() | st.integers(1, 6)),
        each=draw(quotas()),
        whole=draw(quotas()),
        forbidden=tuple(forbidden),
        wants=draw(wants(subgroups, places, last or places)),
        spreads=draw(spreads()),
        worths=draw(worths()),
    )
    players = []
    for number in range(draw(st.integers(0, most_players))):
        offered = tuple(draw(st.lists(offers(), max_size=most_offers)))
        pin = st.none() if not offered else st.none() | pins(subgroups, places, squads, len(offered))
        players.append(
            Player(
                name=str(number),
                offers=offered,
                pin=draw(pin),
                standing=draw(st.sampled_from(Standing)),
                benched=draw(st.integers(0, 2)),
            )
        )
    pair = st.tuples(st.integers(0, len(players) - 1), st.integers(0, len(players) - 1)).filter(lambda p: p[0] != p[1])
    pairs = st.lists(pair, max_size=2).map(tuple) if len(players) > 1 else st.just(())
    return Problem(
        template=template,
        players=tuple(players),
        squads=squads,
        together=draw(pairs),
        apart=draw(pairs),
        current=draw(lineups(tuple(players), subgroups * squads)) if draw(st.booleans()) else (),
    )


@st.composite
def lineups(draw: st.DrawFn, players: tuple[Player, ...], groups: int) -> Spots:
    """Return any lineup, legal or not."""

    def spot(player: Player) -> st.SearchStrategy[Spot | None]:
        if not player.offers:
            return st.none()
        return st.none() | st.builds(Spot, st.integers(0, groups - 1), st.integers(0, len(player.offers) - 1))

    return tuple(draw(spot(player)) for player in players)

"""A single build as one viewer sees it: with what lists leave out, and without what they may not know."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.builds import Build, Origin
from bot.domain.viewer import Viewer
from bot.repositories.unit import UnitOfWork


async def as_seen(unit: UnitOfWork, viewer: Viewer, build: Build) -> Build:
    """Return `build` with its teams and raids counted as far as the viewer may see them, and its origin likewise named.

    Its owner also sees what became of its post in this guild.

    Somebody who is not the owner counts the teams of this guild only where the build is public.
    """
    teams = await unit.popularity.count_teams(build.id, viewer)
    raids = 0 if viewer.guild is None else await unit.popularity.count_raids(build.id, viewer.guild)
    post = None
    if viewer.guild is not None and build.is_owned_by(viewer):
        post = await unit.posts.find(build.id, viewer.guild)
    return replace(build, teams=teams, raids=raids, origin=await _named(unit, viewer, build.origin), post=post)


async def with_posts(unit: UnitOfWork, viewer: Viewer, own: Sequence[Build]) -> tuple[Build, ...]:
    """Return the viewer's own builds with what became of their posts in this guild."""
    if viewer.guild is None:
        return tuple(own)
    posts = {post.build: post for post in await unit.posts.find_many([build.id for build in own], viewer.guild)}
    return tuple(replace(build, post=posts.get(build.id)) for build in own)


async def _named(unit: UnitOfWork, viewer: Viewer, origin: Origin | None) -> Origin | None:
    found = None if origin is None else await unit.builds.find(origin.short_id)
    if origin is None or found is None or found.deleted_at is not None or not found.is_visible_to(viewer):
        return origin
    return replace(origin, name=found.name)

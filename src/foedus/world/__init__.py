"""The world: library and declared commitments, compiled for a day and a viewpoint into flat rules."""

from foedus.world.world import World, compile_world

__all__ = ["World", "compile_world"]

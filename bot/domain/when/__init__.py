"""When something takes place: what people write about it, wall clocks that are turned, and what recurs.

No clock and no zone of its own: the present and the zone of whoever writes are arguments.
"""

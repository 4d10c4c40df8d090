"""The deals: solutions, the zone, what blocks it, and the way from a draft to the frontier."""

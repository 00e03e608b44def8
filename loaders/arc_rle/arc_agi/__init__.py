"""Real ARC tasks: read and checked, split by task, and varied in ways that keep their rules."""

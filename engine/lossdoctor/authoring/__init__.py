"""Writing knowledge: asking for what a new file needs, writing it, and schemas that complete ids in editors.

``holding`` leads through an interview, ``asking`` asks, ``transcript`` keeps the answers, ``interview`` has
what all kinds have in common, ``new_cause`` and so on the rest. ``desk`` knows what exists, ``near`` what
is nearly the same. ``drafts`` and ``yaml_text`` make files of it; ``writing`` writes and tries them.
"""

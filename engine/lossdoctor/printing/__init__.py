"""Text for terminals and pipes: what the command line and the plain wizard print.

``layout`` measures and breaks lines, ``paint`` emphasises where that is wanted; the other modules each put
one kind of result into lines. None of them reasons, and none writes anything itself.
"""

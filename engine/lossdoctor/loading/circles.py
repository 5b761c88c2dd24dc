"""Finds circles among ``leads-to`` links.

Owns the search, without recursion: a hostile file may hold a very long chain. Leaves what to say to
``inspection``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["find_circles"]


def find_circles(children: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Find circles in a directed graph: at least one in every part that has any.

    Returns:
        Each circle as its nodes, the first again at the end; the last step is the link that closes it.

    >>> find_circles({"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": []})
    [['a', 'b', 'c', 'a']]
    """
    circles: list[list[str]] = []
    done: set[str] = set()
    for start in children:
        path: list[str] = []
        on_path: dict[str, int] = {}
        waiting: list[tuple[str, bool]] = [(start, True)]
        while waiting:
            node, entering = waiting.pop()
            if not entering:
                path.pop()
                del on_path[node]
                done.add(node)
            elif node in on_path:
                circles.append([*path[on_path[node] :], node])
            elif node not in done:
                on_path[node] = len(path)
                path.append(node)
                waiting.append((node, False))
                waiting += [(child, True) for child in reversed(list(children.get(node, ())))]
    return circles

"""Nothing that only some systems have is asked for without looking: Linux, macOS, and Windows as well as it goes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "foedus"
ONLY_POSIX = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
ONLY_THERE = {
    "os": {"chown", "fork", "forkpty", "geteuid", "getgid", "getpgid", "getuid", "killpg", "mkfifo", "nice",
           "sched_getaffinity", "setsid", "setuid", "uname", "wait"},
    "signal": {"SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGUSR1", "SIGUSR2", "alarm", "pause"},
    "time": {"tzset"},
}  # fmt: skip


def unguarded(tree: ast.AST) -> Iterator[str]:
    """What only some systems have, and where nothing looks whether this one does."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, (ast.If, ast.Try)):
            continue  # which is how one looks
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names if each.name in ONLY_POSIX)
        elif isinstance(node, ast.ImportFrom) and node.module in ONLY_POSIX:
            yield str(node.module)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield from (f"{node.value.id}.{node.attr}" for _ in {node.attr} & ONLY_THERE.get(node.value.id, set()))
        yield from unguarded(node)


def test_what_only_some_systems_have_is_asked_for_with_a_look() -> None:
    found = {
        path.relative_to(SOURCE).as_posix(): names
        for path in SOURCE.rglob("*.py")
        if (names := list(unguarded(ast.parse(path.read_text(encoding="utf-8")))))
    }
    assert found == {}


def test_what_would_be_found() -> None:
    assert list(unguarded(ast.parse("import fcntl\nos.fork()"))) == ["fcntl", "os.fork"]
    assert list(unguarded(ast.parse("try:\n    import fcntl\nexcept ImportError:\n    pass"))) == []

"""This process as it would be on Windows, as far as files go: what is open can neither be renamed nor deleted.

`become_windows()` says so for the rest of the process, so it belongs into one that a test starts. What holds then
(Windows API, CreateFile, MoveFileEx, DeleteFile, as Python and SQLite call them, neither with FILE_SHARE_DELETE):
whoever has a file open keeps it where it is; a rename replaces nothing; a folder is no file that can be opened or
flushed; a file that is only read cannot be flushed, and one that may not be written not be replaced; links need rights;
some names are no names. Modules and functions of POSIX alone are gone, and `sys.platform` says where we are.
"""

import errno
import importlib
import os
import re
import shutil
import signal
import stat
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

WITHOUT = ("fcntl", "grp", "posix_ipc", "pwd", "readline", "resource", "spwd", "syslog", "termios", "tty", "pty")
"""Modules that there are not."""
_FUNCTIONS = (
    *("chown", "fchmod", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getgroups", "getpgid"),
    *("getresuid", "getuid", "killpg", "lchown", "mkfifo", "mknod", "nice", "openpty", "pread", "pwrite", "setsid"),
    *("setuid", "statvfs", "fstatvfs", "sync", "sysconf", "uname", "wait3", "wait4", "sched_getaffinity"),
)
_SIGNALS = ("SIGKILL", "SIGHUP", "SIGALRM", "SIGUSR1", "SIGUSR2", "SIGPIPE", "SIGQUIT", "SIGCHLD")
_FLAGS = ("O_DIRECTORY", "O_NOFOLLOW", "O_CLOEXEC", "O_NONBLOCK", "O_TMPFILE")
# What looks at the platform itself, and would look for DLLs.
_FIRST = (
    *("click", "click.testing", "colorsys", "ctypes", "encodings.idna", "asyncio", "importlib.metadata", "keyring"),
    *("keyring.backends.null", "multiprocessing", "numpy", "numpy.random", "lxml.etree", "lxml.html", "psycopg"),
    *("PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg", "PySide6.QtPrintSupport"),
    *("PySide6.QtNetwork", "PySide6.QtTest", "pydantic", "pypdfium2", "python_calamine", "sqlcipher3", "sqlite_utils"),
    *("tempfile", "urllib.request", "uuid", "webbrowser", "xlsxwriter", "yaml", "dateparser", "hijridate", "tzlocal"),
    *("py3langid", "sentencex", "arro3.io", "rapidfuzz", "ahocorasick_rs", "charset_normalizer", "getpass", "zoneinfo"),
)
_NAME = re.compile(r'[<>:"|?*\x00-\x1f\\/\ud800-\udfff]|[. ]\Z')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])( *\..*)?", re.DOTALL)


def become_windows(without_posix: bool = True) -> None:
    """Let everything in this process be as it is there, from now on.

    `without_posix`: what POSIX alone has is gone too, which pytest itself could not do without.
    """
    locks = _locking()
    for name in _FIRST:
        try:
            importlib.import_module(name)
        except ImportError:
            continue
    if without_posix:
        _take_away()
    sys.modules["msvcrt"] = locks
    sys.platform = "win32"
    _patch()


def _take_away() -> None:
    for name in WITHOUT:
        sys.modules[name] = None  # type: ignore[assignment]
    for owner, names in ((os, (*_FUNCTIONS, *_FLAGS)), (signal, _SIGNALS)):
        for name in names:
            if hasattr(owner, name):
                delattr(owner, name)


def is_valid_name(name: str) -> bool:
    """Whether a part of a path can be a name there (Microsoft, “Naming Files, Paths, and Namespaces”).

    NTFS itself would take half a character. No program that writes names as UTF-8 can ask for one.
    """
    return bool(name) and not _NAME.search(name) and not _DEVICE.fullmatch(name)


def open_paths() -> set[str]:
    """Return the files that this process has open."""
    found = set()
    for number in os.listdir("/proc/self/fd"):  # noqa: PTH208
        try:
            found.add(os.readlink(f"/proc/self/fd/{number}"))  # noqa: PTH115
        except OSError:
            continue
    return found


def _locking() -> ModuleType:
    import fcntl

    module = ModuleType("msvcrt")

    def locking(handle: int, mode: int, size: int) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise PermissionError(errno.EACCES, "Permission denied") from None

    module.locking, module.LK_NBLCK, module.LK_UNLCK = locking, 2, 0  # type: ignore[attr-defined]
    return module


def _at(path: Any, folder: int | None) -> str:
    name = os.fsdecode(path)
    if folder is not None:
        name = os.path.join(os.readlink(f"/proc/self/fd/{folder}"), name)  # noqa: PTH115, PTH118
    head, tail = os.path.split(os.path.abspath(name))  # noqa: PTH100
    return os.path.join(os.path.realpath(head), tail)  # noqa: PTH118


def _in_use(path: str) -> None:
    inside = f"{path}{os.sep}"
    if any(each == path or each.startswith(inside) for each in open_paths()):
        raise PermissionError(errno.EACCES, "The process cannot access the file: it is being used (32)", path)


def _read_only(path: str) -> None:
    try:
        found = os.lstat(path)
    except OSError:
        return
    if stat.S_ISREG(found.st_mode) and not found.st_mode & 0o200:
        raise PermissionError(errno.EACCES, "Access is denied (5)", path)


def _named(path: str) -> None:
    for part in Path(path).parts[1:]:
        if not is_valid_name(part):
            raise OSError(errno.EINVAL, "The filename, directory name, or volume label syntax is incorrect", path)


def _patch() -> None:
    shutil._use_fd_functions = False  # type: ignore[attr-defined]  # which open folders
    # What goes by itself when it is closed is made in another way there (O_TEMPORARY).
    tempfile._os = ModuleType("os")  # type: ignore[attr-defined]
    vars(tempfile._os).update(vars(os))  # type: ignore[attr-defined]
    _patch_moving()
    _patch_making()


def _patch_moving() -> None:
    """Let nothing be moved, replaced or removed that is open or may not be written."""
    rename, replace, unlink = os.rename, os.replace, os.unlink

    def moving(do: Callable[..., None], replaces: bool) -> Callable[..., None]:
        def move(src: Any, dst: Any, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None) -> None:
            one, other = _at(src, src_dir_fd), _at(dst, dst_dir_fd)
            _named(other)
            _in_use(one)
            if os.path.lexists(other) and one != other:
                if not replaces:
                    raise FileExistsError(errno.EEXIST, "It exists already (183)", one, 0, other)
                _in_use(other)
                _read_only(other)
            do(src, dst, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

        return move

    def remove(path: Any, *, dir_fd: int | None = None) -> None:
        _in_use(_at(path, dir_fd))
        _read_only(_at(path, dir_fd))
        unlink(path, dir_fd=dir_fd)

    os.rename, os.replace = moving(rename, replaces=False), moving(replace, replaces=True)
    os.unlink = os.remove = remove


def _patch_making() -> None:
    """Let names be refused that are none there, folders be neither opened nor flushed, and links need a right."""
    opened, fsync, mkdir = os.open, os.fsync, os.mkdir

    def opening(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        place = _at(path, dir_fd)
        if os.path.isdir(place):  # noqa: PTH112
            raise PermissionError(errno.EACCES, "Permission denied", place)
        if flags & os.O_CREAT:
            _named(place)
        return opened(path, flags, mode, dir_fd=dir_fd)

    def flush(file: Any) -> None:
        number = file if isinstance(file, int) else file.fileno()
        with open(f"/proc/self/fdinfo/{number}", encoding="ascii") as info:  # noqa: PTH123
            flags = int(re.search(r"flags:\s*(\d+)", info.read())[1], 8)  # type: ignore[index]
        if flags & os.O_ACCMODE == os.O_RDONLY:
            raise OSError(errno.EBADF, "Bad file descriptor")
        fsync(file)

    def making(path: Any, mode: int = 0o777, *, dir_fd: int | None = None) -> None:
        _named(_at(path, dir_fd))
        mkdir(path, mode, dir_fd=dir_fd)

    def linking(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "A required privilege is not held by the client (1314)")

    os.open, os.fsync, os.mkdir, os.symlink = opening, flush, making, linking  # type: ignore[assignment]

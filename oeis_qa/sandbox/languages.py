"""The languages that programs can be run in, and the interpreters that run them.

In:  LANGUAGES["pari"].interpreter()
Out: "/usr/bin/gp", or None where it is not installed
"""

import shutil
import subprocess
from dataclasses import dataclass

from oeis_qa.errors import OptionError, SandboxError, choices

PATH = "/usr/bin:/usr/local/bin"  # all that a sandbox sees: the system's interpreters, none in a private home


@dataclass(frozen=True)
class Language:
    name: str
    program: str  # of its interpreter
    install: str  # the Debian package that brings it
    arguments: tuple[str, ...]  # of the interpreter; FILE stands for the program's path
    version: tuple[str, ...]  # arguments that make the interpreter say its version
    end: str = ""  # what is written behind a program, so that the interpreter ends with it
    start: float = 0.0  # seconds of processor time that it takes to start, at most
    status: int = 0  # its exit status where the program came to its end
    out_of_memory: tuple[str, ...] = ()  # what it says where memory ran out

    def interpreter(self) -> str | None:
        """The interpreter's path, if it is installed."""
        return shutil.which(self.program, path=PATH)

    def described(self) -> str:
        """The interpreter's path and version, for people."""
        found = self.interpreter()
        if found is None:
            return f"not installed (Debian: {self.install})"
        said = subprocess.run([found, *self.version], capture_output=True, text=True, check=False, env={"PATH": PATH})
        version = said.stdout.strip() or said.stderr.strip()
        return f"{found} ({version})" if version else found

    def command(self, file: str) -> list[str]:
        """The command that runs a program.

        Raises:
            SandboxError: the interpreter is not installed.
        """
        found = self.interpreter()
        if found is None:
            raise SandboxError(
                f"language {self.name!r} needs {self.program} under /usr/bin or /usr/local/bin, since a sandbox sees "
                f"no other; install it (Debian: {self.install})"
            )
        return [found, *(argument.replace("FILE", file) for argument in self.arguments)]


LANGUAGES = {
    language.name: language
    for language in (
        Language(
            "python",
            program="python3",
            install="python3",
            arguments=("-s", "-S", "-B", "FILE"),
            version=("--version",),
            out_of_memory=("MemoryError",),
        ),
        Language(
            "pari",
            program="gp",
            install="pari-gp",
            arguments=("-q", "-f", "-D", "breakloop=0", "-D", "recover=0", "-D", "parisizemax=256M", "FILE"),
            version=("--version-short",),
            end="\nquit\n",
            out_of_memory=("stack overflows", "not enough memory"),
        ),
        Language(
            "maxima",
            program="maxima",
            install="maxima",
            arguments=("--very-quiet", "--init-mac=FILE"),  # any other way echoes what it reads
            version=("--version",),
            end="\nquit()$\n",
            start=2.0,
            out_of_memory=("exhausted", "memory limit", "Can't allocate"),
        ),
        Language(
            "gap",
            program="gap",
            install="gap-core",
            arguments=("-q", "-A", "-b", "-r", "--nointeract", "-x", "4096", "FILE"),
            version=("--version",),
            end='\nPrint("\\c");\nQUIT_GAP(77);\n',  # an error ends it with 0, and so does running out of memory
            start=4.0,
            status=77,
            out_of_memory=("exceeded the permitted memory", "cannot extend the workspace"),
        ),
    )
}


def language_named(name: str) -> Language:
    """The language of this name.

    Raises:
        OptionError: programs in it cannot be run.
    """
    if name not in LANGUAGES:
        raise OptionError(f"language={name!r} is none that programs can be run in; {choices(str(name), LANGUAGES)}")
    return LANGUAGES[name]

"""Write the sources of a bundled case: `python corpus/case_sources.py te-corran-straits CASE_FOLDER`.

Each annotated article of the negotiation becomes `sources/NAME.txt` in the case's folder: the page as it was, without its
head and marks. With `--check` nothing is written; the exit status says whether the folder holds exactly these texts.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from markup import HOME, read


def texts(negotiation: str, home: Path = HOME) -> dict[str, str]:
    """Return the plain text of every article of a negotiation, by file name."""
    return {path.name: read(path).text.lstrip("\n") for path in sorted((home / "articles" / negotiation).glob("*.txt"))}


def differing(negotiation: str, folder: Path) -> list[str]:
    """Return the names of the sources that are missing, stale or too many."""
    wanted = texts(negotiation)
    held = {path.name: path.read_bytes().decode() for path in (folder / "sources").glob("*")}
    return sorted(name for name in wanted.keys() | held.keys() if wanted.get(name) != held.get(name))


def write(negotiation: str, folder: Path) -> int:
    """Write the sources, remove those that have no article any more, and return how many there are."""
    target = folder / "sources"
    target.mkdir(parents=True, exist_ok=True)
    wanted = texts(negotiation)
    for stale in {path.name for path in target.glob("*.txt")} - wanted.keys():
        (target / stale).unlink()
    for name, text in wanted.items():
        (target / name).write_bytes(text.encode())
    return len(wanted)


def main(arguments: list[str]) -> int:
    """Write or check the sources of one case."""
    names = [argument for argument in arguments if argument != "--check"]
    if len(names) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    negotiation, folder = names[0], Path(names[1])
    if "--check" in arguments:
        stale = differing(negotiation, folder)
        print(*stale, sep="\n", end="\n" if stale else "")
        return 1 if stale else 0
    print(f"{write(negotiation, folder)} sources")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Invented news for benches: any number of articles about talks between invented parties, the same for the same seed."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from winset.read.parquet import sheets

FIRST = ("Ana", "Bero", "Cala", "Dario", "Elsa", "Faro", "Gita", "Hugo", "Ilka", "Jovan", "Kira", "Lio", "Mara", "Nilo", "Olga")
LAST = ("Abero", "Brandt", "Corro", "Ekholt", "Farrow", "Gessler", "Harrane", "Ilvet", "Jorran", "Kestel", "Lomna", "Nassar")
TITLES = ("Foreign Minister", "Prime Minister", "President", "chief negotiator", "Defence Minister", "envoy")
SIDES = ("Aland", "Borland", "Corran", "Dunmar", "Estrel")
CITIES = ("Brennock", "Hafnes", "Talvik", "Orsel", "Merrin", "Castell")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MONTHS = ("January", "February", "March", "April", "May", "June", "September", "October", "November", "December")
POINTS = (
    "the withdrawal from the northern districts", "the ferry crossings", "a guarantee of fifteen years",
    "the exchange of prisoners",
    "the water quota", "the line of contact", "the monitors at the bridge", "the return of the archives", "the customs post",
)  # fmt: skip
QUOTES = (
    "“We will not sign anything that leaves out {point},” {who} said on {day}.",
    "{who} said on {day} that {side} was ready to discuss {point}.",
    "“There is no agreement on {point},” {last} told reporters in {city}. “We have offered what we can.”",
    "{side} rejected the proposal on {point}, {last} said.",
    "Asked about {point}, {who} declined to comment.",
    "According to {who}, {side} would accept {point} only if {other} withdrew first.",
    "{who} warned that the talks on {point} could fail within {number} days.",
    "“{other} promised us {point} in {month},” {last} added. “We are still waiting.”",
)
PLAIN = (
    "The two sides met for {number} hours in {city} and agreed to meet again on {day}.",
    "About {number},000 people live along the line, where shops opened late and the buses ran as usual.",
    "The talks, now in their {number}th week, have moved from {city} to a hotel by the harbour.",
    "Fishing boats stayed in port because of the wind, and the market was quiet.",
    "The draft has {number} articles, of which {side} has published none.",
)


def articles(number: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield so many articles, each with its name."""
    random = Random(seed)
    for at in range(number):
        yield f"{seed}-{at:06d}", article(random)


def article(random: Random) -> str:
    """Return one article of some 850 characters: a title, a date line, and eight paragraphs."""
    people = [(f"{random.choice(TITLES)} {random.choice(FIRST)} ", random.choice(LAST)) for _ in range(3)]
    side, other = random.sample(SIDES, 2)
    date = f"{random.randint(1, 28)} {random.choice(MONTHS)} 2031"
    lines = [f"{side} and {other} differ over {random.choice(POINTS)}", f"{random.choice(CITIES).upper()}, {date} —"]
    for turn in range(8):
        title, last = random.choice(people)
        filled = (random.choice(QUOTES) if turn % 4 else random.choice(PLAIN)).format(
            who=title + last, last=last, side=side, other=other, point=random.choice(POINTS), day=random.choice(DAYS),
            city=random.choice(CITIES), month=random.choice(MONTHS), number=random.randint(2, 40),
        )  # fmt: skip
        lines.append(filled[0].upper() + filled[1:])
    lines[1] = f"{lines[1]} {lines.pop(2)}"
    return "\n\n".join(lines) + "\n"


def partitions(folder: Path, sizes: Sequence[int]) -> list[Path]:
    """Write a Parquet partition of so many articles for each size; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for at, size in enumerate(sizes):
        with sheets({"corpus": {"document": "VARCHAR", "content": "VARCHAR"}}) as sheet:
            sheet["corpus"].add([list(row) for row in articles(size, seed=at + 1)])
            written.append(folder / f"part-{at:04d}.parquet")
            sheet["corpus"].write(written[-1])
    return written

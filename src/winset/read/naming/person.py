"""Somebody an article names, with what it says of them; given names by gender."""

from dataclasses import dataclass, field

from winset.read.english.words import word_set

MALE = word_set("""mr. mr sir lord spokesman chairman congressman king prince pope bishop cardinal archbishop sheikh emperor""")
FEMALE = word_set("""mrs. mrs ms. ms miss dame lady madam madame spokeswoman chairwoman congresswoman queen princess baroness""")
_MALE_NAMES = word_set(
    """james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary
    nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander frank patrick raymond
    jack dennis jerry peter henry vladimir dmitry sergei sergey ivan mikhail boris viktor andrei oleg igor volodymyr
    emmanuel olaf friedrich hans jean pierre jose juan carlos luis pedro miguel mohammed muhammad ahmed ali hassan omar
    xi narendra bill barack joe jim bob tom mike ted bernie marco mitch"""
)
_FEMALE_NAMES = word_set(
    """mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy
    angela shirley anna brenda pamela emma nicole helen samantha katherine christine rachel carolyn janet catherine
    maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan
    andrea hannah jacqueline martha gloria teresa ann sara kathryn janice jean alice julia grace judy sophia hillary
    ursula angela giorgia kaja svetlana olga natalia tatiana elena irina ekaterina melania ivanka theresa nikki"""
)


@dataclass(slots=True)
class Person:
    """Somebody the article names. The table builds it while it scans; afterwards nothing changes it."""

    name: str
    words: tuple[str, ...]
    roles: set[str] = field(default_factory=set)
    office: set[str] = field(default_factory=set)
    """The plain words of what they are said to be: the transport secretary, its chief negotiator."""
    heads: set[str] = field(default_factory=set)
    """The nouns on which those are built: secretary, negotiator."""
    nations: set[str] = field(default_factory=set)
    gender: str | None = None
    count: int = 0
    human: bool = False


def gender_of(given: str) -> str | None:
    """Return the gender that a given name tells, if it is a common one.

    >>> gender_of("Maria"), gender_of("Teo")
    ('female', None)
    """
    low = given.lower()
    return "male" if low in _MALE_NAMES else "female" if low in _FEMALE_NAMES else None

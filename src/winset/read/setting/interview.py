"""An outlet that is told something: whom a name means that is nobody's and no known body's, as in: told Beacon Radio."""

from dataclasses import replace

from winset.read.english.words import word_set
from winset.read.english.world import is_state
from winset.read.naming.name import HONORIFICS, ROLES
from winset.read.naming.pronoun import Listener
from winset.read.setting.channel import Circumstances, explicit
from winset.record.statement import UNKNOWN

NO_OUTLET = (
    ROLES
    | HONORIFICS
    | word_set(
        """parliament assembly senate commons house congress council committee commission court board union party cabinet
        government ministry chamber diet delegates members"""
    )
)
"""What ends the name of somebody who is told and is no outlet."""


def to_an_outlet(said: Circumstances, listener: Listener) -> Circumstances:
    """Return the circumstances of words that were told to a name, as an interview where the name can only be an outlet's."""
    name = said.addressee.value or ""
    words = name.removeprefix("the ").split()
    if said.channel.value or not words or not all(word[:1].isupper() for word in name.split()[-2:]):
        return said
    known = is_state(name) or listener.roster.canonical(name) or listener.table.meant(tuple(words))
    if known or listener.table.bodies.meant(words) or words[-1].lower() in NO_OUTLET:
        return said
    return replace(said, channel=explicit("interview"), outlet=explicit(" ".join(words)), addressee=UNKNOWN)

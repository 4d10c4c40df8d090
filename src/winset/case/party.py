"""Parties, and the people who speak for them."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from winset.band import Frozen


class Role(StrEnum):
    """What a party does at the table; a negotiator's signature is always needed."""

    NEGOTIATOR = "negotiator"
    GUARANTOR = "guarantor"
    MEDIATOR = "mediator"


class Speaker(Frozen):
    """A person who speaks for a party: the canonical name, the office, and other ways the name is written."""

    name: str
    office: str | None = None
    aliases: tuple[str, ...] = ()
    gender: Literal["female", "male"] | None = None


class Party(Frozen):
    """A side in the negotiation. `aliases` are the words that name it in reports: "Kyiv", "the Kremlin"."""

    name: str
    roles: tuple[Role, ...] = Field(min_length=1)
    aliases: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()

    @property
    def negotiates(self) -> bool:
        """Whether every package needs this party's signature."""
        return Role.NEGOTIATOR in self.roles

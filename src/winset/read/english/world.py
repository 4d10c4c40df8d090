"""General knowledge of the world's states: name, adjective and capital, and a rule for those that are not listed."""

import re
from functools import lru_cache

_STATES = """Afghanistan Afghan Kabul|Albania Albanian Tirana|Algeria Algerian Algiers|Angola Angolan Luanda
|Argentina Argentine Buenos_Aires|Armenia Armenian Yerevan|Australia Australian Canberra|Austria Austrian Vienna
|Azerbaijan Azerbaijani Baku|Bangladesh Bangladeshi Dhaka|Belarus Belarusian Minsk|Belgium Belgian -
|Bolivia Bolivian La_Paz|Bosnia Bosnian Sarajevo|Brazil Brazilian Brasilia|Britain British London
|Bulgaria Bulgarian Sofia|Cambodia Cambodian Phnom_Penh|Cameroon Cameroonian Yaounde|Canada Canadian Ottawa
|Chad Chadian N'Djamena|Chile Chilean Santiago|China Chinese Beijing|Colombia Colombian Bogota
|Congo Congolese Kinshasa|Croatia Croatian Zagreb|Cuba Cuban Havana|Cyprus Cypriot Nicosia|Czechia Czech Prague
|Denmark Danish Copenhagen|Ecuador Ecuadorean Quito|Egypt Egyptian Cairo|Eritrea Eritrean Asmara
|Estonia Estonian Tallinn|Ethiopia Ethiopian Addis_Ababa|Finland Finnish Helsinki|France French Paris
|Georgia Georgian Tbilisi|Germany German Berlin|Ghana Ghanaian Accra|Greece Greek Athens|Guatemala Guatemalan -
|Haiti Haitian Port-au-Prince|Hungary Hungarian Budapest|Iceland Icelandic Reykjavik|India Indian New_Delhi
|Indonesia Indonesian Jakarta|Iran Iranian Tehran|Iraq Iraqi Baghdad|Ireland Irish Dublin|Israel Israeli Jerusalem
|Italy Italian Rome|Japan Japanese Tokyo|Jordan Jordanian Amman|Kazakhstan Kazakh Astana|Kenya Kenyan Nairobi
|Kosovo Kosovar Pristina|Kuwait Kuwaiti -|Laos Laotian Vientiane|Latvia Latvian Riga|Lebanon Lebanese Beirut
|Libya Libyan Tripoli|Lithuania Lithuanian Vilnius|Malaysia Malaysian Kuala_Lumpur|Mali Malian Bamako
|Mexico Mexican Mexico_City|Moldova Moldovan Chisinau|Mongolia Mongolian Ulaanbaatar
|Montenegro Montenegrin Podgorica|Morocco Moroccan Rabat|Mozambique Mozambican Maputo|Myanmar Burmese Naypyidaw
|Nepal Nepali Kathmandu|Netherlands Dutch The_Hague|Nicaragua Nicaraguan Managua|Nigeria Nigerian Abuja
|Norway Norwegian Oslo|Pakistan Pakistani Islamabad|Palestine Palestinian Ramallah|Panama Panamanian -
|Paraguay Paraguayan Asuncion|Peru Peruvian Lima|Philippines Philippine Manila|Poland Polish Warsaw
|Portugal Portuguese Lisbon|Qatar Qatari Doha|Romania Romanian Bucharest|Russia Russian Moscow|Rwanda Rwandan Kigali
|Senegal Senegalese Dakar|Serbia Serbian Belgrade|Slovakia Slovak Bratislava|Slovenia Slovenian Ljubljana
|Somalia Somali Mogadishu|Spain Spanish Madrid|Sudan Sudanese Khartoum|Sweden Swedish Stockholm
|Switzerland Swiss Bern|Syria Syrian Damascus|Taiwan Taiwanese Taipei|Tajikistan Tajik Dushanbe
|Tanzania Tanzanian Dodoma|Thailand Thai Bangkok|Tunisia Tunisian Tunis|Turkey Turkish Ankara|Uganda Ugandan Kampala
|Ukraine Ukrainian Kyiv|Uruguay Uruguayan Montevideo|Uzbekistan Uzbek Tashkent|Venezuela Venezuelan Caracas
|Vietnam Vietnamese Hanoi|Yemen Yemeni Sanaa|Zambia Zambian Lusaka|Zimbabwe Zimbabwean Harare
|Europe European Brussels"""
_MORE = {
    "united states": (
        "us",
        "u.s",
        "usa",
        "u.s.a",
        "america",
        "american",
        "americans",
        "washington",
        "white house",
        "united states of america",
    ),
    "britain": ("uk", "u.k", "united kingdom", "downing street", "whitehall"),
    "russia": ("kremlin",),
    "ukraine": ("kiev",),
    "europe": ("european union", "eu", "e.u", "europeans"),
    "china": ("prc",),
    "turkey": ("türkiye",),
    "south korea": ("south korean", "seoul"),
    "north korea": ("north korean", "pyongyang"),
    "saudi arabia": ("saudi", "riyadh"),
    "south africa": ("south african", "pretoria"),
    "new zealand": ("wellington",),
}


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _STATES.replace("\n", "").split("|"):
        state, adjective, capital = (word.replace("_", " ").lower() for word in line.split())
        table |= {state: state, adjective: state, adjective + "s": state}
        if capital != "-":
            table[capital] = state
    for state, others in _MORE.items():
        table[state] = state
        table |= dict.fromkeys(others, state)
    return table


STATES = _table()
"""Every listed name, adjective and capital in lower case, with the state it stands for."""

_ENDING = re.compile(r"(?:ians?|eans?|ans?|ish|ese|is?|ic|ia|land(?:ers?)?|e|a|y|o)$")


_SHORTEST = 4
"""Letters that must be left where two endings are taken off: Zahran | i and Zahr | an."""


@lru_cache(maxsize=4096)
def nation(word: str) -> str:
    """Return a key under which a state, its adjective and its capital agree; for an unlisted one, its stem.

    >>> nation("Kenyan") == nation("Nairobi")
    True
    >>> nation("Orlavian") == nation("Orlavia")
    True
    """
    low = word.lower().strip(".").replace("’", "'").removeprefix("the ")
    if low in STATES:
        return STATES[low]
    stem = _ENDING.sub("", low)
    again = _ENDING.sub("", stem)
    return again if len(again) >= _SHORTEST else stem if len(stem) >= 3 else low


def is_state(word: str) -> bool:
    """Whether a word is listed as a state, an adjective of one, or a capital."""
    return word.lower().strip(".").removeprefix("the ") in STATES

"""What REFI-QDA says of the XML of a project or a codebook, held against an element and all within it."""

import json
import re
from pathlib import Path

FRAME = json.loads((Path(__file__).parents[2] / "data" / "refi_qda.json").read_text("utf-8"))
SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}"


def against_structure(element, module="project"):
    """Yield what is wrong with an element and all within it."""
    space = f"{{urn:QDA-XML:{module}:1.0}}"
    name = element.tag.removeprefix(space)
    rule = FRAME[module].get(name)
    if rule is None:
        yield f"no element {element.tag}"
        return
    rule = FRAME[module][rule["like"]] if "like" in rule else rule
    has = dict(one.split() for one in rule.get("has", "").split(", ") if one)
    types = {key.removesuffix("!"): FRAME["types"][kind] for key, kind in has.items()}
    yield from (f"{name} without {key[:-1]}" for key in has if key.endswith("!") and key[:-1] not in element.attrib)
    for key, value in element.attrib.items():
        if not key.startswith(SCHEMA) and not (key in types and re.fullmatch(types[key], value)):
            yield f"{name} {key}={value!r}"
    order = "".join(f"{child.tag.removeprefix(space)} " for child in element)
    holds = "".join(re.sub(r"\w+", r"(?:\g<0> )", one) for one in rule.get("holds", "").split())
    if not re.fullmatch(holds, order):
        yield f"{name} holds {order}, not {rule.get('holds', 'nothing')}"
    if name in ("TextSource", "Note") and ("plainTextPath" in element.attrib) == ("PlainTextContent" in order.split()):
        yield f"{name} with both or neither of PlainTextContent and plainTextPath"
    for child in element:
        yield from against_structure(child, module)

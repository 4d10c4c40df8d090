"""Quotations that go on in the next paragraphs: the further words are gathered first and put to their statements at the end."""

from collections.abc import Mapping, Sequence

from winset.read.claim import of_statement
from winset.record.statement import Claim, Span, Statement, identity

OMISSION = " … "


def joined(text: str, content: Sequence[Span]) -> str:
    """Return the words of a content, with a mark of omission between its parts.

    >>> joined("“Yes,” she said. “At once.”", [(0, 6), (17, 27)])
    '“Yes,” … “At once.”'
    """
    return OMISSION.join(text[a:b] for a, b in content)


def whole(
    text: str, statements: Sequence[Statement], claims: Sequence[Claim], further: Mapping[int, Sequence[Span]]
) -> tuple[list[Statement], list[Claim]]:
    """Return statements and claims after each statement has got the further words gathered under its index.

    A statement with more words has another id, so what is nested in it and the claim that it makes follow.
    """
    grown: dict[str, Statement] = {}
    for index, spans in further.items():
        one = statements[index]
        content = tuple(sorted({*one.content, *spans}))
        text_id = one.text_id
        grown[one.id] = one.model_copy(
            update={"content": content, "text": joined(text, content), "id": identity(text_id, content)}
        )
    said = [grown.get(one.id, one) for one in statements]
    said = [one.model_copy(update={"nested_in": grown[one.nested_in].id}) if one.nested_in in grown else one for one in said]
    made = [claim for claim in claims if claim.statement not in grown]
    return said, made + [claim for one in grown.values() if (claim := of_statement(one))]

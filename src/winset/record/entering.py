"""Entering: documents as received, texts, what a reader made of them, and what a person adds by hand."""

from dataclasses import dataclass

from winset.errors import Problem, Refused
from winset.record import anchor, vault
from winset.record import item as items
from winset.record.article import Article
from winset.record.bundle import Bundle, pack
from winset.record.desk import Desk
from winset.record.event import Deed, Event
from winset.record.item import Item
from winset.record.place import storable
from winset.record.projection import known_of
from winset.record.refusal import refuse
from winset.record.source import Source, Text, sha256
from winset.record.standing import SECOND


@dataclass(frozen=True, slots=True)
class Entered:
    """What came of an article: the event (none if nothing was new), how many items were new, and what was left out."""

    event: str | None
    new: int
    problems: tuple[Problem, ...] = ()


class Entering(Desk):
    """The ledger's verbs for what comes in."""

    def take(self, source: Source, data: bytes, text: Text | None = None) -> None:
        """Keep a document as received, and what was extracted from it. What is there already is not entered again.

        Raises
        ------
        Refused : a hash does not fit, or the document cannot be written
        """
        if sha256(data) != source.sha256 or (text and (text.source, text.sha256) != (source.sha256, _hash(text))):
            raise refuse("hash", source.name, "bytes or a text of another hash", source.sha256, "take it as it was read")
        with self.entry():
            if not self._one("SELECT 1 FROM source WHERE sha256 = ? AND event NOT IN inactive", source.sha256):
                vault.keep(self.folder, source, data)
                self._append(Deed.SOURCE, source.model_dump(mode="json"))
            if text and not self._one(
                "SELECT 1 FROM extraction WHERE text = ? AND source = ? AND extractor = ? AND event NOT IN inactive",
                *(text.sha256, text.source, text.extractor),
            ):
                self._db.execute("INSERT OR IGNORE INTO text VALUES (?, ?)", (text.sha256, _stored(text.content)))
                self._append(Deed.TEXT, text.model_dump(mode="json", exclude={"content"}))

    def add_article(self, article: Article) -> Entered:
        """Enter what a reader made of a text that the ledger holds.

        The same again adds nothing. A newer version of a reader adds its proposals beside those of the older, whose
        unreviewed ones that it no longer makes become outdated; what was reviewed stays as it was.
        Items whose spans do not fit the text are left out and told as problems.

        Raises
        ------
        Refused : the text is not in the ledger
        """
        fitting, problems = anchor.fitting(article, self.text(article.text_id))
        bundle = pack(fitting)
        with self.entry():
            query = """SELECT body FROM article JOIN event ON seq = article.event
                WHERE text = ? AND article.coder = ? AND seq NOT IN inactive ORDER BY depth DESC, hash DESC"""
            last = self._one(query, article.text_id, storable(article.coder))
            if last and bundle.says_the_same_as(last):
                return Entered(None, 0, problems)
            known = len(known_of(self._db, bundle.made))
            retires = self._retired(article, bundle)
            event = self._append(Deed.ARTICLE, bundle.what | {"retires": retires}, coder=article.coder, bundle=bundle)
        return Entered(event.hash, len(bundle.made) - known, problems)

    def add(self, item: Item, *, by: str | None = None) -> Event:
        """Enter one statement, contact or claim by hand, on a text that the ledger holds.

        Raises
        ------
        Refused : the text is not in the ledger, or the item does not stand in it word for word
        """
        problem = anchor.misfit(item, self.text(item.text_id), item.text_id)
        if problem:
            raise Refused(problem)
        with self.entry():
            return self._append(Deed.ITEM, {"subject": items.subject(item), "item": items.fields(item)}, coder=by)

    def _retired(self, article: Article, bundle: Bundle) -> list[list[str]]:
        """Return what older versions of the same reader made of the text and this one does not: (item, event)."""
        query = """SELECT proposal.subject, hash, event.coder FROM article JOIN event ON seq = article.event
            JOIN proposal ON proposal.event = seq WHERE text = ? AND seq NOT IN inactive"""
        rows = self._db.execute(query, (article.text_id,)).fetchall()
        return sorted([s, hash_] for s, hash_, coder in rows if _reader(coder) == _reader(article.coder) and s not in bundle.made)


def _reader(coder: str) -> str:
    """Return a coder's name without its version; each second coder is one of its own.

    >>> _reader("reader 0.2.1"), _reader("Ada"), _reader("coder: tern 7b")
    ('reader', 'Ada', 'coder: tern 7b')
    """
    if coder.startswith(SECOND):
        return coder
    name, _, version = coder.rpartition(" ")
    return name if name and version[:1].isdigit() else coder


def _hash(text: Text) -> str:
    return Text.of(text.content, text.source, text.extractor).sha256


def _stored(content: str) -> str | bytes:
    """Return a text as SQLite can keep it: lone surrogates, which are not UTF-8, only as bytes."""
    try:
        content.encode()
    except UnicodeEncodeError:
        return content.encode("utf-8", "surrogatepass")
    return content

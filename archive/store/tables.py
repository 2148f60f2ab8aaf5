"""The tables as SQLAlchemy Core sees them; the migrations are what makes them.

A test holds these against a freshly migrated file. What each table and column means stands in the
migrations' statements, which SQLite keeps in the file itself.
"""

from __future__ import annotations

from sqlalchemy import BLOB, INTEGER, TEXT, Column, ForeignKey, MetaData, Table, column, table
from sqlalchemy.types import NullType

METADATA = MetaData()


def _table(name: str, *columns: Column[object]) -> Table:
    return Table(name, METADATA, *columns)


def _integer(
    name: str, target: str | None = None, *, key: bool = False, null: bool = False
) -> Column[object]:
    parts = (ForeignKey(target),) if target else ()
    return Column(name, INTEGER, *parts, primary_key=key, nullable=null)


def _text(name: str, *, key: bool = False, null: bool = False) -> Column[object]:
    return Column(name, TEXT, primary_key=key, nullable=null)


def _blob(name: str, *, null: bool = False) -> Column[object]:
    return Column(name, BLOB, nullable=null)


SOURCE = _table("source", _integer("id", key=True), _text("name"))
ARTICLE = _table("article", _integer("id", key=True), _text("key"), _text("created_at"), _blob("seal"))
ADDRESS = _table(
    "address",
    _integer("id", key=True),
    _integer("article_id", "article.id"),
    _text("url"),
    _text("joined_at"),
    _text("reason"),
    _blob("seal"),
)
STATE = _table(
    "state",
    _integer("id", key=True),
    _text("digest"),
    _text("title", null=True),
    _text("byline", null=True),
    _text("dateline", null=True),
    _integer("is_erased", null=True),
)
PASSAGE = _table("passage", _integer("id", key=True), _integer("fingerprint"), _text("kind"), _text("text"))
SECTION = _table(
    "section",
    _integer("state_id", "state.id", key=True),
    _integer("position", key=True),
    _text("heading", null=True),
    _integer("level"),
    _text("passages"),
)
RAW = _table(
    "raw",
    _integer("id", key=True),
    _blob("digest"),
    _integer("size"),
    _text("coding"),
    _integer("state_id", "state.id", null=True),
    _blob("data", null=True),
    _integer("key_id", "raw.id", null=True),
)
CAPTURE = _table(
    "capture",
    _integer("id", key=True),
    _integer("article_id", "article.id"),
    _integer("address_id", "address.id", null=True),
    _integer("source_id", "source.id", null=True),
    _text("captured_at"),
    _text("recorded_at"),
    _text("sight"),
    _text("reason", null=True),
    _text("published", null=True),
    _text("modified", null=True),
    _text("language", null=True),
    _text("content_type", null=True),
    _integer("raw_id", "raw.id", null=True),
    _blob("seal"),
)
EXTRACTOR = _table("extractor", _integer("id", key=True), _text("name"))
EXTRACTION = _table(
    "extraction",
    _integer("capture_id", "capture.id", key=True),
    _integer("extractor_id", "extractor.id", key=True),
    _integer("state_id", "state.id"),
    _integer("active"),
    _blob("seal"),
    _integer("link_set_id", "link_set.id", null=True),
    _text("claims", null=True),
)
LINK_TARGET = _table("link_target", _integer("id", key=True), _text("url"))
LINK_SET = _table("link_set", _integer("id", key=True), _blob("digest"), _text("links"))
EVENT = _table(
    "event",
    _integer("id", key=True),
    _text("kind"),
    _integer("article_id", "article.id"),
    _integer("other_id", "article.id", null=True),
    _text("name", null=True),
    _integer("undoes", "event.id", null=True),
    _integer("after_capture"),
    _text("recorded_at"),
    _text("reason"),
    _blob("seal"),
)
EVENT_PART = _table(
    "event_part",
    _integer("event_id", "event.id", key=True),
    _integer("position", key=True),
    _integer("address_id", "address.id", null=True),
    _integer("capture_id", "capture.id", null=True),
)
ERASURE = _table("erasure", _integer("capture_id", "capture.id", key=True), _integer("event_id", "event.id"))
EVIDENCE = _table(
    "evidence",
    _integer("id", key=True),
    _integer("article_id", "article.id"),
    _integer("address_id", "address.id"),
    _text("recorded_at"),
    _text("reason"),
    _blob("seal"),
)

STANDING = _table(
    "standing",
    _integer("article_id", "article.id", key=True),
    _integer("root_id", "article.id"),
    _integer("is_withheld"),
)
MOVED = _table("moved", _integer("capture_id", "capture.id", key=True), _integer("article_id", "article.id"))
ALIAS = _table("alias", _text("name", key=True), _integer("article_id", "article.id"))
HOME = _table(
    "home",
    _integer("address_id", "address.id", key=True),
    _integer("article_id", "article.id"),
    _text("form"),
)

DERIVATION = _table("derivation", _text("name", key=True), _text("version"))
REVISION = _table(
    "revision",
    _integer("article_id", "article.id", key=True),
    _integer("number", key=True),
    _integer("state_id", "state.id"),
    _integer("first_capture_id", "capture.id"),
    _integer("last_capture_id", "capture.id"),
    _text("captured_at"),
    _text("published", null=True),
    _text("modified", null=True),
    _text("language", null=True),
)
RUN = _table(
    "run",
    _integer("article_id", "article.id", key=True),
    _integer("passage_id", "passage.id", key=True),
    _integer("first_revision", key=True),
    _integer("last_revision"),
)
FACT_KIND = _table("fact_kind", _integer("id", key=True), _text("name"))
READING_LANGUAGE = _table("reading_language", _integer("id", key=True), _text("name"))
FACT_FORM = _table(
    "fact_form",
    _integer("id", key=True),
    _integer("kind_id", "fact_kind.id"),
    _text("rule"),
    _text("relative", null=True),
    _text("unit", null=True),
    _text("qualifier", null=True),
    _text("cue", null=True),
    _integer("is_partial", null=True),
    _integer("is_quoted", null=True),
    _integer("is_day", null=True),
    _integer("has_subject", null=True),
    _integer("has_speaker", null=True),
)
READING = _table("reading", _integer("id", key=True), _integer("kinds"), _text("mentions", null=True))
FACT = _table(
    "fact",
    _integer("article_id", key=True),
    _integer("passage_id", key=True),
    _integer("position", key=True),
    _integer("first_revision", key=True),
    _integer("last_revision"),
    Column("value", NullType),
    _text("speaker", null=True),
)
SEARCH_STORY = _table("search_story", _integer("article_id", "article.id", key=True), _blob("data"))
WATCHED = _table(
    "watched",
    _integer("id", key=True),
    _text("url"),
    _text("form"),
    _text("host"),
    _text("kind", null=True),
    _integer("is_named"),
    _integer("parent_id", "watched.id", null=True),
    _integer("most"),
    _text("added_at"),
    _text("story_at"),
    _text("claims", null=True),
    _blob("text_digest", null=True),
    _text("etag", null=True),
    _text("last_modified", null=True),
    _text("validated_url", null=True),
    _text("due_at"),
    _text("looked_at", null=True),
    _text("changed_at", null=True),
    _text("outcome", null=True),
    _text("reason", null=True),
    _integer("failures"),
    _text("claimed_by", null=True),
    _text("claimed_until", null=True),
)

PLACED = table("placed", column("article_id", INTEGER), column("capture_id", INTEGER))
"""A view: every capture with the article it counts for now."""

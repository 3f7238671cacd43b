"""What an archive holds, table by table."""

from typing import Final

VERSION: Final = 8
"""Raise it with every change to what is stored: older archives are then built anew."""

CHUNK: Final = 4096
"""Characters of a source in one row: a paragraph is read without the rest of the article."""
SAMPLED: Final = 64
"""One record in so many stands in the sample too."""
COUNTED: Final = 64
"""Texts in which a word stands at least before it is counted: what is rarer is rare, whatever its number."""

TABLES: Final = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
-- Its folder and the hash of what lay there: a folder that did not change is not read again.
CREATE TABLE forum (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, folder TEXT NOT NULL UNIQUE,
  content TEXT NOT NULL, quotes INTEGER NOT NULL, body TEXT NOT NULL, computed TEXT NOT NULL);
CREATE TABLE source (id INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE speaker (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
  computed TEXT NOT NULL);
CREATE TABLE theme (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, body TEXT NOT NULL,
  computed TEXT NOT NULL);
-- A forum's quotes are numbered without a gap, those that nobody is named for after the others: a draw
-- from a forum, and from all of them, is a matter of counting.
CREATE TABLE quote (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, speaker INTEGER, theme INTEGER NOT NULL,
  body TEXT NOT NULL, computed TEXT NOT NULL);
CREATE INDEX quote_of_speaker ON quote (speaker, theme);
CREATE INDEX quote_of_theme ON quote (theme);
-- Quotes of a speaker, of a theme, and of both, as runs of numbers.
CREATE TABLE pool (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, size INTEGER NOT NULL);
CREATE TABLE run (pool INTEGER NOT NULL, ordinal INTEGER NOT NULL, quote INTEGER NOT NULL,
  length INTEGER NOT NULL, PRIMARY KEY (pool, ordinal)) WITHOUT ROWID;
-- Folded spellings, each once, and which records have them; then ways to come upon one.
CREATE TABLE form (id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (kind, text));
CREATE TABLE spelling (form INTEGER NOT NULL, weight INTEGER NOT NULL, number INTEGER NOT NULL,
  PRIMARY KEY (form, weight, number)) WITHOUT ROWID;
CREATE TABLE beginning (kind INTEGER NOT NULL, later INTEGER NOT NULL, weight INTEGER NOT NULL,
  rest TEXT NOT NULL, form INTEGER NOT NULL, PRIMARY KEY (kind, later, weight, rest, form)) WITHOUT ROWID;
CREATE TABLE segment (code INTEGER NOT NULL, form INTEGER NOT NULL, PRIMARY KEY (code, form)) WITHOUT ROWID;
CREATE VIRTUAL TABLE named USING fts5 (words, columnsize = 0, prefix = "4",
  tokenize = "unicode61 remove_diacritics 0");
-- In how many texts a word stands, of those that stand in many.
CREATE TABLE frequency (term TEXT PRIMARY KEY, texts INTEGER NOT NULL) WITHOUT ROWID;
-- Words of every text in every language; what has no spaces is indexed by each two characters.
-- The sample is what is looked through for words that very many texts have.
CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE sample USING fts5 (text, tokenize = "porter unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
"""

BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0002');
CREATE TABLE draws (
	place VARCHAR(40) NOT NULL, 
	pool VARCHAR(240) NOT NULL, 
	"key" VARCHAR(80) NOT NULL, 
	ordinal BIGINT NOT NULL, 
	PRIMARY KEY (place, pool, "key")
);
INSERT INTO "draws" VALUES('channel:2','||','f/q1',1);
INSERT INTO "draws" VALUES('channel:2','||','f/q2',2);
CREATE TABLE preferences (
	whose VARCHAR(8) NOT NULL, 
	"key" VARCHAR(32) NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	in_public BOOLEAN NOT NULL, 
	PRIMARY KEY (whose, "key")
);
INSERT INTO "preferences" VALUES('reader','0123456789abcdef0123456789abcdef','ja',0);
INSERT INTO "preferences" VALUES('guild','1','zh-Hans',1);
CREATE TABLE served (
	usage_id INTEGER NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	"key" VARCHAR(80) NOT NULL, 
	PRIMARY KEY (usage_id, kind, "key"), 
	FOREIGN KEY(usage_id) REFERENCES usage (id) ON DELETE CASCADE
);
INSERT INTO "served" VALUES(1,'quote','f/q1');
INSERT INTO "served" VALUES(1,'speaker','f/s1');
CREATE TABLE state (
	name VARCHAR(80) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "state" VALUES('commands:7','digest');
INSERT INTO "state" VALUES('search:ab','a long text');
CREATE TABLE usage (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	command VARCHAR(32) NOT NULL, 
	surface VARCHAR(16) NOT NULL, 
	options JSON NOT NULL, 
	forum VARCHAR(32), 
	context VARCHAR(16) NOT NULL, 
	guild_id BIGINT, 
	channel_id BIGINT, 
	user_hash VARCHAR(32) NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	latency_ms FLOAT NOT NULL, 
	outcome VARCHAR(16) NOT NULL, 
	reference VARCHAR(16), 
	PRIMARY KEY (id)
);
INSERT INTO "usage" VALUES(1,'2026-05-16 12:00:00.000000','quote','command','{"speaker": "\u5cf6\u7530"}','f','guild',1,2,'0123456789abcdef0123456789abcdef','ja',1.5,'ok',NULL);
INSERT INTO "usage" VALUES(2,'2026-05-17 12:00:00.000000','speaker','autocomplete','{"name": "nobody"}',NULL,'bot-dm',NULL,3,'fedcba9876543210fedcba9876543210','en',2.5,'error','abcd1234');
CREATE INDEX usage_guild_at ON usage (guild_id, at);
COMMIT;

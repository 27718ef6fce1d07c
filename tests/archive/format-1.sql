-- An archive of format 1 as the version wrote it that made the format: two articles held. Only read, never changed.
BEGIN TRANSACTION;
CREATE TABLE articles (
	id BIGINT NOT NULL, 
	section VARCHAR(64) NOT NULL, 
	slug VARCHAR(64) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	met_at VARCHAR(32) NOT NULL, 
	met_run BIGINT NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	tried_run BIGINT, 
	reason VARCHAR(64), 
	revision INTEGER, 
	text_hash VARCHAR(64), 
	title TEXT, 
	published_at BIGINT, 
	month VARCHAR(7), 
	first_seen VARCHAR(32), 
	last_seen VARCHAR(32), 
	duplicate_of BIGINT, 
	near_duplicate_of BIGINT, 
	similarity FLOAT, 
	PRIMARY KEY (id)
);
INSERT INTO "articles" VALUES(7,'news','news','held','2026-11-22T18:45:00+00:00',0,0,NULL,NULL,1,'73c6295f241e09320f309d783042599bd50799f5dff94ae7e4abb621804b7fc8','عنوان 7',1274389200,'2010-05','2026-11-22T18:45:00+00:00','2026-11-22T18:45:00+00:00',NULL,NULL,NULL);
INSERT INTO "articles" VALUES(8,'news','news','held','2026-11-22T18:45:00+00:00',0,0,NULL,NULL,1,'798775469e496c965c5907914c070d2161b4957517caf7b41c721b5115e5a55a','عنوان 8',1274389200,'2010-05','2026-11-22T18:45:00+00:00','2026-11-22T18:45:00+00:00',NULL,NULL,NULL);
CREATE TABLE bands (
	band BIGINT NOT NULL, 
	article_id BIGINT NOT NULL, 
	PRIMARY KEY (band, article_id)
)
 WITHOUT ROWID

;
CREATE TABLE deliveries (
	id INTEGER NOT NULL, 
	run_id BIGINT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	prepared_at VARCHAR(32) NOT NULL, 
	folder TEXT NOT NULL, 
	manifest TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "deliveries" VALUES(1,1,'unused','','feeds','{}');
CREATE TABLE facts (
	name VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "facts" VALUES('format','1');
CREATE TABLE holes (
	id INTEGER NOT NULL, 
	section VARCHAR(64) NOT NULL, 
	url TEXT NOT NULL, 
	number INTEGER, 
	above BIGINT, 
	below BIGINT, 
	reason VARCHAR(64) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	since VARCHAR(32) NOT NULL, 
	run_id BIGINT NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE revisions (
	article_id BIGINT NOT NULL, 
	revision INTEGER NOT NULL, 
	seen_at VARCHAR(32) NOT NULL, 
	run_id BIGINT NOT NULL, 
	text_hash VARCHAR(64) NOT NULL, 
	record TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	delivery_id BIGINT, 
	PRIMARY KEY (article_id, revision), 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
INSERT INTO "revisions" VALUES(7,1,'2026-11-22T18:45:00+00:00',1,'73c6295f241e09320f309d783042599bd50799f5dff94ae7e4abb621804b7fc8','{"id": 7, "url": "https://burathanews.com/arabic/news/94875", "section": "news", "category": "الأخبار", "title": "عنوان 7", "author": null, "byline": null, "source": null, "published": "2010-05-21T00:00:00+03:00", "published_precision": "day", "published_printed": "2010-05-21", "views": 7, "body": "نص الخبر ذي الرقم 7 وفيه كلمات كثيرة لا ترد في غيره", "images": [{"url": "https://burathanews.com/a.jpg", "alt": null, "caption": "صورة", "credit": null}], "media": [], "related": [{"title": "عنوان آخر", "url": "https://burathanews.com/arabic/news/2"}], "comments": [{"name": "زائر", "date": "2010-05-22", "text": "شكرا"}], "editors_code": null, "text_hash": "73c6295f241e09320f309d783042599bd50799f5dff94ae7e4abb621804b7fc8", "revision": 1, "duplicate_of": null, "near_duplicate_of": null, "section_in_address": "news", "first_seen": "2026-11-22T18:45:00+00:00", "last_seen": "2026-11-22T18:45:00+00:00", "layout": "", "encoding": "", "witnesses": {"title": "page"}, "doubts": [], "schema_version": "1.0"}','waiting',1);
INSERT INTO "revisions" VALUES(8,1,'2026-11-22T18:45:00+00:00',1,'798775469e496c965c5907914c070d2161b4957517caf7b41c721b5115e5a55a','{"id": 8, "url": "https://burathanews.com/arabic/news/94875", "section": "news", "category": "الأخبار", "title": "عنوان 8", "author": null, "byline": null, "source": null, "published": "2010-05-21T00:00:00+03:00", "published_precision": "day", "published_printed": "2010-05-21", "views": 3, "body": "نص الخبر ذي الرقم 8 وفيه كلمات كثيرة لا ترد في غيره", "images": [{"url": "https://burathanews.com/a.jpg", "alt": null, "caption": "صورة", "credit": null}], "media": [], "related": [{"title": "عنوان آخر", "url": "https://burathanews.com/arabic/news/2"}], "comments": [{"name": "زائر", "date": "2010-05-22", "text": "شكرا"}], "editors_code": null, "text_hash": "798775469e496c965c5907914c070d2161b4957517caf7b41c721b5115e5a55a", "revision": 1, "duplicate_of": null, "near_duplicate_of": null, "section_in_address": "news", "first_seen": "2026-11-22T18:45:00+00:00", "last_seen": "2026-11-22T18:45:00+00:00", "layout": "", "encoding": "", "witnesses": {"title": "page"}, "doubts": [], "schema_version": "1.0"}','waiting',1);
CREATE TABLE runs (
	id INTEGER NOT NULL, 
	started VARCHAR(32) NOT NULL, 
	ended VARCHAR(32), 
	outcome VARCHAR(32), 
	report TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "runs" VALUES(1,'2026-11-22T18:45:00+00:00',NULL,NULL,NULL);
CREATE TABLE signatures (
	article_id BIGINT NOT NULL, 
	minhash BLOB NOT NULL, 
	shingles INTEGER NOT NULL, 
	anchors BLOB NOT NULL, 
	figures BLOB NOT NULL, 
	banded BOOLEAN DEFAULT 0 NOT NULL, 
	PRIMARY KEY (article_id), 
	FOREIGN KEY(article_id) REFERENCES articles (id) ON DELETE CASCADE
);
CREATE TABLE walks (
	section VARCHAR(64) NOT NULL, 
	top BIGINT NOT NULL, 
	walked_at VARCHAR(32) NOT NULL, 
	walked_run BIGINT NOT NULL, 
	PRIMARY KEY (section)
);
CREATE INDEX articles_by_text ON articles (text_hash);
CREATE INDEX articles_by_state ON articles (state, id);
CREATE INDEX articles_by_time ON articles (published_at);
CREATE INDEX holes_by_section ON holes (section);
CREATE INDEX revisions_waiting ON revisions (article_id) WHERE state = 'waiting';
CREATE INDEX revisions_by_delivery ON revisions (delivery_id);
CREATE INDEX revisions_by_time ON revisions (seen_at);
CREATE INDEX signatures_unbanded ON signatures (article_id) WHERE banded = 0;
COMMIT;

BEGIN TRANSACTION;
CREATE TABLE activities (
	id TEXT NOT NULL, 
	name TEXT, 
	actor TEXT, 
	partners JSON, 
	step TEXT, 
	target_groups JSON, 
	status TEXT, 
	place TEXT, 
	capacity BIGINT, 
	weeks FLOAT, 
	queue BIGINT, 
	languages JSON, 
	cost FLOAT, 
	joining TEXT, 
	eligibility_description TEXT, 
	minimum_age BIGINT, 
	maximum_age BIGINT, 
	alternate_name TEXT, 
	url TEXT, 
	description TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE actors (
	id TEXT NOT NULL, 
	name TEXT, 
	kind TEXT, 
	power BIGINT, 
	interest BIGINT, 
	legitimacy BIGINT, 
	urgency BIGINT, 
	attitude BIGINT, 
	"left" DATE, 
	note TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "actors" VALUES('01a20d61-abfb-7f62-a3a2-4bd80fd8260f','Kyrkan',NULL,4,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "actors" VALUES('01a20d61-abfe-7ed1-b236-a0b57ef4fa1f','Skolan',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE assessments (
	id TEXT NOT NULL, 
	mapping TEXT, 
	actor TEXT, 
	voice TEXT, 
	power BIGINT, 
	interest BIGINT, 
	legitimacy BIGINT, 
	urgency BIGINT, 
	attitude BIGINT, 
	x FLOAT, 
	y FLOAT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE attachments (
	id TEXT NOT NULL, 
	experiment TEXT, 
	log_entry TEXT, 
	description TEXT, 
	digest TEXT, 
	kind TEXT, 
	size BIGINT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE attendances (
	id TEXT NOT NULL, 
	participant TEXT, 
	day DATE, 
	present BOOLEAN, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE chain_boxes (
	id TEXT NOT NULL, 
	text TEXT, 
	level TEXT, 
	indicators JSON, 
	experiments JSON, 
	evidence TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE chain_links (
	id TEXT NOT NULL, 
	source TEXT, 
	target TEXT, 
	assumption TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE contributions (
	id TEXT NOT NULL, 
	evaluation TEXT, 
	change TEXT, 
	chain TEXT, 
	evidence TEXT, 
	rivals TEXT, 
	story TEXT, 
	asked TEXT, 
	strength TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE decisions (
	id TEXT NOT NULL, 
	experiment TEXT, 
	day DATE, 
	decision TEXT, 
	reason TEXT, 
	learned TEXT, 
	next_step TEXT, 
	evidence TEXT, 
	decided_by TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE engagements (
	id TEXT NOT NULL, 
	actor TEXT, 
	what TEXT, 
	responsible TEXT, 
	due DATE, 
	done DATE, 
	outcome TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE evaluations (
	id TEXT NOT NULL, 
	name TEXT, 
	experiment TEXT, 
	question TEXT, 
	theory TEXT, 
	design TEXT, 
	period TEXT, 
	started BIGINT, 
	criterion FLOAT, 
	indicator TEXT, 
	place TEXT, 
	start TEXT, 
	better TEXT, 
	independent BOOLEAN, 
	replications BIGINT, 
	costed BOOLEAN, 
	manual BOOLEAN, 
	adoptions BIGINT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "evaluations" VALUES('01a20d61-ac05-7084-88e2-87131d0b6542','Provgruppen',NULL,NULL,NULL,'paired',NULL,NULL,NULL,NULL,NULL,NULL,'higher',NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE experiments (
	id TEXT NOT NULL, 
	name TEXT, 
	state TEXT, 
	focus_areas JSON, 
	belief TEXT, 
	assumption TEXT, 
	action TEXT, 
	audience TEXT, 
	measure TEXT, 
	criterion TEXT, 
	stop_rule TEXT, 
	planned_start DATE, 
	planned_end DATE, 
	started DATE, 
	ended DATE, 
	cost FLOAT, 
	responsible TEXT, 
	actors JSON, 
	indicators JSON, 
	activities JSON, 
	example TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE facts (
	id TEXT NOT NULL, 
	name TEXT, 
	place TEXT, 
	municipality_code TEXT, 
	organisation TEXT, 
	focus_areas JSON, 
	challenge TEXT, 
	ask TEXT, 
	started DATE, 
	ended DATE, 
	language TEXT, 
	sample BOOLEAN, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "facts" VALUES('01a20d61-abf4-7d0a-bced-36fcaddaa478','Provlabbet','Provstad',NULL,NULL,'[]',NULL,NULL,NULL,NULL,'sv',0,NULL);
CREATE TABLE followups (
	id TEXT NOT NULL, 
	participant TEXT, 
	occasion TEXT, 
	status TEXT, 
	day DATE, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE handovers (
	id TEXT NOT NULL, 
	source TEXT, 
	target TEXT, 
	target_step TEXT, 
	kind TEXT, 
	people FLOAT, 
	description TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE indicators (
	id TEXT NOT NULL, 
	name TEXT, 
	measures TEXT, 
	unit TEXT, 
	unit_words TEXT, 
	lowest FLOAT, 
	highest FLOAT, 
	direction TEXT, 
	level TEXT, 
	focus_area TEXT, 
	chain TEXT, 
	frequency TEXT, 
	source TEXT, 
	key_figure TEXT, 
	place TEXT, 
	place_code TEXT, 
	owner TEXT, 
	baseline FLOAT, 
	baseline_period TEXT, 
	target FLOAT, 
	target_day DATE, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE journal (
	seq BIGINT NOT NULL, 
	batch TEXT NOT NULL, 
	undoes TEXT, 
	at TEXT NOT NULL, 
	who TEXT NOT NULL, 
	table_name TEXT NOT NULL, 
	record_id TEXT NOT NULL, 
	"before" TEXT, 
	"after" TEXT, 
	salt TEXT, 
	content TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	PRIMARY KEY (seq)
);
INSERT INTO "journal" VALUES(1,'01a20d61-abf3-7bd4-b5a8-4dd53a0debae',NULL,'2026-11-24T11:47:14.549+00:00','prov','facts','01a20d61-abf4-7d0a-bced-36fcaddaa478',NULL,'{"ask":null,"challenge":null,"ended":null,"focus_areas":[],"language":"sv","municipality_code":null,"name":"Provlabbet","organisation":null,"place":"Provstad","sample":false,"source_url":null,"started":null}','f98bd6b07ead77fb','f2bd6ac91aa2c433b5f07346c88e59e64051aefa1e9bca72d10f2acfd345c1eb','e579cdd4b9cf0c407b6c6328114e672809d627145e533f3747205a461d8675d7');
INSERT INTO "journal" VALUES(2,'01a20d61-abfa-78b6-bd0b-f5d483899f6d',NULL,'2026-11-24T11:47:14.555+00:00','prov','actors','01a20d61-abfb-7f62-a3a2-4bd80fd8260f',NULL,'{"attitude":null,"interest":null,"kind":null,"left":null,"legitimacy":null,"name":"Kyrkan","note":null,"power":2,"source_url":null,"urgency":null}','ec80e5aec0e00f53','62afa6f5fc5bcaf22a3411f6691f35d663dbeb819cab405dbbab2d2e3300fe87','9d6b05f84161f00a0685ed35bdb431818c36625ffaa245c0e159a7a62223bf4a');
INSERT INTO "journal" VALUES(3,'01a20d61-abfd-7ed0-8504-47f99f885d83',NULL,'2026-11-24T11:47:14.557+00:00','prov','actors','01a20d61-abfe-7ed1-b236-a0b57ef4fa1f',NULL,'{"attitude":null,"interest":null,"kind":null,"left":null,"legitimacy":null,"name":"Skolan","note":null,"power":null,"source_url":null,"urgency":null}','aafa28e8ed6b854c','9238c9fa38ca60dcfeb82336c263b7f4694b8bffe983216da073fc9228608764','31b540f2039c55c98e0f84dd0e7fd359edc50ef70cfe98ca1febe742ca27a216');
INSERT INTO "journal" VALUES(4,'01a20d61-abff-7170-bb13-e5ee79b82313',NULL,'2026-11-24T11:47:14.559+00:00','prov','relations','01a20d61-ac00-71bb-a88c-85345230df96',NULL,'{"kind":null,"note":null,"source":"01a20d61-abfb-7f62-a3a2-4bd80fd8260f","source_url":null,"target":"01a20d61-abfe-7ed1-b236-a0b57ef4fa1f","weight":1}','52bf8cb6299c67a1','9c8599e81414dc1223c0824d90bb6e368e488f665a98c90f50b6df99f3187119','131812f2261c68f7fe8eebf08b0a866fa259184c92b513553e1412f5a7907a95');
INSERT INTO "journal" VALUES(5,'01a20d61-ac01-7f4a-9aa5-98ac394dc388',NULL,'2026-11-24T11:47:14.563+00:00','prov','actors','01a20d61-abfb-7f62-a3a2-4bd80fd8260f','{"attitude":null,"interest":null,"kind":null,"left":null,"legitimacy":null,"name":"Kyrkan","note":null,"power":2,"source_url":null,"urgency":null}','{"attitude":null,"interest":null,"kind":null,"left":null,"legitimacy":null,"name":"Kyrkan","note":null,"power":4,"source_url":null,"urgency":null}','485327f9afe5aaa2','be71676135a99a835d256ff2144864cf30aa81776eac950dde4bb44c8361b5d8','65752f5bbdccc5d5917c0990bad3f6a143f4db2f9c9cae4d0ad63eadea497830');
INSERT INTO "journal" VALUES(6,'01a20d61-ac04-7dd8-b61d-e8ddf99ec41c',NULL,'2026-11-24T11:47:14.565+00:00','prov','evaluations','01a20d61-ac05-7084-88e2-87131d0b6542',NULL,'{"adoptions":null,"better":"higher","costed":null,"criterion":null,"design":"paired","experiment":null,"independent":null,"indicator":null,"manual":null,"name":"Provgruppen","period":null,"place":null,"question":null,"replications":null,"source_url":null,"start":null,"started":null,"theory":null}','e1fc7782f21720af','5b024a36e921a1ffe69437a37d2c77573ab9d54e9d41a39ab714d885f9768649','aff400b8769e8f5b294203a44a56fa010c38c7a2e576ab632c0b335a8a103228');
INSERT INTO "journal" VALUES(7,'01a20d61-ac06-7c77-8463-f3f70b93f99b',NULL,'2026-11-24T11:47:14.567+00:00','prov','outcomes','01a20d61-ac07-7e62-a908-c2ba1daf5757',NULL,'{"better":"higher","evaluation":"01a20d61-ac05-7084-88e2-87131d0b6542","highest":5.0,"lowest":1.0,"name":"Framtidstro","source_url":null}','0194821268b8faf4','a206e19f2deda6711c2e259fc3eb6dea029fd58461262b41d1d513b26db95720','45a5bbf8324f91149b2b29c8ef84fd8452d3a38d6b411b462a664a96842a141e');
INSERT INTO "journal" VALUES(8,'01a20d61-ac09-7bd5-b7d1-5cda767b0ed6',NULL,'2026-11-24T11:47:14.570+00:00','prov','participants','01a20d61-ac0a-7329-bf6f-3f8e68c12432',NULL,'{"code":"D01","evaluation":"01a20d61-ac05-7084-88e2-87131d0b6542","group":"participant","left_day":null,"left_reason":null,"source_url":null}','53128d9cbd8c67b2','46d0c20aeb98d5dc2fb4a79975aee047db83ae391e38125647b48c1f45288a4c','50e5c882d7442d0e0d51b8fd8cc5594709af8347b7ebe6a7d36624fbea2a40a0');
INSERT INTO "journal" VALUES(9,'01a20d61-ac0c-7046-a655-38bf576fd6a1',NULL,'2026-11-24T11:47:14.573+00:00','prov','measurements','01a20d61-ac0d-7ddc-a5fb-1390234b237b',NULL,'{"day":null,"occasion":"before","outcome":"01a20d61-ac07-7e62-a908-c2ba1daf5757","participant":"01a20d61-ac0a-7329-bf6f-3f8e68c12432","source_url":null,"value":3.0}','c35d8db0d56c5477','e632c5d4209e7ba94e40d1c75a020ad808baef0dc3bb44fc06b8819bc0901215','99280a8b111dcbc5e8c0af57e8110d66273d2690fa158b1395540671789b1244');
INSERT INTO "journal" VALUES(10,'01a20d61-ac10-7a75-86e8-996e969f2cb9',NULL,'2026-11-24T11:47:14.576+00:00','prov','participants','01a20d61-ac11-74f5-9c80-b13c82ef6b86',NULL,'{"code":"D02","evaluation":"01a20d61-ac05-7084-88e2-87131d0b6542","group":"participant","left_day":null,"left_reason":null,"source_url":null}','c474975cb7310de3','5feae80db5500831b49b7e9e7ff70deaea1ac20fc6224cd1e33828663e884f2e','897acfe51eaee2ec5aa127bdb552c67dd7b12d8e03cd79777eec56503eb9cd68');
INSERT INTO "journal" VALUES(11,'01a20d61-ac12-7693-939a-88c33a8cf078',NULL,'2026-11-24T11:47:14.578+00:00','prov','measurements','01a20d61-ac13-736d-b375-0086f4230542',NULL,'{"day":null,"occasion":"before","outcome":"01a20d61-ac07-7e62-a908-c2ba1daf5757","participant":"01a20d61-ac11-74f5-9c80-b13c82ef6b86","source_url":null,"value":3.0}','6a8fd947bd44efa2','6013725481e1cb6f0e32d83f071bee765eb7838dffde7c81df3573c8a23031a1','5d83d3de2f113875edbc0ce70e4175266d815dade1aed640aa7892188583293d');
INSERT INTO "journal" VALUES(12,'01a20d61-ac14-7570-b4c1-cb2950e47cc8',NULL,'2026-11-24T11:47:14.580+00:00','prov','notes','01a20d61-ac15-7159-b2c6-65fc2c1ca661',NULL,'{"key":"evaluation","source_url":null,"text":"D01 var på plats."}','e186009d42817adf','6617ce1ed509695858ad528940dfbfe048f21a7e339d949f4cce5f705aafef44','3257d7191e5728fe39e97a4aa51152b59cecd30a7235d756afa06fda8c55fbb3');
CREATE TABLE limit_phases (
	id TEXT NOT NULL, 
	indicator TEXT, 
	start DATE, 
	reason TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE log_entries (
	id TEXT NOT NULL, 
	experiment TEXT, 
	day DATE, 
	event TEXT, 
	present BIGINT, 
	groups JSON, 
	observation TEXT, 
	quote TEXT, 
	round TEXT, 
	corrects TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE mappings (
	id TEXT NOT NULL, 
	day DATE, 
	name TEXT, 
	participants BIGINT, 
	note TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE measurements (
	id TEXT NOT NULL, 
	participant TEXT, 
	outcome TEXT, 
	occasion TEXT, 
	value FLOAT, 
	day DATE, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "measurements" VALUES('01a20d61-ac0d-7ddc-a5fb-1390234b237b','01a20d61-ac0a-7329-bf6f-3f8e68c12432','01a20d61-ac07-7e62-a908-c2ba1daf5757','before',3.0,NULL,NULL);
INSERT INTO "measurements" VALUES('01a20d61-ac13-736d-b375-0086f4230542','01a20d61-ac11-74f5-9c80-b13c82ef6b86','01a20d61-ac07-7e62-a908-c2ba1daf5757','before',3.0,NULL,NULL);
CREATE TABLE milestones (
	id TEXT NOT NULL, 
	indicator TEXT, 
	day DATE, 
	value FLOAT, 
	remark TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE needs (
	id TEXT NOT NULL, 
	"group" TEXT, 
	step TEXT, 
	people BIGINT, 
	known_from TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE notes (
	id TEXT NOT NULL, 
	"key" TEXT, 
	text TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "notes" VALUES('01a20d61-ac15-7159-b2c6-65fc2c1ca661','evaluation','D01 var på plats.',NULL);
CREATE TABLE observations (
	id TEXT NOT NULL, 
	indicator TEXT, 
	period TEXT, 
	value FLOAT, 
	numerator FLOAT, 
	denominator FLOAT, 
	"group" TEXT, 
	status TEXT, 
	source TEXT, 
	fetched_on DATE, 
	revision BIGINT, 
	remark TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE outcomes (
	id TEXT NOT NULL, 
	evaluation TEXT, 
	name TEXT, 
	lowest FLOAT, 
	highest FLOAT, 
	better TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "outcomes" VALUES('01a20d61-ac07-7e62-a908-c2ba1daf5757','01a20d61-ac05-7084-88e2-87131d0b6542','Framtidstro',1.0,5.0,'higher',NULL);
CREATE TABLE participants (
	id TEXT NOT NULL, 
	evaluation TEXT, 
	code TEXT, 
	"group" TEXT, 
	left_day DATE, 
	left_reason TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "participants" VALUES('01a20d61-ac0a-7329-bf6f-3f8e68c12432','01a20d61-ac05-7084-88e2-87131d0b6542','D01','participant',NULL,NULL,NULL);
INSERT INTO "participants" VALUES('01a20d61-ac11-74f5-9c80-b13c82ef6b86','01a20d61-ac05-7084-88e2-87131d0b6542','D02','participant',NULL,NULL,NULL);
CREATE TABLE place_values (
	id TEXT NOT NULL, 
	evaluation TEXT, 
	place TEXT, 
	period TEXT, 
	value FLOAT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE relations (
	id TEXT NOT NULL, 
	source TEXT, 
	target TEXT, 
	kind TEXT, 
	weight FLOAT, 
	note TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
INSERT INTO "relations" VALUES('01a20d61-ac00-71bb-a88c-85345230df96','01a20d61-abfb-7f62-a3a2-4bd80fd8260f','01a20d61-abfe-7ed1-b236-a0b57ef4fa1f',NULL,1.0,NULL,NULL);
CREATE TABLE results (
	id TEXT NOT NULL, 
	experiment TEXT, 
	counted TEXT, 
	successes BIGINT, 
	participants BIGINT, 
	published TEXT, 
	period TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE rounds (
	id TEXT NOT NULL, 
	experiment TEXT, 
	number BIGINT, 
	"plan" TEXT, 
	prediction TEXT, 
	started DATE, 
	ended DATE, 
	study TEXT, 
	act TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE schedules (
	id TEXT NOT NULL, 
	activity TEXT, 
	byday JSON, 
	opens_at TEXT, 
	closes_at TEXT, 
	interval BIGINT, 
	freq TEXT, 
	occurrence TEXT, 
	valid_from DATE, 
	valid_to DATE, 
	description TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE steps (
	id TEXT NOT NULL, 
	name TEXT, 
	position FLOAT, 
	role TEXT, 
	description TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE store_info (
	"key" TEXT NOT NULL, 
	value TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "store_info" VALUES('format','1');
INSERT INTO "store_info" VALUES('schema','["activities-487f1fff8a05", "actors-4089c0fc2a78", "assessments-ad83de19de08", "attachments-84193ca55001", "attendances-9468b14472b2", "chain_boxes-5e0adcd0790c", "chain_links-7f183421558b", "contributions-9bc40a23e61a", "decisions-e1747da547d7", "engagements-a198aae0866b", "evaluations-b16b6dceea35", "experiments-e979b656b7ef", "facts-a1ad911c69be", "followups-41db56b41fa9", "handovers-5df55292953d", "indicators-9ef90838f782", "journal-aa09bb48fcf2", "limit_phases-ce07e51d30d0", "log_entries-9b2ff416ac57", "mappings-89471799c776", "measurements-2be7018ee962", "milestones-259e995cd8d5", "needs-04e6cb0824f4", "notes-c3edc881fed4", "observations-2114114c9d6c", "outcomes-b8fc9b2f9ae3", "participants-872364a2488a", "place_values-25ca901244b4", "relations-951d05674fc0", "results-a6b8056b7e96", "rounds-7a56508c1d4c", "schedules-0406a4f2966a", "steps-f7ad73e04789", "store_info-135ad890920f", "target_groups-fd0adeb3968b"]');
CREATE TABLE target_groups (
	id TEXT NOT NULL, 
	name TEXT, 
	description TEXT, 
	source_url TEXT, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_journal_batch ON journal (batch);
CREATE INDEX journal_record ON journal (table_name, record_id);
COMMIT;

-- The hub: strands of parts by channel, contents by their SHA-256, and who may see which channel. Nothing here knows
-- what a coding is. All keys begin with the project, and with the channel where there is one; there is no sequence and
-- no foreign key, and nothing is listened for, so that the tables can be spread over several servers.
--
-- The tables are in a schema that members cannot enter: a query of a table is planned before it is refused, and what the
-- planner thinks of how many rows there are can be had printed.
CREATE SCHEMA hub;
CREATE SCHEMA hub_tables;

CREATE TABLE hub_tables.projects (
    project text COLLATE "C" PRIMARY KEY,
    name text NOT NULL,
    restored integer NOT NULL DEFAULT 0,  -- how often the hub was found to have been put back from a backup
    restored_at timestamptz NOT NULL DEFAULT '-infinity',
    made timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE hub_tables.members (
    project text COLLATE "C",
    login name,
    coder text COLLATE "C" NOT NULL,
    name text NOT NULL,
    role text NOT NULL CHECK (role IN ('lead', 'adjudicator', 'coder')),
    state text NOT NULL CHECK (state IN ('invited', 'joined', 'revoked', 'left')),
    since timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (project, login)
);
-- Logins that the administrator lets share a project.
CREATE TABLE hub_tables.leads (login name PRIMARY KEY, since timestamptz NOT NULL DEFAULT clock_timestamp());
CREATE TABLE hub_tables.grants (
    project text COLLATE "C",
    login name,
    channel text COLLATE "C",  -- “*”: all of them
    may_write boolean NOT NULL,
    changed timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (project, login, channel)
);
-- By the login's text, so that it serves no other question: a planner that knows nothing of the table yet would walk by
-- it over all grants of a login for each row that is looked at.
CREATE INDEX grants_by_change ON hub_tables.grants (project, (login::text), changed);

CREATE TABLE hub_tables.strands (
    project text COLLATE "C",
    channel text COLLATE "C",
    sitting text COLLATE "C",
    person text COLLATE "C" NOT NULL,
    format integer NOT NULL,
    top integer NOT NULL,
    tip bytea NOT NULL,
    runs integer NOT NULL,
    bytes bigint NOT NULL,
    changed timestamptz NOT NULL,
    -- What coders may see beside their own channel.
    is_common boolean NOT NULL
        GENERATED ALWAYS AS (channel = 'shared' OR channel LIKE 'document/%' OR channel LIKE 'released/%') STORED,
    PRIMARY KEY (project, channel, sitting)
);
CREATE INDEX strands_by_change ON hub_tables.strands (project, changed);
CREATE INDEX strands_of_channel ON hub_tables.strands (project, channel, changed);
-- A coder's question what is new must not walk over others' work: how long it takes would say how much that is.
CREATE INDEX strands_in_common ON hub_tables.strands (project, changed) WHERE is_common;

CREATE TABLE hub_tables.runs (
    project text COLLATE "C",
    channel text COLLATE "C",
    sitting text COLLATE "C",
    first integer,
    last integer NOT NULL,
    body bytea NOT NULL,
    is_packed boolean NOT NULL,
    hash bytea NOT NULL,
    PRIMARY KEY (project, channel, sitting, first)
);
-- Bodies are compressed as they come: another try costs time and gains nothing.
ALTER TABLE hub_tables.runs ALTER body SET STORAGE EXTERNAL;
CREATE TABLE hub_tables.erased (
    project text COLLATE "C",
    channel text COLLATE "C",
    sitting text COLLATE "C",
    counter integer,
    hash bytea NOT NULL,
    PRIMARY KEY (project, channel, sitting, counter)
);

-- `owner`: the coder who brought it, empty for who holds everything. One table for all would tell a coder who brings a
-- text whether it is there already, by the time that it takes.
CREATE TABLE hub_tables.contents (
    project text COLLATE "C",
    owner text COLLATE "C",
    sha256 bytea,
    body bytea NOT NULL,
    PRIMARY KEY (project, owner, sha256)
);
-- Kind and name stand with the use: at the contents they would tell who uses them elsewhere.
CREATE TABLE hub_tables.content_uses (
    project text COLLATE "C",
    channel text COLLATE "C",
    sha256 bytea,
    owner text COLLATE "C" NOT NULL,
    kind text NOT NULL CHECK (kind IN ('text', 'file')),
    name text NOT NULL,
    PRIMARY KEY (project, sha256, channel)
);
-- Documents that were erased: a copy that still has their texts and files brings them no more.
CREATE TABLE hub_tables.erased_documents (project text COLLATE "C", channel text COLLATE "C", PRIMARY KEY (project, channel));
CREATE TABLE hub_tables.keys (project text COLLATE "C", coder text COLLATE "C", key bytea, PRIMARY KEY (project, coder, key));

CREATE TABLE hub_tables.usage (project text COLLATE "C", login name, day date, bytes bigint NOT NULL, PRIMARY KEY (project, login, day));
CREATE TABLE hub_tables.limits (name text PRIMARY KEY, value bigint NOT NULL);
INSERT INTO hub_tables.limits VALUES
    ('part_bytes', 33554432), ('content_bytes', 268435456), ('coder_day_bytes', 268435456), ('whole_day_bytes', 1099511627776);

"""The tables by which a copy keeps up with a hub: which hubs it has joined, and what each of them may lack.

They are of this copy alone, like the login in them: no part tells of them, and a copy that is given out has none.
"""

HUBS = """
CREATE TABLE hubs (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    certificate TEXT NOT NULL DEFAULT '',
    added TEXT NOT NULL,
    since TEXT NOT NULL DEFAULT '',
    witness TEXT NOT NULL DEFAULT '',
    restored INTEGER NOT NULL DEFAULT -1,
    handed_over TEXT NOT NULL DEFAULT '',
    step INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE outbox (
    hub INTEGER NOT NULL REFERENCES hubs (id),
    strand INTEGER NOT NULL REFERENCES strands (id),
    first INTEGER NOT NULL,
    PRIMARY KEY (hub, strand)
) WITHOUT ROWID;
"""
"""What is known of hubs, and the strands that have parts from `first` on which a hub may lack.

`hubs.url`: with the login and never a password; `certificate`: by which the server is known; `since`: up to which time
of the hub its changes were taken in, as the hub says it; `witness`: the strand that was the last of them, as JSON, with
the hub's time of the look;
`restored`: how often the hub was put back from a backup, as far as this copy has noticed, -1: nobody has asked;
`handed_over`: when an exchange last ended well (UTC, ISO 8601); `step`: the latest step of this file at that time.
"""

# Whatever writes parts: acts, what is taken in, what is done again. What is only packed has gone out, or waits already.
OUTBOX = "".join(
    f"CREATE TRIGGER {table}_outbox AFTER INSERT ON {table} BEGIN\n"
    f"    INSERT INTO outbox (hub, strand, first) SELECT hubs.id, NEW.strand, NEW.{counter}\n"
    "        FROM hubs CROSS JOIN journal WHERE NOT packing\n"
    "        ON CONFLICT (hub, strand) DO UPDATE SET first = excluded.first WHERE excluded.first < first;\nEND;\n"
    for table, counter in (("parts", "counter"), ("segments", "first"))
)

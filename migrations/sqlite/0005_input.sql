-- That the server's secret and this database belong together: an HMAC of a constant, which tells nothing of the secret.
-- One row for all organisations, because links of all are made from it.
CREATE TABLE server_secret (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    fingerprint BLOB NOT NULL
) STRICT;

-- An old survey whose file names no respondents: somebody said that each row is another person.
ALTER TABLE survey ADD COLUMN rows_are_people INTEGER NOT NULL DEFAULT FALSE CHECK (rows_are_people IN (0, 1));

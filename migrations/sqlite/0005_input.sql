-- That the server's secret and this database belong together: an HMAC of a constant, which tells nothing of the secret.
-- One row for all organisations, because links of all are made from it.
CREATE TABLE server_secret (
    only_one INTEGER PRIMARY KEY CHECK (only_one = 1),
    fingerprint BLOB NOT NULL
) STRICT;

-- Somebody asked for a sign-in link. Looking up who has the address is a job's work, so that asking costs the same for
-- known and unknown addresses. Belongs to no organisation yet; a row is gone as soon as it is answered.
CREATE TABLE link_request (
    id BLOB PRIMARY KEY,
    email TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('magic', 'password')),
    created_at INTEGER NOT NULL
) STRICT;

-- The first schema. Every table leads with organisation_id; see ../README.md.

CREATE TABLE organisation (
    organisation_id BLOB PRIMARY KEY,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    locale TEXT NOT NULL CHECK (locale IN ('fa', 'en')),
    invented INTEGER NOT NULL DEFAULT FALSE CHECK (invented IN (0, 1)),
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE unit (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    code TEXT NOT NULL,
    parent_id BLOB,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, code),
    FOREIGN KEY (organisation_id, parent_id) REFERENCES unit (organisation_id, id)
) STRICT;

-- search is what a search finds, folded; sort_key orders names as a Persian reader expects.
CREATE TABLE person (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    unit_id BLOB NOT NULL,
    manager_id BLOB,
    level TEXT NOT NULL CHECK (level IN ('executive', 'manager', 'staff')),
    tenure TEXT NOT NULL CHECK (tenure IN ('under_1', '1_to_3', '3_to_8', 'over_8')),
    locale TEXT NOT NULL CHECK (locale IN ('fa', 'en')),
    theme TEXT NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
    active INTEGER NOT NULL DEFAULT TRUE CHECK (active IN (0, 1)),
    password_hash TEXT,
    created_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    sort_key BLOB NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, code),
    UNIQUE (organisation_id, email),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id),
    FOREIGN KEY (organisation_id, manager_id) REFERENCES person (organisation_id, id)
) STRICT;
CREATE INDEX person_unit ON person (organisation_id, unit_id);
CREATE INDEX person_manager ON person (organisation_id, manager_id);
CREATE INDEX person_sign_in ON person (email);
CREATE INDEX person_sorted ON person (organisation_id, sort_key, code);

CREATE TABLE role_grant (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('hr', 'manager', 'employee', 'executive', 'interviewer', 'administrator')),
    unit_id BLOB,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id)
) STRICT;
CREATE INDEX role_grant_person ON role_grant (organisation_id, person_id);

-- Secrets are kept as SHA-256 only.
CREATE TABLE session (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    token_hash BLOB PRIMARY KEY,
    person_id BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
) STRICT;
CREATE INDEX session_person ON session (organisation_id, person_id);

-- A link that signs in once: magic link, first password, or (without an organisation) the first set-up.
CREATE TABLE sign_in_link (
    organisation_id BLOB REFERENCES organisation,
    token_hash BLOB PRIMARY KEY,
    person_id BLOB,
    purpose TEXT NOT NULL CHECK (purpose IN ('setup', 'magic', 'password')),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER
) STRICT;

CREATE TABLE api_token (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    person_id BLOB NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
) STRICT;

-- The answer to a write of the API, kept so that a repeat with the same key does nothing new.
CREATE TABLE idempotency (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    token_id BLOB NOT NULL,
    key TEXT NOT NULL,
    request_hash BLOB NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, token_id, key)
) STRICT;

CREATE TABLE account (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('customer', 'supplier')),
    segment TEXT NOT NULL,
    unit_id BLOB NOT NULL,
    search TEXT NOT NULL,
    sort_key BLOB NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, code),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id)
) STRICT;
CREATE INDEX account_sorted ON account (organisation_id, sort_key, code);

CREATE TABLE contact (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    code TEXT NOT NULL,
    account_id BLOB NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    locale TEXT NOT NULL CHECK (locale IN ('fa', 'en')),
    unit_id BLOB NOT NULL,
    active INTEGER NOT NULL DEFAULT TRUE CHECK (active IN (0, 1)),
    created_at INTEGER NOT NULL,
    search TEXT NOT NULL,
    sort_key BLOB NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, code),
    UNIQUE (organisation_id, email),
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id)
) STRICT;
CREATE INDEX contact_unit ON contact (organisation_id, unit_id);
CREATE INDEX contact_account ON contact (organisation_id, account_id);

-- Files waiting between preview and confirmation of an import; removed when applied, or after a day.
CREATE TABLE import_draft (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('people', 'customers', 'measures')),
    person_id BLOB NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
) STRICT;

CREATE TABLE import_draft_file (
    organisation_id BLOB NOT NULL,
    draft_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (organisation_id, draft_id, position),
    FOREIGN KEY (organisation_id, draft_id) REFERENCES import_draft (organisation_id, id)
) STRICT;

-- A frozen questionnaire: its document never changes.
CREATE TABLE questionnaire (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    key TEXT NOT NULL,
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    frozen_at INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, key, version)
) STRICT;

-- One run of questionnaires. rules, promise and mode are fixed at launch.
CREATE TABLE survey (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('wave', 'cycle', 'assessment', 'historical')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'closed', 'released')),
    title_fa TEXT NOT NULL,
    title_en TEXT NOT NULL,
    period TEXT NOT NULL,
    mode TEXT NOT NULL CHECK (mode IN ('identified', 'confidential', 'anonymous')),
    rules TEXT NOT NULL,
    promise_fa TEXT NOT NULL,
    promise_en TEXT NOT NULL,
    closes_on TEXT,
    created_by BLOB,
    created_at INTEGER NOT NULL,
    launched_at INTEGER,
    closed_at INTEGER,
    PRIMARY KEY (organisation_id, id)
) STRICT;

-- Which questionnaire whom: wording is employee, customer, rater, self, external, all.
CREATE TABLE survey_questionnaire (
    organisation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    wording TEXT NOT NULL,
    questionnaire_id BLOB NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, wording),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id),
    FOREIGN KEY (organisation_id, questionnaire_id) REFERENCES questionnaire (organisation_id, id)
) STRICT;

-- The unit tree as it was at launch.
CREATE TABLE survey_unit (
    organisation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    unit_id BLOB NOT NULL,
    parent_id BLOB,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, unit_id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id)
) STRICT;

-- 360 degrees: who is reviewed in a cycle, and whether HR has released the report.
CREATE TABLE review_subject (
    organisation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    person_id BLOB NOT NULL,
    unit_id BLOB NOT NULL,
    report_released_at INTEGER,
    PRIMARY KEY (organisation_id, survey_id, person_id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
) STRICT;

-- Who may answer once, with the attributes frozen at launch. In a draft cycle token_hash is absent.
CREATE TABLE invitation (
    organisation_id BLOB NOT NULL,
    id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    wording TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('employee', 'customer')),
    person_id BLOB,
    contact_id BLOB,
    unit_id BLOB NOT NULL,
    level TEXT,
    tenure TEXT,
    subject_id BLOB,
    relationship TEXT,
    token_hash BLOB UNIQUE,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id),
    FOREIGN KEY (organisation_id, contact_id) REFERENCES contact (organisation_id, id)
) STRICT;
CREATE INDEX invitation_survey ON invitation (organisation_id, survey_id, subject_id);
CREATE INDEX invitation_person ON invitation (organisation_id, person_id);
CREATE INDEX invitation_contact ON invitation (organisation_id, contact_id);

-- Submitting writes one row in each of the following three tables and nothing else. None has a time or an order.
CREATE TABLE sealed_response (
    organisation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    id BLOB NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE spent_token (
    organisation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    token_hash BLOB NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, token_hash)
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt (
    organisation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    receipt_hash BLOB NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, receipt_hash)
) STRICT, WITHOUT ROWID;

-- Participation as it was at the last daily count: invited exactly, answered in steps.
CREATE TABLE participation (
    organisation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    side TEXT NOT NULL,
    unit_id BLOB NOT NULL,
    invited INTEGER NOT NULL,
    answered_step INTEGER NOT NULL,
    counted_on TEXT NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, side, unit_id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id)
) STRICT;

-- What may be shown. Immutable; a later version is a new row.
CREATE TABLE release (
    organisation_id BLOB NOT NULL,
    id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    version INTEGER NOT NULL,
    released_on TEXT NOT NULL,
    rules TEXT NOT NULL,
    promise_fa TEXT NOT NULL,
    promise_en TEXT NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, survey_id, version),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id)
) STRICT;

-- One figure of a release. A hidden cell carries a reason and no count.
CREATE TABLE release_cell (
    organisation_id BLOB NOT NULL,
    release_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    unit_id BLOB,
    subject_id BLOB,
    side TEXT,
    group_key TEXT,
    topic TEXT NOT NULL,
    figure TEXT NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (organisation_id, release_id, position),
    FOREIGN KEY (organisation_id, release_id) REFERENCES release (organisation_id, id)
) STRICT;
CREATE INDEX release_cell_unit ON release_cell (organisation_id, release_id, unit_id, topic);
CREATE INDEX release_cell_subject ON release_cell (organisation_id, release_id, subject_id);
-- The scorecard reads a few figures of every unit.
CREATE INDEX release_cell_figure ON release_cell (organisation_id, release_id, figure);

-- Comments in the order drawn for this release.
CREATE TABLE release_comment (
    organisation_id BLOB NOT NULL,
    release_id BLOB NOT NULL,
    position INTEGER NOT NULL,
    unit_id BLOB,
    subject_id BLOB,
    side TEXT,
    pool TEXT,
    item TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (organisation_id, release_id, position),
    FOREIGN KEY (organisation_id, release_id) REFERENCES release (organisation_id, id)
) STRICT;

CREATE TABLE outbox (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    locale TEXT NOT NULL CHECK (locale IN ('fa', 'en')),
    address TEXT NOT NULL,
    recipient TEXT NOT NULL,
    survey_id BLOB,
    invitation_id BLOB,
    parameters TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'failed')),
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    error TEXT,
    created_at INTEGER NOT NULL,
    finished_at INTEGER,
    PRIMARY KEY (organisation_id, id)
) STRICT;
CREATE INDEX outbox_due ON outbox (organisation_id, state, due_at, id);
CREATE INDEX outbox_survey ON outbox (organisation_id, survey_id);

CREATE TABLE measure (
    organisation_id BLOB NOT NULL REFERENCES organisation,
    id BLOB NOT NULL,
    key TEXT NOT NULL,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    perspective TEXT NOT NULL CHECK (perspective IN ('financial', 'customer', 'process', 'learning')),
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
    unit_fa TEXT NOT NULL,
    unit_en TEXT NOT NULL,
    decimals INTEGER NOT NULL,
    aggregate TEXT NOT NULL CHECK (aggregate IN ('sum', 'mean')),
    source TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, key)
) STRICT;

-- The value of a measure for a unit and a month (Gregorian, 2026-11).
CREATE TABLE reading (
    organisation_id BLOB NOT NULL,
    measure_id BLOB NOT NULL,
    unit_id BLOB NOT NULL,
    period TEXT NOT NULL,
    value REAL NOT NULL,
    PRIMARY KEY (organisation_id, measure_id, unit_id, period),
    FOREIGN KEY (organisation_id, measure_id) REFERENCES measure (organisation_id, id),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id)
) STRICT;

-- Holds all of a reading: a scorecard reads a year of all measures and units.
CREATE INDEX reading_period ON reading (organisation_id, period, measure_id, unit_id, value);

-- Target and warning threshold; unit_id absent is the whole organisation.
CREATE TABLE target (
    organisation_id BLOB NOT NULL,
    id BLOB NOT NULL,
    measure_id BLOB NOT NULL,
    unit_id BLOB,
    target REAL NOT NULL,
    threshold REAL NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, measure_id) REFERENCES measure (organisation_id, id)
) STRICT;
CREATE INDEX target_measure ON target (organisation_id, measure_id);

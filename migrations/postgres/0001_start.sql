-- The first schema. Every table leads with organisation_id; see ../README.md.

CREATE TABLE organisation (
    organisation_id UUID PRIMARY KEY,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    locale TEXT NOT NULL CHECK (locale IN ('fa', 'en')),
    invented BOOLEAN NOT NULL DEFAULT FALSE,
    created_at BIGINT NOT NULL
);

CREATE TABLE unit (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
    code TEXT NOT NULL,
    parent_id UUID,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, code),
    FOREIGN KEY (organisation_id, parent_id) REFERENCES unit (organisation_id, id)
);

-- search is what a search finds, folded; sort_key orders names as a Persian reader expects.
CREATE TABLE person (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    unit_id UUID NOT NULL,
    manager_id UUID,
    level TEXT NOT NULL CHECK (level IN ('executive', 'manager', 'staff')),
    tenure TEXT NOT NULL CHECK (tenure IN ('under_1', '1_to_3', '3_to_8', 'over_8')),
    locale TEXT NOT NULL CHECK (locale IN ('fa', 'en')),
    theme TEXT NOT NULL DEFAULT 'auto' CHECK (theme IN ('auto', 'light', 'dark')),
    active BOOLEAN NOT NULL DEFAULT TRUE,
    password_hash TEXT,
    created_at BIGINT NOT NULL,
    search TEXT NOT NULL,
    sort_key BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, code),
    UNIQUE (organisation_id, email),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id),
    FOREIGN KEY (organisation_id, manager_id) REFERENCES person (organisation_id, id)
);
CREATE INDEX person_unit ON person (organisation_id, unit_id);
CREATE INDEX person_manager ON person (organisation_id, manager_id);
CREATE INDEX person_sign_in ON person (email);
CREATE INDEX person_sorted ON person (organisation_id, sort_key, code);

CREATE TABLE role_grant (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
    person_id UUID NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('hr', 'manager', 'employee', 'executive', 'interviewer', 'administrator')),
    unit_id UUID,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id)
);
CREATE INDEX role_grant_person ON role_grant (organisation_id, person_id);

-- Secrets are kept as SHA-256 only.
CREATE TABLE session (
    organisation_id UUID NOT NULL REFERENCES organisation,
    token_hash BYTEA PRIMARY KEY,
    person_id UUID NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
);
CREATE INDEX session_person ON session (organisation_id, person_id);

-- A link that signs in once: magic link, first password, or (without an organisation) the first set-up.
CREATE TABLE sign_in_link (
    organisation_id UUID REFERENCES organisation,
    token_hash BYTEA PRIMARY KEY,
    person_id UUID,
    purpose TEXT NOT NULL CHECK (purpose IN ('setup', 'magic', 'password')),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);

CREATE TABLE api_token (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    person_id UUID NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
);

-- The answer to a write of the API, kept so that a repeat with the same key does nothing new.
CREATE TABLE idempotency (
    organisation_id UUID NOT NULL REFERENCES organisation,
    token_id UUID NOT NULL,
    key TEXT NOT NULL,
    request_hash BYTEA NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, token_id, key)
);

CREATE TABLE account (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('customer', 'supplier')),
    segment TEXT NOT NULL,
    unit_id UUID NOT NULL,
    search TEXT NOT NULL,
    sort_key BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, code),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id)
);
CREATE INDEX account_sorted ON account (organisation_id, sort_key, code);

CREATE TABLE contact (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
    code TEXT NOT NULL,
    account_id UUID NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    locale TEXT NOT NULL CHECK (locale IN ('fa', 'en')),
    unit_id UUID NOT NULL,
    active BOOLEAN NOT NULL DEFAULT TRUE,
    created_at BIGINT NOT NULL,
    search TEXT NOT NULL,
    sort_key BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, code),
    UNIQUE (organisation_id, email),
    FOREIGN KEY (organisation_id, account_id) REFERENCES account (organisation_id, id),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id)
);
CREATE INDEX contact_unit ON contact (organisation_id, unit_id);
CREATE INDEX contact_account ON contact (organisation_id, account_id);

-- Files waiting between preview and confirmation of an import; removed when applied, or after a day.
CREATE TABLE import_draft (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('people', 'customers', 'measures')),
    person_id UUID NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
);

CREATE TABLE import_draft_file (
    organisation_id UUID NOT NULL,
    draft_id UUID NOT NULL,
    position BIGINT NOT NULL,
    name TEXT NOT NULL,
    content BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, draft_id, position),
    FOREIGN KEY (organisation_id, draft_id) REFERENCES import_draft (organisation_id, id)
);

-- A frozen questionnaire: its document never changes.
CREATE TABLE questionnaire (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
    key TEXT NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    frozen_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, key, version)
);

-- One run of questionnaires. rules, promise and mode are fixed at launch.
CREATE TABLE survey (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
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
    created_by UUID,
    created_at BIGINT NOT NULL,
    launched_at BIGINT,
    closed_at BIGINT,
    PRIMARY KEY (organisation_id, id)
);

-- Which questionnaire whom: wording is employee, customer, rater, self, external, all.
CREATE TABLE survey_questionnaire (
    organisation_id UUID NOT NULL,
    survey_id UUID NOT NULL,
    wording TEXT NOT NULL,
    questionnaire_id UUID NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, wording),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id),
    FOREIGN KEY (organisation_id, questionnaire_id) REFERENCES questionnaire (organisation_id, id)
);

-- The unit tree as it was at launch.
CREATE TABLE survey_unit (
    organisation_id UUID NOT NULL,
    survey_id UUID NOT NULL,
    unit_id UUID NOT NULL,
    parent_id UUID,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, unit_id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id)
);

-- 360 degrees: who is reviewed in a cycle, and whether HR has released the report.
CREATE TABLE review_subject (
    organisation_id UUID NOT NULL,
    survey_id UUID NOT NULL,
    person_id UUID NOT NULL,
    unit_id UUID NOT NULL,
    report_released_at BIGINT,
    PRIMARY KEY (organisation_id, survey_id, person_id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
);

-- Who may answer once, with the attributes frozen at launch. In a draft cycle token_hash is absent.
CREATE TABLE invitation (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL,
    survey_id UUID NOT NULL,
    wording TEXT NOT NULL,
    side TEXT NOT NULL CHECK (side IN ('employee', 'customer')),
    person_id UUID,
    contact_id UUID,
    unit_id UUID NOT NULL,
    level TEXT,
    tenure TEXT,
    subject_id UUID,
    relationship TEXT,
    token_hash BYTEA UNIQUE,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id),
    FOREIGN KEY (organisation_id, contact_id) REFERENCES contact (organisation_id, id)
);
CREATE INDEX invitation_survey ON invitation (organisation_id, survey_id, subject_id);
CREATE INDEX invitation_person ON invitation (organisation_id, person_id);
CREATE INDEX invitation_contact ON invitation (organisation_id, contact_id);

-- Submitting writes one row in each of the following three tables and nothing else. None has a time or an order.
CREATE TABLE sealed_response (
    organisation_id UUID NOT NULL,
    survey_id UUID NOT NULL,
    id UUID NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, id)
);

CREATE TABLE spent_token (
    organisation_id UUID NOT NULL,
    survey_id UUID NOT NULL,
    token_hash BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, token_hash)
);

CREATE TABLE receipt (
    organisation_id UUID NOT NULL,
    survey_id UUID NOT NULL,
    receipt_hash BYTEA NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, receipt_hash)
);

-- Participation as it was at the last daily count: invited exactly, answered in steps.
CREATE TABLE participation (
    organisation_id UUID NOT NULL,
    survey_id UUID NOT NULL,
    side TEXT NOT NULL,
    unit_id UUID NOT NULL,
    invited BIGINT NOT NULL,
    answered_step BIGINT NOT NULL,
    counted_on TEXT NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, side, unit_id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id)
);

-- What may be shown. Immutable; a later version is a new row.
CREATE TABLE release (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL,
    survey_id UUID NOT NULL,
    version BIGINT NOT NULL,
    released_on TEXT NOT NULL,
    rules TEXT NOT NULL,
    promise_fa TEXT NOT NULL,
    promise_en TEXT NOT NULL,
    summary TEXT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, survey_id, version),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id)
);

-- One figure of a release. A hidden cell carries a reason and no count.
CREATE TABLE release_cell (
    organisation_id UUID NOT NULL,
    release_id UUID NOT NULL,
    position BIGINT NOT NULL,
    unit_id UUID,
    subject_id UUID,
    side TEXT,
    group_key TEXT,
    topic TEXT NOT NULL,
    figure TEXT NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (organisation_id, release_id, position),
    FOREIGN KEY (organisation_id, release_id) REFERENCES release (organisation_id, id)
);
CREATE INDEX release_cell_unit ON release_cell (organisation_id, release_id, unit_id, topic);
CREATE INDEX release_cell_subject ON release_cell (organisation_id, release_id, subject_id);
-- The scorecard reads a few figures of every unit.
CREATE INDEX release_cell_figure ON release_cell (organisation_id, release_id, figure);

-- Comments in the order drawn for this release.
CREATE TABLE release_comment (
    organisation_id UUID NOT NULL,
    release_id UUID NOT NULL,
    position BIGINT NOT NULL,
    unit_id UUID,
    subject_id UUID,
    side TEXT,
    pool TEXT,
    item TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (organisation_id, release_id, position),
    FOREIGN KEY (organisation_id, release_id) REFERENCES release (organisation_id, id)
);

CREATE TABLE outbox (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
    kind TEXT NOT NULL,
    locale TEXT NOT NULL CHECK (locale IN ('fa', 'en')),
    address TEXT NOT NULL,
    recipient TEXT NOT NULL,
    survey_id UUID,
    invitation_id UUID,
    parameters TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'refused', 'failed')),
    attempts BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    error TEXT,
    created_at BIGINT NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (organisation_id, id)
);
CREATE INDEX outbox_due ON outbox (organisation_id, state, due_at, id);
CREATE INDEX outbox_survey ON outbox (organisation_id, survey_id);

CREATE TABLE measure (
    organisation_id UUID NOT NULL REFERENCES organisation,
    id UUID NOT NULL,
    key TEXT NOT NULL,
    name_fa TEXT NOT NULL,
    name_en TEXT NOT NULL,
    perspective TEXT NOT NULL CHECK (perspective IN ('financial', 'customer', 'process', 'learning')),
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
    unit_fa TEXT NOT NULL,
    unit_en TEXT NOT NULL,
    decimals BIGINT NOT NULL,
    aggregate TEXT NOT NULL CHECK (aggregate IN ('sum', 'mean')),
    source TEXT NOT NULL,
    position BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, key)
);

-- The value of a measure for a unit and a month (Gregorian, 2026-11).
CREATE TABLE reading (
    organisation_id UUID NOT NULL,
    measure_id UUID NOT NULL,
    unit_id UUID NOT NULL,
    period TEXT NOT NULL,
    value DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (organisation_id, measure_id, unit_id, period),
    FOREIGN KEY (organisation_id, measure_id) REFERENCES measure (organisation_id, id),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id)
);

-- Holds all of a reading: a scorecard reads a year of all measures and units.
CREATE INDEX reading_period ON reading (organisation_id, period, measure_id, unit_id, value);

-- Target and warning threshold; unit_id absent is the whole organisation.
CREATE TABLE target (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL,
    measure_id UUID NOT NULL,
    unit_id UUID,
    target DOUBLE PRECISION NOT NULL,
    threshold DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, measure_id) REFERENCES measure (organisation_id, id)
);
CREATE INDEX target_measure ON target (organisation_id, measure_id);

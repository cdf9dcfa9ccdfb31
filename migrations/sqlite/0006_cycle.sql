-- What HR settles of a review cycle, and in which phase it is before and after people rate. While they rate, the state of
-- the survey tells.
CREATE TABLE review_cycle (
    organisation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    stage TEXT NOT NULL CHECK (stage IN ('draft', 'nominating', 'approving', 'debriefing', 'released', 'archived')),
    settings TEXT NOT NULL,
    nominate_until TEXT,
    PRIMARY KEY (organisation_id, survey_id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id)
) STRICT, WITHOUT ROWID;

-- A subject's list of raters on its way to the launch; the raters themselves are invitations without a token. note is
-- what the manager wrote when handing the list back.
CREATE TABLE nomination (
    organisation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    subject_id BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('choosing', 'sent', 'returned', 'approved')),
    note TEXT NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, subject_id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id),
    FOREIGN KEY (organisation_id, subject_id) REFERENCES person (organisation_id, id)
) STRICT, WITHOUT ROWID;

-- A rater who said that they cannot rate. No time: the order of what happens at links stays unknown.
CREATE TABLE rater_decline (
    organisation_id BLOB NOT NULL,
    invitation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    reason TEXT NOT NULL CHECK (reason IN ('hardly_know', 'conflict', 'no_time', 'other')),
    note TEXT NOT NULL,
    PRIMARY KEY (organisation_id, invitation_id),
    FOREIGN KEY (organisation_id, invitation_id) REFERENCES invitation (organisation_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX rater_decline_survey ON rater_decline (organisation_id, survey_id);

-- How many raters of a relationship answered a cycle, as of the last daily count: invited exactly, answered in steps.
CREATE TABLE cycle_progress (
    organisation_id BLOB NOT NULL,
    survey_id BLOB NOT NULL,
    relationship TEXT NOT NULL,
    invited INTEGER NOT NULL,
    answered_step INTEGER NOT NULL,
    counted_on TEXT NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, relationship),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id)
) STRICT, WITHOUT ROWID;

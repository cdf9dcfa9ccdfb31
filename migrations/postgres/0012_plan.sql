-- The development plan after a 360° report: goals from its behaviours, read by the subject and whoever is the manager.
-- behaviour is the key of an item of the cycle's questionnaire, so that the next report finds it again.
CREATE TABLE plan_goal (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL,
    survey_id UUID NOT NULL,
    subject_id UUID NOT NULL,
    behaviour TEXT NOT NULL,
    aim TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
    reason TEXT NOT NULL,
    progress TEXT NOT NULL CHECK (progress IN ('none', 'some', 'done')),
    begun_on TEXT NOT NULL,
    ended_on TEXT,
    PRIMARY KEY (organisation_id, id),
    UNIQUE (organisation_id, survey_id, subject_id, behaviour),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id),
    FOREIGN KEY (organisation_id, subject_id) REFERENCES person (organisation_id, id)
);
CREATE INDEX plan_goal_subject ON plan_goal (organisation_id, subject_id);

-- What is done for a goal, or learned for it.
CREATE TABLE plan_action (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL,
    goal_id UUID NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('action', 'training')),
    body TEXT NOT NULL,
    due_on TEXT NOT NULL,
    done_on TEXT,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, goal_id) REFERENCES plan_goal (organisation_id, id)
);
CREATE INDEX plan_action_goal ON plan_action (organisation_id, goal_id);
CREATE INDEX plan_action_due ON plan_action (due_on) WHERE done_on IS NULL;

-- A word about a goal, between the subject and the manager of that day; nobody who is manager later reads it. Without a
-- manager it is the subject's own.
CREATE TABLE plan_check_in (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL,
    goal_id UUID NOT NULL,
    manager_id UUID,
    by_subject BOOLEAN NOT NULL,
    progress TEXT NOT NULL CHECK (progress IN ('none', 'some', 'done')),
    body TEXT NOT NULL,
    written_at BIGINT NOT NULL,
    PRIMARY KEY (organisation_id, id),
    FOREIGN KEY (organisation_id, goal_id) REFERENCES plan_goal (organisation_id, id),
    FOREIGN KEY (organisation_id, manager_id) REFERENCES person (organisation_id, id)
);
CREATE INDEX plan_check_in_goal ON plan_check_in (organisation_id, goal_id, written_at);

-- The day of the last mail about what is due, so that nobody gets two in a week.
CREATE TABLE plan_reminder (
    organisation_id UUID NOT NULL,
    person_id UUID NOT NULL,
    sent_on TEXT NOT NULL,
    PRIMARY KEY (organisation_id, person_id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
);

-- The subject's level as of being named, like the unit: group reports by level must not move with a promotion. Subjects of
-- before have the level of today.
ALTER TABLE review_subject ADD COLUMN level TEXT;
UPDATE review_subject SET level = (SELECT p.level FROM person p
    WHERE p.organisation_id = review_subject.organisation_id AND p.id = review_subject.person_id);

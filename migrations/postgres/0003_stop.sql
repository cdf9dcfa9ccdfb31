-- Who asked not to be written to: a contact by the organisation at all, since a day; an employee with reminders of one
-- survey, without a time, so that nothing can be read off it about an answer.
ALTER TABLE contact ADD COLUMN stopped_on TEXT;

CREATE TABLE reminder_stop (
    organisation_id UUID NOT NULL,
    survey_id UUID NOT NULL,
    person_id UUID NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, person_id),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id),
    FOREIGN KEY (organisation_id, person_id) REFERENCES person (organisation_id, id)
);

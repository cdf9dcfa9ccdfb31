-- What is said in the talk about a report: one text of each of the two, for nobody else. A manager who comes later reads
-- neither. acknowledged_on is the day on which the subject noted having read the report.
CREATE TABLE debrief_note (
    organisation_id UUID NOT NULL,
    survey_id UUID NOT NULL,
    subject_id UUID NOT NULL,
    manager_id UUID NOT NULL,
    by_subject BOOLEAN NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (organisation_id, survey_id, subject_id, manager_id, by_subject),
    FOREIGN KEY (organisation_id, survey_id) REFERENCES survey (organisation_id, id),
    FOREIGN KEY (organisation_id, subject_id) REFERENCES person (organisation_id, id),
    FOREIGN KEY (organisation_id, manager_id) REFERENCES person (organisation_id, id)
);

ALTER TABLE review_subject ADD COLUMN acknowledged_on TEXT;

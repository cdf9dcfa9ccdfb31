-- Thanks to a colleague for a behaviour of the 360 degree set. unit_id is the unit of whoever is thanked on that day.
CREATE TABLE thanks (
    organisation_id UUID NOT NULL,
    id UUID NOT NULL,
    from_id UUID NOT NULL,
    to_id UUID NOT NULL,
    unit_id UUID NOT NULL,
    behaviour TEXT NOT NULL,
    words TEXT NOT NULL,
    audience TEXT NOT NULL CHECK (audience IN ('company', 'person')),
    given_on TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    hidden_reason TEXT,
    hidden_by UUID,
    PRIMARY KEY (organisation_id, id),
    CHECK (from_id <> to_id),
    CHECK (hidden_reason IS NULL OR audience = 'company'),
    FOREIGN KEY (organisation_id, from_id) REFERENCES person (organisation_id, id),
    FOREIGN KEY (organisation_id, to_id) REFERENCES person (organisation_id, id),
    FOREIGN KEY (organisation_id, unit_id) REFERENCES unit (organisation_id, id)
);
-- Sent twice, thanks are given once.
CREATE UNIQUE INDEX thanks_once ON thanks (organisation_id, from_id, to_id, given_on, behaviour, audience, words);
CREATE INDEX thanks_given ON thanks (organisation_id, given_at);
CREATE INDEX thanks_to ON thanks (organisation_id, to_id, given_at);
CREATE INDEX thanks_from ON thanks (organisation_id, from_id, given_at);
CREATE INDEX thanks_unit ON thanks (organisation_id, unit_id, given_at);

-- For which months the mail about thanks went out: the first day of a month of the reader's calendar.
CREATE TABLE thanks_month (
    organisation_id UUID NOT NULL REFERENCES organisation,
    first_day TEXT NOT NULL,
    PRIMARY KEY (organisation_id, first_day)
);

-- An old survey whose file names no respondents: somebody said that each row is another person.
ALTER TABLE survey ADD COLUMN rows_are_people INTEGER NOT NULL DEFAULT FALSE CHECK (rows_are_people IN (0, 1));

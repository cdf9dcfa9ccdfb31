-- An assessment asks the twenty questions, or what its form says.
ALTER TABLE survey ADD COLUMN form TEXT CHECK (form IS NULL OR (form = 'recovery' AND kind = 'assessment'));

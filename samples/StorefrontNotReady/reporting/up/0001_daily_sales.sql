-- Wrong (STG2011): grate runs this in the database of the reports, and has no rollback.
CREATE TABLE daily_sales (day date PRIMARY KEY, total numeric(10, 2) NOT NULL);

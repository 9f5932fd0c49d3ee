-- Wrong (STG2010): Flyway runs this in the warehouse's database, and there is no U1__Create_movements.sql to run when the release goes back.
CREATE TABLE movements (id integer PRIMARY KEY, sku text NOT NULL, pieces integer NOT NULL);

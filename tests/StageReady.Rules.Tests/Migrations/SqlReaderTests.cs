using CsCheck;
using StageReady.Migrations;
using StageReady.Migrations.Sql;

namespace StageReady.Rules.Tests.Migrations;

public sealed class SqlReaderTests
{
    [Theory]
    [InlineData("CREATE TABLE Orders (Id int, Note text);", "creates table Orders")]
    [InlineData("create table if not exists [dbo].[Orders] ([Id] int)", "creates table Orders")]
    [InlineData("CREATE TABLE sales.\"Order Lines\" (Id int)", "creates table sales.Order Lines")]
    [InlineData("CREATE TEMP TABLE t (Id int); CREATE TABLE #t (Id int);", "ensures table t")]
    [InlineData("CREATE LOCAL TEMPORARY TABLE t (Id int); CREATE TEMPORARY VIEW v AS SELECT 1;", "ensures table t|ensures view v")]
    [InlineData("CREATE GLOBAL TEMPORARY TABLE t (Id int) ON COMMIT DELETE ROWS;", "creates table t")]
    [InlineData("SELECT * INTO Backup FROM Orders", "creates table Backup")]
    [InlineData("SELECT a INTO TEMPORARY t FROM Orders; SELECT a INTO TEMP TABLE u FROM Orders; SELECT a INTO UNLOGGED v FROM Orders", "ensures table t|ensures table u|creates table v")]
    [InlineData("SELECT TRIM(LEADING '0' FROM Code) AS Code INTO TEMPORARY Codes FROM Orders; SELECT a FROM t", "ensures table Codes")]
    [InlineData("SELECT EXTRACT(YEAR FROM Placed), (SELECT 1 FROM u) INTO Years FROM Orders", "creates table Years")]
    [InlineData("SELECT setval('x', 1)", "")]
    [InlineData("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"IX_A\" ON \"Orders\" USING btree (\"A\", lower(\"B\"))", "creates index IX_A on Orders")]
    [InlineData("CREATE MATERIALIZED VIEW v AS SELECT 1", "creates view v")]
    [InlineData("CREATE OR REPLACE VIEW v AS SELECT 1", "replaces view v")]
    [InlineData("CREATE OR ALTER PROCEDURE p AS SELECT 1; DROP TABLE Inside", "replaces procedure p")]
    [InlineData("ALTER VIEW v AS SELECT 2", "replaces view v")]
    [InlineData("CREATE TYPE mood AS ENUM ('a', 'b'); DROP TYPE mood;", "creates type mood|drops type mood")]
    [InlineData("CREATE SCHEMA sales; CREATE EXTENSION IF NOT EXISTS citext;", "ensures schema sales")]
    [InlineData("DROP TABLE IF EXISTS a, dbo.b CASCADE", "drops table a|drops table b")]
    [InlineData("DROP INDEX IX_A ON Orders; DROP INDEX \"IX_B\";", "drops index IX_A on Orders|drops index IX_B")]
    [InlineData("DROP FUNCTION f(integer, text)", "drops function f")]
    [InlineData("ALTER TABLE Orders ADD Note nvarchar(20) NULL, Memo decimal(18, 2)", "adds column Orders.Note|adds column Orders.Memo")]
    [InlineData("ALTER TABLE \"Orders\" ADD COLUMN IF NOT EXISTS \"Note\" text DEFAULT 'a,b', DROP COLUMN \"Old\"", "adds column Orders.Note|drops column Orders.Old")]
    [InlineData("ALTER TABLE Orders\n  DROP COLUMN A, B;", "drops column Orders.A|drops column Orders.B")]
    [InlineData("ALTER TABLE Orders\n  ALTER COLUMN A TYPE jsonb USING A::jsonb,\n  ALTER COLUMN B DROP NOT NULL", "alters column Orders.A|alters column Orders.B")]
    [InlineData("ALTER TABLE t ADD CONSTRAINT FK_A FOREIGN KEY (a) REFERENCES p(id) ON DELETE CASCADE", "adds foreign key FK_A on t")]
    [InlineData("ALTER TABLE t WITH CHECK ADD CONSTRAINT CK CHECK (a > 0)", "adds check constraint CK on t")]
    [InlineData("ALTER TABLE t NOCHECK CONSTRAINT ALL", "")]
    [InlineData("ALTER TABLE t DROP CONSTRAINT IF EXISTS x", "drops constraint x on t")]
    [InlineData("ALTER TABLE a RENAME TO b; ALTER TABLE b RENAME COLUMN c TO d", "renames table a to b|renames column b.c to d")]
    [InlineData("ALTER TABLE `t` CHANGE COLUMN `a` `b` int, MODIFY c text, ADD INDEX ix (c)", "renames column t.a to b|alters column t.b|alters column t.c|creates index ix on t")]
    [InlineData("RENAME TABLE a TO b, c TO d", "renames table a to b|renames table c to d")]
    [InlineData("EXEC sp_rename N'[dbo].[Orders].[A]', N'B', N'COLUMN'", "renames column Orders.A to B")]
    [InlineData("exec sys.sp_rename 'Orders', 'Sales'", "renames table Orders to Sales")]
    [InlineData("ALTER INDEX ix RENAME TO iy; ALTER INDEX iy ON t REBUILD", "renames index ix to iy")]
    [InlineData("UPDATE t SET a = 'DROP TABLE x; ' WHERE b = 1; DELETE FROM t", "updates table t|deletes from table t")]
    [InlineData("INSERT INTO t (a) SELECT 1 FROM u ON CONFLICT DO UPDATE SET a = 2", "inserts into table t")]
    [InlineData("INSERT OR IGNORE INTO t (a) VALUES (1); UPDATE OR REPLACE t SET a = 2; REPLACE INTO t VALUES (3)", "inserts into table t|updates table t|updates table t")]
    [InlineData("INSERT IGNORE INTO t (a) VALUES (1); UPDATE LOW_PRIORITY IGNORE t SET a = 2; DELETE QUICK FROM t", "inserts into table t|updates table t|deletes from table t")]
    [InlineData("UPDATE quick SET a = 2; INSERT INTO ignore (a) VALUES (1)", "updates table quick|inserts into table ignore")]
    [InlineData("DELETE TOP (10) FROM t; UPDATE TOP (5) t SET a = 1; UPDATE STATISTICS t", "deletes from table t|updates table t")]
    [InlineData("DELETE n FROM Notes n JOIN Orders o ON o.Id = n.OrderId; DELETE o FROM Notes AS n, Orders AS o WHERE o.Id = 1", "deletes from table Notes|deletes from table Orders")]
    [InlineData("UPDATE n SET n.Text = o.Text FROM sales.Notes n JOIN Orders o ON o.Id = n.OrderId", "updates table sales.Notes")]
    [InlineData("UPDATE n SET Text = '' WHERE EXISTS (SELECT 1 FROM Orders n)", "updates table n")]
    [InlineData("DELETE FROM n WHERE EXISTS (SELECT 1 FROM Orders n)", "deletes from table n")]
    [InlineData("WITH d AS (SELECT ROW_NUMBER() OVER (ORDER BY Id) AS r FROM sales.Notes) DELETE FROM d WHERE r > 1; DELETE FROM d", "deletes from table sales.Notes|deletes from table d")]
    [InlineData("-- DROP TABLE a\n/* DROP TABLE b /* nested */ */ PRAGMA foreign_keys = 0;", "")]
    [InlineData("CREATE TABLE a (x int)\nGO\nCREATE TABLE b (x int)\ngo", "creates table a|creates table b")]
    [InlineData("DROP TABLE a\nDROP TABLE b", "drops table a|drops table b")]
    [InlineData("CREATE FUNCTION f() RETURNS trigger AS $body$ BEGIN DROP TABLE x; END $body$ LANGUAGE plpgsql; DROP TABLE y;", "creates function f|drops table y")]
    [InlineData("CREATE TRIGGER tr AFTER INSERT ON Orders BEGIN UPDATE Orders SET a = 1; DELETE FROM b; END; DROP TABLE y", "creates trigger tr on Orders|drops table y")]
    [InlineData("CREATE TRIGGER tr BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f(); DROP TABLE y", "creates trigger tr on t|drops table y")]
    [InlineData("DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END//\nDELIMITER ;\nDROP TABLE y;", "creates procedure p|drops table y")]
    [InlineData("/* not nested /* here */ CREATE TABLE a (x int);", "creates table a")]
    [InlineData("# MySQL's comment; DROP TABLE a\nDROP TABLE b;", "drops table b")]
    [InlineData("INSERT INTO `t` VALUES ('it\\'s; DROP TABLE a'); DROP TABLE b;", "inserts into table t|drops table b")]
    [InlineData("INSERT INTO t VALUES ('C:\\'); DROP TABLE b;", "inserts into table t|drops table b")]
    [InlineData("INSERT INTO t VALUES (E'it\\'s; DROP TABLE a'); DROP TABLE b;", "inserts into table t|drops table b")]
    [InlineData("UPDATE t SET a = b[c[1]]; DROP TABLE d; SELECT ARRAY[1, 2]; DROP TABLE e", "updates table t|drops table d|drops table e")]
    [InlineData("CREATE TABLE ${schema}.orders (id int); CREATE TABLE ${prefix}notes (id int);", "creates table ${schema}.orders|creates table ${prefix}notes")]
    [InlineData("DROP TABLE a\nGO -- the next one\nDROP TABLE b\nGO 5\nDROP TABLE c", "drops table a|drops table b|drops table c")]
    [InlineData("WITH s AS (SELECT 1 AS a),\nu (b) AS NOT MATERIALIZED (SELECT (2))\nUPDATE t SET a = s.a FROM s; DROP TABLE x", "updates table t|drops table x")]
    [InlineData("WITH s AS (SELECT 1) SELECT * FROM s; WITH RECURSIVE r AS (SELECT 1) DELETE FROM t USING r", "deletes from table t")]
    [InlineData("WITH s (SELECT 1) DELETE FROM t", "does what cannot be read")]
    [InlineData("COPY t (a) FROM stdin;\nit's one row\n\\.\n\nDROP TABLE b;", "updates table t|drops table b")]
    [InlineData("CREATE PROCEDURE p IS v int; BEGIN IF v > 0 THEN DELETE FROM a; END IF; END;\n/\nDROP TABLE y", "creates procedure p|drops table y")]
    [InlineData("CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW BEGIN IF NEW.a > 0 THEN SET NEW.a = 1; END IF; LOOP SELECT 1; END LOOP; CASE NEW.a WHEN 1 THEN SELECT 1; END CASE; END; DROP TABLE y", "creates trigger tr on t|drops table y")]
    [InlineData("CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1; DROP TABLE y;", "creates trigger tr on t|drops table y")]
    [InlineData("CREATE FUNCTION f(a int) RETURNS int DETERMINISTIC RETURN a + 1; DROP TABLE y;", "creates function f|drops table y")]
    [InlineData("CREATE FUNCTION f() RETURNS void AS 'BEGIN DELETE FROM a; END;' LANGUAGE plpgsql; DROP TABLE y;", "creates function f|drops table y")]
    [InlineData("CREATE PROC [p] AS IF @a = 1 BEGIN SELECT 1; END SELECT 2; DROP TABLE Inside\nGO\nDROP TABLE y", "creates procedure p|drops table y")]
    [InlineData("ALTER TABLE t ADD (a int, b decimal(18, 2)); ALTER TABLE t DROP (a, b);", "adds column t.a|adds column t.b|drops column t.a|drops column t.b")]
    [InlineData("ALTER TABLE t ADD UNIQUE INDEX ix (a), ADD FULLTEXT KEY fx (b)", "creates index ix on t|creates index fx on t")]
    [InlineData("ALTER TABLE t ADD DEFAULT (getdate()) FOR [a]", "does what cannot be read")]
    [InlineData("ALTER TABLE #t ADD DEFAULT (getdate()) FOR [a]", "")]
    [InlineData("ALTER TYPE mood ADD VALUE 'c'; ALTER SEQUENCE s RESTART WITH 5; CREATE DOMAIN d AS int; ALTER SCHEMA a RENAME TO b", "replaces type mood|replaces sequence s|creates type d|renames schema a to b")]
    [InlineData("DO $$ BEGIN DROP TABLE x; END $$;", "does what cannot be read")]
    [InlineData("IF EXISTS (SELECT 1) DROP TABLE x; DROP TABLE y", "does what cannot be read")]
    [InlineData("EXEC sp_executesql @sql", "does what cannot be read")]
    [InlineData("EXEC(N'CREATE VIEW v AS SELECT ''a'' AS A'); EXECUTE ('DROP VIEW w')", "creates view v|drops view w")]
    [InlineData("EXEC sp_executesql N'CREATE PROCEDURE p AS SELECT 1; SELECT 2';\nDROP TABLE t", "creates procedure p|drops table t")]
    [InlineData("ALTER TABLE t MODIFY a bigint, ALGORITHM=INPLACE, LOCK=NONE, ADD FOREIGN KEY (a) REFERENCES p (a)", "alters column t.a|adds foreign key t_a_fkey on t")]
    [InlineData("ALTER TABLE t ADD UNIQUE ux (a), ADD INDEX (b), ADD KEY kx USING BTREE (c), ADD UNIQUE (d)", "creates index ux on t|creates index b on t|creates index kx on t|adds unique constraint t_d_key on t")]
    [InlineData("CREATE UNIQUE INDEX ON t USING btree (a)", "creates index t_a_idx on t")]
    [InlineData("EXEC('DROP TABLE ' + @t)", "does what cannot be read")]
    [InlineData("EXEC sp_executesql N'DROP TABLE t', N'@a int', @a = 1", "does what cannot be read")]
    [InlineData("ALTER TABLE a RENAME b; ALTER TABLE t RENAME c TO d", "renames table a to b|renames column t.c to d")]
    [InlineData("ALTER TABLE a RENAME COLUMN b", "does what cannot be read")]
    [InlineData("CREATE TABLE m1 PARTITION OF m FOR VALUES IN (1)", "creates table m1")]
    [InlineData("SELECT 'unclosed", "")]
    [InlineData("ALTER TABLE", "does what cannot be read")]
    [InlineData("", "")]
    public void Recognises_DDL(string sql, string expected) => Assert.Equal(expected, string.Join("|", SqlReader.Read(sql)));

    [Fact]
    public void A_hole_in_DDL_makes_it_unknown_and_in_data_does_not()
    {
        Assert.Equal(Verb.Unknown, Assert.Single(SqlReader.Read($"DROP TABLE {SqlReader.Hole}")).Verb);
        Assert.Null(SqlReader.Read($"DROP TABLE {SqlReader.Hole}")[0].Text);
        Assert.Equal(Verb.Update, Assert.Single(SqlReader.Read($"UPDATE t SET a = {SqlReader.Hole}")).Verb);
    }

    [Fact]
    public void Any_text_is_read_to_its_end()
    {
        string[] words = ["CREATE", "TABLE", "DROP", "ALTER", "ADD", "INDEX", "ON", "(", ")", ";", ",", "'", "\"", "[", "`", "$$", "$a$", "--", "/*", "\n", "GO", "a", "RENAME", "TO", "BEGIN", "END", "SELECT", "INTO", "IF", "EXEC", "DELIMITER", "CONSTRAINT", "\uFFFC", ".", "#", "/", "\\", "${a}", "${", "COPY t FROM STDIN", "\\.", "CREATE FUNCTION f ()", "AS", "@a", "CASE", "LOOP", "UNIQUE", "E'"];
        Gen.Int[0, words.Length - 1].Array[0, 30].Sample(parts => SqlReader.Read(string.Join(" ", parts.Select(part => words[part]))) is not null);
    }

    [Theory]
    [InlineData("UPDATE t SET a = 1, \"b\" = (SELECT x, y FROM u), t.c = f(1, 2) WHERE d = 1", "a b c")]
    [InlineData("UPDATE o SET o.a = p.b FROM t o JOIN p ON p.c = o.c, q", "a")]
    [InlineData("UPDATE t SET (a, b) = (1, 2)", "a b")]
    [InlineData("DELETE FROM t WHERE a = 1", "")]
    public void Knows_the_columns_that_an_update_sets(string sql, string columns) =>
        Assert.Equal(columns, string.Join(" ", Assert.Single(SqlReader.Read(sql)).Columns));
}

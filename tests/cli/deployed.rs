//! Runs every command on users databases with other schemas and privileges. A command needs only the columns that it uses. Errors
//! are in the words of this tool, without the text of a driver or a server.

use crate::support::{Output, Server, World};
use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

/// A database: the SQL that changes the app's schema with its three users, and the grants of the role, unless it is the owner.
struct Deployed {
    name: &'static str,
    sql: &'static str,
    role: Option<&'static str>,
}

const fn owned(name: &'static str, sql: &'static str) -> Deployed {
    Deployed { name, sql, role: None }
}

/// `ROLE` in the SQL stands for the name of the role.
const fn for_role(name: &'static str, sql: &'static str, role: &'static str) -> Deployed {
    Deployed { name, sql, role: Some(role) }
}

const EVERYTHING: &str = "GRANT ALL ON ALL TABLES IN SCHEMA public TO ROLE";

const DATABASES: [Deployed; 29] = [
    owned("as created", ""),
    owned(
        "nullable, and null",
        "ALTER TABLE users ALTER display_name DROP NOT NULL, ALTER handle DROP NOT NULL, ALTER email DROP NOT NULL,
           ALTER cognito_user_id DROP NOT NULL;
         UPDATE users SET display_name = NULL, email = NULL, cognito_user_id = NULL;
         INSERT INTO users DEFAULT VALUES",
    ),
    owned("no email", "ALTER TABLE users DROP COLUMN email"),
    owned("no display_name", "ALTER TABLE users DROP COLUMN display_name"),
    owned("no cognito_user_id", "ALTER TABLE users DROP COLUMN cognito_user_id"),
    owned("no handle", "ALTER TABLE users DROP COLUMN handle"),
    owned(
        "cognito_user_id uuid",
        "ALTER TABLE users ALTER cognito_user_id DROP NOT NULL, ALTER cognito_user_id TYPE uuid USING NULL",
    ),
    owned(
        "cognito_user_id uuid NOT NULL",
        "ALTER TABLE users ALTER cognito_user_id TYPE uuid USING gen_random_uuid()",
    ),
    owned(
        "uuid text",
        "ALTER TABLE users ALTER uuid DROP DEFAULT, ALTER uuid TYPE text, ALTER uuid SET DEFAULT gen_random_uuid()::text",
    ),
    owned(
        "varchar(n)",
        "ALTER TABLE users ALTER display_name TYPE varchar(60), ALTER handle TYPE varchar(60), ALTER email TYPE varchar(60),
           ALTER cognito_user_id TYPE varchar(36)",
    ),
    owned(
        "char(n)",
        "ALTER TABLE users ALTER display_name TYPE char(60), ALTER handle TYPE char(60), ALTER email TYPE char(60),
           ALTER cognito_user_id TYPE char(36)",
    ),
    owned(
        "citext",
        "CREATE EXTENSION citext;
         ALTER TABLE users ALTER display_name TYPE citext, ALTER handle TYPE citext, ALTER email TYPE citext,
           ALTER cognito_user_id TYPE citext",
    ),
    owned("too short", "ALTER TABLE users ALTER handle TYPE varchar(11), ALTER cognito_user_id TYPE varchar(20)"),
    owned("a view", "ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT * FROM people"),
    owned("a view of distinct rows", "ALTER TABLE users RENAME TO people; CREATE VIEW users AS SELECT DISTINCT * FROM people"),
    owned(
        "a view of expressions",
        "ALTER TABLE users RENAME TO people;
         CREATE VIEW users AS SELECT uuid, handle || '' AS handle, display_name, email, created_at,
           cognito_user_id || '' AS cognito_user_id FROM people",
    ),
    owned(
        "a materialized view",
        "ALTER TABLE users RENAME TO people; CREATE MATERIALIZED VIEW users AS SELECT * FROM people",
    ),
    owned(
        "unique ids that swap",
        "UPDATE users SET cognito_user_id = CASE handle WHEN 'andrewbrown' THEN '00000000-0000-4000-8000-000000000002'
           WHEN 'bayko' THEN '00000000-0000-4000-8000-000000000003' ELSE '00000000-0000-4000-8000-000000000001' END;
         ALTER TABLE users ADD UNIQUE (cognito_user_id)",
    ),
    owned("another schema", "CREATE SCHEMA app; ALTER TABLE users SET SCHEMA app"),
    owned("another column NOT NULL", "ALTER TABLE users ADD bio text DEFAULT ''; ALTER TABLE users ALTER bio DROP DEFAULT, ALTER bio SET NOT NULL"),
    owned(
        "a trigger that raises",
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'db error'; END $$;
         CREATE TRIGGER no BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION no()",
    ),
    owned(
        "a trigger that skips",
        "CREATE FUNCTION skip() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
         CREATE TRIGGER skip BEFORE INSERT OR UPDATE ON users FOR EACH ROW EXECUTE FUNCTION skip()",
    ),
    owned("a check", "ALTER TABLE users ADD CONSTRAINT only_mock CHECK (cognito_user_id = 'MOCK' AND handle <> 'zoe-of-the-stars')"),
    for_role("read-only connection", "ALTER ROLE ROLE SET default_transaction_read_only = on", EVERYTHING),
    for_role("no privilege", "", ""),
    for_role("SELECT alone", "", "GRANT SELECT ON users TO ROLE"),
    for_role(
        "some columns alone",
        "",
        "GRANT SELECT (handle, uuid, cognito_user_id), UPDATE (cognito_user_id) ON users TO ROLE",
    ),
    for_role(
        "row-level security of updates",
        "ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY look ON users FOR SELECT USING (true);
         CREATE POLICY write ON users FOR UPDATE USING (handle <> 'londo')",
        EVERYTHING,
    ),
    for_role(
        "row-level security of all",
        "ALTER TABLE users ENABLE ROW LEVEL SECURITY; CREATE POLICY every ON users USING (handle <> 'londo')",
        EVERYTHING,
    ),
];

const COMMANDS: [(&str, &str); 7] = [
    ("find", "ddb patterns list-conversations --as bayko"),
    ("converse", "ddb patterns create-conversation --from bayko --to andrewbrown hello"),
    ("seed", "db seed --file zoe.json"),
    ("sync", "db update-cognito-user-ids --from pool.json"),
    ("repair", "ddb repair --all"),
    ("schema", "db schema-load"),
    ("doctor", "doctor"),
];

const POOL: &str = r#"{
  "andrewbrown": "00000000-0000-4000-8000-000000000001",
  "bayko": "00000000-0000-4000-8000-000000000002",
  "londo": "00000000-0000-4000-8000-000000000003"
}"#;

const ZOE: &str =
    r#"{ "users": [{ "display_name": "Zoe", "handle": "zoe-of-the-stars", "email": "zoe@cruddur.example" }] }"#;

/// Texts that only a driver or a server prints.
const FOREIGN: [&str; 12] = [
    "db error",
    "ERROR",
    "FATAL",
    "deserializ",
    "relation ",
    "permission denied",
    "does not exist",
    "violates",
    "cannot execute",
    "character varying(20))",
    "operator",
    "caused by",
];

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn every_command_on_every_database() {
    let mut table = String::new();
    for databases in DATABASES.chunks(4) {
        let rows: Vec<String> = std::thread::scope(|scope| {
            let runs: Vec<_> = databases.iter().map(|deployed| scope.spawn(|| rows(deployed))).collect();
            runs.into_iter().map(|run| run.join().expect("its rows")).collect()
        });
        table.push_str(&rows.concat());
    }
    println!("{table}");
    insta::assert_snapshot!("databases", table);
}

/// Returns the rows of the table for one database.
fn rows(deployed: &Deployed) -> String {
    let mut table = format!("{}\n", deployed.name);
    let world = world(deployed);
    for (name, command) in COMMANDS {
        let output = world.run_line(command);
        let shown = format!("{}{}", output.stdout, output.stderr);
        for foreign in FOREIGN {
            assert!(!shown.contains(foreign), "{}: {name}: {foreign}: {output}", deployed.name);
        }
        writeln!(table, "{}", format!("  {name:<9} {} {}", output.status, words(&output)).trim_end()).expect("text");
    }
    let confirmed = confirm(&world).map_or_else(|error| chain(&error), |done| format!("{done:?}"));
    writeln!(table, "  {:<9} {}", "confirm", without_location(&confirmed)).expect("text");
    table
}

fn world(deployed: &Deployed) -> World {
    let world = World::with_servers(&[Server::Postgres]);
    world.prepare();
    world.write("pool.json", POOL);
    world.write("zoe.json", ZOE);
    let role = format!("r_{}", uuid::Uuid::new_v4().simple());
    let named = |sql: &str| sql.replace("TO ROLE", &format!("TO {role}")).replace("ROLE ROLE", &format!("ROLE {role}"));
    if deployed.role.is_some() {
        world.sql(&format!("CREATE ROLE {role} LOGIN PASSWORD 'secret'"));
    }
    world.sql(&named(deployed.sql));
    let Some(grants) = deployed.role else { return world };
    world.sql(&named(grants));
    let url = world.var(Server::Postgres.variable()).expect("a URL");
    let (_, server) = url.split_once('@').expect("a user in the URL");
    let url = format!("postgresql://{role}:secret@{server}");
    world.with(Server::Postgres.variable(), &url)
}

/// Confirms a new user, as the post-confirmation function does.
fn confirm(world: &World) -> cruddur::error::Result<cruddur::db::Confirmation> {
    let user = cruddur::db::ConfirmedUser {
        sub: "00000000-0000-4000-8000-000000000009".to_owned(),
        handle: "newton-long-name".to_owned(),
        display_name: "Newton".to_owned(),
        email: "newton@cruddur.example".to_owned(),
        email_is_verified: true,
        status: "CONFIRMED".to_owned(),
    };
    world.with_users(async |users| users.confirm(user, SystemTime::now() + Duration::from_secs(20)).await)
}

fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Returns the error, the warnings and the summary of a run, and the problems that `doctor` found.
fn words(output: &Output) -> String {
    let errors = output.stderr.lines().filter_map(|line| line.strip_prefix("error: "));
    let errors = errors.filter(|line| !line.contains("checks found a problem"));
    let warnings = output.stderr.lines().filter(|line| line.starts_with("warning: "));
    let done = output.stderr.lines().filter(|line| line.contains("changed "));
    let problems = output.stdout.lines().filter(|line| line.contains(" problem "));
    let words = errors.chain(warnings).chain(done).chain(problems);
    let words = words.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    without_location(&words.collect::<Vec<_>>().join(" | "))
}

/// Returns a text without the parentheses that contain a connection URL or the path of an embedded store.
fn without_location(text: &str) -> String {
    let mut parts = text.split(" (");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(')') {
            Some((location, rest)) if location.contains("postgresql://") || location.contains("embedded in") => {
                kept.push_str(rest);
            }
            _ => write!(kept, " ({part}").expect("text"),
        }
    }
    kept
}

/// Row-level security forbids the update of one row, so no row is written.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn what_a_policy_hides_is_not_reported_as_written() {
    let [.., deployed, _] = &DATABASES;
    let world = world(deployed);
    world.run(["db", "update-cognito-user-ids", "--from", "pool.json"]).fails_with(5);
    assert_eq!(world.count("SELECT count(*) FROM users WHERE cognito_user_id <> 'MOCK'"), 0);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn unique_ids_swap_in_one_run() {
    let deployed = DATABASES.iter().find(|deployed| deployed.name == "unique ids that swap").expect("it");
    let world = world(deployed);
    world.run(["db", "update-cognito-user-ids", "--from", "pool.json", "--strict"]).ok();
    for (at, handle) in ["andrewbrown", "bayko", "londo"].iter().enumerate() {
        let users = format!(
            "SELECT count(*) FROM users WHERE handle = '{handle}' AND cognito_user_id = '00000000-0000-4000-8000-00000000000{}'",
            at + 1
        );
        assert_eq!(world.count(&users), 1);
    }
    world.run(["db", "update-cognito-user-ids", "--from", "pool.json", "--check"]).ok();
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn what_a_login_lacks_is_said_in_words_of_this_tool() {
    let world = World::with_servers(&[Server::Postgres]);
    let url = world.var(Server::Postgres.variable()).expect("a URL");
    let (server, _) = url.rsplit_once('/').expect("a database in the URL");
    for (url, code, words) in [
        (format!("{server}/nowhere"), 3, "the server has no database nowhere"),
        (url.replace("postgres:", "nobody:"), 4, "refused the login"),
    ] {
        let output = world.run(["db", "seed", "--database-url", &url]).fails_with(code);
        assert!(output.stderr.contains(words), "{output}");
        assert!(!FOREIGN[..8].iter().any(|foreign| output.stderr.contains(foreign)), "{output}");
    }
}

//! The Lambda functions that use the users database: `cruddur-schema-load`, and `cruddur-post-confirmation` with the role of the app.

use crate::iam::assert_shows_no_token;
use crate::lambda::sign_up;
use crate::support::{Lambda, ROOT, Rds, Server, World};
use postgres::{Client, NoTls};
use serde_json::{Value, json};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

const SCHEMA_LOAD: &str = env!("CARGO_BIN_EXE_cruddur-schema-load");
const CONFIRMATION: &str = env!("CARGO_BIN_EXE_cruddur-post-confirmation");

/// What `cruddur-schema-load` lists on a server with `rds_iam`, except `INSERT on public.activities`.
const ALL: [&str; 10] = [
    "table users",
    "table activities",
    "role cruddur_app",
    "membership in rds_iam",
    "CONNECT on database",
    "USAGE on schema public",
    "SELECT on public.users",
    "SELECT on public.activities",
    "INSERT on public.users (display_name, handle, email, cognito_user_id)",
    "UPDATE on public.users (display_name, handle, email, cognito_user_id)",
];

/// Roles belong to the whole server, so only one test at a time has those of the app.
pub fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A database as on RDS: it belongs to a master user who is not a superuser, and the role `rds_iam` exists.
struct Instance {
    world: World,
    master: String,
    /// `HOST:PORT/DATABASE`.
    database: String,
    _turn: MutexGuard<'static, ()>,
}

impl Instance {
    fn new() -> Self {
        let turn = turn();
        let world = World::with_servers(&[Server::Postgres]);
        let url = world.var(Server::Postgres.variable()).expect("a URL");
        let address = url.split_once('@').expect("a user in the URL").1.to_owned();
        let database = address.rsplit_once('/').expect("a database in the URL").1.to_owned();
        let master = format!("m_{}", uuid::Uuid::new_v4().simple());
        world.sql(&format!(
            "CREATE ROLE {master} LOGIN CREATEROLE CREATEDB PASSWORD 'master-secret'; CREATE ROLE rds_iam NOLOGIN;
             GRANT rds_iam TO {master} WITH ADMIN OPTION; ALTER DATABASE {database} OWNER TO {master}"
        ));
        Self { world, master, database: address, _turn: turn }
    }

    /// Starts `cruddur-schema-load` with a URL that has no password.
    fn function(&self) -> Lambda {
        let url = format!("postgresql://cruddurroot@{}?sslmode=disable", self.database);
        Lambda::start(&self.world, SCHEMA_LOAD, &[("PROD_CONNECTION_URL", &url)])
    }

    fn login(&self, password: &str) -> Value {
        json!({ "username": self.master, "password": password, "engine": "postgres" })
    }

    /// Returns the text that a query returns.
    fn text(&self, query: &str) -> String {
        self.world.database().expect("PostgreSQL").query_one(query, &[]).expect("SQL").get(0)
    }

    /// Returns everything that is granted to the role of the app, a line each.
    fn privileges(&self) -> String {
        self.text(
            "SELECT string_agg(item, E'\n' ORDER BY item) FROM (
               SELECT relname || ' ' || privilege_type FROM pg_class, aclexplode(relacl) WHERE grantee = 'cruddur_app'::regrole
               UNION ALL
               SELECT relname || '.' || attname || ' ' || privilege_type
               FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid, aclexplode(attacl) WHERE grantee = 'cruddur_app'::regrole
               UNION ALL
               SELECT nspname || ' ' || privilege_type FROM pg_namespace, aclexplode(nspacl) WHERE grantee = 'cruddur_app'::regrole
               UNION ALL
               SELECT 'member of ' || roleid::regrole FROM pg_auth_members WHERE member = 'cruddur_app'::regrole
             ) AS granted (item)",
        )
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        let Some(mut database) = self.world.database() else { return };
        let tables = database.batch_execute("DROP TABLE IF EXISTS users, activities");
        let app = database.batch_execute("DROP OWNED BY cruddur_app; DROP ROLE cruddur_app");
        let iam = database.batch_execute("DROP OWNED BY rds_iam; DROP ROLE rds_iam");
        drop((tables, app, iam));
    }
}

/// Returns a list of a response, without the name of the database.
fn listed(answer: &Value, list: &str) -> Vec<String> {
    let texts = answer[list].as_array().expect("a list").iter().map(|item| item.as_str().expect("a text"));
    texts.map(|text| if text.starts_with("CONNECT") { "CONNECT on database" } else { text }.to_owned()).collect()
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_second_load_changes_nothing() {
    let instance = Instance::new();
    let function = instance.function();
    let first = function.invoke(&instance.login("master-secret")).expect("loaded");
    // PUBLIC has CONNECT and USAGE by default.
    assert_eq!(listed(&first, "unchanged"), ["CONNECT on database", "USAGE on schema public"]);
    let mut created = listed(&first, "created");
    assert_eq!(created.pop().as_deref(), Some("INSERT on public.activities"));
    assert_eq!(
        created,
        ALL.iter().filter(|name| !name.starts_with("CON") && !name.starts_with("USA")).copied().collect::<Vec<_>>()
    );

    let state = |instance: &Instance| {
        let catalogs = ["pg_class", "pg_attribute", "pg_authid", "pg_auth_members", "pg_database", "pg_namespace"];
        let newest = catalogs.map(|name| format!("(SELECT max(xmin::text::bigint) FROM {name})")).join(" || ' ' || ");
        (instance.text(&format!("SELECT {newest}")), instance.privileges())
    };
    let before = state(&instance);
    let second = function.invoke(&instance.login("master-secret")).expect("loaded");
    assert_eq!(listed(&second, "created"), Vec::<String>::new());
    assert_eq!(listed(&second, "unchanged").len(), ALL.len() + 1);
    assert_eq!(state(&instance), before);

    let log = function.end();
    let text = format!("{log:?}");
    assert!(!text.contains("master-secret"), "{text}");
    assert_eq!(log.iter().filter(|line| line["message"] == "loaded").count(), 2, "{text}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn existing_objects_stay_and_missing_ones_are_created() {
    let instance = Instance::new();
    let function = instance.function();
    function.invoke(&instance.login("master-secret")).expect("loaded");
    instance
        .world
        .sql("INSERT INTO users (display_name, handle, email, cognito_user_id) VALUES ('A', 'a', 'a@b', 'c')");
    instance.world.sql(
        "DROP TABLE activities; REVOKE UPDATE ON users FROM cruddur_app; REVOKE UPDATE (handle) ON users FROM cruddur_app;
         REVOKE USAGE ON SCHEMA public FROM PUBLIC; REVOKE rds_iam FROM cruddur_app",
    );
    // From PostgreSQL 16 on, only a superuser may alter the role.
    let is_altered = instance.world.count("SELECT current_setting('server_version_num')::bigint") < 160_000;
    if is_altered {
        instance.world.sql("ALTER ROLE cruddur_app NOLOGIN");
    }
    let answer = function.invoke(&instance.login("master-secret")).expect("loaded");
    let created = listed(&answer, "created");
    assert_eq!(created.contains(&"role cruddur_app".to_owned()), is_altered);
    assert_eq!(
        created.into_iter().filter(|what| what != "role cruddur_app").collect::<Vec<_>>(),
        [
            "table activities",
            "membership in rds_iam",
            "USAGE on schema public",
            "SELECT on public.activities",
            "UPDATE on public.users (display_name, handle, email, cognito_user_id)",
            "INSERT on public.activities",
        ]
    );
    assert_eq!(instance.world.count("SELECT count(*) FROM users"), 1);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_role_of_the_app_has_exactly_what_it_needs() {
    let instance = Instance::new();
    instance.function().invoke(&instance.login("master-secret")).expect("loaded");
    // From PostgreSQL 16 on, its creator would be a member of it, and through it of rds_iam. RDS then refuses the creator's password.
    let members = "SELECT count(*) FROM pg_auth_members WHERE roleid = 'cruddur_app'::regrole";
    assert_eq!(instance.world.count(members), 0);
    assert_eq!(instance.world.count("SELECT count(*) FROM pg_roles WHERE rolname = 'cruddur_app_creator'"), 0);
    let columns = ["cognito_user_id", "display_name", "email", "handle"];
    let mut expected =
        vec!["activities INSERT".to_owned(), "activities SELECT".to_owned(), "member of rds_iam".to_owned()];
    expected.push("users SELECT".to_owned());
    expected.extend(columns.iter().flat_map(|name| ["INSERT", "UPDATE"].map(|verb| format!("users.{name} {verb}"))));
    expected.sort();
    let mut granted: Vec<String> = instance.privileges().lines().map(str::to_owned).collect();
    granted.sort();
    assert_eq!(granted, expected);
    let attributes = "SELECT concat_ws(' ', rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, \
                      rolpassword IS NULL) FROM pg_authid WHERE rolname = 'cruddur_app'";
    assert_eq!(instance.text(attributes), "t f f f f f t");

    // The function and the backend can do their work as this role, and nothing else.
    instance.world.sql("ALTER ROLE cruddur_app PASSWORD 'app-secret'");
    let url = format!("postgresql://cruddur_app:app-secret@{}", instance.database);
    let confirmation =
        Lambda::start(&instance.world, CONFIRMATION, &[("CONNECTION_URL", &format!("{url}?sslmode=disable"))]);
    for name in ["Bobby", "Robert"] {
        let event = sign_up("11111111-0000-0000-0000-000000000001", "bobby", name);
        assert_eq!(confirmation.invoke(&event), Ok(event.clone()));
    }
    let mut app = Client::connect(&url, NoTls).expect("the role signs in");
    for statement in [
        "INSERT INTO activities (user_uuid, message, expires_at) SELECT uuid, 'hi', now() FROM users RETURNING uuid",
        "SELECT activities.*, users.* FROM activities JOIN users ON users.uuid = activities.user_uuid",
    ] {
        app.batch_execute(statement).expect(statement);
    }
    for statement in [
        "DELETE FROM users",
        "DELETE FROM activities",
        "TRUNCATE users",
        "DROP TABLE users",
        "UPDATE users SET uuid = gen_random_uuid()",
        "UPDATE activities SET message = ''",
        "CREATE TABLE mine (a int)",
        "CREATE ROLE another",
    ] {
        let code = app.batch_execute(statement).expect_err(statement).code().cloned();
        assert_eq!(code, Some(postgres::error::SqlState::INSUFFICIENT_PRIVILEGE), "{statement}");
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_login_that_fails_fails_the_invocation_and_is_shown_nowhere() {
    let instance = Instance::new();
    let function = instance.function();
    let failure = function.invoke(&instance.login("wrong-guess")).unwrap_err();
    assert_eq!(failure["errorMessage"], "the users schema could not be loaded");
    // Any part of a wrong payload may be the password.
    for payload in [
        json!("wrong-guess"),
        json!({ "username": "wrong-guess" }),
        json!({ "username": "u", "password": ["wrong-guess"] }),
        json!({ "username": "", "password": "wrong-guess" }),
        json!(null),
    ] {
        let failure = function.invoke(&payload).unwrap_err();
        assert_eq!(failure["errorMessage"], "the payload: username and password must be non-empty strings");
    }
    // The next invocation has a login of its own.
    assert!(function.invoke(&instance.login("master-secret")).is_ok());
    let log = format!("{:?}", function.end());
    assert!(log.contains("refused the login") && !log.contains("wrong-guess"), "{log}");
    assert!(!log.contains("master-secret"), "{log}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_role_that_may_create_nothing_fails_the_invocation() {
    let instance = Instance::new();
    instance.world.sql(&format!("ALTER ROLE {} NOCREATEROLE", instance.master));
    let function = instance.function();
    let failure = function.invoke(&instance.login("master-secret")).unwrap_err();
    assert_eq!(failure["errorMessage"], "the users schema could not be loaded");
    assert_eq!(instance.world.count("SELECT count(*) FROM pg_roles WHERE rolname = 'cruddur_app'"), 0);
    let log = format!("{:?}", function.end());
    assert!(log.contains("lacks a privilege"), "{log}");
}

/// PostgreSQL 16 and later make the master user a member of a role that it creates by itself.
#[test]
#[ignore = "needs the servers that tests/run starts"]
fn the_master_user_does_not_become_a_member_of_rds_iam() {
    let instance = Instance::new();
    let master = &instance.master;
    instance
        .world
        .sql(&format!("CREATE ROLE cruddur_app LOGIN; GRANT cruddur_app TO {master}; REVOKE rds_iam FROM {master}"));
    let function = instance.function();
    let failure = function.invoke(&instance.login("master-secret")).unwrap_err();
    assert_eq!(failure["errorMessage"], "the users schema could not be loaded");
    assert_eq!(instance.world.count("SELECT count(*) FROM pg_auth_members WHERE roleid = 'rds_iam'::regrole"), 0);
    let log = format!("{:?}", function.end());
    assert!(log.contains("membership in rds_iam without"), "{log}");
}

#[test]
fn a_url_with_a_password_is_refused() {
    let world = World::bare();
    let url = "postgresql://cruddurroot:kept-secret@localhost:9/cruddur";
    let function = Lambda::start(&world, SCHEMA_LOAD, &[("PROD_CONNECTION_URL", url)]);
    let failure = function.invoke(&json!({ "username": "u", "password": "p" })).unwrap_err();
    assert_eq!(
        failure["errorMessage"],
        "PROD_CONNECTION_URL: it must not have a password, because another login is given"
    );
    assert!(!format!("{:?}", function.end()).contains("kept-secret"));
}

/// Starts `cruddur-post-confirmation` with a sign-in by IAM, in the environment of Lambda.
fn by_iam(world: &World, rds: &Rds, database: &str) -> Lambda {
    let url = format!("postgresql://cruddur_app@localhost:{}/{database}?sslrootcert={ROOT}", rds.port);
    let keys =
        [("AWS_ACCESS_KEY_ID", "AKIDROLE"), ("AWS_SECRET_ACCESS_KEY", "secret"), ("AWS_SESSION_TOKEN", "session==")];
    let env = [("PROD_CONNECTION_URL", url.as_str()), ("CRUDDUR_DATABASE_AUTH", "iam"), ("PGPASSWORD", "not-for-rds")];
    Lambda::start(world, CONFIRMATION, &[&keys[..], &env[..]].concat())
}

#[test]
fn each_sign_up_sends_a_token_of_its_own_over_tls() {
    let (world, rds) = (World::bare(), Rds::refusing());
    let function = by_iam(&world, &rds, "cruddur");
    let event = sign_up("11111111-0000-0000-0000-000000000001", "bobby", "Bobby");
    for _ in 0..2 {
        let failure = function.invoke(&event).unwrap_err();
        assert_eq!(failure["errorMessage"], "the user could not be recorded");
        // A token has its time in seconds, so the next one differs.
        std::thread::sleep(Duration::from_millis(1_100));
    }
    let [first, second] = rds.passwords().try_into().expect("two tokens");
    for token in [&first, &second] {
        assert!(token.starts_with(&format!("localhost:{}/?Action=connect&DBUser=cruddur_app&", rds.port)), "{token}");
        assert!(token.contains("Credential=AKIDROLE%2F") && token.contains("%2Fus-east-1%2Frds-db%2F"), "{token}");
        assert!(token.contains("X-Amz-Security-Token=session%3D%3D&"), "{token}");
    }
    assert_ne!(first, second);
    let log = format!("{:?}", function.end());
    assert!(log.contains("refused the sign-in of cruddur_app by IAM"), "{log}");
    assert_shows_no_token(&log);
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_sign_up_by_a_token_has_a_row() {
    let world = World::with_servers(&[Server::Postgres]);
    world.run(["db", "schema-load"]).ok();
    let bouncer = std::env::var("CRUDDUR_TEST_PGBOUNCER").expect("tests/run sets it");
    let rds = Rds::before(bouncer.rsplit_once('@').expect("a user in the URL").1);
    let url = world.var(Server::Postgres.variable()).expect("a URL");
    let function = by_iam(&world, &rds, url.rsplit_once('/').expect("a database in the URL").1);
    let event = sign_up("11111111-0000-0000-0000-000000000001", "bobby", "Bobby");
    assert_eq!(function.invoke(&event), Ok(event.clone()));
    assert_eq!(world.count("SELECT count(*) FROM users WHERE handle = 'bobby'"), 1);
    assert_eq!(rds.passwords().len(), 1);
    assert_shows_no_token(&format!("{:?}", function.end()));
}

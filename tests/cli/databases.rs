//! `cruddur db create`, `drop`, `sessions` and `list-users`.

use crate::support::{Server, World, contract};

contract!(every_user_is_listed);

/// The pages of the list are smaller than the list. A value that is null in a deployed database is null here.
fn every_user_is_listed(world: &World) {
    world.run(["db", "schema-load"]).ok();
    let insert = |at: usize| {
        format!(
            "INSERT INTO users (uuid, display_name, handle, email, cognito_user_id) \
        VALUES ('00000000-0000-4000-8000-{at:012}', 'User {at}', 'user{at:04}', 'u{at}@cruddur.example', 'MOCK');"
        )
    };
    world.sql(&(0..1_203).rev().map(insert).collect::<String>());
    let listed = world.run(["db", "list-users", "--output", "json"]).ok();
    let rows = listed.rows();
    assert_eq!(rows.len(), 1_203);
    assert!(rows.iter().map(|row| row["handle"].as_str().unwrap()).is_sorted());
    assert_eq!(rows[7]["email"], "u7@cruddur.example");
    assert_eq!(rows[7]["uuid"], "00000000-0000-4000-8000-000000000007");
    assert!(listed.stderr.ends_with("1203 users\n"), "{listed}");
    for limit in [0, 1, 500, 501] {
        let some = world.run(["db", "list-users", "--limit", &limit.to_string(), "--output", "text"]).ok();
        assert_eq!(some.stdout.lines().count(), limit, "{some}");
    }
    let handles = world.run(["db", "list-users", "--limit", "2", "--output", "text", "--query", "[].handle"]).ok();
    assert_eq!(handles.stdout, "user0000\nuser0001\n");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_deployed_table_is_listed_as_it_is() {
    let world = World::with_servers(&[Server::Postgres]);
    world.sql(
        "CREATE TABLE users (uuid uuid, display_name text, handle varchar(20), cognito_user_id text);
         INSERT INTO users (handle) VALUES ('londo'), (NULL), ('londo');",
    );
    let listed = world.run(["db", "list-users", "--output", "text", "--query", "[].[handle, uuid, email]"]).ok();
    assert_eq!(listed.stdout, "londo\t\\N\t\\N\nlondo\t\\N\t\\N\n\\N\t\\N\t\\N\n");
    world.sql("ALTER TABLE users DROP COLUMN display_name");
    let lacking = world.run(["db", "list-users"]);
    assert!(lacking.status != 0 && lacking.stderr.contains("display_name"), "{lacking}");
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_database_is_created_and_dropped() {
    let world = World::with_servers(&[Server::Postgres]);
    let name = format!("it's \"{}\"", uuid::Uuid::new_v4().simple());
    let url = world.var("LOCAL_CONNECTION_URL").expect("a server");
    let encoded = name.replace('"', "%22").replace(' ', "%20");
    let world = world.with("LOCAL_CONNECTION_URL", &format!("{}/{encoded}", url.rsplit_once('/').expect("a path").0));
    let status = |args: &[&str]| {
        let run = world.run(["db"].iter().chain(args).chain(&["--output", "text", "--query", "[].status"]));
        run.ok().stdout
    };
    world.run(["db", "drop", "--yes"]).fails_with(3);
    assert_eq!(status(&["drop", "--yes", "--if-exists"]), "does not exist\n");
    assert_eq!(status(&["create", "--dry-run"]), "would be created\n");
    assert_eq!(status(&["create"]), "created\n");
    assert_eq!(status(&["create"]), "unchanged\n");
    world.run(["db", "schema-load"]).ok();
    // A session of another client keeps it.
    let mut other = world.run(["db", "sessions", "--output", "json"]).ok().rows();
    assert_eq!(other.len(), 0);
    let mut session = postgres::Client::connect(&world.var("LOCAL_CONNECTION_URL").expect("a URL"), postgres::NoTls)
        .expect("a session");
    session.batch_execute("SET application_name = 'a test'; BEGIN").expect("a transaction");
    other = world.run(["db", "sessions", "--output", "json"]).ok().rows();
    assert_eq!(other.len(), 1, "{other:?}");
    assert_eq!((&other[0]["application"], &other[0]["state"]), (&"a test".into(), &"idle in transaction".into()));
    let kept = world.run(["db", "drop", "--yes"]).fails_with(5);
    assert!(kept.stderr.contains("1 sessions use it") && kept.stderr.contains("--force"), "{kept}");
    world.run(["db", "drop"]).fails_with(5);
    assert_eq!(status(&["drop", "--force", "--dry-run"]), "would be dropped\n");
    assert_eq!(status(&["create"]), "unchanged\n");
    assert_eq!(status(&["drop", "--force", "--yes"]), "dropped\n");
    assert!(session.simple_query("SELECT 1").is_err());
    world.run(["db", "list-users"]).fails_with(3);
    // Of two processes at once, each succeeds: one drops the database, and the other finds that it does not exist.
    for _ in 0..4 {
        assert_eq!(status(&["create"]), "created\n");
        let drop = || world.spawn(["db", "drop", "--force", "--yes", "--if-exists"]);
        for mut ended in [drop(), drop()] {
            assert!(ended.wait().expect("its end").success());
        }
    }
}

#[test]
#[ignore = "needs the servers that tests/run starts"]
fn a_database_of_the_server_and_one_of_prod_are_guarded() {
    let world = World::with_servers(&[Server::Postgres]);
    let url = world.var("LOCAL_CONNECTION_URL").expect("a server");
    let (server, name) = url.rsplit_once('/').expect("a path");
    let refused = world.run(["db", "drop", "--yes", "--force", "--database-url", &format!("{server}/postgres")]);
    assert!(refused.status == 2 && refused.stderr.contains("database postgres: the server needs it"), "{refused}");
    let prod = ["db", "drop", "--prod", "--database-url", &format!("{url}?sslmode=disable")];
    let refused = world.run(prod.iter().chain(&["--yes"])).fails_with(5);
    assert!(refused.stderr.contains("--yes is not enough") && refused.stderr.contains("--confirm"), "{refused}");
    world.run(prod.iter().chain(&["--confirm", "another"])).fails_with(5);
    assert_eq!(world.count(&format!("SELECT count(*) FROM pg_database WHERE datname = '{name}'")), 1);
}

#[test]
fn the_embedded_store_is_no_database_of_a_server() {
    let world = World::embedded();
    for (command, why) in [("drop", "schema-load --reset"), ("create", "first used"), ("sessions", "no sessions")] {
        let refused = world.run(["db", command]).fails_with(5);
        assert!(refused.stderr.contains(why) && refused.stderr.contains("--database-url"), "{refused}");
    }
}

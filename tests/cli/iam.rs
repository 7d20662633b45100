//! The sign-in to the users database by IAM: the password that the server receives, and that no output shows it.

use crate::support::{Cloud, Output, ROOT, Rds, World};
use std::os::unix::fs::PermissionsExt;

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const SESSION: &str = "FwoGZXIvYXdzEA+/=session==";

/// Returns a world with AWS keys, a session token and `PGPASSWORD` in its environment.
fn world() -> World {
    World::bare()
        .with("AWS_REGION", "eu-west-1")
        .with("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
        .with("AWS_SECRET_ACCESS_KEY", SECRET)
        .with("AWS_SESSION_TOKEN", SESSION)
        .with("PGPASSWORD", "not-for-rds")
}

fn url(rds: &Rds) -> String {
    format!("postgresql://cruddur_app@localhost:{}/cruddur?sslrootcert={ROOT}", rds.port)
}

/// Asserts that an output has no part of the token or the keys.
#[track_caller]
pub fn assert_shows_no_token(text: &str) {
    for secret in ["X-Amz", "DBUser", "Action=connect", SECRET, SESSION, "session%3D%3D", "not-for-rds"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

fn shown(output: &Output) -> String {
    format!("{}{}", output.stdout, output.stderr)
}

#[test]
fn the_token_is_the_password_and_is_shown_nowhere() {
    let rds = Rds::refusing();
    let world = world().with("PROD_CONNECTION_URL", &url(&rds)).with("CRUDDUR_DATABASE_AUTH", "iam");
    for command in ["db schema-load --verbose", "db seed --error-format json --verbose", "doctor --output json"] {
        let output = world.run_line(&format!("{command} --prod --yes"));
        assert_ne!(output.status, 0, "{output}");
        assert!(shown(&output).contains("refused the sign-in of cruddur_app by IAM"), "{output}");
        assert!(shown(&output).contains("rds-db:connect"), "{output}");
        assert_shows_no_token(&shown(&output));
        let passwords = rds.passwords();
        assert!(!passwords.is_empty(), "{output}");
        for token in passwords {
            let begin = format!("localhost:{}/?Action=connect&DBUser=cruddur_app&X-Amz-Algorithm=", rds.port);
            assert!(token.starts_with(&begin), "{token}");
            assert!(
                token.contains("Credential=AKIDEXAMPLE%2F") && token.contains("%2Feu-west-1%2Frds-db%2F"),
                "{token}"
            );
            assert!(token.contains("&X-Amz-Expires=900&"), "{token}");
            assert!(token.contains("&X-Amz-Security-Token=FwoGZXIvYXdzEA%2B%2F%3Dsession%3D%3D&"), "{token}");
        }
    }
    let target = world.run(["db", "schema-load", "--prod", "--dry-run"]).fails_with(4);
    assert!(target.stderr.contains("/cruddur by IAM\n"), "{target}");
}

/// `hostaddr` may be the address of a tunnel.
#[test]
fn the_token_is_for_the_endpoint_and_its_region() {
    let rds = Rds::refusing();
    let host = "cruddur.abc.ca-central-1.rds.amazonaws.com";
    let url = format!("host={host} hostaddr=127.0.0.1 port={} user=o'neill@b dbname=d sslmode=require", rds.port);
    let url = url.replace('\'', "\\'");
    world().run(["db", "seed", "--prod", "--yes", "--database-auth", "iam", "--database-url", &url]).fails_with(4);
    let [token] = rds.passwords().try_into().expect("one token");
    assert!(token.starts_with(&format!("{host}:{}/?Action=connect&DBUser=o%27neill%40b&", rds.port)), "{token}");
    assert!(token.contains("%2Fca-central-1%2Frds-db%2Faws4_request"), "{token}");
}

#[test]
fn the_credentials_are_those_of_the_target() {
    let (rds, cloud) = (Rds::refusing(), Cloud::new());
    let files = "[profile it]\nrole_arn = arn:aws:iam::111111111111:role/it\nsource_profile = source\n\
                 [profile source]\naws_access_key_id = AKIDSOURCE\naws_secret_access_key = secret\nregion = ca-central-1\n";
    let world = World::bare().with("AWS_CONFIG_FILE", "config").with("AWS_REGION", "ca-central-1");
    let world = world.with("HTTPS_PROXY", &cloud.proxy()).with("AWS_CA_BUNDLE", ROOT);
    world.write("config", files);
    let url = url(&rds);
    let iam = ["db", "seed", "--prod", "--yes", "--database-auth", "iam", "--database-url", &url];
    for profile in ["it", "source"] {
        world.run([&iam[..], &["--profile", profile]].concat()).fails_with(4);
    }
    let tokens = rds.passwords();
    assert!(
        tokens[0].contains("Credential=ROLEIT%2F") && tokens[0].contains("X-Amz-Security-Token=token"),
        "{tokens:?}"
    );
    assert!(tokens[1].contains("Credential=AKIDSOURCE%2F") && !tokens[1].contains("Security-Token"), "{tokens:?}");
    assert_eq!(cloud.calls(), ["sts.ca-central-1 AssumeRole by AKIDSOURCE"]);
    let none = world.run(iam).fails_with(4);
    assert!(none.stderr.contains("no usable AWS credentials"), "{none}");
    assert_eq!(rds.passwords(), Vec::<String>::new());
}

#[test]
fn what_contradicts_it_is_refused_before_a_connection_is_made() {
    let rds = Rds::refusing();
    let world = world().with("CRUDDUR_DATABASE_AUTH", "iam");
    let with_password = url(&rds).replace("cruddur_app@", "cruddur_app:secret@");
    for (arguments, why) in [
        (format!("--prod --database-url {with_password}"), "but --database-url has a password"),
        (format!("--prod --database-url {}&sslmode=prefer", url(&rds)), "but sslmode=prefer (--database-url) allows"),
        (format!("--database-url postgresql://u@localhost:{}/d", rds.port), "sslmode=prefer of a local target"),
        (
            format!("--prod --database-url {}", url(&rds).replace("localhost", "127.0.0.1")),
            "127.0.0.1 is not a host name",
        ),
        (String::new(), "but the users are in the embedded store"),
        ("--embedded".to_owned(), "but the users are in the embedded store"),
    ] {
        let output = world.run_line(&format!("db seed --yes {arguments}")).fails_with(5);
        assert!(output.stderr.contains("refused: CRUDDUR_DATABASE_AUTH asks to sign in"), "{output}");
        assert!(output.stderr.contains(why), "{output}");
        assert_shows_no_token(&shown(&output));
    }
    let unknown = World::bare().with("CRUDDUR_DATABASE_AUTH", "kerberos").run(["db", "seed"]).fails_with(4);
    assert!(unknown.stderr.contains("CRUDDUR_DATABASE_AUTH=kerberos is not one of password, iam"), "{unknown}");
    World::bare().run(["db", "seed", "--database-auth", "kerberos"]).fails_with(2);
    // A command without users ignores the variable.
    world.run(["ddb", "schema-load"]).ok();
    assert_eq!(rds.passwords(), Vec::<String>::new());
}

/// `~/.pgpass` is for passwords.
#[test]
fn a_password_file_is_not_used() {
    let rds = Rds::refusing();
    let world = world();
    world.write(".pgpass", "*:*:*:*:not-for-rds\n");
    std::fs::set_permissions(world.dir().join(".pgpass"), std::fs::Permissions::from_mode(0o600)).unwrap();
    let home = world.dir().display().to_string();
    let iam = ["db", "seed", "--prod", "--yes", "--database-auth", "iam", "--database-url", &url(&rds)];
    world.with("HOME", &home).run(iam).fails_with(4);
    assert!(rds.passwords()[0].contains("X-Amz-Signature="));
}

//! Which credentials a command uses, and which services get them. No test reaches AWS: a proxy terminates the TLS of its hosts and
//! issues credentials. A server at the endpoint for all services records its requests.

use crate::support::{Cloud, Http, Output, ROOT, Witness, World};
use std::time::{Duration, Instant};

const KEYS: &str = "aws_access_key_id = AKIDPROFILE\naws_secret_access_key = secret\n";
const SOURCE: &str = "[profile source]\naws_access_key_id = AKIDSOURCE\naws_secret_access_key = secret\n";
const ROLE: &str = "role_arn = arn:aws:iam::111111111111:role/it\n";
const SSO: &str = "sso_account_id = 111111111111\nsso_role_name = it\n";
const SESSION: &str = "sso_region = eu-west-1\nsso_start_url = https://dev.awsapps.com/start\n";

const POOL: (&str, &str) = ("COGNITO_USER_POOLS_ID", "ca-central-1_AbCdEfGhI");

/// The names of the cached SSO tokens: the SHA-1 of the session, and of the start URL.
const CACHED: [&str; 2] = ["34c6fceca75e456f25e7e99531e2425c6c1de443", "811104b30b847749ed62d80bab8deb4558e667c1"];

/// A kind of profile: the content of `[profile it]`, the other sections, the calls that issue credentials, and the access key that
/// the store gets.
struct Kind {
    name: &'static str,
    it: String,
    beside: String,
    issued_by: &'static [&'static str],
    key: &'static str,
}

fn kinds() -> Vec<Kind> {
    let kind = |name, it: &str, beside: &str, issued_by, key| Kind {
        name,
        it: it.to_owned(),
        beside: beside.to_owned(),
        issued_by,
        key,
    };
    let between = format!(
        "[profile between]\nrole_arn = arn:aws:iam::222222222222:role/between\nsource_profile = source\n{SOURCE}"
    );
    vec![
        kind("keys", KEYS, "", &[], "AKIDPROFILE"),
        kind(
            "role",
            &format!("{ROLE}source_profile = source\n"),
            SOURCE,
            &["sts.ca-central-1 AssumeRole by AKIDSOURCE"],
            "ROLEIT",
        ),
        kind(
            "role of role",
            &format!("{ROLE}source_profile = between\n"),
            &between,
            &["sts.ca-central-1 AssumeRole by AKIDSOURCE", "sts.ca-central-1 AssumeRole by ROLEBETWEEN"],
            "ROLEIT",
        ),
        kind(
            "web identity",
            &format!("{ROLE}web_identity_token_file = token\n"),
            "",
            &["sts.ca-central-1 AssumeRoleWithWebIdentity by oidc.token"],
            "ROLEIT",
        ),
        kind("process", "credential_process = cat credentials.json\n", "", &[], "AKIDPROCESS"),
        kind(
            "SSO",
            &format!("{SSO}sso_session = dev\n"),
            &format!("[sso-session dev]\n{SESSION}"),
            &["portal.sso.eu-west-1 GetRoleCredentials by bearer"],
            "ROLESSO",
        ),
        kind(
            "SSO, legacy form",
            &format!("{SSO}{SESSION}"),
            "",
            &["portal.sso.eu-west-1 GetRoleCredentials by bearer"],
            "ROLESSO",
        ),
    ]
}

/// Returns a world with a home directory and a config file.
fn world(config: &str) -> World {
    let world = World::bare();
    let home = world.dir().display().to_string();
    std::fs::create_dir_all(world.dir().join(".aws/sso/cache")).unwrap();
    world.write(".aws/config", config);
    world.write("token", "oidc.token\n");
    world.write(
        "credentials.json",
        r#"{ "Version": 1, "AccessKeyId": "AKIDPROCESS", "SecretAccessKey": "secret", "SessionToken": "token" }"#,
    );
    world
        .with("HOME", &home)
        .with("PATH", "/usr/bin:/bin")
        .with("AWS_CONFIG_FILE", &format!("{home}/.aws/config"))
        .with("AWS_MAX_ATTEMPTS", "1")
}

/// Returns the world with this proxy in the place of AWS.
fn with_cloud(world: World, cloud: &Cloud) -> World {
    world.with("HTTPS_PROXY", &cloud.proxy()).with("AWS_CA_BUNDLE", ROOT)
}

fn sso_tokens(world: &World, expires: &str) {
    for name in CACHED {
        world.write(
            &format!(".aws/sso/cache/{name}.json"),
            &format!(r#"{{ "accessToken": "bearer", "expiresAt": "{expires}", "region": "eu-west-1" }}"#),
        );
    }
}

/// Returns the world with keys in the environment.
fn with_keys(world: World) -> World {
    world.with("AWS_ACCESS_KEY_ID", "AKIDENVIRONMENT").with("AWS_SECRET_ACCESS_KEY", "secret")
}

/// Each kind of profile, named in both ways, with each setting for the endpoint of all services. STS and SSO are called only at
/// their own hosts.
#[test]
fn the_matrix_of_profiles() {
    let mut table = String::from("target  profile           named by     endpoint in                 heard  calls\n");
    let mut wrong = String::new();
    std::thread::scope(|scope| {
        let rows: Vec<_> = kinds().into_iter().map(|kind| scope.spawn(move || rows_of(&kind))).collect();
        for (row, failed) in rows.into_iter().flat_map(|rows| rows.join().unwrap()) {
            table.push_str(&row);
            wrong.push_str(&failed);
        }
    });
    println!("{table}");
    assert_eq!(wrong, "", "{table}");
    insta::assert_snapshot!("matrix", table);
}

/// Returns the rows of a kind of profile, each with a text that is empty if the row is right.
fn rows_of(kind: &Kind) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for (target, command, store) in [
        ("prod", "ddb list-tables --prod", "dynamodb.ca-central-1 ListTables"),
        ("local", "cognito list-users", "cognito-idp.ca-central-1 ListUsers"),
    ] {
        for named_by in ["--profile", "AWS_PROFILE"] {
            for endpoint_in in ["nothing", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "sections of the profile"] {
                let (trap, cloud) = (Witness::refusing(), Cloud::new());
                let mut world = with_cloud(world(&config(kind, endpoint_in, &trap.url())), &cloud).with(POOL.0, POOL.1);
                sso_tokens(&world, "2099-01-01T00:00:00Z");
                if endpoint_in.starts_with("AWS_") {
                    world = world.with(endpoint_in, &trap.url());
                }
                let output = match named_by {
                    "--profile" => with_keys(world).run_line(&format!("{command} --profile it")),
                    variable => world.with(variable, "it").run_line(command),
                };
                let (heard, calls) = (trap.seen().len(), cloud.calls());
                let mut expected: Vec<String> = kind.issued_by.iter().map(|call| (*call).to_owned()).collect();
                expected.push(format!("{store} by {}", kind.key));
                let is_right = heard == 0 && calls == expected && output.status == 0;
                let calls = calls.join(", ");
                let row =
                    format!("{target:<6}  {:<16}  {named_by:<11}  {endpoint_in:<26}  {heard:<5}  {calls}\n", kind.name);
                rows.push((row.clone(), if is_right { String::new() } else { format!("{row}{output}\n") }));
            }
        }
    }
    rows
}

fn config(kind: &Kind, endpoint_in: &str, url: &str) -> String {
    let Kind { it, beside, .. } = kind;
    let (mut settings, mut services) = (String::new(), String::new());
    if endpoint_in.contains("profile") {
        settings = format!("endpoint_url = {url}\nservices = elsewhere\n");
        services = "[services elsewhere]\n".to_owned();
        for service in ["sts", "sso", "sso_oidc", "dynamodb", "cognito_identity_provider"] {
            services.push_str(&format!("{service} =\n  endpoint_url = {url}\n"));
        }
    }
    format!("[profile it]\nregion = ca-central-1\n{it}{settings}{beside}{services}")
}

/// As in the AWS CLI, `--profile` comes before the keys of the environment, and these come before a profile of a variable.
#[test]
fn the_order_of_credentials() {
    let cloud = Cloud::new();
    let files = format!(
        "[profile it]\nregion = ca-central-1\n{KEYS}[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key = secret\n"
    );
    let world = || with_cloud(world(&files), &cloud).with("AWS_REGION", "ca-central-1");
    for (world, flags, key) in [
        (with_keys(world()).with("AWS_PROFILE", "default"), &["--profile", "it"][..], "AKIDPROFILE"),
        (with_keys(world()).with("AWS_PROFILE", "it"), &[], "AKIDENVIRONMENT"),
        (world().with("AWS_PROFILE", "it"), &[], "AKIDPROFILE"),
        (world().with("AWS_DEFAULT_PROFILE", "it"), &[], "AKIDPROFILE"),
        (world(), &[], "AKIDDEFAULT"),
    ] {
        world.run([&["ddb", "list-tables", "--prod"], flags].concat()).ok();
        assert_eq!(cloud.calls(), [format!("dynamodb.ca-central-1 ListTables by {key}")]);
    }
    let files = format!("[profile it]\nregion = ca-central-1\n{ROLE}credential_source = Environment\n");
    with_keys(with_cloud(self::world(&files), &cloud)).run(["ddb", "list-tables", "--prod", "--profile", "it"]).ok();
    assert_eq!(
        cloud.calls(),
        ["sts.ca-central-1 AssumeRole by AKIDENVIRONMENT", "dynamodb.ca-central-1 ListTables by ROLEIT"]
    );
    // The AWS CLI uses the second of these variables, and the SDKs use the first.
    let output =
        world().with("AWS_PROFILE", "it").with("AWS_DEFAULT_PROFILE", "default").run(["ddb", "list-tables", "--prod"]);
    insta::assert_snapshot!(output, @"
    --- stderr
    error: AWS_PROFILE and AWS_DEFAULT_PROFILE name different profiles
    hint: unset AWS_DEFAULT_PROFILE, or give --profile NAME
    --- exit 4
    ");
    assert_eq!(cloud.calls(), Vec::<String>::new());
}

const STS_ANSWER: &str = "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId>\
<SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>\
</Credentials></AssumeRoleResult></AssumeRoleResponse>";

/// `AWS_ENDPOINT_URL_STS` is used: on prod over TLS, and elsewhere also by plain http on this machine.
#[test]
fn the_endpoint_of_sts_is_used() {
    let (sts, cloud) = (Witness::answering(200, STS_ANSWER), Cloud::new());
    let role = |named: &str| {
        let config = format!("[profile it]\nregion = ca-central-1\n{ROLE}source_profile = source\n{SOURCE}");
        let world = with_cloud(world(&config), &cloud).with("AWS_PROFILE", "it").with(POOL.0, POOL.1);
        world.with("AWS_ENDPOINT_URL_STS", named)
    };
    role(&sts.url()).run(["cognito", "list-users"]).ok();
    assert_eq!(sts.seen().len(), 1);
    assert_eq!(cloud.calls(), ["cognito-idp.ca-central-1 ListUsers by ASIA"]);
    role(&sts.at("0.0.0.0")).run(["cognito", "list-users"]).fails_with(5);
    role(&sts.at("0.0.0.0")).run(["cognito", "list-users", "--insecure-http"]).ok();
    assert_eq!(sts.seen().len(), 1);
    cloud.calls();

    insta::assert_snapshot!(role("http://127.0.0.1:9").run(["ddb", "list-tables", "--prod"]), @"
    --- stderr
    error: refused: AWS_ENDPOINT_URL_STS names 127.0.0.1 by plain http, where anyone on the way can read the requests and change the answers
    hint: unset AWS_ENDPOINT_URL_STS, or give it a URL that begins with https://
    --- exit 5
    ");
    role(&sts.url()).run(["ddb", "list-tables", "--prod", "--insecure-http"]).fails_with(5);
    assert_eq!(sts.seen().len(), 0);
    role(&cloud.url()).run(["ddb", "list-tables", "--prod"]).ok();
    assert_eq!(cloud.calls(), ["localhost AssumeRole by AKIDSOURCE", "dynamodb.ca-central-1 ListTables by ROLEIT"]);
}

/// The SDK panics if an issued key contains a line end.
#[test]
fn an_issued_key_that_cannot_be_sent_is_refused() {
    let sts = Witness::answering(
        200,
        "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>AS&#10;IA</AccessKeyId>\
<SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>\
</Credentials></AssumeRoleResult></AssumeRoleResponse>",
    );
    let config = format!("[profile it]\nregion = ca-central-1\n{ROLE}source_profile = source\n{SOURCE}");
    let world = world(&config).with(POOL.0, POOL.1).with("AWS_ENDPOINT_URL_STS", &sts.url());
    let output = world.run(["cognito", "list-users", "--profile", "it"]).fails_with(4);
    assert!(output.stderr.contains("the access key id that was issued contains a line end"), "{output}");
    assert!(!output.stderr.contains("panicked"), "{output}");
}

/// A profile that does not exist is never replaced by the credentials of a container or an instance.
#[test]
fn a_profile_that_does_not_exist_is_named() {
    let container = Witness::refusing();
    let world = || {
        world("[profile it]\nrole_arn = arn:aws:iam::111111111111:role/it\nsource_profile = nobody\n")
            .with("AWS_REGION", "ca-central-1")
            .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", &container.url())
    };
    for (world, command, named) in [
        (world(), "ddb list-tables --prod --profile nobody", "--profile"),
        (world().with("AWS_PROFILE", "nobody"), "ddb list-tables --prod", "AWS_PROFILE"),
        (world().with("AWS_DEFAULT_PROFILE", "nobody"), "ddb list-tables --prod", "AWS_DEFAULT_PROFILE"),
        (world(), "ddb list-tables --prod --profile it", "source_profile of it"),
        (world().with("AWS_PROFILE", "it"), "ddb list-tables --prod", "source_profile of it"),
        (with_keys(world()).with("AWS_PROFILE", "nobody"), "ddb list-tables --prod", "AWS_PROFILE"),
        (world().with("AWS_PROFILE", "nobody"), "ddb list-tables --endpoint-url http://127.0.0.1:9", "AWS_PROFILE"),
    ] {
        let output = world.run_line(command).fails_with(4);
        assert!(output.stderr.contains(&format!("error: no such profile nobody ({named})")), "{output}");
        assert!(output.stderr.contains("hint: aws configure list-profiles"), "{output}");
    }
    assert_eq!(container.seen().len(), 0);
}

/// Credentials of a container do not replace a profile without credentials, or with only one key of a pair.
#[test]
fn a_profile_without_credentials_is_not_replaced() {
    let container = Witness::refusing();
    let world = || {
        world(&format!(
            "[profile bare]\nregion = ca-central-1\n[profile half]\naws_access_key_id = AKID\n[profile it]\n{KEYS}"
        ))
        .with("AWS_REGION", "ca-central-1")
        .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", &container.url())
    };
    for (world, command, said) in [
        (world(), "ddb list-tables --prod --profile bare", "profile bare has no credentials"),
        (world().with("AWS_PROFILE", "bare"), "ddb list-tables --prod", "profile bare has no credentials"),
        (world().with("AWS_PROFILE", "half"), "ddb list-tables --prod", "aws_secret_access_key"),
        (world().with("AWS_ACCESS_KEY_ID", "AKID"), "ddb list-tables --prod", "AWS_SECRET_ACCESS_KEY"),
        (world().with("AWS_SECRET_ACCESS_KEY", "secret"), "ddb list-tables --prod", "AWS_ACCESS_KEY_ID"),
    ] {
        let output = world.run_line(command).fails_with(4);
        assert!(output.stderr.contains(said), "{output}");
        assert!(output.stderr.contains("hint: "), "{output}");
    }
    assert_eq!(container.seen().len(), 0);
}

#[test]
fn a_value_that_cannot_be_a_key_or_a_region_is_named() {
    let set = |name: &str, value: &str| with_keys(World::bare()).with("AWS_REGION", "ca-central-1").with(name, value);
    for (name, value) in [
        // The value is not shown, since it may be a secret.
        ("AWS_ACCESS_KEY_ID", "AKIA\rHIDDEN"),
        ("AWS_ACCESS_KEY_ID", "AKIA\nHIDDEN"),
        ("AWS_SECRET_ACCESS_KEY", "HIDDEN\n"),
        ("AWS_SECRET_ACCESS_KEY", "HID DEN"),
        ("AWS_SESSION_TOKEN", "HIDDEN\r\nx-injected: yes"),
        ("AWS_SESSION_TOKEN", "HIDDEN\u{7f}é"),
        ("AWS_REGION", "ca-central-1 HIDDEN"),
        ("AWS_REGION", "ca-central-1\n"),
        ("AWS_REGION", "evil.example.com/HIDDEN"),
        ("AWS_REGION", "ca-central-1é"),
    ] {
        for command in ["ddb list-tables --prod", "ddb list-tables --endpoint-url http://127.0.0.1:9"] {
            let output = set(name, value).run_line(command).fails_with(4);
            assert!(output.stderr.contains(&format!("error: {name} ")), "{output}");
            assert!(!output.stderr.contains("HIDDEN") && !output.stderr.contains("panicked"), "{output}");
        }
    }
    let output = World::bare().run(["ddb", "list-tables", "--prod", "--region", "ca central"]).fails_with(4);
    assert!(output.stderr.contains("error: --region "), "{output}");
    let profile =
        world("[profile it]\nregion = a b\n").run(["ddb", "list-tables", "--prod", "--profile", "it"]).fails_with(4);
    assert!(profile.stderr.contains("error: region of profile it "), "{profile}");
    let profile = world("[profile it]\nregion = ca-central-1\naws_access_key_id = A B\naws_secret_access_key = s\n")
        .run(["ddb", "list-tables", "--prod", "--profile", "it"])
        .fails_with(4);
    assert!(profile.stderr.contains("error: aws_access_key_id of profile it "), "{profile}");
}

/// The SDK reads these files to their end, and waits for the writer of a FIFO.
#[test]
fn profile_files_without_end_are_refused() {
    let fifo = |world: &World| {
        let made = std::process::Command::new("mkfifo").arg(world.dir().join("fifo")).status().unwrap();
        assert!(made.success());
        world.dir().join("fifo").display().to_string()
    };
    for variable in ["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"] {
        // The SDK expands a tilde to the home directory.
        for path in ["/dev/zero", "fifo", "~/fifo"] {
            let world = world("");
            let made = fifo(&world);
            let home = world.dir().display().to_string();
            let path = if path == "fifo" { made } else { path.to_owned() };
            let world = world.with("HOME", &home).with(variable, &path).with("AWS_PROFILE", "it");
            let output = world.run_within(Duration::from_secs(5), ["ddb", "list-tables", "--prod"]).fails_with(4);
            assert!(output.stderr.contains("is not a file of up to 1 MB"), "{output}");
        }
    }
    let large = world("");
    large.write("large", &"# comment\n".repeat(110_000));
    let output =
        large.with("AWS_CONFIG_FILE", "large").run(["ddb", "list-tables", "--prod", "--profile", "it"]).fails_with(4);
    assert!(output.stderr.contains("hint: correct the file, or name other files with AWS_CONFIG_FILE"), "{output}");
    let broken = world("[profile it\naws_secret_access_key = HIDDEN\n");
    let output = broken.run(["ddb", "list-tables", "--prod", "--profile", "it"]).fails_with(4);
    assert!(output.stderr.contains("on line 1") && !output.stderr.contains("HIDDEN"), "{output}");
}

/// Embedded stores need no credentials, so keys and profiles are not read.
#[test]
fn embedded_stores_need_no_profile() {
    let world = World::embedded().with("AWS_PROFILE", "nobody").with("AWS_ACCESS_KEY_ID", "half\n");
    world.run(["ddb", "list-tables"]).ok();
}

#[test]
fn an_expired_sso_login_names_the_command_that_renews_it() {
    let sessions = [format!("{SSO}sso_session = dev\n[sso-session dev]\n{SESSION}"), format!("{SSO}{SESSION}")];
    for sso in sessions {
        let files = format!("[profile it]\n{ROLE}source_profile = sso\n[profile sso]\nregion = ca-central-1\n{sso}");
        let world = world(&files);
        // The hint names the profile that signs in, whether it is selected or is the source of the selected one.
        for selected in ["sso", "it"] {
            std::fs::remove_dir_all(world.dir().join(".aws/sso/cache")).unwrap();
            std::fs::create_dir(world.dir().join(".aws/sso/cache")).unwrap();
            let run = || world.run(["ddb", "list-tables", "--prod", "--profile", selected]).fails_with(4);
            let never = run();
            assert!(never.stderr.contains("hint: aws sso login --profile sso\n"), "{never}");
            sso_tokens(&world, "2020-01-01T00:00:00Z");
            let expired = run();
            assert!(expired.stderr.contains("hint: aws sso login --profile sso\n"), "{expired}");
            assert!(!expired.stderr.contains("bearer"), "{expired}");
        }
    }
}

/// The hint exports the credentials of the selected profile, even if its source has the setting.
#[test]
fn an_mfa_code_cannot_be_asked_for() {
    let mfa = "mfa_serial = arn:aws:iam::111111111111:mfa/me\n";
    let direct = world(&format!("[profile it]\nregion = ca-central-1\n{ROLE}source_profile = source\n{mfa}{SOURCE}"));
    insta::assert_snapshot!(direct.run(["ddb", "list-tables", "--prod", "--profile", "it"]), @r#"
    --- stderr
    error: profile it has mfa_serial: its code cannot be asked for here
    hint: eval "$(aws configure export-credentials --profile it --format env)", then run the same command without --profile
    --- exit 4
    "#);
    let between = format!("[profile between]\n{ROLE}source_profile = source\n{mfa}{SOURCE}");
    let indirect = world(&format!("[profile it]\nregion = ca-central-1\n{ROLE}source_profile = between\n{between}"));
    let output = indirect.with("AWS_PROFILE", "it").run(["ddb", "list-tables", "--prod"]).fails_with(4);
    assert!(output.stderr.contains("error: profile between has mfa_serial"), "{output}");
    assert!(output.stderr.contains("export-credentials --profile it "), "{output}");
}

#[test]
fn a_process_that_hangs_is_named_and_bounded() {
    let world = world("[profile it]\nregion = ca-central-1\ncredential_process = echo $$ > pid; exec sleep 60\n");
    let started = Instant::now();
    let output = world.run(["ddb", "list-tables", "--prod", "--profile", "it", "--timeout", "1"]).fails_with(4);
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    assert!(output.stderr.contains("error: credential_process of profile it: no answer within 1 s"), "{output}");
    let pid = std::fs::read_to_string(world.dir().join("pid")).unwrap();
    // A process that ended and was not waited for has no command line.
    let runs = std::fs::read_to_string(format!("/proc/{}/cmdline", pid.trim())).is_ok_and(|line| !line.is_empty());
    assert!(!runs, "it still runs");
}

#[test]
fn a_process_that_fails_or_prints_without_end_is_named() {
    for command in ["exit 3", "echo nonsense", "echo '{}'", "yes nonsense", "echo nonsense >&2; false"] {
        let world = world(&format!("[profile it]\nregion = ca-central-1\ncredential_process = {command}\n"));
        let output = world.run(["ddb", "list-tables", "--prod", "--profile", "it", "--timeout", "5"]).fails_with(4);
        assert!(output.stderr.contains("error: credential_process of profile it: "), "{output}");
        assert!(!output.stderr.contains("nonsense"), "{output}");
    }
}

#[test]
fn the_bundle_of_authorities_is_used() {
    let cloud = Cloud::new();
    let url = cloud.url();
    let local = &["ddb", "list-tables", "--output", "json", "--endpoint-url", &url][..];
    let prod = &[local, &["--prod"]].concat()[..];
    let files = format!("[profile it]\nca_bundle = {ROOT}\n{KEYS}");
    let world = || with_keys(world(&files)).with("AWS_REGION", "ca-central-1");
    for command in [local, prod] {
        world().run(command).fails_with(1);
        let output = world().with("AWS_CA_BUNDLE", ROOT).run(command).ok();
        assert_eq!(output.json()[0]["table"], "in-the-cloud", "{output}");
        let with_profile = [command, &["--profile", "it"]].concat();
        world().run(&with_profile).ok();
        // The variable comes before the profile, even if its file is missing.
        let output = world().with("AWS_CA_BUNDLE", "/nowhere.pem").run(&with_profile).fails_with(4);
        assert!(output.stderr.contains("error: AWS_CA_BUNDLE: cannot read /nowhere.pem"), "{output}");
    }
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for text in ["", "nonsense", broken] {
        let world = world();
        world.write("bundle.pem", text);
        let output = world.with("AWS_CA_BUNDLE", "bundle.pem").run(prod).fails_with(4);
        assert!(output.stderr.contains("error: AWS_CA_BUNDLE: bundle.pem contains no certificate"), "{output}");
    }
    // As in OpenSSL, an invalid certificate does not invalidate the others.
    let mixed = world();
    mixed.write("bundle.pem", &format!("{broken}{}", std::fs::read_to_string(ROOT).unwrap()));
    mixed.with("AWS_CA_BUNDLE", "bundle.pem").run(prod).ok();
    // A connection without TLS does not read the bundle.
    let plain = Witness::refusing();
    let output =
        world().with("AWS_CA_BUNDLE", "/nowhere.pem").run(["ddb", "list-tables", "--endpoint-url", &plain.url()]);
    assert_eq!(output.status, 1, "{output}");
}

#[test]
fn on_prod_plain_http_is_refused() {
    let world = || with_keys(World::bare()).with("AWS_REGION", "ca-central-1").with("AWS_MAX_ATTEMPTS", "1");
    insta::assert_snapshot!(world().run(["ddb", "list-tables", "--prod", "--endpoint-url", "http://localhost:9"]), @"
    --- stderr
    error: refused: --endpoint-url names localhost by plain http, where anyone on the way can read the requests and change the answers
    hint: give a URL that begins with https://, or add --insecure-http if the network is trusted
    --- exit 5
    ");
    let server = Witness::refusing();
    world().run(["ddb", "list-tables", "--prod", "--insecure-http", "--endpoint-url", &server.url()]).fails_with(1);
    assert!(!server.seen().is_empty());
}

/// An emulator gets signed requests without the session token.
#[test]
fn no_session_token_is_sent_over_plain_http() {
    let server = Witness::refusing();
    let world = || with_keys(World::bare()).with("AWS_SESSION_TOKEN", "session").with("AWS_MAX_ATTEMPTS", "1");
    let check = |requests: Vec<Http>| {
        assert!(!requests.is_empty());
        for request in requests {
            assert_eq!(request.header("x-amz-security-token"), None);
            assert!(request.header("authorization").unwrap().contains("Credential=AKIDENVIRONMENT/"));
        }
    };
    // 0.0.0.0 is not a loopback address, so it stands for another machine here, such as dynamodb-local.
    for host in ["127.0.0.1", "localhost", "0.0.0.0"] {
        world().run(["ddb", "list-tables", "--endpoint-url", &server.at(host)]).fails_with(1);
        check(server.seen());
        let pool = world().with("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", &server.at(host)).with(POOL.0, POOL.1);
        pool.run(["cognito", "list-users"]).fails_with(1);
        check(server.seen());
    }
}

/// No credentials are issued for an emulator. Requests are signed with the keys of the profile, or with dummy keys.
#[test]
fn no_credentials_are_issued_for_an_emulator() {
    let (server, cloud) = (Witness::refusing(), Cloud::new());
    for kind in kinds() {
        let world = world(&format!("[profile it]\nregion = ca-central-1\n{}{}", kind.it, kind.beside));
        let world = with_cloud(world, &cloud).with("AWS_PROFILE", "it");
        world.run(["ddb", "list-tables", "--endpoint-url", &server.url()]).fails_with(1);
        let seen = server.seen();
        let key = if kind.name == "keys" { "AKIDPROFILE" } else { "cruddur" };
        assert!(seen[0].header("authorization").unwrap().contains(&format!("Credential={key}/")), "{}", kind.name);
    }
    assert_eq!(cloud.calls(), Vec::<String>::new());
}

#[test]
fn a_loopback_endpoint_goes_through_no_proxy() {
    let (server, proxy) = (Witness::refusing(), Witness::refusing());
    for variable in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"] {
        let world = || {
            with_keys(world(&format!("[profile it]\n{KEYS}")))
                .with("AWS_REGION", "ca-central-1")
                .with(variable, &proxy.url())
        };
        for (url, flags) in [
            (server.url(), &[][..]),
            (server.at("localhost"), &["--profile", "it"]),
            (server.url(), &["--prod", "--insecure-http"]),
        ] {
            world().run([&["ddb", "list-tables", "--endpoint-url", &url], flags].concat()).fails_with(1);
            assert!(!server.seen().is_empty(), "{variable} {url} {flags:?}");
        }
        // A container gets its credentials from an address that no proxy can reach.
        let container = World::bare().with("AWS_REGION", "ca-central-1").with(variable, &proxy.url());
        container
            .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", &server.url())
            .run(["ddb", "list-tables", "--prod"])
            .fails_with(4);
        assert!(!server.seen().is_empty(), "{variable}");
    }
    assert_eq!(proxy.seen().len(), 0);
}

#[test]
fn a_pool_outside_aws_is_refused_on_prod() {
    let world = || {
        with_keys(World::bare())
            .with("AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "http://localhost:9")
            .with("COGNITO_USER_POOLS_ID", "ca-central-1_AbCdEfGhI")
            .with("PROD_CONNECTION_URL", "postgresql://u:secret@127.0.0.1:9/d")
    };
    insta::assert_snapshot!(world().run(["db", "update-cognito-user-ids", "--prod", "--yes"]), @"
    --- stderr
    error: refused: AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER names localhost, which is not a host of AWS, but the target is prod
    hint: unset AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, or leave out --prod
    --- exit 5
    ");
    world().run(["cognito", "list-users", "--prod", "--insecure-http"]).fails_with(5);
    let typed = world()
        .run(["cognito", "list-users", "--prod", "--cognito-endpoint-url", "https://pool.example.com"])
        .fails_with(5);
    assert!(typed.stderr.contains("--cognito-endpoint-url names pool.example.com"), "{typed}");
    let plain = "http://cognito-idp.ca-central-1.amazonaws.com";
    let typed = world().run(["cognito", "list-users", "--prod", "--cognito-endpoint-url", plain]).fails_with(5);
    assert!(typed.stderr.contains("by plain http"), "{typed}");
}

#[test]
fn the_endpoint_of_dynamodb_is_refused_for_the_pool() {
    let world = || World::bare().with("COGNITO_USER_POOLS_ID", "ca-central-1_AbCdEfGhI").with("AWS_MAX_ATTEMPTS", "1");
    insta::assert_snapshot!(world().run(["cognito", "list-users", "--endpoint-url", "http://localhost:9"]), @"
    --- stderr
    error: --endpoint-url is the endpoint of DynamoDB, which this command does not use
    hint: --cognito-endpoint-url, or AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, sets Cognito's
    --- exit 2
    ");
    world().run(["db", "update-cognito-user-ids", "--endpoint-url", "http://localhost:9"]).fails_with(2);
    let pool = Witness::refusing();
    let url = pool.url();
    let listed = world()
        .run(["cognito", "list-users", "--cognito-endpoint-url", &url, "--user-pool-id", "us-east-1_Typed"])
        .fails_with(1);
    assert!(listed.stderr.contains(&format!("user pool us-east-1_Typed at {url}")), "{listed}");
    assert!(!pool.seen().is_empty());
    let output = World::bare().run(["cognito", "list-users", "--cognito-endpoint-url", &url]).fails_with(4);
    assert!(output.stderr.contains("--user-pool-id"), "{output}");
    let output = World::bare().run(["cognito", "list-users", "--user-pool-id", "nonsense"]).fails_with(4);
    assert!(output.stderr.contains("--user-pool-id=nonsense is not a user pool id"), "{output}");
    let output =
        World::bare().run(["cognito", "list-users", "--user-pool-id", "us-east-1_Typed", "--embedded"]).fails_with(5);
    assert!(output.stderr.contains("--embedded with --user-pool-id"), "{output}");
}

#[test]
fn an_endpoint_that_is_not_a_url_has_a_hint_with_one() {
    for variable in ["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER", "AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"] {
        let world = World::bare().with("COGNITO_USER_POOLS_ID", "ca-central-1_AbCdEfGhI").with(variable, "nonsense");
        let command = if variable.contains("COGNITO") { "cognito list-users" } else { "ddb list-tables" };
        let output = world.run_line(command).fails_with(4);
        assert!(output.stderr.contains(&format!("hint: {variable} takes a URL such as http://localhost:")), "{output}");
    }
}

fn environment(output: &Output) -> Vec<(String, String)> {
    let rows = output.rows().into_iter().filter(|row| row["check"] == "environment");
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    rows.map(|row| (text(&row["state"]), text(&row["found"]))).collect()
}

#[test]
fn doctor_names_what_is_ignored() {
    let files =
        format!("[profile it]\nregion = ca-central-1\nendpoint_url = http://localhost:1\nservices = elsewhere\n{KEYS}");
    let world = || {
        world(&files)
            .with("AWS_ENDPOINT_URL", "http://localhost:1")
            .with("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:1")
            .with("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
            .with("HTTPS_PROXY", &Witness::refusing().url())
            .with("AWS_PROFILE", "it")
    };
    let always = ["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "endpoint_url of profile it", "services of profile it"];
    let variables = ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"];
    for (command, names, others) in [
        ("doctor --output json --prod", [&variables[..], &always].concat(), Vec::new()),
        ("doctor --output json", always.to_vec(), variables.to_vec()),
    ] {
        let found = environment(&world().run_line(command));
        let is_named = |name: &str| {
            found.iter().any(|(state, found)| state == "ok" && found.starts_with(&format!("{name} is ignored")))
        };
        assert!(names.iter().all(|name| is_named(name)), "{command}: {found:?}");
        assert!(!others.iter().any(|name| is_named(name)), "{command}: {found:?}");
    }
}

#[test]
fn doctor_names_variables_that_contradict_each_other() {
    let problem = |world: World, says: &str| {
        let found = environment(&world.run(["doctor", "--output", "json"]));
        assert!(found.iter().any(|(state, found)| state == "problem" && found == says), "{found:?}");
    };
    let profiles = World::embedded().with("AWS_PROFILE", "one").with("AWS_DEFAULT_PROFILE", "other");
    problem(profiles, "AWS_PROFILE and AWS_DEFAULT_PROFILE name different profiles");
    let keys = with_keys(World::embedded()).with("AWS_PROFILE", "one");
    problem(keys, "AWS_ACCESS_KEY_ID and AWS_PROFILE are both set; the keys are used, not those of the profile");
}

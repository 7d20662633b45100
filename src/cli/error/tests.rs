//! Every hint on one page: each error of the library with its exit code and its hints, on a local target and on production.

use super::*;
use crate::cli::Cli;
use clap::Parser;
use cruddur::error::{
    AccessError, DatabaseError, IamConflict, LoginRefusal, NoUser, PoolError, Rule, Shape, StackError, TargetError,
    TlsError, TlsFileFault, Unsafe,
};
use cruddur::error::{OtherOwners, SeedFault};
use cruddur::timestamp::Timestamp;
use std::io;

/// The enums of errors, each with its source.
const ENUMS: [(&str, &str); 9] = [
    ("Error", include_str!("../../error.rs")),
    ("NoUser", include_str!("../../error.rs")),
    ("AccessError", include_str!("../../error/access.rs")),
    ("DatabaseError", include_str!("../../error/database.rs")),
    ("FileError", include_str!("../../error/file.rs")),
    ("PoolError", include_str!("../../error/pool.rs")),
    ("StackError", include_str!("../../error/stack.rs")),
    ("TargetError", include_str!("../../error/target.rs")),
    ("TlsError", include_str!("../../error/tls.rs")),
];

/// A database URL without its password.
const AT: &str = "postgresql://postgres:***@db:5432/cruddur";

fn text(text: &str) -> String {
    text.to_owned()
}

fn at() -> String {
    text(AT)
}

fn cause() -> cruddur::error::Cause {
    "the cause".into()
}

fn io_error() -> io::Error {
    io::ErrorKind::NotFound.into()
}

/// Errors about arguments and files.
fn of_input() -> Vec<Error> {
    let mut errors = vec![
        Error::Invalid { what: text("\"x\" is not a time"), why: text("it has no date") },
        Error::File(FileError::Seeds {
            faults: vec![SeedFault { file: text("a.json"), line: 2, field: text("users"), why: text("not a list") }],
            total: 1,
        }),
        Error::File(FileError::Lines { file: text("pool.csv"), faults: vec![(2, text("no sub"))], more: 0 }),
        Error::File(FileError::Unreadable { path: "a b.json".into(), source: io_error() }),
        Error::File(FileError::Header { file: text("a.csv"), why: text("a name is there twice") }),
        Error::TaskFailed { arn: text("arn:aws:dynamodb:1"), status: text("FAILED"), why: text("no such bucket") },
        Error::File(FileError::Changed { path: "a.jsonl".into() }),
        Error::File(FileError::Exists { path: "a.jsonl".into() }),
        Error::File(FileError::Unwritable { path: "/a/b".into(), source: io_error() }),
        Error::BadExpression { what: "the filter expression", message: text("Syntax error") },
    ];
    let shapes = [
        Shape::Gzip,
        Shape::Zstd,
        Shape::NotGzip,
        Shape::NotZstd,
        Shape::Utf16,
        Shape::Ion,
        Shape::Binary,
        Shape::Separator(';'),
        Shape::Json,
        Shape::NotJson,
        Shape::Commas,
        Shape::Manifest,
        Shape::Description,
        Shape::DataModel,
    ];
    errors.extend(shapes.map(|shape| Error::File(FileError::Shape { file: text("of a/b c.csv"), shape })));
    errors
}

/// Errors of the configuration.
fn of_configuration() -> Vec<Error> {
    let mut errors = vec![
        Error::Target(TargetError::NoProdDatabase),
        Error::Target(TargetError::ProdDatabaseElsewhere { variable: "CONNECTION_URL" }),
        Error::Target(TargetError::NoPsql),
        Error::Target(TargetError::NoPool),
        Error::NoSuchPool { id: text("eu-west-1_AbCdEfGhI"), at: text("AWS eu-west-1") },
        Error::Target(TargetError::PoolIdIsClientId {
            variable: "COGNITO_USER_POOLS_ID",
            id: text("4hov9m2k8h1a2b3c4d5e6f7g8h"),
        }),
        Error::Target(TargetError::PoolIdMalformed { variable: "AWS_COGNITO_USER_POOL_ID", id: text("pool") }),
        Error::Target(TargetError::BadSetting { origin: "CRUDDUR_LOCAL", value: text("yes"), allowed: "embedded" }),
        Error::Target(TargetError::NotUtf8 { variable: text("CONNECTION_URL") }),
        Error::Target(TargetError::Mix { what: text("CONNECTION_URL names an RDS host"), wants_prod: true }),
        Error::Target(TargetError::Mix { what: text("--embedded with --prod"), wants_prod: false }),
        Error::Target(TargetError::NoEmbedded { what: "users database" }),
        Error::Target(TargetError::EnvironmentFile { path: "cruddur.toml".into(), why: text("line 2: why") }),
        Error::Target(TargetError::NoEnvironment {
            name: text("stagin"),
            files: Vec::new(),
            known: vec![text("prod"), text("staging")],
        }),
        Error::Target(TargetError::NoEnvironment {
            name: text("staging"),
            files: vec!["cruddur.toml".into(), "/home/me/.config/cruddur/cruddur.toml".into()],
            known: Vec::new(),
        }),
        Error::Target(TargetError::EnvironmentTwice {
            name: text("staging"),
            files: ["cruddur.toml".into(), "/home/me/.config/cruddur/cruddur.toml".into()],
        }),
        Error::Target(TargetError::BadEnvironment {
            name: text("staging"),
            path: "cruddur.toml".into(),
            why: text("why"),
        }),
        Error::Target(TargetError::NotInEnvironment {
            name: text("staging"),
            file: "cruddur.toml".into(),
            setting: "database_url",
        }),
        Error::Target(TargetError::UrlCommand {
            origin: "env.staging.database_url_command",
            why: text("exit status: 255"),
        }),
        Error::Target(TargetError::BadSetting {
            origin: "env.staging.database_auth",
            value: text("yes"),
            allowed: "password, iam",
        }),
        Error::Target(TargetError::NoRegion),
        Error::LayoutUnknown { table: text("cruddur-messages") },
    ];
    let origins = [
        "--endpoint-url",
        "env.staging.endpoint_url",
        "AWS_ENDPOINT_URL",
        "AWS_ENDPOINT_URL_DYNAMODB",
        "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
        "--database-url",
        "PROD_CONNECTION_URL",
        "PGSSLMODE",
    ];
    errors.extend(origins.map(|origin| Error::Target(TargetError::BadUrl { origin, why: text("why") })));
    errors
}

/// Errors of AWS and the network.
fn of_services() -> Vec<Error> {
    let service = |code: &str, operation, on: &str| Error::Service {
        operation,
        on: text(on),
        code: text(code),
        message: text("message"),
        request_id: None,
    };
    let stuck = |state: &str, backup: Option<&str>| Error::WillNotSettle {
        what: text("table other-table"),
        table: text("other-table"),
        state: text(state),
        backup: backup.map(text),
    };
    let (table, operation) = (|| text("other-table"), "Scan");
    let mut errors = vec![
        Error::NoTable { table: table(), at: text("http://localhost:8000"), region: None },
        Error::NoTable { table: text("cruddur-messages"), at: text("AWS eu-west-1"), region: Some(text("eu-west-1")) },
        Error::NoIndex { table: text("cruddur-messages"), index: text("message-group-sk-index"), state: None },
        Error::NoIndex { table: table(), index: text("by-name"), state: None },
        Error::NoItem { table: table(), key: text("pk \"a\", sk \"b\"") },
        Error::NoIndex { table: table(), index: text("message-group-sk-index"), state: Some(text("CREATING")) },
        Error::OtherKeys { table: table(), found: text("id S"), wanted: text("pk S, sk S") },
        Error::NoStream { table: table() },
        Error::StreamWithoutImages { table: table(), view: text("KEYS_ONLY") },
        Error::Credentials { operation, source: cause() },
    ];
    errors.extend(["DynamoDB", "Cognito", "STS"].map(|service| Error::Unreachable {
        operation,
        service,
        at: at(),
        source: cause(),
    }));
    errors.extend([
        Error::NotTheService { operation, service: "DynamoDB", at: text("http://localhost:8000"), status: 404 },
        service("AccessDeniedException", "Scan", "other-table"),
        service("PointInTimeRecoveryUnavailableException", "ExportTableToPointInTime", "other-table"),
        service("LimitExceededException", "CreateTable", "other-table"),
        service("ThrottlingException", "Scan", "other-table"),
        service("ValidationException", "Scan", "other-table"),
        Error::Cancelled { table: table(), reasons: vec![text("ConditionalCheckFailed")] },
        Error::DeletionProtected { table: table() },
        Error::TimeToLiveDiffers { table: table(), status: text("ENABLED"), attribute: text("expires_at") },
        Error::TimeToLiveDiffers { table: table(), status: text("DISABLING"), attribute: text("expires_at") },
        Error::NotSettled { what: text("table other-table"), state: text("CREATING"), seconds: 3_600 },
        stuck("ARCHIVED", None),
        stuck("ARCHIVED", Some("arn:aws:dynamodb:backup")),
        stuck("INACCESSIBLE_ENCRYPTION_CREDENTIALS", None),
        stuck("REPLICATION_NOT_AUTHORIZED", None),
        stuck("PONDERING", None),
        Error::TaskUnfinished { arn: text("arn:1"), is_import: false, status: text("IN_PROGRESS"), seconds: 60 },
        Error::TaskUnfinished { arn: text("arn:1"), is_import: true, status: text("IN_PROGRESS"), seconds: 60 },
        Error::EndlessPages { operation, on: table(), sent: text("the same token twice") },
        Error::NoProgress { table: table(), operation: "write", seconds: 60 },
    ]);
    errors
}

/// Errors about users and their messages.
fn of_the_model() -> Vec<Error> {
    vec![
        Error::OtherOwners {
            conversations: vec![OtherOwners { conversation_id: text("5ae2"), users: vec![(text("londo"), text("1"))] }],
        },
        Error::NoUser(NoUser::Handle { handle: text("Andrew Bayko"), near: vec![text("bay ko")] }),
        Error::NoUser(NoUser::Handle { handle: text("nobody"), near: Vec::new() }),
        Error::NoUser(NoUser::Seeds { handles: vec![text("londo")] }),
        Error::NoConversation { what: text("5ae2") },
        Error::NoUser(NoUser::InPool { handle: text("londo") }),
        Error::Pool(PoolError::NoUser { user: text("londo") }),
        Error::Pool(PoolError::SeveralUsers { user: text("londo"), subs: vec![text("1"), text("2")] }),
        Error::Pool(PoolError::NameTaken { name: text("londo"), handle: Some(text("Londo")), sub: text("1") }),
        Error::Pool(PoolError::AliasTaken { name: text("londo") }),
        Error::Pool(PoolError::CannotBeConfirmed { user: text("londo"), status: text("FORCE_CHANGE_PASSWORD") }),
        Error::Pool(PoolError::CannotBeConfirmed { user: text("londo"), status: text("ARCHIVED") }),
        Error::NoUser(NoUser::CognitoId { sub: text("5ae2") }),
        Error::AmbiguousConversation {
            prefix: text("5ae2"),
            ids: vec![text("5ae290"), text("5ae291")],
            searched: None,
        },
        Error::NotInConversation { handle: text("londo"), conversation_id: text("5ae2") },
        Error::MessageAhead {
            conversation_id: text("a b"),
            at: Timestamp::parse("2026-11-22T12:00:00Z").unwrap().to_string(),
            hours: 24,
        },
        Error::MessageIdTaken { uuid: text("1"), conversation_id: text("5ae2") },
        Error::MaybeWritten { can_repeat: true, source: cause() },
        Error::MaybeWritten { can_repeat: false, source: cause() },
        Error::MaybeStarted { what: "export", token: text("5ae2"), source: cause() },
        Error::ToOneself { handle: text("londo") },
        Error::AmbiguousUser { handle: text("londo"), uuids: vec![text("1"), text("2")] },
        Error::HandleTaken { handle: text("londo") },
        Error::Unwritten {
            table: text("other-table"),
            done: 25,
            total: 156,
            conversations: 3,
            incomplete: 0,
            unfinished: String::new(),
            source: cause(),
        },
    ]
}

/// Errors of the users database.
fn of_the_database() -> Vec<Error> {
    let doing = "update the Cognito ids";
    let mut errors = vec![
        Error::Database(DatabaseError::NoSchema { at: at(), elsewhere: Vec::new() }),
        Error::Database(DatabaseError::NoSchema { at: at(), elsewhere: vec![text("my app")] }),
        Error::Database(DatabaseError::MissingColumns {
            doing,
            at: at(),
            columns: vec![text("email"), text("handle")],
        }),
        Error::Database(DatabaseError::NoPrivilege { doing, at: at(), privileges: Vec::new() }),
        Error::Database(DatabaseError::NoPrivilege {
            doing,
            at: at(),
            privileges: vec![text("UPDATE on public.users")],
        }),
        Error::Database(DatabaseError::ReadOnly { doing, at: at() }),
        Error::Database(DatabaseError::NotWritable { doing, at: at() }),
        Error::Database(DatabaseError::RowSecurity { doing, at: at() }),
        Error::Database(DatabaseError::RowsSkipped { doing, at: at(), wanted: 2, done: 1 }),
        Error::Database(DatabaseError::Unreachable { at: at(), source: cause() }),
        Error::Tls(TlsError::Untrusted { at: at(), source: cause() }),
        Error::Tls(TlsError::Invalid { at: at(), source: cause() }),
        Error::Tls(TlsError::WrongHost { at: at(), source: cause() }),
        Error::Tls(TlsError::NotOffered { at: at() }),
        Error::Database(DatabaseError::NoDatabase { at: at(), name: text("it's") }),
        Error::Database(DatabaseError::NotAdmitted { at: at(), is_encrypted: false }),
        Error::Database(DatabaseError::NotAdmitted { at: at(), is_encrypted: true }),
        Error::Database(DatabaseError::LoginRefused { at: at(), source: cause() }),
        Error::Database(DatabaseError::TokenRefused { at: at(), user: text("cruddur_app"), source: cause() }),
        Error::Database(DatabaseError::ConnectionLost { doing, at: at(), source: cause() }),
        Error::Database(DatabaseError::Statement { doing, at: at(), source: cause() }),
        Error::Database(DatabaseError::Timeout { doing, seconds: 120 }),
    ];
    let rules = [
        Rule::Constraint("unique", text("users_handle_key")),
        Rule::NotNull(text("email")),
        Rule::TooLong(vec![text("handle is character varying(5)")]),
        Rule::Type,
        Rule::Trigger,
        Rule::CheckOption,
        Rule::Dependents,
        Rule::NoSchemaPublic,
    ];
    errors.extend(rules.map(|rule| Error::Database(DatabaseError::Rule { doing, at: at(), rule })));
    let scarce = ["connections for this role", "connections", "memory", "disk space"];
    errors.extend(scarce.map(|what| Error::Database(DatabaseError::Exhausted { at: at(), what })));
    let refusals = [
        LoginRefusal::ClearText,
        LoginRefusal::NoPassword(None),
        LoginRefusal::Method("password"),
        LoginRefusal::Unsupported("gss"),
        LoginRefusal::ChannelBinding,
    ];
    errors.extend(refusals.map(|why| Error::Database(DatabaseError::LoginNotAnswered { at: at(), why })));
    let files = [
        TlsFileFault::NoCertificate,
        TlsFileFault::Unreadable,
        TlsFileFault::NoRevocationList,
        TlsFileFault::NotPem,
        TlsFileFault::NoKey,
        TlsFileFault::NoText,
        TlsFileFault::OpenKey,
    ];
    errors.extend(files.map(|why| Error::Tls(TlsError::File { path: "my root.pem".into(), why })));
    errors
}

/// Errors of stacks.
fn of_stacks() -> Vec<Error> {
    let name = || text("app");
    let failed = |resource: Option<&str>, action: Option<&str>| StackError::Failed {
        name: name(),
        status: text("ROLLBACK_COMPLETE"),
        resource: resource.map(text),
        why: text("it timed out"),
        action: action.map(text),
    };
    let errors = vec![
        StackError::NoStack { name: name(), at: text("AWS eu-west-1") },
        StackError::NoOutput { name: name(), output: text("TableName") },
        StackError::NoResource { name: name(), resource: text("MessagingStreamLog") },
        StackError::NoLogGroup { name: name(), group: text("/aws/lambda/cruddur-messaging-stream") },
        StackError::NoQueue { name: name(), url: text("https://sqs.eu-west-1.amazonaws.com/123456789012/failures") },
        StackError::BadName { name: text("1"), why: "it must begin with a letter" },
        StackError::BadTemplate { why: text("is not UTF-8") },
        StackError::UnknownParameter { names: vec![text("Billng")], known: vec![text("Billing")] },
        StackError::MissingParameter { names: vec![text("CodeBucket")] },
        StackError::NotAllowed { action: text("cloudformation:CreateChangeSet"), on: name(), message: text("no") },
        StackError::Busy { name: name(), status: text("UPDATE_IN_PROGRESS") },
        StackError::Leftover { name: name(), status: text("ROLLBACK_COMPLETE") },
        StackError::Stuck { name: name(), status: text("UPDATE_ROLLBACK_FAILED") },
        StackError::Protected { name: name() },
        StackError::MaybeStarted { name: name(), what: "deployment", source: cause() },
        StackError::NoDrift { name: name(), why: text("a queue was not readable") },
        StackError::NoChangeSet { name: name(), why: text("a nested stack failed") },
        StackError::NoDefaultVpc { region: text("eu-west-1"), why: "it has no default VPC" },
        StackError::NoAddress { at: text("https://checkip.amazonaws.com"), source: None },
        failed(Some("Waits (AWS::CloudFormation::WaitCondition)"), None),
        failed(None, Some("iam:CreateRole")),
        StackError::NoFunctions { paths: vec!["target/lambda/cruddur-schema-load/bootstrap.zip".into()] },
        StackError::BadFunction { path: "my zips/bootstrap.zip".into(), why: text("is no zip file") },
        StackError::FunctionFailed { name: name(), function: text("app-schema-load"), why: text("it timed out") },
        StackError::Endpoint { variable: "AWS_ENDPOINT_URL_CLOUDFORMATION", host: text("db") },
    ];
    errors.into_iter().map(Error::Stack).collect()
}

/// Errors of the embedded store and of the process.
fn of_the_process() -> Vec<Error> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let task = runtime.block_on(async {
        let task = tokio::spawn(std::future::pending::<()>());
        task.abort();
        task.await.unwrap_err()
    });
    vec![
        Error::EmbeddedBusy { home: ".cruddur".into(), holder: text("cruddur 12"), seconds: 30 },
        Error::Embedded { doing: "cannot open", path: ".cruddur".into(), source: cause() },
        Error::EmbeddedDamaged { path: "my store/messages.db".into(), why: text("it was cut") },
        Error::Listen { port: 4567, source: cause() },
        Error::Task(task),
    ]
}

/// Errors about credentials, profiles and endpoints of AWS.
fn of_access() -> Vec<Error> {
    let profile = || text("a b");
    vec![
        Error::AnswerTooLong { operation: "Scan", at: text("http://localhost:8000"), limit: 24 << 20 },
        Error::TooMany {
            operation: "ListUsers",
            on: text("eu-west-1_AbCdEfGhI"),
            what: "users",
            limit: text("32 MiB"),
        },
        Error::TooMany { operation: "ListTables", on: text("eu-west-1"), what: "tables", limit: text("50000") },
        Error::Target(TargetError::InsecureEndpoint { origin: "--endpoint-url", host: text("db"), prod: true }),
        Error::Target(TargetError::InsecureEndpoint { origin: "AWS_ENDPOINT_URL_STS", host: text("db"), prod: true }),
        Error::Target(TargetError::InsecureEndpoint { origin: "AWS_ENDPOINT_URL_STS", host: text("db"), prod: false }),
        Error::Access(AccessError::BadValue { origin: text("AWS_SECRET_ACCESS_KEY"), why: "contains a line end" }),
        Error::Access(AccessError::BadValue {
            origin: text("aws_secret_access_key of profile a b"),
            why: "contains a line end",
        }),
        Error::Access(AccessError::ProfileFiles { source: cause() }),
        Error::Access(AccessError::ProfilesDiffer),
        Error::Target(TargetError::PoolOutsideAws { origin: "--cognito-endpoint-url", host: text("localhost") }),
        Error::Target(TargetError::PoolOutsideAws {
            origin: "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER",
            host: text("localhost"),
        }),
        Error::Target(TargetError::Iam { origin: "--database-auth", why: IamConflict::Embedded }),
        Error::Target(TargetError::Iam {
            origin: "CRUDDUR_DATABASE_AUTH",
            why: IamConflict::Password(text("PROD_CONNECTION_URL")),
        }),
        Error::Target(TargetError::Iam {
            origin: "--database-auth",
            why: IamConflict::WithoutTls(text("sslmode=prefer (PGSSLMODE)")),
        }),
        Error::Target(TargetError::Iam { origin: "--database-auth", why: IamConflict::NoHostName(text("127.0.0.1")) }),
        Error::Access(AccessError::NoProfile { profile: profile(), origin: text("AWS_PROFILE") }),
        Error::Access(AccessError::BadProfile { profile: profile(), why: text("has no credentials") }),
        Error::Access(AccessError::InteractiveProfile {
            selected: profile(),
            profile: text("base"),
            why: "an mfa_serial",
        }),
        Error::Access(AccessError::SsoLogin { profile: profile(), source: cause() }),
        Error::Access(AccessError::CredentialProcess { profile: profile(), why: text("it did not end within 30 s") }),
        Error::Access(AccessError::CaBundle {
            origin: text("AWS_CA_BUNDLE"),
            why: text("it contains no certificate in PEM form"),
        }),
        Error::Access(AccessError::NoCredentials { source: cause() }),
    ]
}

/// Errors about files that are refused.
fn of_files() -> Vec<Error> {
    let file = |why| Error::File(FileError::Unsafe { path: "/a b/.cruddur/users.db".into(), why });
    vec![
        Error::File(FileError::Unsafe { path: "/a b/.cruddur".into(), why: Unsafe::Link }),
        Error::File(FileError::Unsafe { path: "/a b/.cruddur".into(), why: Unsafe::OtherOwner(1000) }),
        file(Unsafe::Link),
        file(Unsafe::NotAFile),
        file(Unsafe::OtherOwner(1000)),
        file(Unsafe::WritableByOthers(0o666)),
        file(Unsafe::HardLinks(2)),
        file(Unsafe::Schema { kind: text("trigger"), name: text("t\"; x") }),
        Error::File(FileError::NotRegular { path: "/dev/sda".into() }),
        Error::File(FileError::Busy { path: "a b.jsonl".into() }),
    ]
}

fn all() -> Vec<Error> {
    let groups = [
        of_input(),
        of_files(),
        of_configuration(),
        of_access(),
        of_services(),
        of_the_model(),
        of_the_database(),
        of_the_process(),
        of_stacks(),
    ];
    groups.into_iter().flatten().collect()
}

/// Returns the name of a variant, after the name of a nested error: `Database::NoSchema`.
fn variant(error: &Error) -> String {
    let text = format!("{error:?}");
    let nested = matches!(
        error,
        Error::File(_)
            | Error::Target(_)
            | Error::Access(_)
            | Error::Database(_)
            | Error::Tls(_)
            | Error::Pool(_)
            | Error::NoUser(_)
            | Error::Stack(_)
    );
    let names = text.split(|c: char| !c.is_alphanumeric()).take(if nested { 2 } else { 1 });
    names.collect::<Vec<_>>().join("::")
}

/// Returns the options that a command after `flags` repeats.
fn repeat(flags: &str) -> Repeat {
    let arguments = ["cruddur"].into_iter().chain(flags.split_whitespace()).chain(["ddb", "list-tables"]);
    Cli::try_parse_from(arguments).unwrap().global.repeat()
}

#[test]
fn every_hint_on_one_page() {
    let (local, prod) = (repeat(""), repeat("--prod --region eu-west-1 --profile ops"));
    let mut page = String::new();
    for error in all() {
        let name = variant(&error);
        let error = anyhow::Error::new(error);
        let shown = |hint: Option<String>| hint.unwrap_or_else(|| "-".to_owned());
        let hints = (shown(hint(&error, &local)), shown(hint(&error, &prod)));
        page.push_str(&format!("{name} ({})\n  error: {error}\n  hint:  {}\n", exit_code(&error), hints.0));
        if hints.0 != hints.1 {
            page.push_str(&format!("  prod:  {}\n", hints.1));
        }
    }
    insta::assert_snapshot!("hints", page);
}

/// Without a sample, users would be the first to read the hint of a variant.
#[test]
fn every_variant_is_on_the_page() {
    let shown: Vec<String> = all().iter().map(variant).collect();
    let mut count = 0;
    for (name, source) in ENUMS {
        let (_, body) = source.split_once(&format!("pub enum {name} {{\n")).unwrap();
        let (body, _) = body.split_once("\n}\n").unwrap();
        let is_variant =
            |line: &&str| line.strip_prefix("    ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
        let variants =
            body.lines().filter(is_variant).map(|line| line.split(['{', '(', ',']).next().unwrap_or_default().trim());
        for variant in variants {
            count += 1;
            let outer = name.trim_end_matches("Error");
            let sample = if outer.is_empty() { variant.to_owned() } else { format!("{outer}::{variant}") };
            let is_sample = |shown: &String| *shown == sample || shown.starts_with(&format!("{sample}::"));
            assert!(shown.iter().any(is_sample), "no sample of {sample}");
        }
    }
    assert!(count > 90, "the variants were not found: {count}");
}

/// The commands of this tool in hints exist, and take the options that are given.
#[test]
fn every_command_of_a_hint_parses() {
    let mut commands = Vec::new();
    for options in ["", "--prod --region eu-west-1 --profile ops", "--database-url postgresql://h/d --table t-1"] {
        let repeat = repeat(options);
        // A build without stacks has no error of a stack.
        let errors = all().into_iter().filter(|error| cfg!(feature = "stack") || !matches!(error, Error::Stack(_)));
        let hints = errors.filter_map(|error| hint(&error.into(), &repeat));
        commands.extend(hints.flat_map(|hint| hint.split("cruddur ").skip(1).map(command).collect::<Vec<_>>()));
    }
    for words in &commands {
        if let Err(error) = Cli::try_parse_from(["cruddur"].iter().copied().chain(words.iter().map(String::as_str))) {
            assert_eq!(error.kind(), clap::error::ErrorKind::DisplayHelp, "{words:?}: {error}");
        }
    }
    assert!(commands.len() > 60, "the commands were not found: {}", commands.len());
}

/// Returns the words of the command at the beginning of a text. The rest of a hint is prose.
fn command(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut takes_value, mut is_group) = (false, true);
    for word in text.split(' ') {
        let end = word.ends_with([',', ';', ')']);
        let word = word.trim_end_matches([',', ';', ')']).trim_matches('\'');
        let is_flag = word.starts_with('-');
        let is_argument = ["drop-table", "import", "get-conversation", "logs", "query"]
            .iter()
            .any(|last| words.last().is_some_and(|have| have == last));
        if !(is_flag || takes_value || is_group || is_argument) {
            break;
        }
        takes_value = is_flag
            && [
                "--env",
                "--region",
                "--profile",
                "--table",
                "--database-url",
                "--limit",
                "--arn",
                "--output",
                "--stack-name",
            ]
            .contains(&word);
        is_group = (is_group && ["config", "ddb", "db", "cognito", "patterns", "stack"].contains(&word)) && !is_flag;
        words.push(word.to_owned());
        if end {
            break;
        }
    }
    words
}

#[test]
fn a_hint_keeps_the_target_and_shows_no_password() {
    let repeat = repeat("--database-url postgresql://u:secret@h/d --profile x;rm --table t-1");
    assert_eq!(repeat.to_string(), " --profile 'x;rm' --database-url URL --table t-1");
    assert_eq!(repeat.on_table("t-2").to_string(), " --profile 'x;rm' --database-url URL --table t-2");
    assert_eq!(repeat.on_table("t-1").to_string(), repeat.to_string());
    assert_eq!(repeat.in_region("eu-west-1").of_aws("dynamodb").to_string(), " --profile 'x;rm' --region eu-west-1");
}

//! The environment variables that commands read: their values, and the section of the help that names them. The list is only
//! here.

use clap::Command;
use cruddur::error::TargetError;
use cruddur::target::Stores;
use cruddur::target::libpq_variables;

/// The maximum width of the section, in columns.
const WIDTH: usize = 80;

/// The indentation of names and of meanings: the same as clap uses for options.
const MAX_NAMES: usize = 2;
const MEANING: usize = 10;

/// The source of a setting that neither an option nor a variable has.
pub const DEFAULT: &str = "default";

/// Returns the value of a variable. An empty variable counts as not set.
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// Checks that the variables that commands read are UTF-8. An unreadable variable must not count as not set, because the
/// command would then use another target.
///
/// # Errors
/// [`TargetError::NotUtf8`], with the name of the variable.
pub fn check() -> anyhow::Result<()> {
    const PREFIXES: [&str; 4] = ["AWS_", "COGNITO_", "CRUDDUR_", "PG"];
    const NAMES: [&str; 8] = [
        "CONNECTION_URL",
        "FRONTEND_URL",
        "LOCAL_CONNECTION_URL",
        "PROD_CONNECTION_URL",
        "HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
    ];
    let is_read = |name: &str| NAMES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix));
    let unreadable = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        let name = name.into_string().ok().filter(|name| is_read(name))?;
        value.to_str().is_none().then_some(name)
    };
    match std::env::vars_os().find_map(unreadable) {
        Some(variable) => Err(cruddur::Error::from(TargetError::NotUtf8 { variable }).into()),
        None => Ok(()),
    }
}

/// The commands that read a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// Commands that use the messages.
    Messages,
    /// Commands that use the users.
    Users,
    /// Commands that use the user pool.
    Pool,
    /// Commands that call a service of AWS.
    Aws,
    /// Commands that use any store.
    Store,
    /// Commands with an option or argument of this id.
    Option(&'static str),
    /// Commands that keep records of messages.
    Records,
    /// Commands that use a store, and the server of the embedded engine.
    Home,
    /// `cruddur doctor`.
    Doctor,
    /// Commands that act for a user.
    User,
    /// Commands that use the app client.
    Client,
    /// `cruddur serve`.
    Server,
    /// A command that works on the table of messages, or writes its name into a template.
    Table,
    /// `cruddur stack`.
    Stack,
    /// Commands that have a target.
    Target,
    /// `cruddur completions`, and the scripts that it prints.
    Completions,
    /// Every command.
    Everyone,
}

/// Variables, their meaning, and the commands that read them.
const VARIABLES: [(&[&str], &str, Reader); 37] = [
    (&["CRUDDUR_TABLE"], "The table of messages (--table)", Reader::Table),
    (&["CRUDDUR_HANDLE"], "The handle of the user (--as)", Reader::User),
    (&["CRUDDUR_LAYOUT"], "The layout of an empty table (--layout)", Reader::Option("layout")),
    (
        &["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"],
        "The endpoint of DynamoDB, without --prod (--endpoint-url)",
        Reader::Messages,
    ),
    (&["LOCAL_CONNECTION_URL", "CONNECTION_URL"], "The users database, without --prod (--database-url)", Reader::Users),
    (&["PROD_CONNECTION_URL"], "The users database, with --prod (--database-url)", Reader::Users),
    (
        &["CRUDDUR_DATABASE_AUTH"],
        "How to sign in to the users database, password or iam (--database-auth)",
        Reader::Users,
    ),
    (&["COGNITO_USER_POOLS_ID", "AWS_COGNITO_USER_POOL_ID"], "The id of the user pool", Reader::Pool),
    (&["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"], "The endpoint of Cognito, instead of AWS's own", Reader::Pool),
    (&["AWS_REGION", "AWS_DEFAULT_REGION"], "The AWS region (--region)", Reader::Aws),
    (&["AWS_PROFILE", "AWS_DEFAULT_PROFILE"], "The AWS profile (--profile)", Reader::Aws),
    (&["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"], "The AWS credentials", Reader::Aws),
    (&["AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"], "The files of AWS profiles", Reader::Aws),
    (
        &["AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME", "AWS_WEB_IDENTITY_TOKEN_FILE"],
        "The role and the token of a web identity",
        Reader::Aws,
    ),
    (
        &["AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"],
        "The URL of a container's credentials",
        Reader::Aws,
    ),
    (
        &["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC"],
        "The endpoints of AWS's sign-in services, instead of AWS's own",
        Reader::Aws,
    ),
    (
        &[
            "AWS_ENDPOINT_URL_CLOUDFORMATION",
            "AWS_ENDPOINT_URL_CLOUDWATCH",
            "AWS_ENDPOINT_URL_CLOUDWATCH_LOGS",
            "AWS_ENDPOINT_URL_EC2",
            "AWS_ENDPOINT_URL_LAMBDA",
            "AWS_ENDPOINT_URL_S3",
            "AWS_ENDPOINT_URL_SECRETS_MANAGER",
            "AWS_ENDPOINT_URL_SQS",
        ],
        "The endpoints of the stack, instead of AWS, if they are on this machine",
        Reader::Stack,
    ),
    (&["CRUDDUR_CHECKIP_URL"], "What says the address of this machine, for tests", Reader::Stack),
    (&["AWS_CA_BUNDLE"], "A file of trusted certificates", Reader::Aws),
    (&["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "DATABASE_URL"], "Not used; doctor names it as ignored", Reader::Doctor),
    (&["CRUDDUR_LOCAL"], "The value embedded is the same as --embedded", Reader::Store),
    (&["CRUDDUR_ENV"], "The environment of cruddur.toml (--env)", Reader::Target),
    (&["CRUDDUR_HOME"], "The directory of the embedded stores [default: .cruddur]", Reader::Home),
    (&["COGNITO_CLIENT_ID"], "The app client; doctor compares it with the id of the user pool", Reader::Client),
    (&["FRONTEND_URL"], "The origin of the app's frontend, which may use the server (--allow-origin)", Reader::Server),
    (&["XDG_STATE_HOME", "HOME"], "Where the record of a message is kept until its answer is known", Reader::Records),
    (&["XDG_CONFIG_HOME"], "Where your own cruddur.toml is, in cruddur/ [default: ~/.config]", Reader::Target),
    (&["XDG_CACHE_HOME"], "Where printed names are kept for shell completion [default: ~/.cache]", Reader::Store),
    (&["CRUDDUR_COMPLETE"], "The shell that asks for completions; its completion script sets it", Reader::Completions),
    (
        &["CRUDDUR_COMPLETE_TIMEOUT"],
        "How long completion waits for names, in milliseconds [default: 50]",
        Reader::Completions,
    ),
    (&["CRUDDUR_OUTPUT"], "The format of the output, except of files (--output)", Reader::Everyone),
    (&["CRUDDUR_NOW"], "The current time, for tests", Reader::Store),
    (&["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"], "Whether output has colours", Reader::Everyone),
    (&["PAGER", "LESS"], "The pager, and the options of less [default: less, FRX]", Reader::Everyone),
    (&["CI"], "If it is set, no pager is used", Reader::Everyone),
    (&["TZ"], "The time zone of --time local", Reader::Everyone),
    (&["COLUMNS"], "The width of help that is not printed to a terminal", Reader::Everyone),
];

/// The meaning of the libpq variables.
const LIBPQ: &str = "Defaults of the URL of the users database, as libpq reads them";

/// What the short help says about the options of every command.
const GLOBAL_OPTIONS: &str =
    "Options of every command: --prod, --output FORMAT, --dry-run, --yes and\nothers, which --help shows.";

/// Adds the section of variables to the long help of each command, and the global options as one line to the short one. Each command
/// must be built.
pub fn describe(root: Command) -> Command {
    describe_below(root, "")
}

/// Does the same as [`describe`] for the command with this path.
fn describe_below(command: Command, path: &str) -> Command {
    let read = read_by(&command, path);
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let long = format!("{help}\n\n{}", section(&read));
    let mut command = command.after_long_help(long).after_help(format!("{GLOBAL_OPTIONS}\n\n{help}"));
    if !path.is_empty() {
        command = command.mut_arg("version", |version| version.hide_short_help(true));
    }
    names.into_iter().filter(|name| name != "help").fold(command, |command, name| {
        let path = format!("{path} {name}").trim_start().to_owned();
        command.mut_subcommand(name, |below| describe_below(below, &path))
    })
}

/// Returns the stores that a command may need, by its path. A group needs the stores of its commands.
fn stores(path: &str) -> Stores {
    let (messages, users, pool) = match path {
        "" | "setup" | "doctor" | "serve" | "wait" | "config" | "config show" => (true, true, true),
        "ddb" | "ddb seed" | "ddb repair" | "conversations" | "messages" | "send" => (true, true, false),
        "db" | "db update-cognito-user-ids" => (false, true, true),
        path if path.starts_with("ddb patterns") => (true, true, false),
        path if path.starts_with("ddb ") => (true, false, false),
        path if path.starts_with("db ") => (false, true, false),
        path if path.starts_with("cognito") => (false, false, true),
        _ => (false, false, false),
    };
    Stores { messages, users, pool }
}

/// Returns the variables that a command reads, with their meaning.
fn read_by(command: &Command, path: &str) -> Vec<(Vec<&'static str>, &'static str)> {
    let Stores { messages, users, pool } = stores(path);
    let is_stack = (["", "doctor"].contains(&path) && cfg!(feature = "stack"))
        || (path.starts_with("stack") && path != "stack template");
    let is_server = cfg!(feature = "serve") && ["", "serve"].contains(&path);
    let is_read = |reader: Reader| match reader {
        Reader::Messages => messages,
        Reader::Users => users,
        Reader::Pool => pool,
        Reader::Table => messages || ["stack", "stack template", "stack plan", "stack deploy"].contains(&path),
        Reader::Stack => is_stack,
        // A sign-in to the users database by IAM uses the credentials of AWS.
        Reader::Aws => messages || users || pool || is_stack,
        Reader::Store => messages || users || pool,
        Reader::Target => path != "completions",
        Reader::Home => messages || users || pool || ["local", "local serve"].contains(&path),
        Reader::Option(id) => has_option(command, id),
        Reader::Records => has_option(command, "message_uuid") || is_server,
        Reader::User => has_option(command, "user_uuid") || is_server,
        Reader::Client => path.is_empty() || path == "doctor" || is_server,
        Reader::Server => is_server,
        Reader::Doctor => path.is_empty() || path == "doctor",
        Reader::Completions => path.is_empty() || path == "completions",
        Reader::Everyone => true,
    };
    let mut read: Vec<_> = VARIABLES
        .iter()
        .filter(|(_, _, reader)| is_read(*reader))
        .map(|(names, means, _)| (names.to_vec(), *means))
        .collect();
    if users {
        read.push((libpq_variables().collect(), LIBPQ));
    }
    read
}

/// Returns whether a command or one of its subcommands has an option with this id.
fn has_option(command: &Command, id: &str) -> bool {
    command.get_arguments().any(|argument| argument.get_id() == id)
        || command.get_subcommands().any(|below| has_option(below, id))
}

/// Returns the section of the help.
fn section(read: &[(Vec<&str>, &str)]) -> String {
    let mut text = "Environment:".to_owned();
    for (names, means) in read {
        text.push_str(&wrapped(&names.join(", "), MAX_NAMES));
        text.push_str(&wrapped(means, MEANING));
    }
    text
}

/// Wraps a text into indented lines, each with a line break before it.
fn wrapped(text: &str, indent: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut().filter(|line| line.len() + 1 + word.len() <= WIDTH - indent) {
            Some(line) => *line = format!("{line} {word}"),
            None => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| format!("\n{:indent$}{line}", "")).collect()
}

//! The variables that commands read, in the help of each: the one place that names them.

use clap::Command;
use cruddur::target::Stores;
use cruddur::target::libpq_variables;

/// The column that no line of the help goes beyond.
const WIDTH: usize = 80;

/// How far names and what they mean are indented, as clap does it with options.
const MAX_NAMES: usize = 2;
const MEANING: usize = 10;

/// Who reads variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reader {
    /// A command that works on the messages.
    Messages,
    /// A command that works on the users.
    Users,
    /// A command that works on the user pool.
    Pool,
    /// A command that calls a service of AWS.
    Aws,
    /// A command that works on any store.
    Store,
    /// A command with an option or argument of this id.
    Option(&'static str),
    /// A command that keeps records of messages.
    Records,
    /// `cruddur doctor`.
    Doctor,
    /// Every command.
    Everyone,
}

/// Variables, what they mean, and who reads them.
const VARIABLES: [(&[&str], &str, Reader); 25] = [
    (&["CRUDDUR_TABLE"], "The table of messages (--table)", Reader::Messages),
    (&["CRUDDUR_HANDLE"], "The handle of the user (--as)", Reader::Option("user_uuid")),
    (&["CRUDDUR_LAYOUT"], "The layout of an empty table (--layout)", Reader::Option("layout")),
    (
        &["AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL"],
        "DynamoDB's endpoint, without --prod (--endpoint-url)",
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
    (&["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"], "Cognito's endpoint, in place of AWS", Reader::Pool),
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
        "Where a container gets its credentials",
        Reader::Aws,
    ),
    (
        &["AWS_ENDPOINT_URL_STS", "AWS_ENDPOINT_URL_SSO", "AWS_ENDPOINT_URL_SSO_OIDC"],
        "The endpoints of AWS's sign-in, in place of AWS's own",
        Reader::Aws,
    ),
    (&["AWS_CA_BUNDLE"], "A file of the certificates to trust", Reader::Aws),
    (&["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"], "Named as ignored by doctor", Reader::Doctor),
    (&["CRUDDUR_LOCAL"], "embedded stands for --embedded", Reader::Store),
    (&["CRUDDUR_HOME"], "The directory of the embedded stores, .cruddur unless it is set", Reader::Store),
    (&["COGNITO_CLIENT_ID"], "Compared with the id of the user pool", Reader::Doctor),
    (&["XDG_STATE_HOME", "HOME"], "Where the record of a message is kept until its answer is known", Reader::Records),
    (&["CRUDDUR_NOW"], "The time that is taken as now, for tests", Reader::Store),
    (&["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "TERM"], "Whether the output has colours", Reader::Everyone),
    (&["COLUMNS"], "The width of help that does not go to a terminal", Reader::Everyone),
];

/// What stands before the variables that complete a database URL.
const LIBPQ: &str = "What the URL of the users database leaves out, as libpq reads it";

/// Adds to the long help of each command the variables that it reads. Each command has to be built.
pub fn describe(root: Command) -> Command {
    describe_below(root, "")
}

/// As [`describe`], for the command of this path.
fn describe_below(command: Command, path: &str) -> Command {
    let read = read_by(&command, path);
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let command = command.after_long_help(format!("{help}\n\n{}", section(&read)));
    names.into_iter().filter(|name| name != "help").fold(command, |command, name| {
        let path = format!("{path} {name}").trim_start().to_owned();
        command.mut_subcommand(name, |below| describe_below(below, &path))
    })
}

/// The stores that a command may need, by its path; a group may need those of its commands.
fn stores(path: &str) -> Stores {
    let (messages, users, pool) = match path {
        "" | "setup" | "doctor" => (true, true, true),
        "ddb" | "ddb seed" | "ddb repair" => (true, true, false),
        "db" | "db update-cognito-user-ids" => (false, true, true),
        path if path.starts_with("ddb patterns") => (true, true, false),
        path if path.starts_with("ddb ") => (true, false, false),
        path if path.starts_with("db ") => (false, true, false),
        path if path.starts_with("cognito") => (false, false, true),
        _ => (false, false, false),
    };
    Stores { messages, users, pool }
}

/// The variables that a command reads, with what they mean.
fn read_by(command: &Command, path: &str) -> Vec<(Vec<&'static str>, &'static str)> {
    let Stores { messages, users, pool } = stores(path);
    let is_read = |reader: Reader| match reader {
        Reader::Messages => messages,
        Reader::Users => users,
        Reader::Pool => pool,
        // For the users database that is signed in to by IAM.
        Reader::Aws => messages || users || pool,
        Reader::Store => messages || users || pool,
        Reader::Option(id) => has_option(command, id),
        Reader::Records => has_option(command, "message_uuid"),
        Reader::Doctor => path.is_empty() || path == "doctor",
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

/// Whether a command or one below it has this option.
fn has_option(command: &Command, id: &str) -> bool {
    command.get_arguments().any(|argument| argument.get_id() == id)
        || command.get_subcommands().any(|below| has_option(below, id))
}

/// The section of the help.
fn section(read: &[(Vec<&str>, &str)]) -> String {
    let mut text = "Environment:".to_owned();
    for (names, means) in read {
        text.push_str(&wrapped(&names.join(", "), MAX_NAMES));
        text.push_str(&wrapped(means, MEANING));
    }
    text
}

/// A text in lines that are indented, each with a line break before it.
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
